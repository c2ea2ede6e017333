"""The recorder's side: durable, each event once, held until somebody is known."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.builders import (
    ADA,
    FILM,
    WALL_MS,
    attention,
    checkpoint,
    opening,
    played,
    quartile,
    whole_film,
)
from tracker.model.delivery import Delivered, Rejected, RowState
from tracker.model.errors import StorageFullError
from tracker.model.events import AttentionSpan, SessionFlags
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.units import ElapsedMs, MediaMs, UnixMs
from tracker.storage.browse import OutboxBrowser
from tracker.storage.clocks import BootClock, BootMoment
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox
from tracker.storage.ring import read_samples


class FakeBootClock(BootClock):
    """A clock that stands until it is set."""

    def __init__(self, moment: BootMoment) -> None:
        self.moment = moment

    def now(self) -> BootMoment:
        """Return the moment that was set."""
        return self.moment


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """Return a journal with the open session ``s`` of a known viewer."""
    journal = Journal(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    yield journal
    journal.close()


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """Return the sender's side of the same database, leading."""
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    yield outbox
    outbox.close()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[OutboxBrowser]:
    """Return the reader's side of the same database."""
    browser = OutboxBrowser(tmp_path)
    yield browser
    browser.close()


def send(outbox: Outbox, outcome: Delivered | Rejected) -> int:
    """Claim the first row that is due, settle it, and return its seq."""
    row = outbox.claim(outbox.due(1, now_ms=WALL_MS)[0], b"{}")
    assert row is not None
    outbox.settle(row, outcome, now_ms=WALL_MS, next_try_ms=WALL_MS)
    return row.seq


def test_events_become_rows_in_their_order(journal: Journal, browser: OutboxBrowser) -> None:
    """Each event gets its seq; the rows say kind, percentage and time."""
    events = whole_film("s")
    placed = journal.append(events, checkpoint("s"))
    assert [held for _, held in placed] == [False] * 7
    rows = list(browser.list_rows())
    assert [row.seq for row in rows] == [seq for seq, _ in placed]
    assert [row.percent for row in rows] == [None, 0, 25, 50, 75, 100, None]
    assert [row.occurred_ms for row in rows] == [event.occurred_ms for event in events]
    assert {row.state for row in rows} == {RowState.PENDING}


def test_an_event_that_waits_is_not_queued_again(journal: Journal, browser: OutboxBrowser) -> None:
    """R13: unique by session, kind and percentage; the first value stays."""
    first = journal.append([quartile("s", 25, t_ms=3_000)], checkpoint("s"))
    assert journal.append([quartile("s", 25, t_ms=9_000)], checkpoint("s")) == first
    [row] = browser.list_rows()
    assert row.occurred_ms == WALL_MS + 3_000


@pytest.mark.parametrize("outcome", [Delivered(200), Rejected(400, "no")])
def test_an_event_that_is_settled_is_not_queued_again(
    journal: Journal, outbox: Outbox, browser: OutboxBrowser, outcome: Delivered | Rejected
) -> None:
    """The ledger and the dead letters remember what the queue no longer holds."""
    placed = journal.append([quartile("s", 25)], checkpoint("s"))
    send(outbox, outcome)
    assert journal.append([quartile("s", 25)], checkpoint("s")) == placed
    assert len(list(browser.list_rows())) == 1
    assert outbox.due(1, now_ms=WALL_MS) == []


def test_an_attention_map_that_never_left_is_replaced(journal: Journal, outbox: Outbox) -> None:
    """Delivery 3.1: the last value wins."""
    placed = journal.append([attention("s", 1, 0)], checkpoint("s"))
    assert journal.append([attention("s", 1, 1, t_ms=14_000)], checkpoint("s")) == placed
    [row] = outbox.due(1, now_ms=WALL_MS)
    assert row.event == attention("s", 1, 1, t_ms=14_000)


