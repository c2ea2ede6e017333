"""Words that come and go over the picture: what a key just did, and quiet notices.

Knows: how long words stay.
Must never know: why they are said.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from tracker.desktop import theme
from tracker.desktop.buttons import paint_overlay_ground, transparent_pixmap
from tracker.desktop.fading import Fade
from tracker.desktop.icons import Glyph, paint_glyph

FLASH_MS = 1_100
NOTICE_MS = 7_000
_PAD_PX = 14
_ICON_PX = 20


class Words(QWidget):
    """A plate with an icon and some words that fades by itself; the pointer goes through it."""

    def __init__(self, parent: QWidget, *, stays_ms: int) -> None:
        super().__init__(parent)
        self._window = parent
        self._glyph: Glyph | None = None
        self._text = ""
        self._plate = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.fade = Fade(self)
        self.timer = QTimer(self, singleShot=True, interval=stays_ms)
        self.timer.timeout.connect(self.fade.hide)

    @property
    def text(self) -> str:
        """The words that were said last."""
        return self._text

    def say(self, text: str, glyph: Glyph | None = None, *, stays: bool = False) -> None:
        """Show words (and tell screen readers); ``stays`` keeps them until ``unsay``."""
        self._glyph, self._text = glyph, text
        self._plate = QPixmap()
        self.setAccessibleName(text)
        self.fit()
        self.fade.show()
        self.update()
        self.timer.stop() if stays else self.timer.start()
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def unsay(self) -> None:
        """Take the words away."""
        self.timer.stop()
        self.fade.hide()

    def fit(self, room_px: int | None = None) -> None:
        """Take the size that the words need within so much of the window, or all of it."""
        self.resize(self._needed(self._window.width() if room_px is None else room_px))

    def _text_left(self) -> int:
        if self._glyph is None:
            return _PAD_PX
        return _PAD_PX + _ICON_PX + (10 if self._text else 0)

    def _needed(self, room_px: int) -> QSize:
        room = max(80, room_px - 2 * theme.MARGIN_PX - self._text_left() - _PAD_PX)
        flags = Qt.TextFlag.TextWordWrap.value
        box = self.fontMetrics().boundingRect(QRect(0, 0, min(room, 520), 4000), flags, self._text)
        height = max(box.height() if self._text else 0, _ICON_PX) + 2 * (_PAD_PX - 4)
        right = _PAD_PX + 1
        return QSize(self._text_left() + (box.width() if self._text else 0) + right, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate; it is kept, since the film below brings it up again and again."""
        ratio = self.devicePixelRatioF()
        if self._plate.size() != (QSizeF(self.size()) * ratio).toSize():
            self._plate = transparent_pixmap(self.size(), ratio)
            self._paint_plate(QPainter(self._plate))
        paint_overlay_ground(self, min(theme.RADIUS_PX, self.height() / 2))
        QPainter(self).drawPixmap(0, 0, self._plate)

    def changeEvent(self, event: QEvent) -> None:
        """Paint all anew in another font or direction."""
        super().changeEvent(event)
        self._plate = QPixmap()

    def _paint_plate(self, painter: QPainter) -> None:
        """Paint icon and words."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self._glyph is not None:
            x = self.width() - _PAD_PX - _ICON_PX if mirrored else _PAD_PX
            box = QRectF(x, (self.height() - _ICON_PX) / 2, _ICON_PX, _ICON_PX)
            paint_glyph(painter, box, self._glyph, theme.DARK.text)
        painter.setFont(self.font())
        painter.setPen(theme.DARK.text)
        room = self.rect().adjusted(self._text_left(), 0, -_PAD_PX, 0)
        if mirrored:
            room = self.rect().adjusted(_PAD_PX, 0, -self._text_left(), 0)
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeading.value
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(room, flags | Qt.TextFlag.TextWordWrap.value, self._text)
        painter.end()
