"""What outlives a moment: pauses that the server asked for, and a queue that others keep locked."""

import threading
import time
from pathlib import Path

import apsw
import pytest

from tests.workers.test_sync import Desk, Script, enqueue
from tracker.model.delivery import (
    Delivered,
    DeliveryOutcome,
    OutboxRow,
    Pause,
    RetryCause,
    RetryLater,
    SyncState,
)
from tracker.model.errors import StorageError
from tracker.model.units import UnixMs
from tracker.storage.browse import OutboxBrowser
from tracker.storage.outbox import Outbox
from tracker.workers.breakers import Breakers
from tracker.workers.pacing import Pacer
from tracker.workers.pauses import Pauses


def test_a_pause_that_the_server_asks_for_outlives_the_sender(tmp_path: Path) -> None:
    """A new start, or a person in a hurry, does not send before it is over (delivery, 3.4)."""
    enqueue(tmp_path)
    daily = RetryLater(RetryCause.DAILY_LIMIT, "Tomorrow.", 429, 3600.0)
    first, second = Script(lambda row: daily), Script()
    assert Desk(tmp_path, first).settle().pending == 7
    assert len(first.sent) == 1
    browser = OutboxBrowser(tmp_path)
    browser.request_sync()
    browser.close()
    desk = Desk(tmp_path, second)
    assert desk.settle().pending == 7
    assert second.sent == []
    last = desk.statuses[-1]
    assert (last.state, last.message) == (SyncState.WAITING, "Tomorrow.")
    assert last.next_try_ms is not None
    assert abs(last.next_try_ms - time.time() * 1000 - 3_600_000) < 60_000


@pytest.mark.parametrize(
    ("asked_ms", "until_ms", "left_s"),
    [
        (0, 3_600_000, 3600.0),
        (-3_600_000, -1, None),
        (365 * 86_400_000, 366 * 86_400_000, 900.0),
        (60_000, 120_000, 60.0),
        (-366 * 86_400_000, -365 * 86_400_000, None),
    ],
)
def test_a_pause_by_another_clock_is_a_hint(
    tmp_path: Path, asked_ms: int, until_ms: int, left_s: float | None
) -> None:
    """Where the clock was put back since, it holds for a quarter of an hour at most (3.6)."""
    outbox, breakers = Outbox(tmp_path), Breakers()
    assert outbox.take_lead()
    now_ms = time.time_ns() // 1_000_000
    asked, until = UnixMs(now_ms + asked_ms), UnixMs(now_ms + until_ms)
    outbox.note_pause(Pause("quota", "Tomorrow.", asked, until))
    Pauses(outbox, breakers).resume()
    worst = breakers.worst()
    assert (worst is None) == (left_s is None)
    if worst is not None and left_s is not None:
        assert abs(worst.retry_at_s - time.monotonic() - left_s) < 30
    outbox.close()


def test_a_queue_that_others_keep_locked_for_a_while_leaves_no_row_in_flight(
    tmp_path: Path,
) -> None:
    """Who is kept waiting still leads: what was claimed with others is not left behind."""
    enqueue(tmp_path, sessions=4)
    other = apsw.Connection(str(tmp_path / "queue.db"))
    locked = threading.Event()

    def lock_it(row: OutboxRow) -> DeliveryOutcome:
        if not locked.is_set():
            other.execute("BEGIN IMMEDIATE")
            locked.set()
            threading.Timer(1.5, lambda: other.execute("ROLLBACK")).start()
        return Delivered(200)

    desk = Desk(tmp_path, Script(lock_it), pacer=Pacer(limit=400))
    desk.claim_in_groups()
    desk.outbox._database._connection.set_busy_timeout(50)
    stats = desk.settle(30.0)
    other.close()
    assert (stats.delivered, stats.in_flight, stats.resent) == (28, 0, 0)
    assert any("locked" in status.message for status in desk.statuses)


def test_a_sync_ends_though_what_it_has_claimed_cannot_be_written_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails for good while rows wait that were claimed together."""
    enqueue(tmp_path, sessions=4)

    def fail(*_: object, **__: object) -> None:
        raise StorageError("The disk failed.", hint="Check it.")

    def break_the_disk(row: OutboxRow) -> DeliveryOutcome:
        monkeypatch.setattr(Outbox, "settle", fail)
        monkeypatch.setattr(Outbox, "due", fail)
        monkeypatch.setattr(Outbox, "upkeep", fail)
        return Delivered(200)

    desk = Desk(tmp_path, Script(break_the_disk), pacer=Pacer(limit=40))
    desk.claim_in_groups()
    began_s = time.monotonic()
    stats = desk.settle(2.0)
    assert time.monotonic() - began_s < 20
    assert stats.in_flight == 4
    assert "The disk failed." in desk.statuses[-1].message
