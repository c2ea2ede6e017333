"""What can wait until the first picture is there: done one by one, between two pictures.

Knows: a start, its end, and that each act has a turn of Qt's loop of its own.
Must never know: what is done.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

REST_MS = 40
"""Between two acts, so that no picture comes later for more than one of them."""


class Afterwards(QObject):
    """Does a start's remaining acts, in order, from ``begin`` on; what is left at the end is not.

    ``begin`` may be called again and again. All belongs to Qt's thread.
    """

    def __init__(self, acts: Sequence[Callable[[], None]]) -> None:
        super().__init__()
        self._acts = list(acts)
        self._timer = QTimer(self, interval=REST_MS)
        self._timer.timeout.connect(self._do_one)

    def begin(self) -> None:
        """Begin, with the next turn of Qt's loop."""
        if self._acts and not self._timer.isActive():
            self._timer.start()

    def begin_within(self, most_ms: int) -> None:
        """Begin then at the latest."""
        QTimer.singleShot(most_ms, self, self.begin)

    def drop(self) -> None:
        """Do no more."""
        self._acts.clear()
        self._timer.stop()

    def _do_one(self) -> None:
        act = self._acts.pop(0)
        if not self._acts:
            self._timer.stop()
        act()
