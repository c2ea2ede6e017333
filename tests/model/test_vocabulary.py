"""What the shared words promise by themselves."""

import pytest

from tests.builders import Take, count
from tracker.model import errors
from tracker.model.delivery import OutboxStats
from tracker.model.events import EventKind, kind_of
from tracker.model.media import ANONYMOUS, Viewer


@pytest.mark.parametrize(
    ("viewer", "deliverable"),
    [
        (ANONYMOUS, False),
        (Viewer(email="a@example.com"), False),
        (Viewer(badge="17"), False),
        (Viewer(contact_id=5), True),
        (Viewer(contact_utk="f1e2"), True),
    ],
)
def test_only_who_the_crm_can_know_is_delivered(viewer: Viewer, deliverable: bool) -> None:
    """An address or a badge still has to be resolved; a contact is never invented."""
    assert viewer.is_deliverable is deliverable


def test_unsettled_is_what_sending_can_still_settle() -> None:
    """Held and dead rows wait for a person."""
    stats = OutboxStats(pending=1, held=10, in_flight=2, delivered=50, doubtful=4, dead=90)
    assert stats.unsettled == 7


def test_every_event_has_its_kind() -> None:
    """In the order in which a session tells them."""
    events = count(Take(10_000).play(10_000).end().samples).events
    assert [kind_of(event) for event in events] == [
        EventKind.MEDIA_PLAYED,
        *[EventKind.QUARTILE] * 5,
        EventKind.ATTENTION_SPAN,
    ]


def test_every_error_carries_its_cure() -> None:
    """One sentence on what is wrong, one on how to mend it."""
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, errors.TrackerError):
            error = kind("It is broken.", hint="Mend it.")
            assert (str(error), error.hint) == ("It is broken.", "Mend it.")
