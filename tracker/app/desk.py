"""A thread that does what a window asks, because disks, keyrings and networks wait.

Knows: that one thing is done after the other, and who is told of the outcome.
Must never know: what is done, or widgets.
"""

import logging
import queue
import threading
from collections.abc import Callable
from typing import TypeVar

from tracker.model.errors import TrackerError, as_error
from tracker.model.phrases import phrase

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Desk:
    """Does tasks on a thread of its own, in the order in which they were asked for.

    Threads: every method may be called from any thread; ``tell`` and ``fail`` are called on the
    desk's own.
    """

    def __init__(self, name: str) -> None:
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def ask(
        self,
        task: Callable[[], T],
        tell: Callable[[T], None],
        fail: Callable[[TrackerError], None],
    ) -> None:
        """Do a task; ``tell`` gets what it returns, ``fail`` the TrackerError that it raises.

        A mistake of our own fails, too: whoever asked must not wait for ever.
        """

        def do() -> None:
            try:
                done = task()
            except TrackerError as error:
                fail(error)
            except Exception as mistake:
                _log.exception("a task of %s failed", self._thread.name)
                said = phrase("Errors", "That failed by a mistake of this program ({kind}).")
                hint = phrase("Errors", "The log of the profile says more; trying again may help.")
                fail(as_error(mistake, said, hint=hint))
            else:
                tell(done)

        self._tasks.put(do)

    def close(self, timeout_s: float = 3.0) -> None:
        """Do what was asked for, then end the thread; one that still waits then is left alone."""
        self._tasks.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            try:
                task()
            except Exception:
                _log.exception("a task of %s failed", self._thread.name)
