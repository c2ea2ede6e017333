"""The reader's side: every row in every state, and one viewer a session."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage import children
from tests.storage.builders import (
    ADA,
    WALL_MS,
    checkpoint,
    opening,
    played,
    quartile,
    queue_events,
    whole_film,
)
from tracker.model.delivery import (
    Delivered,
    DeliveryOutcome,
    Doubtful,
    OutboxStats,
    Rejected,
    RetryCause,
    RowState,
)
from tracker.model.errors import SettingsError
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.units import UnixMs
from tracker.storage import browse
from tracker.storage.browse import OutboxBrowser
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[OutboxBrowser]:
    """Return the reader's side of a database that is still empty."""
    browser = OutboxBrowser(tmp_path)
    yield browser
    browser.close()


@pytest.fixture
def six_states(tmp_path: Path) -> Iterator[Outbox]:
    """Return a leading outbox with a row in each state, seq 1 to 6."""
    for number in range(1, 6):
        queue_events(tmp_path, f"s{number}", [played(f"s{number}")])
    queue_events(tmp_path, "s6", [played("s6")], viewer=ANONYMOUS)
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    claimed = [outbox.claim(row, b"{}") for row in outbox.due(4, now_ms=WALL_MS)]
    outcomes: tuple[DeliveryOutcome, ...] = (
        Delivered(200),
        Rejected(400, "no"),
        Doubtful(RetryCause.SERVER, "No answer.", status=502),
    )
    for row, outcome in zip(claimed, outcomes, strict=False):
        assert row is not None
        outbox.settle(row, outcome, now_ms=WALL_MS, next_try_ms=UnixMs(WALL_MS + 9))
    yield outbox
    outbox.close()


STATES = [
    RowState.DELIVERED,
    RowState.DEAD,
    RowState.DOUBTFUL,
    RowState.IN_FLIGHT,
    RowState.PENDING,
    RowState.HELD,
]


@pytest.mark.usefixtures("six_states")
def test_every_state_is_listed_and_counted(browser: OutboxBrowser) -> None:
    """One row of each, in the order of queueing, and each alone by its state."""
    rows = list(browser.list_rows())
    assert [row.seq for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row.state for row in rows] == STATES
    for row in rows:
        assert list(browser.list_rows(row.state)) == [row]
    assert browser.stats() == OutboxStats(
        pending=1, held=1, in_flight=1, doubtful=1, delivered=1, dead=1, resent=0
    )
    doubtful, held = rows[2], rows[5]
    assert (doubtful.next_try_ms, doubtful.last_status) == (WALL_MS + 9, 502)
    assert (doubtful.last_error, doubtful.contact_id) == ("No answer.", 4711)
    assert (held.reason, held.contact_id, held.next_try_ms) == ("no-viewer", None, None)


