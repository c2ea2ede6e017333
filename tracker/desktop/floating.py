"""What floats over the picture and is no part of it.

Knows: that a press, a double click or a turn of the wheel on it is not meant for the film below.
Must never know: what it shows.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget


class Floating(QWidget):
    """A widget that keeps to itself what none of its children wants."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep it."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Keep it."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Keep it."""
        event.accept()