def test_an_attention_map_that_was_tried_stays(journal: Journal, outbox: Outbox) -> None:
    """What may have arrived once must not arrive again as something else."""
    journal.append([attention("s", 1, 0)], checkpoint("s"))
    row = outbox.claim(outbox.due(1, now_ms=WALL_MS)[0], b"{}")
    journal.append([attention("s", 1, 1)], checkpoint("s"))
    assert row is not None
    outbox.settle(row, Rejected(404, "?", systemic=True), now_ms=WALL_MS, next_try_ms=WALL_MS)
    journal.append([attention("s", 1, 1)], checkpoint("s"))
    [again] = outbox.due(1, now_ms=WALL_MS)
    assert isinstance(again.event, AttentionSpan)
    assert again.event.spans == (1, 0)


@pytest.mark.parametrize("viewer", [ANONYMOUS, Viewer(email="a@example.test"), Viewer(badge="7")])
def test_rows_of_nobody_the_crm_knows_are_held(tmp_path: Path, viewer: Viewer) -> None:
    """An address or a badge is not yet a contact."""
    journal, outbox = Journal(tmp_path), Outbox(tmp_path)
    journal.open_session(opening("s", viewer), wall_ms=WALL_MS)
    assert journal.append([played("s")], checkpoint("s")) == [(1, True)]
    assert outbox.take_lead()
    assert outbox.due(5, now_ms=WALL_MS) == []
    assert outbox.next_due_ms() is None
    journal.close()
    outbox.close()


def test_a_user_token_is_enough_to_send(tmp_path: Path) -> None:
    """A host program that has one needs no contact id."""
    journal = Journal(tmp_path)
    journal.open_session(opening("s", Viewer(contact_utk="utk")), wall_ms=WALL_MS)
    assert journal.append([played("s")], checkpoint("s")) == [(1, False)]
    journal.close()


def test_whoever_was_identified_meanwhile_elsewhere_counts(
    tmp_path: Path, browser: OutboxBrowser
) -> None:
    """The database says who watches, not what the recorder was once told."""
    journal = Journal(tmp_path)
    journal.open_session(opening("s"), wall_ms=WALL_MS)
    assert journal.append([played("s")], checkpoint("s")) == [(1, True)]
    assert browser.identify("s", ADA, now_ms=WALL_MS, reason="badge") == 1
    placed = journal.append([played("s"), quartile("s", 0)], checkpoint("s"))
    assert [held for _, held in placed] == [False, False]
    journal.close()


def test_checkpoint_and_rows_are_one_transaction(journal: Journal, browser: OutboxBrowser) -> None:
    """R13: a disk that fills up between them leaves neither; later both go in."""
    journal.append([], checkpoint("s", 1_000))
    database = journal._database
    spans = tuple(range(900))
    pages = database.rows("PRAGMA page_count")[0][0]
    database.rows(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageFullError):
        journal.append([attention("s", *spans), *whole_film("s")[:-1]], checkpoint("s", 2_000))
    assert list(browser.list_rows()) == []
    [left] = journal.left_off(also_living=True)
    assert left.checkpoint == checkpoint("s", 1_000)
    database.rows("PRAGMA max_page_count=1000000")
    assert len(journal.append(whole_film("s"), checkpoint("s", 2_000))) == 7
    [left] = journal.left_off(also_living=True)
    assert left.checkpoint == checkpoint("s", 2_000)


def test_a_session_left_open_is_found_with_all_it_counted(tmp_path: Path) -> None:
    """What a restart needs to close it with what was watched (R11, R13)."""
    many = tuple((MediaMs(2 * i), MediaMs(2 * i + 1)) for i in range(5_000))
    crowded = replace(checkpoint("b"), passes=many, duration_ms=None, position_ms=None)
    journal = Journal(tmp_path)
    for session_id in ("a", "b", "c"):
        journal.open_session(opening(session_id, ADA), wall_ms=WALL_MS)
    journal.append([], checkpoint("a"))
    journal.append([], crowded)
    journal.append([], checkpoint("c"))
    journal.close_session("c", wall_ms=WALL_MS)
    journal.close()

    later = Journal(tmp_path)
    found = later.left_off(also_living=True)
    left = {one.opening.session_id: one.checkpoint for one in found}
    assert left == {"a": checkpoint("a"), "b": crowded}
    first = found[0].opening
    assert (first.asset, first.viewer, first.device) == (FILM, ADA, "lobby")
    assert later.left_off() == []  # this very process still records them
    later.close()


