"""Wall times that a wrong clock stamped, put right before they are told (R10; delivery, 3.6).

Within one start of the machine its own clock never jumps. Wall time less that clock is therefore
one number for each start, and whatever is believed of it last also dates what came before.

Knows: the table ``clock``, which has that number for each start of the machine.
Must never know: when a row is sent; the caller keeps what was told once.
"""

from tracker.model.delivery import ClockFlag
from tracker.model.units import UnixMs
from tracker.storage.clocks import (
    BUILT_MS,
    SAME_TIME_MS,
    BootClock,
    BootMoment,
    ToldTime,
    is_plausible,
)
from tracker.storage.database import Database

_STEP_MS = 2 * SAME_TIME_MS
"""A smaller difference is no step: a moment and a wall time may each be off by half of it."""

_NOTE_AGAIN_MS = 60_000
"""How long what was noted of a start stays good enough, in milliseconds."""

# A clock that has become implausible takes nothing back.
_NOTE = """
INSERT INTO clock(boot_id, offset_ms, seen_ms) VALUES (?1, ?2, ?3)
ON CONFLICT(boot_id) DO UPDATE SET offset_ms=excluded.offset_ms, seen_ms=excluded.seen_ms
WHERE excluded.offset_ms IS NOT NULL
"""
_OFFSET = "SELECT offset_ms FROM clock WHERE boot_id=?"
_LAST_BEFORE = """
SELECT max(offset_ms+seen_ms) FROM clock WHERE n<(SELECT n FROM clock WHERE boot_id=?)
"""


class ClockBook:
    """What is known of the wall clock in each start of the machine, the present one included."""

    def __init__(self, database: Database, clock: BootClock) -> None:
        self._database = database
        self._clock = clock
        self._noted: tuple[int | None, int] | None = None

    def note(self) -> None:
        """Note how the clocks stand, inside the caller's transaction, if that is news."""
        now = self._clock.now()
        offset_ms = self._offset_now_ms(now)
        if self._noted is not None and offset_ms is not None:
            noted_ms, at_ms = self._noted
            is_same = noted_ms is not None and abs(offset_ms - noted_ms) < SAME_TIME_MS
            if is_same and now.boot_ms - at_ms < _NOTE_AGAIN_MS:
                return
        self._database.change(_NOTE, (now.boot_id, offset_ms, now.boot_ms))
        self._noted = offset_ms, now.boot_ms

    def told(self, occurred_ms: UnixMs, moment: BootMoment) -> ToldTime:
        """Return when an event happened, by what is now known; ``moment`` is its boot clock's.

        Where no trusted time was ever seen in that start of the machine, it is the earliest that
        it can be: as long after the start as it was, and the start right after the last trusted
        time before.
        """
        if not moment.is_known:
            return ToldTime(occurred_ms)
        offset_ms = self._offset_ms(moment.boot_id)
        if offset_ms is not None:
            right_ms = UnixMs(offset_ms + moment.boot_ms)
            if abs(right_ms - occurred_ms) <= _STEP_MS:
                return ToldTime(occurred_ms)
            return ToldTime(right_ms, ClockFlag.CORRECTED)
        if is_plausible(occurred_ms):
            return ToldTime(occurred_ms)
        found = self._database.row(_LAST_BEFORE, (moment.boot_id,))
        last_ms = found[0] if found and found[0] is not None else BUILT_MS
        return ToldTime(UnixMs(last_ms + moment.boot_ms), ClockFlag.BOUNDED)

    def _offset_ms(self, boot_id: bytes) -> int | None:
        """Return wall time less boot time in a start of the machine, as last believed."""
        now = self._clock.now()
        if now.boot_id == boot_id and (offset_ms := self._offset_now_ms(now)) is not None:
            return offset_ms
        found = self._database.row(_OFFSET, (boot_id,))
        return found[0] if found else None

    def _offset_now_ms(self, now: BootMoment) -> int | None:
        wall_ms = self._clock.wall_ms()
        return wall_ms - now.boot_ms if is_plausible(wall_ms) else None
