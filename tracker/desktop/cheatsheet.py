"""The cheat sheet: all keys at a glance, over the window.

Knows: how to lay out keys and what they do.
Must never know: what the keys are; the key table says it.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.desktop import theme
from tracker.desktop.fading import Fade
from tracker.desktop.floating import Floating
from tracker.desktop.keys import CheatSheetLine, cheat_sheet

_ROW_PX = 34
_HEAD_PX = 42
_COLUMN_PX = 330
_PAD_PX = 22


class CheatSheet(Floating):
    """A panel over the dimmed window; a click, Esc or the help key takes it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[CheatSheetLine, ...] = ()
        self.fade = Fade(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self._lines = cheat_sheet()
        self.setAccessibleName(self.tr("Keys"))
        self.setAccessibleDescription(
            "\n".join(f"{' / '.join(line.keys)}: {line.action}" for line in self._lines)
        )

    def toggle(self) -> None:
        """Show the sheet, or take it away."""
        if self.fade.is_wanted:
            self.fade.hide()
        else:
            self.fade.show()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Go away."""
        self.fade.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the panel, scaled down where the window is small."""
        columns = 2 if self.width() >= 2 * _COLUMN_PX + 2 * _PAD_PX + 32 else 1
        rows = -(-len(self._lines) // columns)
        width = columns * _COLUMN_PX + 2 * _PAD_PX
        height = rows * _ROW_PX + _HEAD_PX + 2 * _PAD_PX
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 140))
        scale = min(1.0, (self.width() - 16) / width, (self.height() - 16) / height)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(scale, scale)
        painter.translate(-width / 2, -height / 2)
        panel = QRectF(0, 0, width, height)
        colours = theme.current_theme()
        painter.setPen(colours.faint)
        painter.setBrush(colours.card)
        painter.drawRoundedRect(panel, theme.RADIUS_PX, theme.RADIUS_PX)
        self._paint_heading(painter, QRectF(_PAD_PX, _PAD_PX, width - 2 * _PAD_PX, 28))
        for index, line in enumerate(self._lines):
            column, row = divmod(index, rows)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                column = columns - 1 - column
            x = _PAD_PX + column * _COLUMN_PX
            y = _PAD_PX + _HEAD_PX + row * _ROW_PX
            self._paint_line(painter, QRectF(x, y, _COLUMN_PX, _ROW_PX), line)

    def _paint_heading(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        font = painter.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.35)
        painter.setFont(font)
        painter.setPen(theme.current_theme().text)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeading.value, self.accessibleName())
        painter.restore()

    def _paint_line(self, painter: QPainter, box: QRectF, line: CheatSheetLine) -> None:
        colours = theme.current_theme()
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = box.right() if mirrored else box.left()
        for key in line.keys:
            width = max(28.0, painter.fontMetrics().horizontalAdvance(key) + 16.0)
            left = x - width if mirrored else x
            cap = QRectF(left, box.top() + 4, width, box.height() - 10)
            painter.setPen(colours.faint)
            painter.setBrush(colours.page)
            painter.drawRoundedRect(cap, 6, 6)
            painter.setPen(colours.text)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter.value, key)
            x += -(width + 6) if mirrored else width + 6
        painter.setPen(colours.dim)
        words = QRectF(box.left() + 110, box.top(), box.width() - 122, box.height() - 2)
        if mirrored:
            words.moveLeft(box.left() + 12)
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeading.value
        painter.drawText(words, flags, line.action)
