"""The pages while nobody is there: over the loop, where nothing can be shown, and closed.

Knows: what stands on each of them.
Must never know: when they are shown, or what follows from a touch.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from tracker.app.kiosk.config import Brand
from tracker.kiosk.look import (
    DIM,
    EDGE,
    TEXT,
    VEIL,
    font_of,
    paint_ground,
    unit_of,
)
from tracker.kiosk.page import Page


class AttractPage(Page):
    """Lies over the attract loop: whose stand it is, and that it can be touched."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name above and the invitation below; the film shows through."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = unit_of(self)
        painter.setFont(font_of(self, 4.4, is_bold=True))
        text = self.words.touch
        width = painter.fontMetrics().horizontalAdvance(text) + unit * 9
        height = max(painter.fontMetrics().height() * 2.0, unit * 9)
        pill = QRectF(0, 0, min(width, self.width() - unit * 4), height)
        pill.moveCenter(self.rect().center().toPointF())
        pill.moveBottom(self.height() - unit * 7)
        painter.setPen(EDGE)
        painter.setBrush(VEIL)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(TEXT)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class FallbackPage(Page):
    """The brand's picture, or its name: what is shown where nothing else can be."""

    def __init__(self, parent: QWidget | None, brand: Brand, *, is_told: bool = True) -> None:
        super().__init__(parent, brand)
        self._picture = QPixmap()
        self._is_told, self._is_lit = is_told, True

    def show_picture(self, picture: QPixmap) -> None:
        """Show the brand's picture."""
        self._picture = picture
        self.update()

    def light(self, is_lit: bool) -> None:
        """Show all of it, or black alone."""
        self._is_lit = is_lit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture as large as it fits whole, or the name; and a quiet word below."""
        painter = QPainter(self)
        if not self._is_lit:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(self.rect())
        paint_ground(painter, rect, self.accent)
        unit = unit_of(self)
        if not self._picture.isNull():
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(rect.center())
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        else:
            painter.setPen(TEXT)
            painter.setFont(font_of(self, 8, is_bold=True))
            room = rect.adjusted(unit * 5, 0, -unit * 5, -unit * 6)
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(room, flags, self.brand.name)
            painter.setBrush(self.accent)
            painter.setPen(Qt.PenStyle.NoPen)
            bar = QRectF(0, 0, unit * 14, max(3.0, unit * 0.6))
            bar.moveCenter(rect.center())
            bar.translate(0, unit * 6)
            painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        if self._is_told:
            painter.setPen(DIM)
            painter.setFont(font_of(self, 2.8))
            below = rect.adjusted(0, 0, 0, -unit * 7)
            flags = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.AlignmentFlag.AlignBottom)
            painter.drawText(below, flags, self.words.back_soon)


class ClosedPage(Page):
    """Black: outside the opening hours."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing at all."""
        QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)
