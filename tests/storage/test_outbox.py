"""The sender's side: one leader, one row a session, and what each outcome leads to."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from tests.storage import children
from tests.storage.builders import (
    ADA,
    FILM,
    WALL_MS,
    checkpoint,
    opening,
    played,
    quartile,
    queue_events,
)
from tracker.model.delivery import (
    AuthNeeded,
    Delivered,
    DeliveryOutcome,
    Doubtful,
    OnAmbiguous,
    OutboxRow,
    OutboxStats,
    Rejected,
    RetryCause,
    RetryLater,
    RowState,
)
from tracker.model.errors import AuthError, StorageBusyError, StorageFullError
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.units import UnixMs
from tracker.storage.browse import OutboxBrowser
from tracker.storage.journal import Journal
from tracker.storage.outbox import LATEST_HINT_MS, Outbox

LATER_MS = UnixMs(WALL_MS + 5_000)
NOT_SENT = RetryLater(RetryCause.NETWORK, "No connection.", counts_as_attempt=False)
BUSY = RetryLater(RetryCause.RATE_LIMIT, "Too many.", status=429)
UNKNOWN = Doubtful(RetryCause.NETWORK, "No answer.")


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """Return a leading outbox over a queue that is still empty."""
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


def claim_first(outbox: Outbox, body: bytes = b"{}", *, now_ms: UnixMs = WALL_MS) -> OutboxRow:
    """Claim the first row that is due."""
    row = outbox.claim(outbox.due(1, now_ms=now_ms)[0], body)
    assert row is not None
    return row


def settle(outbox: Outbox, row: OutboxRow, outcome: DeliveryOutcome) -> None:
    """Settle a row now, with its next try in five seconds."""
    outbox.settle(row, outcome, now_ms=WALL_MS, next_try_ms=LATER_MS)


def test_a_row_comes_with_all_that_a_request_is_built_from(tmp_path: Path, outbox: Outbox) -> None:
    """Event and asset as they were queued, the viewer as known now."""
    queue_events(tmp_path, "s", [quartile("s", 25)])
    [row] = outbox.due(5, now_ms=WALL_MS)
    assert row == OutboxRow(1, quartile("s", 25), FILM, ADA)


def test_one_row_a_session_is_due_the_oldest_first(tmp_path: Path, outbox: Outbox) -> None:
    """R14: a session's events in order, never two of them at once."""
    for session_id in ("a", "b", "c"):
        queue_events(tmp_path, session_id, [played(session_id), quartile(session_id, 0)])
    assert [row.seq for row in outbox.due(5, now_ms=WALL_MS)] == [1, 3, 5]
    assert [row.seq for row in outbox.due(2, now_ms=WALL_MS)] == [1, 3]
    first = claim_first(outbox)
    assert [row.seq for row in outbox.due(5, now_ms=WALL_MS)] == [3, 5]
    settle(outbox, first, Delivered(200))
    assert [row.seq for row in outbox.due(5, now_ms=WALL_MS)] == [2, 3, 5]


def test_no_statement_of_a_turn_is_planned_twice(tmp_path: Path, outbox: Outbox) -> None:
    """SQLite would plan some of them anew for each value, which takes longer than they run.

    It asks the authorizer about each table and column whenever it plans a statement.
    """
    for session_id in ("a", "b", "c"):
        queue_events(tmp_path, session_id, [quartile(session_id, 25)])
    planned: list[str | None] = []

    def ask(action: int, table: str | None, *_: str | None) -> int:
        planned.append(table)
        return apsw.SQLITE_OK

    outbox._database._connection.authorizer = ask
    for _ in range(2):
        settle(outbox, claim_first(outbox), Delivered(200))
    assert {"outbox", "session", "delivered"} <= set(planned)
    planned.clear()
    settle(outbox, claim_first(outbox), Delivered(200))
    assert outbox.due(1, now_ms=LATER_MS) == []
    assert planned == []


def test_a_row_that_waits_holds_back_its_session_only(tmp_path: Path, outbox: Outbox) -> None:
    """Order within a session, independence between them."""
    for session_id in ("a", "b"):
        queue_events(tmp_path, session_id, [played(session_id), quartile(session_id, 0)])
    settle(outbox, claim_first(outbox), BUSY)
    assert [row.seq for row in outbox.due(5, now_ms=WALL_MS)] == [3]
    assert [row.seq for row in outbox.due(5, now_ms=LATER_MS)] == [1, 3]


