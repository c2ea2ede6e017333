"""The lock under which the database file is made, upgraded or replaced (delivery, 3.7).

Knows: that whoever writes shares it for the length of a transaction, and that whoever puts
another file in the database's place holds it alone.
Must never know: what is in the file.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.model.errors import StorageBusyError
from tracker.model.phrases import phrase

LOCK_NAME = "swap.lock"

_POLL_S = 0.005

_MARK = b"The file queue.db beside this one was made by the media bridge tracker.\n"


class SwapLock:
    """One holder of the lock. Not to be shared between threads; each makes its own."""

    def __init__(self, profile: Path) -> None:
        """Open the lock's file. Raise OSError where that cannot be done."""
        self._descriptor = os.open(
            profile / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
        )

    @contextmanager
    def shared(self, timeout_s: float) -> Iterator[None]:
        """Keep the file in its place. Raise StorageBusyError if it is being replaced for long."""
        self.share(timeout_s)
        try:
            yield
        finally:
            self.let_go()

    @contextmanager
    def alone(self, timeout_s: float) -> Iterator[None]:
        """Be the only one who uses the file. Raise StorageBusyError if others do for long.

        A share that this object holds is given up for it.
        """
        self._take(fcntl.LOCK_EX, timeout_s)
        try:
            yield
        finally:
            self.let_go()

    def share(self, timeout_s: float) -> None:
        """Take a share, as ``shared`` does, until ``let_go``."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            self._take(fcntl.LOCK_SH, timeout_s)

    def let_go(self) -> None:
        """Give up whatever is held."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def mark(self) -> None:
        """Note, durably, that the database beside the lock is one of ours."""
        os.pwrite(self._descriptor, _MARK, 0)
        os.fsync(self._descriptor)

    def is_marked(self) -> bool:
        """Whether a database of ours was ever made beside the lock."""
        return os.pread(self._descriptor, len(_MARK), 0) == _MARK

    def close(self) -> None:
        """Let go of the lock's file; a second time changes nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _take(self, kind: int, timeout_s: float) -> None:
        # The kernel's own waiting has no limit, and a thread that waits in it cannot be ended.
        until_s = time.monotonic() + timeout_s
        while True:
            try:
                fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until_s:
                    raise StorageBusyError(
                        phrase(
                            "Errors",
                            "Another process is preparing or mending the queue and does not "
                            "finish.",
                        ),
                        hint=phrase("Errors", "Wait a moment and try again."),
                    ) from None
                time.sleep(_POLL_S)
            else:
                return
