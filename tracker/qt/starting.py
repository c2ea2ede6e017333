"""The start of what stands behind the window, beside the window's own.

Knows: a start that may wait for the disk, and who is told on Qt's thread when it is over.
Must never know: what is started.
"""

import threading
from collections.abc import Callable


class Starting:
    """Calls ``start`` on a thread of its own, then ``ready`` or ``refused``, once, on Qt's.

    ``post`` takes an act to Qt's thread. ``error`` is what ``start`` raised.
    """

    def __init__(
        self,
        start: Callable[[], None],
        post: Callable[[Callable[[], None]], None],
        *,
        ready: Callable[[], None],
        refused: Callable[[], None],
    ) -> None:
        self.error: Exception | None = None
        self._is_over = self._is_told = False
        self._start, self._post = start, post
        self._ready, self._refused = ready, refused
        self._thread = threading.Thread(target=self._run, name="starting", daemon=True)
        self._thread.start()

    def hurry(self) -> None:
        """Call ``ready`` now, on this thread, which is Qt's, if it is over and all went well."""
        if self._is_over and self.error is None:
            self._tell()

    def join(self) -> None:
        """Wait until it is over."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self._start()
        except Exception as error:
            self.error = error
        self._is_over = True
        self._post(self._tell)

    def _tell(self) -> None:
        if not self._is_told:
            self._is_told = True
            (self._ready if self.error is None else self._refused)()