def test_a_dead_head_does_not_block_its_session(tmp_path: Path, outbox: Outbox) -> None:
    """Else one poisonous event would stop all that follow it."""
    queue_events(tmp_path, "s", [played("s"), quartile("s", 0)])
    settle(outbox, claim_first(outbox), Rejected(400, "no such media"))
    assert [row.seq for row in outbox.due(5, now_ms=WALL_MS)] == [2]


def test_a_claim_is_there_before_a_byte_leaves(
    tmp_path: Path, outbox: Outbox, browser: OutboxBrowser
) -> None:
    """Another connection sees the row in flight, with its body, as soon as claim returns."""
    queue_events(tmp_path, "s", [played("s")])
    row = claim_first(outbox, b'{"a":1}')
    assert row.sent_body == b'{"a":1}'
    [seen] = browser.list_rows()
    assert seen.state is RowState.IN_FLIGHT
    assert browser._database.rows("SELECT sent_body FROM outbox") == [(b'{"a":1}',)]


def test_only_a_head_that_is_due_can_be_claimed(tmp_path: Path, outbox: Outbox) -> None:
    """A row that is gone, in flight, held, or behind another one is not handed out."""
    queue_events(tmp_path, "s", [played("s"), quartile("s", 0)])
    queue_events(tmp_path, "t", [played("t")], viewer=ANONYMOUS)
    row = claim_first(outbox)
    assert outbox.claim(row, b"{}") is None
    for seq in (2, 3, 99):
        assert outbox.claim(replace(row, seq=seq), b"{}") is None


def test_delivered_moves_to_the_ledger(
    tmp_path: Path, outbox: Outbox, browser: OutboxBrowser
) -> None:
    """With all that a list shows of it."""
    queue_events(tmp_path, "s", [quartile("s", 50)])
    settle(outbox, claim_first(outbox), Delivered(204, portal_id=9))
    [row] = browser.list_rows()
    assert (row.seq, row.session_id, row.kind, row.percent) == (1, "s", "quartile", 50)
    assert (row.state, row.last_status, row.attempts) == (RowState.DELIVERED, 204, 1)
    assert (row.contact_id, row.occurred_ms) == (4711, quartile("s", 50).occurred_ms)
    assert outbox.stats() == OutboxStats(delivered=1)
    assert browser._database.rows("SELECT at_ms, portal_id FROM delivered") == [(WALL_MS, 9)]


def test_rejected_moves_to_the_dead_letters_whole(
    tmp_path: Path, outbox: Outbox, browser: OutboxBrowser
) -> None:
    """Every column is kept, so that it can be exported and put back."""
    queue_events(tmp_path, "s", [quartile("s", 50)])
    names = ("payload", "dedupe", "boot_id", "session_ord", "kind", "occurred_ms", "boot_ms", "crc")
    [values] = browser._database.rows(f"SELECT {', '.join(names)} FROM outbox")  # noqa: S608
    settle(outbox, claim_first(outbox, b"body"), Rejected(422, "playedPercent is wrong"))
    [row] = browser.list_rows()
    assert (row.state, row.reason, row.percent) == (RowState.DEAD, "rejected", 50)
    assert (row.last_status, row.last_error) == (422, "playedPercent is wrong")
    assert (row.attempts, row.contact_id) == (1, 4711)
    [(kept,)] = browser._database.rows("SELECT row_json FROM dead")
    whole = json.loads(kept)
    assert whole["sent_body"] == b"body".hex()
    for name, value in zip(names, values, strict=True):
        assert whole[name] == (value.hex() if isinstance(value, bytes) else value)


@pytest.mark.parametrize(
    ("outcome", "state", "attempts", "keeps_body"),
    [
        (NOT_SENT, RowState.PENDING, 0, False),
        (BUSY, RowState.PENDING, 1, True),
        (UNKNOWN, RowState.DOUBTFUL, 1, True),
        (AuthNeeded("No token."), RowState.PENDING, 0, False),
        (AuthNeeded("Refused.", status=401), RowState.PENDING, 1, False),
        (Rejected(404, "Nothing here.", systemic=True), RowState.PENDING, 1, False),
    ],
)
def test_other_outcomes_make_it_due_again(
    tmp_path: Path,
    outbox: Outbox,
    browser: OutboxBrowser,
    outcome: RetryLater | Doubtful | AuthNeeded | Rejected,
    state: RowState,
    attempts: int,
    keeps_body: bool,
) -> None:
    """Delivery 3.4: what left is counted; what may have been processed keeps its body."""
    queue_events(tmp_path, "s", [played("s")])
    settle(outbox, claim_first(outbox, b"first"), outcome)
    [seen] = browser.list_rows()
    assert (seen.state, seen.attempts, seen.next_try_ms) == (state, attempts, LATER_MS)
    assert (seen.last_status, seen.last_error) == (outcome.status, outcome.message)
    assert outbox.due(1, now_ms=WALL_MS) == []
    assert outbox.next_due_ms() == LATER_MS
    again = claim_first(outbox, b"second", now_ms=LATER_MS)
    assert again.sent_body == (b"first" if keeps_body else b"second")


