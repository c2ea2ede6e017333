"""The recorder's side: durable, each event once, held until somebody is known."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage import children
from tests.storage.builders import (
    ADA,
    FILM,
    WALL_MS,
    FakeClock,
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
from tracker.storage.clocks import BUILT_MS, SAME_TIME_MS, BootClock, BootMoment
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox
from tracker.storage.ring import read_samples
from tracker.storage.sessions import OLD_MS, read_checkpoint


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
    assert read_checkpoint(database, "s") == checkpoint("s", 1_000)
    database.rows("PRAGMA max_page_count=1000000")
    assert len(journal.append(whole_film("s"), checkpoint("s", 2_000))) == 7
    assert read_checkpoint(database, "s") == checkpoint("s", 2_000)


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
    found = later.left_off()
    left = {one.opening.session_id: one.checkpoint for one in found}
    assert left == {"a": checkpoint("a"), "b": crowded}
    first = found[0].opening
    assert (first.asset, first.viewer, first.device) == (FILM, ADA, "lobby")
    later.close()


def test_opening_a_session_again_keeps_what_it_was(tmp_path: Path) -> None:
    """A restart goes on with the same session; its viewer is not forgotten (R11)."""
    journal = Journal(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    journal.close_session("s", wall_ms=WALL_MS)
    journal.open_session(opening("s", ANONYMOUS), wall_ms=UnixMs(WALL_MS + 1))
    assert journal.append([played("s")], checkpoint("s")) == [(1, False)]
    journal.close()
    journal = Journal(tmp_path)
    [left] = journal.left_off()
    assert left.opening.viewer == ADA
    journal.close()


def test_a_session_that_was_never_opened_is_our_own_mistake(journal: Journal) -> None:
    """It stays a plain exception, and nothing is written."""
    with pytest.raises(LookupError):
        journal.append([played("t")], checkpoint("t"))
    assert list(journal._database.rows("SELECT * FROM checkpoint")) == []


def test_each_row_has_the_machines_clock_at_its_event(tmp_path: Path) -> None:
    """R10, delivery 3.6: what repairs a wall clock later counts from the event, not the commit."""
    clock = FakeClock(WALL_MS, BootMoment(b"a" * 16, 50_000))
    journal = Journal(tmp_path, boot=clock)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    clock.pass_ms(10_000)
    journal.append([played("s", t_ms=9_000)], checkpoint("s", 10_000))
    # A disk that was full for an hour: the row is late, its moment is not.
    clock.pass_ms(3_600_000)
    journal.append([quartile("s", 25, t_ms=10_300)], checkpoint("s", 10_350))
    journal.close()

    # After a restart of the machine the old clock is carried on from the checkpoint.
    journal = Journal(tmp_path, boot=FakeClock(WALL_MS, BootMoment(b"b" * 16, 100)))
    journal.append([attention("s", t_ms=10_400)], checkpoint("s", 10_400))
    found = journal._database.rows("SELECT boot_id, boot_ms FROM outbox ORDER BY seq")
    assert found == [(b"a" * 16, 59_000), (b"a" * 16, 60_300), (b"a" * 16, 60_400)]
    journal.close()


def test_a_replayed_trace_has_no_moment_of_this_machine(tmp_path: Path) -> None:
    """What was watched by another clock is not to be corrected by this one."""
    now_ms = UnixMs(WALL_MS + SAME_TIME_MS + 1)
    journal = Journal(tmp_path, boot=FakeClock(now_ms, BootMoment(b"a" * 16, 50_000)))
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    journal.append([played("s")], checkpoint("s", 0))
    assert journal._database.rows("SELECT boot_id, boot_ms FROM outbox") == [(bytes(16), 0)]
    journal.close()


def test_the_machines_clock_only_goes_forward() -> None:
    """And it has an id of 16 bytes, the same for all readers."""
    first, second = BootClock().now(), BootClock().now()
    assert first.boot_id == second.boot_id
    assert len(first.boot_id) == 16
    assert ElapsedMs(0) < first.boot_ms <= second.boot_ms


def test_a_session_that_was_cut_off_is_found_once(tmp_path: Path) -> None:
    """While its recorder lives it is nobody else's; then it is the first finder's, for good."""
    child = children.start("record", tmp_path)
    assert child.stdout is not None
    assert child.stdout.readline() == "records\n"
    first, second = Journal(tmp_path), Journal(tmp_path)
    assert first.left_off() == []
    children.kill(child)
    assert [left.opening.session_id for left in first.left_off()] == ["counted"]
    assert second.left_off() == []
    assert [left.opening.session_id for left in first.left_off()] == ["counted"]
    first.close()
    [left] = second.left_off()
    second.append([attention("counted")], left.checkpoint)
    second.close_session("counted", wall_ms=WALL_MS)
    assert second.left_off() == []
    assert second._database.rows("SELECT count(*) FROM session WHERE closed_ms IS NULL") == [(0,)]
    second.close()


def test_a_clock_that_is_set_does_not_make_a_living_recorder_dead(tmp_path: Path) -> None:
    """Two recorders in one process, and a year that passes at once: neither loses its session."""
    clock = FakeClock(WALL_MS, BootMoment(b"a" * 16, 50_000))
    one, other = Journal(tmp_path, boot=clock), Journal(tmp_path, boot=clock)
    one.open_session(opening("s", ADA), wall_ms=WALL_MS)
    one.append([], checkpoint("s", 0))
    clock.step_to(UnixMs(WALL_MS + 365 * 86_400_000))
    assert other.left_off() == []
    one.close()
    other.close()


A_DAY_MS = 86_400_000


@pytest.mark.parametrize(
    ("boot_id", "then_ms", "now_ms", "age_ms"),
    [
        (b"a", WALL_MS, WALL_MS + A_DAY_MS, 10_000),
        (b"a", WALL_MS, WALL_MS - A_DAY_MS, 10_000),
        (b"b", WALL_MS, WALL_MS + A_DAY_MS, A_DAY_MS),
        (b"b", WALL_MS, WALL_MS - A_DAY_MS, OLD_MS),
        (b"b", 0, WALL_MS, OLD_MS),
        (b"b", 60_000, 120_000, OLD_MS),
        (b"b", BUILT_MS - 1, BUILT_MS + 1, OLD_MS),
    ],
)
def test_how_long_ago_a_session_was_cut_off(
    tmp_path: Path, boot_id: bytes, then_ms: int, now_ms: int, age_ms: int
) -> None:
    """R10: by the machine's own clock within one start, else by wall clocks that can be true."""
    journal = Journal(tmp_path, boot=FakeClock(UnixMs(then_ms), BootMoment(b"a" * 16, 50_000)))
    journal.open_session(opening("s", ADA), wall_ms=UnixMs(then_ms))
    journal.append([], replace(checkpoint("s", 0), wall_ms=UnixMs(then_ms)))
    journal.close()
    later = Journal(tmp_path, boot=FakeClock(UnixMs(now_ms), BootMoment(boot_id * 16, 60_000)))
    assert [left.age_ms for left in later.left_off()] == [age_ms]
    later.close()


def test_raw_samples_are_written_with_the_checkpoint(tmp_path: Path) -> None:
    """In one transaction, and in their order."""
    journal = Journal(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    journal.append([], checkpoint("s"), ["one", "two"])
    journal.append([], checkpoint("s"), ["three"])
    assert list(read_samples(journal._database, "s")) == ["one", "two", "three"]
    journal.close()


def test_a_sessions_flags_come_back_with_its_checkpoint(tmp_path: Path) -> None:
    """R12: kept with the session, replaced by the newest."""
    flags = SessionFlags(played_wall_ms=9, muted_wall_ms=4, unattended=True, average_rate=1.5)
    journal = Journal(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    journal.append([], checkpoint("s"))
    journal.append([], replace(checkpoint("s"), flags=flags))
    journal.close()
    later = Journal(tmp_path)
    assert [left.checkpoint.flags for left in later.left_off()] == [flags]
    later.close()
