"""The cheat sheet: all keys at a glance, over the window.

Knows: how to lay out keys and what they do.
Must never know: what the keys are; the key table says it.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from tracker.desktop import theme
from tracker.desktop.fading import Fade
from tracker.desktop.fingers import follow_fingers
from tracker.desktop.floating import Floating
from tracker.desktop.keys import CheatSheetLine, cheat_sheet

_ROW_PX = 34
_HEAD_PX = 42
_COLUMN_PX = 330
_PAD_PX = 22
_EDGE_PX = 6
_DIM = QColor(0, 0, 0, 140)


class _Sheet(QWidget):
    """The keys themselves, in as many columns as there is width for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[CheatSheetLine, ...] = ()
        self._heading = ""
        self._columns, self._rows, self._scale = 1, 0, 1.0

    def show_lines(self, heading: str, lines: tuple[CheatSheetLine, ...]) -> None:
        """Show these keys."""
        self._heading, self._lines = heading, lines
        self.update()

    def fit(self, room_px: int) -> None:
        """Take the size that the lines need; where two columns have no room, only one stands."""
        self._columns = 2 if room_px >= 2 * _COLUMN_PX + 2 * _PAD_PX else 1
        self._rows = -(-len(self._lines) // self._columns)
        width = self._columns * _COLUMN_PX + 2 * _PAD_PX
        height = self._rows * _ROW_PX + _HEAD_PX + 2 * _PAD_PX
        self._scale = min(1.0, room_px / width)
        self.setFixedSize(int(width * self._scale), int(height * self._scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._scale, self._scale)
        width = self._columns * _COLUMN_PX
        self._paint_heading(painter, QRectF(_PAD_PX, _PAD_PX, width, 28))
        for index, line in enumerate(self._lines):
            column, row = divmod(index, self._rows)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                column = self._columns - 1 - column
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
        painter.drawText(box, Qt.AlignmentFlag.AlignLeading.value, self._heading)
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


class CheatSheet(Floating):
    """A panel over the dimmed window; a click, Esc or the help key takes it away.

    Where it is higher than the window it scrolls, by wheel and keys.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._panel = QRect()
        self._scroll = QScrollArea(self)
        self._sheet = _Sheet(self._scroll)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._sheet)
        follow_fingers(self._scroll)
        self.fade = Fade(self)
        self.retranslate()
        self.take_theme()

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        lines = cheat_sheet()
        self.setAccessibleName(self.tr("Keys"))
        self.setAccessibleDescription(
            "\n".join(f"{' / '.join(line.keys)}: {line.action}" for line in lines)
        )
        self._sheet.show_lines(self.accessibleName(), lines)

    def take_theme(self) -> None:
        """Take the colours of the theme of the moment."""
        card = theme.current_theme().card.name()
        self._scroll.setStyleSheet(
            f"{theme.page_style()} QScrollArea, QScrollArea > QWidget > QWidget"
            f" {{ background: {card}; }}"
        )
        self.update()

    def toggle(self) -> None:
        """Show the sheet, or take it away and give the focus back."""
        if self.fade.is_wanted:
            self._leave()
        else:
            self.fade.show()
            self._scroll.verticalScrollBar().setValue(0)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.fade.hide()
        self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the arrows and their kin; every other key belongs to the window."""
        bar = self._scroll.verticalScrollBar()
        ways: dict[int, int] = {
            Qt.Key.Key_Up: -_ROW_PX,
            Qt.Key.Key_Down: _ROW_PX,
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        way = ways.get(event.key()) if bar.maximum() else None
        if way is None:
            event.ignore()
        else:
            bar.setValue(bar.value() + way)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Go away."""
        self._leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in the middle, no larger than the window."""
        super().resizeEvent(event)
        room = self.rect().adjusted(8, 8, -8, -8)
        inner = _EDGE_PX + self._scroll.verticalScrollBar().sizeHint().width()
        self._sheet.fit(room.width() - 2 * inner)
        width = self._sheet.width() + 2 * inner
        height = min(room.height(), self._sheet.height() + 2 * _EDGE_PX)
        panel = QRect(0, 0, width, height)
        panel.moveCenter(room.center())
        self._panel = panel
        self._scroll.setGeometry(panel.adjusted(inner, _EDGE_PX, -_EDGE_PX, -_EDGE_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window, and paint the panel's ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _DIM)
        colours = theme.current_theme()
        painter.setPen(colours.faint)
        painter.setBrush(colours.card)
        painter.drawRoundedRect(QRectF(self._panel), theme.RADIUS_PX, theme.RADIUS_PX)