def test_a_body_in_doubt_outlives_what_comes_later(tmp_path: Path, outbox: Outbox) -> None:
    """A resend stays byte-identical although a later try surely was not processed."""
    queue_events(tmp_path, "s", [played("s")])
    for outcome in (UNKNOWN, NOT_SENT, AuthNeeded("Refused.", status=401)):
        settle(outbox, claim_first(outbox, b"first", now_ms=LATER_MS), outcome)
    assert claim_first(outbox, b"another", now_ms=LATER_MS).sent_body == b"first"


def test_doubt_can_be_parked_by_setting(tmp_path: Path) -> None:
    """``on_ambiguous = park``: nothing is sent twice, a person decides."""
    queue_events(tmp_path, "s", [played("s"), quartile("s", 0)])
    outbox = Outbox(tmp_path, on_ambiguous=OnAmbiguous.PARK)
    assert outbox.take_lead()
    settle(outbox, claim_first(outbox), UNKNOWN)
    assert outbox.stats() == OutboxStats(pending=1, dead=1)
    claim_first(outbox)
    outbox.close()

    outbox = Outbox(tmp_path, on_ambiguous=OnAmbiguous.PARK)
    assert outbox.take_lead()
    assert outbox.stats() == OutboxStats(dead=2)
    outbox.close()


def test_sends_beyond_the_first_are_counted_for_ever(tmp_path: Path, outbox: Outbox) -> None:
    """And what never left is no send."""
    queue_events(tmp_path, "s", [played("s")])
    for outcome in (NOT_SENT, BUSY, UNKNOWN, NOT_SENT, Delivered(200)):
        settle(outbox, claim_first(outbox, now_ms=LATER_MS), outcome)
    assert outbox.stats() == OutboxStats(delivered=1, resent=2)


def test_a_new_leader_doubts_what_was_in_flight(tmp_path: Path, browser: OutboxBrowser) -> None:
    """Exactly that row, due at once, and its next send counts as another one."""
    queue_events(tmp_path, "s", [played("s")])
    queue_events(tmp_path, "t", [played("t")])
    child = children.start("lead", tmp_path)
    assert child.stdout is not None
    assert [child.stdout.readline() for _ in range(2)] == ["leads\n", "in flight 1\n"]
    outbox = Outbox(tmp_path)
    assert not outbox.take_lead()
    leader = browser.leader_info()
    assert leader is not None
    assert leader.pid == child.pid
    children.kill(child)

    assert browser.leader_info() is None
    assert outbox.take_lead()
    assert outbox.take_lead()
    assert [row.state for row in browser.list_rows()] == [RowState.DOUBTFUL, RowState.PENDING]
    row = claim_first(outbox)
    assert (row.seq, row.attempts, row.maybe_sent) == (1, 1, 1)
    settle(outbox, row, Delivered(200))
    assert outbox.stats() == OutboxStats(pending=1, delivered=1, resent=1)
    outbox.close()


def test_a_leader_that_closes_lets_another_one_lead(tmp_path: Path, outbox: Outbox) -> None:
    """Also within one process."""
    other = Outbox(tmp_path)
    assert not other.take_lead()
    outbox.close()
    assert other.take_lead()
    other.close()