@pytest.mark.usefixtures("six_states")
def test_a_long_list_comes_in_pages_without_gap_or_repeat(
    browser: OutboxBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the size of a page."""
    for size in (1, 2, 5):
        monkeypatch.setattr(browse, "_PAGE_ROWS", size)
        assert [row.seq for row in browser.list_rows()] == [1, 2, 3, 4, 5, 6]


def test_a_row_that_moves_while_it_is_listed_is_seen_once(
    tmp_path: Path, browser: OutboxBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page is one state of the database, and no page goes back."""
    monkeypatch.setattr(browse, "_PAGE_ROWS", 2)
    queue_events(tmp_path, "s")
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    seen = []
    for row in browser.list_rows():
        seen.append(row.seq)
        claimed = outbox.claim(outbox.due(1, now_ms=WALL_MS)[0], b"{}")
        assert claimed is not None
        outbox.settle(claimed, Delivered(200), now_ms=WALL_MS, next_try_ms=WALL_MS)
    assert seen == [1, 2, 3, 4, 5, 6, 7]
    outbox.close()


def test_identifying_releases_what_waits_and_what_comes(
    tmp_path: Path, browser: OutboxBrowser
) -> None:
    """Once, with reason and time; other sessions stay held."""
    for session_id in ("s", "t"):
        queue_events(tmp_path, session_id, [played(session_id)], viewer=ANONYMOUS)
    named = Viewer(contact_id=5)
    assert browser.identify("s", named, now_ms=WALL_MS, reason="badge at the door") == 1
    assert browser.stats() == OutboxStats(pending=1, held=1)
    queue_events(tmp_path, "s", [quartile("s", 0)], viewer=ANONYMOUS)
    assert browser.stats() == OutboxStats(pending=2, held=1)
    noted = browser._database.row(
        "SELECT identified_ms, identified_reason FROM session WHERE session_id='s'"
    )
    assert noted == (WALL_MS, "badge at the door")


def test_naming_the_same_viewer_again_changes_nothing(
    tmp_path: Path, browser: OutboxBrowser
) -> None:
    """A person may press the button twice."""
    queue_events(tmp_path, "s", [played("s")], viewer=ANONYMOUS)
    assert browser.identify("s", Viewer(contact_id=5), now_ms=WALL_MS, reason="first") == 1
    assert browser.identify("s", Viewer(contact_id=5), now_ms=UnixMs(1), reason="again") == 0
    noted = browser._database.row("SELECT identified_ms, identified_reason FROM session")
    assert noted == (WALL_MS, "first")


def test_an_address_may_be_completed_to_a_contact(tmp_path: Path, browser: OutboxBrowser) -> None:
    """It is the same person; the rows go once the contact is known."""
    queue_events(tmp_path, "s", [played("s")], viewer=Viewer(email="a@example.test"))
    badge = Viewer(badge="77")
    assert browser.identify("s", badge, now_ms=WALL_MS, reason="desk") == 0
    assert browser.stats() == OutboxStats(held=1)
    assert browser.identify("s", Viewer(contact_id=5), now_ms=WALL_MS, reason="looked up") == 1
    [session] = browser.recent_sessions()
    assert session.viewer == Viewer(contact_id=5, email="a@example.test", badge="77")


@pytest.mark.parametrize(
    ("present", "named"),
    [
        (Viewer(contact_id=5), Viewer(contact_id=6)),
        (Viewer(contact_id=5), Viewer(email="b@example.test")),
        (Viewer(email="a@example.test"), Viewer(email="b@example.test")),
        (Viewer(email="a@example.test"), Viewer(contact_id=5, email="b@example.test")),
        (Viewer(contact_utk="utk"), Viewer(contact_id=5)),
    ],
)
def test_a_session_is_never_given_to_somebody_else(
    tmp_path: Path, browser: OutboxBrowser, present: Viewer, named: Viewer
) -> None:
    """A viewing must not be credited to the next badge that comes by."""
    queue_events(tmp_path, "s", [played("s")], viewer=present)
    before = browser.recent_sessions(), browser.stats()
    with pytest.raises(SettingsError, match="already belongs") as caught:
        browser.identify("s", named, now_ms=WALL_MS, reason="mistake")
    assert caught.value.hint
    assert (browser.recent_sessions(), browser.stats()) == before


@pytest.mark.parametrize(
    ("session_id", "viewer"),
    [
        ("nowhere", ADA),
        ("s", Viewer(contact_id=0)),
        ("s", Viewer(contact_id=-5)),
        ("s", Viewer(contact_id=2**63)),
    ],
)
def test_what_cannot_be_identified_is_told_with_a_hint(
    tmp_path: Path, browser: OutboxBrowser, session_id: str, viewer: Viewer
) -> None:
    """An unknown session, or a number that no contact can have."""
    queue_events(tmp_path, "s", [played("s")], viewer=ANONYMOUS)
    with pytest.raises(SettingsError) as caught:
        browser.identify(session_id, viewer, now_ms=WALL_MS, reason="")
    assert caught.value.hint
    assert browser.stats() == OutboxStats(held=1)


def test_the_latest_sessions_come_first(tmp_path: Path, browser: OutboxBrowser) -> None:
    """For people who must choose one."""
    journal = Journal(tmp_path)
    for number in range(5):
        started = replace(opening(f"s{number}"), device=f"kiosk {number}")
        journal.open_session(started, wall_ms=UnixMs(WALL_MS + number))
    journal.close_session("s4", wall_ms=UnixMs(WALL_MS + 99))
    journal.close()
    latest, second = browser.recent_sessions(2)
    assert (latest.session_id, latest.closed_ms) == ("s4", WALL_MS + 99)
    assert (second.session_id, second.closed_ms, second.device) == ("s3", None, "kiosk 3")


def test_looking_and_repairing_work_while_a_player_writes(
    tmp_path: Path, browser: OutboxBrowser
) -> None:
    """Another process enqueues as fast as it can; nobody gets an error."""
    child = children.start("enqueue", tmp_path)
    assert child.stdout is not None
    for number in range(10):
        assert child.stdout.readline()
        session_id = f"mine-{number}"
        queue_events(tmp_path, session_id, [played(session_id)], viewer=ANONYMOUS)
        assert browser.identify(session_id, ADA, now_ms=WALL_MS, reason="test") == 1
        listed = list(browser.list_rows())
        assert len(listed) == len({row.seq for row in listed})
    children.kill(child)
    assert browser.verify_rows() == []


def test_nobody_leads_a_new_profile(browser: OutboxBrowser) -> None:
    """And an empty queue has nothing to show."""
    assert browser.leader_info() is None
    assert list(browser.list_rows()) == []
    assert browser.stats() == OutboxStats()


def test_counts_agree_with_the_rows_after_all_that_happens(
    tmp_path: Path, browser: OutboxBrowser
) -> None:
    """A film that is queued twice, half sent, half refused."""
    queue_events(tmp_path, "s", whole_film("s"), viewer=ANONYMOUS)
    queue_events(tmp_path, "s", whole_film("s"), viewer=ANONYMOUS)
    browser.identify("s", ADA, now_ms=WALL_MS, reason="test")
    journal = Journal(tmp_path)
    journal.append(whole_film("s"), checkpoint("s"))
    journal.close()
    assert browser.stats() == OutboxStats(pending=7)
