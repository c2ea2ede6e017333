"""Chips: small plates in the bar that say by shape, colour and words how something stands.

Knows: how a chip looks, with its words or without them.
Must never know: what a chip is about.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.desktop import theme
from tracker.desktop.buttons import OverlayButton
from tracker.desktop.icons import Glyph, paint_glyph

_ICON_PX, _PAD_PX, _GAP_PX = 18, 10, 6
_WORDS_PX = 180
"""The most room for a chip's words; longer ones are cut off in the middle."""


class Chip(OverlayButton):
    """A plate with an icon and some words; without room for words the icon stands alone.

    The accessible name always holds the words; ``set_label`` may say more.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self._icon = Glyph.MORE
        self._words = ""
        self._colour = theme.DARK.text
        self._has_room = True
        self._stands_out = False

    @property
    def glyph(self) -> Glyph:
        """The icon that is shown."""
        return self._icon

    @property
    def words(self) -> str:
        """The words, also while there is no room to show them."""
        return self._words

    @property
    def shows_words(self) -> bool:
        """Whether the words stand beside the icon now."""
        return self._has_room and bool(self._words)

    def show_face(
        self, glyph: Glyph, words: str, colour: QColor, *, stands_out: bool = False
    ) -> None:
        """Show an icon and words; ``stands_out`` fills the plate with the colour."""
        self._icon, self._words, self._colour = glyph, words, colour
        self._stands_out = stands_out
        self.updateGeometry()
        self.update()

    def give_room(self, has_room: bool) -> None:
        """Say whether there is room for the words."""
        if has_room is not self._has_room:
            self._has_room = has_room
            self.updateGeometry()
            self.update()

    def width_with(self, *, words: bool) -> int:
        """Return the width that the chip needs with its words, or without."""
        if not (words and self._words):
            return theme.TOUCH_TARGET_PX
        text = min(self.fontMetrics().horizontalAdvance(self._words) + 1, _WORDS_PX)
        return 2 * _PAD_PX + _ICON_PX + _GAP_PX + text + 6

    def sizeHint(self) -> QSize:
        """Return a touch target, wider where words are shown."""
        return QSize(self.width_with(words=self._has_room), theme.TOUCH_TARGET_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate, the icon and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QRectF(self.rect()).adjusted(3, 7, -3, -7)
        ground = QColor(self._colour if self._stands_out else theme.OVERLAY_HOVER)
        if self._shows_plate:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(plate, plate.height() / 2, plate.height() / 2)
        self.paint_ground(painter)
        ink = theme.DARK.on_accent if self._stands_out else self._colour
        left = plate.left() + _PAD_PX if self.shows_words else (self.width() - _ICON_PX) / 2
        top = (self.height() - _ICON_PX) / 2
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        icon = QRectF(left, top, _ICON_PX, _ICON_PX)
        if mirrored and self.shows_words:
            icon.moveRight(plate.right() - _PAD_PX)
        paint_glyph(painter, icon, self._icon, ink)
        if self.shows_words:
            painter.setPen(ink if self._stands_out else theme.DARK.text)
            room = QRectF(icon.right() + _GAP_PX, 0, 0, self.height())
            room.setRight(plate.right() - _PAD_PX)
            if mirrored:
                room.setLeft(plate.left() + _PAD_PX)
                room.setRight(icon.left() - _GAP_PX)
            width = round(room.width())
            text = self.fontMetrics().elidedText(
                self._words, Qt.TextElideMode.ElideMiddle, max(width, 1)
            )
            flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeading.value
            painter.drawText(room, flags, text)

    @property
    def _shows_plate(self) -> bool:
        return self.shows_words or self._stands_out


class ChipRow(QWidget):
    """The bar's place for chips, side by side; it takes no room while it has none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chips: list[Chip] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setMouseTracking(True)

    def add_chip(self, chip: Chip) -> None:
        """Put a chip at the row's end."""
        self.chips.append(chip)
        self._row.addWidget(chip)

    def give_room(self, has_room: bool) -> None:
        """Say whether there is room for the chips' words."""
        for chip in self.chips:
            chip.give_room(has_room)
        self._row.activate()

    def width_with(self, *, words: bool) -> int:
        """Return the width that the row needs with its chips' words, or without."""
        return sum(chip.width_with(words=words) for chip in self.chips if not chip.isHidden())
