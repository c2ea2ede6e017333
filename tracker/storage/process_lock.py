"""A lock that one process holds and that the kernel frees, however the process ends.

Knows: a lock file, and who wrote its name into it.
Must never know: what the lock is for.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from tracker.model.errors import StorageError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

_SAME_START_S = 2.0
"""A process's start time is derived from a clock; two readings may differ by this much."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a lock: its pid, and its start in seconds since 1970."""

    pid: int
    started_s: float


class ProcessLock:
    """An exclusive lock on a file, never waited for; one thread at a time may use it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # The soft fallback is a mere marker file, which outlives a killed process.
        self._lock = FileLock(path, mode=0o600, fallback_to_soft=False, thread_local=False)

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock.is_locked

    def acquire(self) -> bool:
        """Try to take the lock; True if it is ours now (or was already).

        Raise StorageError if the file cannot be locked at all.
        """
        if self.is_held:
            return True
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        except OSError as error:
            raise StorageError(
                phrase("Errors", "The lock file {path} cannot be used: {why}.").format(
                    path=self.path, why=error.strerror or error
                ),
                hint=phrase(
                    "Errors", "Make sure that the profile directory is yours and writable."
                ),
            ) from error
        me = psutil.Process()
        self._write(json.dumps({"pid": me.pid, "started_s": me.create_time()}))
        return True

    def release(self) -> None:
        """Give the lock up, and take our name out of the file."""
        if self.is_held:
            # Where somebody took the file away, another process's name stands at its path now.
            holder = self.holder()
            if holder is not None and holder.pid == os.getpid():
                self._write("")
            self._lock.release()

    def holder(self) -> Holder | None:
        """Return the process that wrote itself in, if it still runs. For display only."""
        try:
            noted = json.loads(self.path.read_text(encoding="utf-8"))
            holder = Holder(int(noted["pid"]), float(noted["started_s"]))
            started_s = psutil.Process(holder.pid).create_time()
        except (OSError, ValueError, KeyError, TypeError, psutil.Error):
            return None
        return holder if abs(started_s - holder.started_s) <= _SAME_START_S else None

    def _write(self, text: str) -> None:
        # The name is for display only: a full disk must not keep anybody from sending.
        with suppress(OSError):
            self.path.write_text(text, encoding="utf-8")
