"""What runs at the stand: which of the machine's films is which opening of the line.

Knows: that late news of an earlier opening is nobody's, and what of a film is shown.
Must never know: the states of the stand, or what follows from a film's end.
"""

from PySide6.QtCore import QObject, Signal

from tracker.app.kiosk.line import StandLine
from tracker.kiosk.window import StandView
from tracker.model.progress import SessionProgress
from tracker.qt.bridge import Bridge
from tracker.qt.commands import MediaFacts


class Running(QObject):
    """The film that runs, or ran last. ``playing`` is the machine's number for it.

    Signals: ``failed`` and ``ended`` have that number.
    """

    failed = Signal(int)
    ended = Signal(int)

    def __init__(self, line: StandLine, bridge: Bridge, view: StandView) -> None:
        super().__init__()
        self._line, self._view = line, view
        self._playing = self._generation = 0
        self._is_stopped = True
        bridge.opened.connect(self._open)
        bridge.failed.connect(self._fail)
        bridge.finished.connect(self._end)
        bridge.progress.connect(self._show_progress)

    @property
    def moves(self) -> bool:
        """Whether its pictures follow each other, as far as is known."""
        return self._line.moves(self._generation)

    def play_attract(self, playing: int) -> None:
        """Play the attract loop, for nobody."""
        self._begin(playing, self._line.play_attract())

    def play_film(self, playing: int, item_id: str, visit_id: str) -> None:
        """Play a film for the visitor of a visit."""
        self._begin(playing, self._line.play_film(item_id, visit_id))

    def stop(self) -> None:
        """Play nothing."""
        self._is_stopped = True
        self._line.stop()

    def _begin(self, playing: int, generation: int) -> None:
        self._playing, self._generation, self._is_stopped = playing, generation, False

    def _open(self, generation: int, info: MediaFacts) -> None:
        if generation == self._generation and not self._is_stopped:
            self._view.canvas.show_media(info)  # type: ignore[arg-type] # of the same shape

    def _fail(self, generation: int, _: object) -> None:
        if generation == self._generation:
            self.failed.emit(self._playing)

    def _end(self, generation: int) -> None:
        if generation == self._generation:
            self.ended.emit(self._playing)

    def _show_progress(self, progress: SessionProgress) -> None:
        if progress.generation == self._generation and progress.duration_ms:
            self._view.playing.go_to((progress.position_ms or 0) / progress.duration_ms)