def test_a_deposed_leader_can_write_nothing(tmp_path: Path) -> None:
    """Its lock file was taken away and another one leads: the epoch is the fence."""
    queue_events(tmp_path, "s", [played("s")])
    queue_events(tmp_path, "t", [played("t")])
    old, new = Outbox(tmp_path), Outbox(tmp_path)
    assert old.take_lead()
    row, other = old.due(2, now_ms=WALL_MS)
    claimed = old.claim(row, b"{}")
    assert claimed is not None
    (tmp_path / "leader.lock").unlink()
    assert new.take_lead()
    again = new.claim(new.due(1, now_ms=WALL_MS)[0], b"{}")
    assert again is not None
    before = new.stats()

    for outcome in (Delivered(200), Rejected(400, "no"), BUSY):
        with pytest.raises(StorageBusyError):
            settle(old, claimed, outcome)
    with pytest.raises(StorageBusyError):
        old.claim(other, b"{}")
    assert new.stats() == before
    settle(new, again, Delivered(200))
    assert new.stats() == OutboxStats(pending=1, delivered=1, resent=1)
    old.close()
    new.close()


def test_who_never_led_cannot_claim(tmp_path: Path, outbox: Outbox) -> None:
    """Reading what is due is harmless, taking it is not."""
    queue_events(tmp_path, "s", [played("s")])
    bystander = Outbox(tmp_path)
    [row] = bystander.due(1, now_ms=WALL_MS)
    with pytest.raises(StorageBusyError):
        bystander.claim(row, b"{}")
    assert outbox.stats() == OutboxStats(pending=1)
    bystander.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [("payload", b"{}"), ("percent", 50), ("occurred_ms", 1), ("session_ord", 0), ("crc", 7)],
)
def test_a_damaged_row_dies_and_blocks_nobody(
    tmp_path: Path, outbox: Outbox, browser: OutboxBrowser, column: str, value: object
) -> None:
    """Delivery, decision 7: SQLite's own checks read no content."""
    queue_events(tmp_path, "s", [played("s"), quartile("s", 25), quartile("s", 75)])
    browser._database.change(f"UPDATE outbox SET {column}=? WHERE seq=2", (value,))  # noqa: S608
    assert [problem[:5] for problem in browser.verify_rows()] == ["row 2"]
    sent = []
    while rows := outbox.due(1, now_ms=WALL_MS):
        settle(outbox, claim_first(outbox), Delivered(200))
        sent.append(rows[0].seq)
    assert sent == [1, 3]
    [dead] = browser.list_rows(RowState.DEAD)
    assert (dead.seq, dead.reason) == (2, "damaged")
    assert browser.verify_rows() == []


def test_a_row_that_is_damaged_between_due_and_claim_is_not_sent(
    tmp_path: Path, outbox: Outbox, browser: OutboxBrowser
) -> None:
    """The checksum is looked at once more where it matters."""
    queue_events(tmp_path, "s", [played("s")])
    [row] = outbox.due(1, now_ms=WALL_MS)
    browser._database.change("UPDATE outbox SET occurred_ms=occurred_ms+1")
    assert outbox.claim(row, b"{}") is None
    assert outbox.stats() == OutboxStats(dead=1)


@pytest.mark.parametrize("change", ["sent_body=x'7b'", "told_ms=1", "clock='bounded'"])
def test_a_damaged_body_is_built_anew(
    tmp_path: Path, outbox: Outbox, browser: OutboxBrowser, change: str
) -> None:
    """What was sent has a checksum of its own; with sound facts no event is given up."""
    [(seq, _)] = queue_events(tmp_path, "s", [played("s")])
    settle(outbox, claim_first(outbox, b"first"), UNKNOWN)
    browser._database.change(f"UPDATE outbox SET {change}")  # noqa: S608
    assert browser.verify_rows() == [
        f"row {seq} is damaged: the checksum of what was sent does not hold"
    ]
    row = claim_first(outbox, b"second", now_ms=LATER_MS)
    assert (row.sent_body, row.event, row.clock) == (b"second", played("s"), None)
    assert browser.verify_rows() == []


def test_a_body_from_before_there_were_checksums_is_sent_again(
    tmp_path: Path, outbox: Outbox, browser: OutboxBrowser
) -> None:
    """A queue of an earlier version goes on, byte-identical; the next claim seals the body."""
    queue_events(tmp_path, "s", [played("s")])
    settle(outbox, claim_first(outbox, b"first"), UNKNOWN)
    browser._database.change("UPDATE outbox SET body_crc=NULL")
    assert claim_first(outbox, b"second", now_ms=LATER_MS).sent_body == b"first"
    assert browser._database.rows("SELECT body_crc IS NULL FROM outbox") == [(0,)]


