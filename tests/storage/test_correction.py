"""Clocks that were wrong: put right before the first send, never after, and both times kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.builders import ADA, WALL_MS, FakeClock, checkpoint, opening, played, quartile
from tracker.model.delivery import (
    AuthNeeded,
    ClockFlag,
    Delivered,
    DeliveryOutcome,
    Doubtful,
    OutboxRow,
    RetryCause,
)
from tracker.model.units import UnixMs
from tracker.storage.browse import OutboxBrowser
from tracker.storage.clocks import BUILT_MS, BootMoment
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox

HOUR_MS = 3_600_000
IN_1970 = UnixMs(40_000)
BOOT = BootMoment(b"1" * 16, 50_000)


@pytest.fixture
def clock() -> FakeClock:
    """Return the clocks of a machine without a battery, a moment after its start."""
    return FakeClock(IN_1970, BOOT)


@pytest.fixture
def outbox(tmp_path: Path, clock: FakeClock) -> Iterator[Outbox]:
    """Return a leading outbox on that machine."""
    outbox = Outbox(tmp_path, clock=clock)
    assert outbox.take_lead()
    yield outbox
    outbox.close()


def watch(profile: Path, clock: FakeClock, session_id: str = "s") -> UnixMs:
    """Queue the first event of a session as of this moment; return the time it is stamped."""
    journal = Journal(profile, boot=clock)
    now_ms = clock.wall_ms()
    journal.open_session(opening(session_id, ADA), wall_ms=now_ms)
    event = replace(played(session_id, t_ms=0), occurred_ms=now_ms)
    journal.append([event], replace(checkpoint(session_id, 0), wall_ms=now_ms))
    journal.close()
    return now_ms


def first(outbox: Outbox, clock: FakeClock) -> OutboxRow:
    """Return the first row that is due."""
    return outbox.due(1, now_ms=clock.wall_ms())[0]


def told(row: OutboxRow) -> tuple[int, ClockFlag | None]:
    """Return the time that would be told, and its flag."""
    return row.event.occurred_ms, row.clock


def settle(outbox: Outbox, clock: FakeClock, outcome: DeliveryOutcome) -> OutboxRow:
    """Claim the first row and settle it; return the row as it was claimed."""
    row = outbox.claim(first(outbox, clock), b"{}")
    assert row is not None
    outbox.settle(row, outcome, now_ms=clock.wall_ms(), next_try_ms=clock.wall_ms())
    return row


def test_a_clock_that_is_right_is_left_alone(
    tmp_path: Path, outbox: Outbox, clock: FakeClock
) -> None:
    """Also after a month offline, and when it is slewed by a little."""
    clock.step_to(WALL_MS)
    watch(tmp_path, clock)
    clock.pass_ms(30 * 24 * HOUR_MS)
    clock.step_to(UnixMs(clock.wall_ms() + 3_000))
    assert told(first(outbox, clock)) == (WALL_MS, None)


@pytest.mark.parametrize("step_ms", [-24 * HOUR_MS, HOUR_MS, 10 * 24 * HOUR_MS])
def test_a_clock_that_is_stepped_corrects_what_was_stamped_before(
    tmp_path: Path, outbox: Outbox, clock: FakeClock, step_ms: int
) -> None:
    """Within one start of the machine its own clock tells how long ago it was."""
    clock.step_to(WALL_MS)
    watch(tmp_path, clock)
    clock.pass_ms(HOUR_MS)
    clock.step_to(UnixMs(clock.wall_ms() + step_ms))
    assert told(first(outbox, clock)) == (WALL_MS + step_ms, ClockFlag.CORRECTED)


def test_a_machine_without_a_battery_is_corrected_once_it_knows_the_time(
    tmp_path: Path, outbox: Outbox, clock: FakeClock
) -> None:
    """Before that, it is as early as it can be: this program did not exist before."""
    watch(tmp_path, clock)
    assert told(first(outbox, clock)) == (BUILT_MS + BOOT.boot_ms, ClockFlag.BOUNDED)
    clock.pass_ms(HOUR_MS)
    clock.step_to(WALL_MS)
    assert told(first(outbox, clock)) == (WALL_MS - HOUR_MS, ClockFlag.CORRECTED)


@pytest.mark.parametrize(
    "outcome", [Doubtful(RetryCause.NETWORK, "No answer."), Delivered(200), None]
)
def test_what_was_told_once_is_never_corrected_again(
    tmp_path: Path, outbox: Outbox, clock: FakeClock, outcome: DeliveryOutcome | None
) -> None:
    """A resend must be the same to the letter; both times stay in the database."""
    stamped_ms = watch(tmp_path, clock)
    clock.pass_ms(HOUR_MS)
    clock.step_to(WALL_MS)
    corrected_ms = WALL_MS - HOUR_MS
    row = outbox.claim(first(outbox, clock), b"{}")
    assert row is not None
    assert told(row) == (corrected_ms, ClockFlag.CORRECTED)
    clock.step_to(UnixMs(WALL_MS + HOUR_MS))
    if outcome is not None:
        outbox.settle(row, outcome, now_ms=WALL_MS, next_try_ms=WALL_MS)
    else:
        outbox.close()
        outbox = Outbox(tmp_path, clock=clock)
        assert outbox.take_lead()
    table = "delivered" if isinstance(outcome, Delivered) else "outbox"
    if table == "outbox":
        assert told(first(outbox, clock)) == (corrected_ms, ClockFlag.CORRECTED)
    browser = OutboxBrowser(tmp_path)
    kept = browser._database.rows(f"SELECT occurred_ms, told_ms, clock FROM {table}")  # noqa: S608
    assert kept == [(stamped_ms, corrected_ms, "corrected")]
    assert [row.occurred_ms for row in browser.list_rows()] == [corrected_ms]
    assert browser.verify_rows() == []
    browser.close()
    outbox.close()


def test_what_surely_was_not_told_is_corrected_when_it_is(
    tmp_path: Path, outbox: Outbox, clock: FakeClock
) -> None:
    """A refused token means that nobody has read the event; its body is built anew, too."""
    watch(tmp_path, clock)
    assert settle(outbox, clock, AuthNeeded("no token")).clock is ClockFlag.BOUNDED
    clock.step_to(WALL_MS)
    assert told(first(outbox, clock)) == (WALL_MS, ClockFlag.CORRECTED)


def test_an_earlier_start_that_once_knew_the_time_is_corrected_by_it(
    tmp_path: Path, outbox: Outbox, clock: FakeClock
) -> None:
    """The clock was set an hour after the event, and then the machine was switched off."""
    watch(tmp_path, clock, "early")
    clock.pass_ms(HOUR_MS)
    clock.step_to(WALL_MS)
    watch(tmp_path, clock, "late")
    clock.restart(b"2" * 16, UnixMs(WALL_MS + 24 * HOUR_MS))
    rows = outbox.due(2, now_ms=clock.wall_ms())
    assert [told(row) for row in rows] == [
        (WALL_MS - HOUR_MS, ClockFlag.CORRECTED),
        (WALL_MS, None),
    ]


def test_an_earlier_start_that_never_knew_the_time_is_told_by_its_bound(
    tmp_path: Path, outbox: Outbox, clock: FakeClock
) -> None:
    """Delivery 3.6: in the order of the queue, after the last time that was trusted, flagged."""
    clock.step_to(WALL_MS)
    watch(tmp_path, clock, "first")
    clock.restart(b"2" * 16, IN_1970)
    watch(tmp_path, clock, "second")
    clock.pass_ms(HOUR_MS)
    watch(tmp_path, clock, "third")
    clock.restart(b"3" * 16, UnixMs(WALL_MS + 24 * HOUR_MS))
    rows = outbox.due(3, now_ms=clock.wall_ms())
    assert [told(row) for row in rows] == [
        (WALL_MS, None),
        (WALL_MS + 60_000, ClockFlag.BOUNDED),
        (WALL_MS + 60_000 + HOUR_MS, ClockFlag.BOUNDED),
    ]


def test_a_replayed_trace_keeps_its_own_time(
    tmp_path: Path, outbox: Outbox, clock: FakeClock
) -> None:
    """It was watched when its own clock said so, even if that was before this program."""
    clock.step_to(WALL_MS)
    journal = Journal(tmp_path, boot=clock)
    journal.open_session(opening("s", ADA), wall_ms=IN_1970)
    event = replace(quartile("s", 25), occurred_ms=IN_1970)
    journal.append([event], replace(checkpoint("s", 0), wall_ms=IN_1970))
    journal.close()
    assert told(first(outbox, clock)) == (IN_1970, None)
