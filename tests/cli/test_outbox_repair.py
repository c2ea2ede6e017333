"""``tracker outbox show|retry|park|drop`` as a person types them."""

from pathlib import Path

import pytest

from tests.cli.command import tracker
from tests.storage.builders import queue_events
from tests.storage.test_repair import REFUSED, SILENT, send
from tracker.app.outbox_words import words_of
from tracker.model.delivery import Delivered, HeldReason, OnAmbiguous, RowState, RowView
from tracker.model.media import ANONYMOUS
from tracker.model.repair import RowDetails
from tracker.model.units import UnixMs


def details(
    state: RowState,
    reason: str | None = None,
    attempts: int = 1,
    email: str | None = "ada@example.test",
) -> RowDetails:
    """Return a row in a state."""
    view = RowView(
        *(7, "a-session", "quartile", 50, state, reason),
        *(UnixMs(0), attempts, None, 400, "No such media.", None),
    )
    return RowDetails(view, None, "", email, None, attempts, None, None, None, None)


@pytest.mark.parametrize(
    ("row", "cause", "cure"),
    [
        (details(RowState.PENDING), "did not get through: HTTP 400", "tracker sync"),
        (
            details(RowState.HELD, "no-viewer", email=None),
            "Nobody",
            "tracker identify a-session",
        ),
        (details(RowState.HELD, "no-viewer"), "ada@example.test is named", "next sync"),
        (
            details(RowState.HELD, HeldReason.UNKNOWN_CONTACT.value),
            "no contact for ada@example.test",
            "Create the contact",
        ),
        (details(RowState.IN_FLIGHT), "no answer has come", "Wait"),
        (details(RowState.DOUBTFUL), "sent once, and once no answer", "outbox park 7"),
        (details(RowState.DOUBTFUL, attempts=0), "damaged file", "on_ambiguous"),
        (details(RowState.DELIVERED), "HTTP 400", "Nothing"),
        (details(RowState.DEAD, "rejected"), "refuses this event: HTTP 400", "outbox retry 7"),
        (details(RowState.DEAD, "ambiguous"), "no answer came", "if it is there, `tracker outbox"),
        (details(RowState.DEAD, "damaged"), "checksum does not hold", "outbox drop 7"),
        (details(RowState.DEAD, "parked"), "by hand", "outbox retry 7"),
        (details(RowState.DEAD, "forgotten"), "forgotten", "Nothing can be done"),
    ],
)
def test_every_state_has_its_cause_and_its_cure(row: RowDetails, cause: str, cure: str) -> None:
    """In words that name the row, the answer and the command that helps."""
    words = words_of(row)
    assert cause in words.cause
    assert cure in words.cure
    assert words.state.endswith(".")


def test_a_row_is_shown_whole(tmp_path: Path) -> None:
    """What, who, when, state, cause, cure, and the body that was or would be sent."""
    queue_events(tmp_path, "s")
    send(tmp_path, REFUSED)
    shown = tracker(tmp_path, "outbox", "show", 1).out
    for part in (
        "media-played, dead",
        "Product tour",
        "contact 4711",
        "HubSpot refuses",
        "retry 1",
    ):
        assert part in shown
    [fields] = tracker(tmp_path, "outbox", "show", "1", "--json").lines
    assert fields["state"] == "dead"
    assert fields["body"] == '{"seq":1}'
    assert fields["body_was_sent"] is True
    [fields] = tracker(tmp_path, "outbox", "show", "2", "--json").lines
    assert "sessionId" in fields["body"]
    assert fields["body_was_sent"] is False
    missing = tracker(tmp_path, "outbox", "show", 99)
    assert missing.status == 1
    assert "no row 99" in missing.err


def test_dead_letters_go_back_by_number_or_all_at_once(tmp_path: Path) -> None:
    """And the sender is asked to hurry."""
    queue_events(tmp_path, "s")
    send(tmp_path, REFUSED, REFUSED, SILENT, on_ambiguous=OnAmbiguous.PARK)
    assert "1 row will be sent again" in tracker(tmp_path, "outbox", "retry", 2).out
    [done] = tracker(tmp_path, "outbox", "retry", "--all-dead", "--json").lines
    assert done == {"changed": [1, 3], "refused": [], "export": None}
    [stats] = tracker(tmp_path, "outbox", "stats", "--json").lines
    assert (stats["dead"], stats["pending"], stats["doubtful"]) == (0, 6, 1)


def test_rows_are_parked_and_dropped_with_a_copy(tmp_path: Path) -> None:
    """A row that must stay is named on standard error, with exit status 1."""
    queue_events(tmp_path, "s")
    queue_events(tmp_path, "held", viewer=ANONYMOUS)
    send(tmp_path, Delivered(200))
    parked = tracker(tmp_path, "outbox", "park", 2, 1)
    assert parked.status == 1
    assert "1 row put aside" in parked.out
    assert "Row 1 stays as it is. It was delivered" in parked.err
    dropped = tracker(tmp_path, "outbox", "drop", "--state", "held")
    assert dropped.status == 0
    assert "7 rows dropped" in dropped.out
    [export] = (tmp_path / "exports").iterdir()
    assert str(export) in dropped.out
    assert len(export.read_text("utf-8").splitlines()) == 7


@pytest.mark.parametrize("arguments", [["retry"], ["park"], ["drop"], ["show"], ["park", "x"]])
def test_rows_must_be_named(tmp_path: Path, arguments: list[str]) -> None:
    """A repair of nothing in particular is a wrong command line."""
    assert tracker(tmp_path, "outbox", *arguments).status == 2