def test_a_clock_that_jumps_costs_a_quarter_of_an_hour_at_most(
    tmp_path: Path, outbox: Outbox
) -> None:
    """Delivery 3.6: a next try is a hint, pulled in to 15 minutes from now."""
    queue_events(tmp_path, "s", [played("s")])
    outbox.settle(claim_first(outbox), BUSY, now_ms=WALL_MS, next_try_ms=LATER_MS)
    ten_years_back_ms = UnixMs(WALL_MS - 10 * 365 * 86_400_000)
    assert outbox.due(1, now_ms=ten_years_back_ms) == []
    assert outbox.next_due_ms() == ten_years_back_ms + LATEST_HINT_MS
    assert outbox.due(1, now_ms=UnixMs(ten_years_back_ms + LATEST_HINT_MS)) != []


def test_the_next_due_time_is_that_of_a_row_that_could_go(tmp_path: Path, outbox: Outbox) -> None:
    """Nothing queued, something due at once, something in flight, something later."""
    assert outbox.next_due_ms() is None
    queue_events(tmp_path, "s", [played("s"), quartile("s", 0)])
    assert outbox.next_due_ms() == 0
    row = claim_first(outbox)
    assert outbox.next_due_ms() is None
    settle(outbox, row, BUSY)
    assert outbox.next_due_ms() == LATER_MS


def test_late_identification_reaches_rows_that_wait(
    tmp_path: Path, outbox: Outbox, browser: OutboxBrowser
) -> None:
    """The viewer is looked up when a row is due, not when it was queued."""
    queue_events(tmp_path, "s", [played("s")], viewer=ANONYMOUS)
    assert outbox.due(1, now_ms=WALL_MS) == []
    mark = outbox.change_mark()
    browser.identify("s", Viewer(contact_id=5), now_ms=WALL_MS, reason="asked")
    assert outbox.change_mark() != mark
    assert [row.viewer.contact_id for row in outbox.due(1, now_ms=WALL_MS)] == [5]


def test_another_process_can_ask_for_a_sync(outbox: Outbox, browser: OutboxBrowser) -> None:
    """The leader sees a number rise."""
    before = outbox.sync_requests()
    browser.request_sync()
    browser.request_sync()
    assert outbox.sync_requests() == before + 2


def test_a_second_account_is_noticed(tmp_path: Path, outbox: Outbox) -> None:
    """One profile is one account; what was delivered stays delivered."""
    queue_events(tmp_path, "s", [played("s"), quartile("s", 0), quartile("s", 25)])
    settle(outbox, claim_first(outbox), Delivered(200, portal_id=1))
    settle(outbox, claim_first(outbox), Delivered(200))
    row = claim_first(outbox)
    with pytest.raises(AuthError, match="2"):
        settle(outbox, row, Delivered(200, portal_id=2))
    assert outbox.stats() == OutboxStats(delivered=3)


def test_an_answer_that_could_not_be_written_is_not_forgotten(
    tmp_path: Path, outbox: Outbox
) -> None:
    """A full disk must not make us send again what is known to have arrived."""
    journal = Journal(tmp_path)
    for number in range(40):
        journal.open_session(opening(f"s{number}", ADA), wall_ms=WALL_MS)
        journal.append([quartile(f"s{number}", 25)], checkpoint(f"s{number}"))
    journal.close()
    database = outbox._database
    # Rejected rows need room in the dead letters that a file without spare pages has not.
    failed: list[int] = []
    while not failed:
        row = claim_first(outbox)
        pages = database.rows("PRAGMA page_count")[0][0]
        database.rows(f"PRAGMA max_page_count={pages}")
        try:
            settle(outbox, row, Rejected(400, "x" * 20_000))
        except StorageFullError:
            failed.append(row.seq)
        database.rows("PRAGMA max_page_count=1000000")
    assert outbox.stats().in_flight == 1
    assert outbox.due(1, now_ms=WALL_MS)[0].seq == failed[0] + 1
    assert outbox.stats() == OutboxStats(pending=40 - failed[0], dead=failed[0])


def test_an_outcome_written_twice_changes_nothing(tmp_path: Path, outbox: Outbox) -> None:
    """A commit that reported failure may have gone through."""
    queue_events(tmp_path, "s", [played("s")])
    row = claim_first(outbox)
    settle(outbox, row, Delivered(200))
    settle(outbox, row, Delivered(200))
    settle(outbox, row, Rejected(400, "no"))
    assert outbox.stats() == OutboxStats(delivered=1)
