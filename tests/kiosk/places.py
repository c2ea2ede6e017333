"""Where a visitor has to touch: asked of a view of the same size that nobody sees."""

from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QApplication, QWidget

from tracker.app.kiosk.reading import read_config
from tracker.kiosk.vocabulary import Standing, State
from tracker.kiosk.window import Screen, StandView
from tracker.playback.frames import FrameStore
from tracker.qt.canvas import VideoCanvas

Place: TypeAlias = tuple[float, float]


class Places:
    """The stand of a configuration, at a size; places are shares of width and height."""

    def __init__(self, config: Path, size: tuple[int, int] = (1280, 720)) -> None:
        self._app = QApplication.instance() or QApplication([])
        self.view = StandView(read_config(config), VideoCanvas(FrameStore()))
        self._screen = Screen(self.view)
        self._screen.resize(*size)
        self._screen.show()

    def show(self, state: State) -> StandView:
        """Show the page of a state, as after one film."""
        visit_id = "00000000-0000-4000-8000-000000000000"
        self.view.show_standing(Standing(state, "en", visit_id=visit_id, films=1))
        for _ in range(3):
            self._app.processEvents()
        return self.view

    def of(self, widget: QWidget, x: float = 0.5) -> Place:
        """Return the place of a widget that is shown now, ``x`` of its width from its left."""
        inside = widget.rect().topLeft()
        inside.setX(round(widget.width() * x))
        inside.setY(widget.height() // 2)
        there = widget.mapTo(self.view, inside)
        return there.x() / self.view.width(), there.y() / self.view.height()

    def close(self) -> None:
        """Show it no more."""
        self._screen.hide()
        self._screen.deleteLater()