def test_opening_a_session_again_keeps_what_it_was(tmp_path: Path) -> None:
    """A restart goes on with the same session; its viewer is not forgotten (R11)."""
    journal = Journal(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    journal.close_session("s", wall_ms=WALL_MS)
    journal.open_session(opening("s", ANONYMOUS), wall_ms=UnixMs(WALL_MS + 1))
    assert journal.append([played("s")], checkpoint("s")) == [(1, False)]
    [left] = journal.left_off(also_living=True)
    assert left.opening.viewer == ADA
    journal.close()


def test_a_session_that_was_never_opened_is_our_own_mistake(journal: Journal) -> None:
    """It stays a plain exception, and nothing is written."""
    with pytest.raises(LookupError):
        journal.append([played("t")], checkpoint("t"))
    assert journal.left_off(also_living=True) == []


def test_each_row_has_the_machines_clock_at_its_event(tmp_path: Path) -> None:
    """R10, delivery 3.6: what repairs a wall clock later counts from the event, not the commit."""
    boot = FakeBootClock(BootMoment(b"a" * 16, 50_000))
    journal = Journal(tmp_path, boot=boot)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    boot.moment = BootMoment(b"a" * 16, 60_000)
    journal.append([played("s", t_ms=9_000)], checkpoint("s", 10_000))
    journal.close()

    # After a restart of the machine the old clock is carried on from the checkpoint.
    journal = Journal(tmp_path, boot=FakeBootClock(BootMoment(b"b" * 16, 100)))
    journal.append([attention("s", t_ms=10_400)], checkpoint("s", 10_400))
    found = journal._database.rows("SELECT boot_id, boot_ms FROM outbox ORDER BY seq")
    assert found == [(b"a" * 16, 59_000), (b"a" * 16, 60_400)]
    journal.close()


def test_the_machines_clock_only_goes_forward() -> None:
    """And it has an id of 16 bytes, the same for all readers."""
    first, second = BootClock().now(), BootClock().now()
    assert first.boot_id == second.boot_id
    assert len(first.boot_id) == 16
    assert ElapsedMs(0) < first.boot_ms <= second.boot_ms


def test_a_session_of_a_dead_process_is_left_off(tmp_path: Path) -> None:
    """Its age is told by the machine's clock; a number that was given anew is another process."""
    clock = BootClock()
    journal = Journal(tmp_path, boot=clock)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    journal.append([], checkpoint("s"))
    journal._database.change("UPDATE session SET owner_started_s=owner_started_s-3600")
    [left] = journal.left_off()
    assert left.opening.session_id == "s"
    assert 0 <= left.age_ms < 60_000
    journal._database.change("UPDATE checkpoint SET boot_id=zeroblob(16), wall_ms=wall_ms+10000000")
    journal._database.change("UPDATE checkpoint SET wall_ms=99999999999999")
    assert journal.left_off()[0].age_ms > 24 * 3_600_000
    journal.close()


def test_raw_samples_are_written_with_the_checkpoint(tmp_path: Path) -> None:
    """In one transaction, in their order, and let go of by age."""
    journal = Journal(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    journal.append([], checkpoint("s"), ["one", "two"])
    journal.append([], checkpoint("s"), ["three"])
    assert list(read_samples(journal._database, "s")) == ["one", "two", "three"]
    assert journal.prune_traces(before_ms=UnixMs(checkpoint("s").wall_ms + 1)) == 2
    assert list(read_samples(journal._database, "s")) == []
    journal.close()


def test_a_sessions_flags_come_back_with_its_checkpoint(tmp_path: Path) -> None:
    """R12: kept with the session, replaced by the newest."""
    flags = SessionFlags(played_wall_ms=9, muted_wall_ms=4, unattended=True, average_rate=1.5)
    journal = Journal(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    journal.append([], checkpoint("s"))
    journal.append([], replace(checkpoint("s"), flags=flags))
    [left] = journal.left_off(also_living=True)
    assert left.checkpoint.flags == flags
    journal.close()
