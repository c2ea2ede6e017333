"""What all pages of the stand have in common: the whole window, a language, a size that fits.

Knows: how a page is written and fitted anew.
Must never know: what stands on any of them.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from tracker.app.kiosk.config import Brand, text_in
from tracker.kiosk.look import (
    Label,
    TouchButton,
    paint_ground,
    unit_of,
)
from tracker.kiosk.words import WORDS, Words


class Page(QWidget):
    """A page over the whole window; ``language`` is the one that it speaks."""

    def __init__(self, parent: QWidget | None, brand: Brand) -> None:
        super().__init__(parent)
        self.brand = brand
        self.accent = QColor(brand.colour)
        self.language = "en"
        self.hide()

    @property
    def words(self) -> Words:
        """The words of the page's language."""
        return WORDS[self.language]

    def speak(self, language: str) -> None:
        """Speak another language."""
        self.language = language
        self.write()
        self.fit()

    def write(self) -> None:
        """Write every word anew."""

    def fit(self) -> None:
        """Bring every part to the size that fits the window."""
        for label in self.findChildren(Label):
            label.fit()
        for button in self.findChildren(TouchButton):
            button.fit()
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            unit = unit_of(self)
            layout.setContentsMargins(*[round(unit * 4.4)] * 4)
            layout.setSpacing(round(unit * 2.4))

    def showEvent(self, event: QShowEvent) -> None:
        """Fit before it is seen."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        paint_ground(QPainter(self), QRectF(self.rect()), self.accent)


def welcome_of(brand: Brand, language: str) -> str:
    """Return what the brand says above its films."""
    return text_in(brand.welcome, language) or brand.name
