"""The clocks of the database: time since the machine's start, and wall time.

Knows: the boot id and CLOCK_BOOTTIME (R10; delivery, 3.6).
Must never know: what is stamped.
"""

import hashlib
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from tracker.model.units import UnixMs


@dataclass(frozen=True, slots=True)
class BootMoment:
    """A moment since the machine's start.

    ``boot_id`` (16 bytes) tells one start from another; ``boot_ms`` are milliseconds since that
    start, suspended time included.
    """

    boot_id: bytes
    boot_ms: int


class BootClock:
    """Reads the clock since the machine's start."""

    def __init__(self) -> None:
        self._boot_id = _boot_id()

    def now(self) -> BootMoment:
        """Return the present moment."""
        if sys.platform == "linux":
            since_ns = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        else:
            since_ns = time.monotonic_ns()
        return BootMoment(self._boot_id, since_ns // 1_000_000)


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
