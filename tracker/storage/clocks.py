"""The clocks of the database: time since the machine's start, and wall time.

Knows: the boot id, CLOCK_BOOTTIME, and which wall time cannot be true (R10; delivery, 3.6).
Must never know: what is stamped.
"""

import hashlib
import sys
import time
from pathlib import Path

import psutil

from tracker.model.delivery import ClockFlag
from tracker.model.records import dataclass
from tracker.model.units import UnixMs

BUILT_MS = UnixMs(1_793_491_200_000)
"""2026-11-01: no clock of a machine that runs this program can rightly show an earlier time."""

SAME_TIME_MS = 2_000
"""R10: wall times further apart than this are not two readings of one clock."""


@dataclass(frozen=True, slots=True)
class BootMoment:
    """A moment since the machine's start.

    ``boot_id`` (16 bytes) tells one start from another; ``boot_ms`` are milliseconds since that
    start, suspended time included.
    """

    boot_id: bytes
    boot_ms: int

    @property
    def is_known(self) -> bool:
        """Whether it is a moment of some machine's clock."""
        return any(self.boot_id)

    def later(self, by_ms: int) -> "BootMoment":
        """Return the moment ``by_ms`` milliseconds later; one that is unknown stays so."""
        return BootMoment(self.boot_id, self.boot_ms + by_ms) if self.is_known else self


@dataclass(frozen=True, slots=True)
class ToldTime:
    """When an event is said to have happened, and why that is not what was stamped."""

    occurred_ms: UnixMs
    flag: ClockFlag | None = None


UNKNOWN_MOMENT = BootMoment(bytes(16), 0)
"""For what did not happen by this machine's clocks, as a replayed trace: nothing corrects it."""


class BootClock:
    """Reads the clock since the machine's start, and the wall clock."""

    def __init__(self) -> None:
        self._boot_id = _boot_id()

    def now(self) -> BootMoment:
        """Return the present moment."""
        if sys.platform == "linux":
            since_ns = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        else:
            since_ns = time.monotonic_ns()
        return BootMoment(self._boot_id, since_ns // 1_000_000)

    def wall_ms(self) -> UnixMs:
        """Return the wall clock."""
        return wall_now_ms()


def is_plausible(wall_ms: int) -> bool:
    """Whether a wall clock may be right; without a battery it starts in 1970."""
    return wall_ms >= BUILT_MS


def wall_now_ms() -> UnixMs:
    """Return the wall clock, for what is stamped when nobody hands in a time."""
    return UnixMs(time.time_ns() // 1_000_000)


def _boot_id() -> bytes:
    try:
        text = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
        return bytes.fromhex(text.strip().replace("-", ""))
    except (OSError, ValueError):
        started = str(round(psutil.boot_time()))
        return hashlib.blake2b(started.encode(), digest_size=16).digest()
