"""What pages are made of: labels in the theme's colours, fields for fingers, and room to scroll.

Knows: how they look.
Must never know: what stands in them.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

import re
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.desktop import theme
from tracker.desktop.buttons import colour_text
from tracker.desktop.fingers import follow_fingers
from tracker.desktop.icons import Glyph, paint_glyph
from tracker.desktop.pages import page_label

_BOX_PX = 22
_LONG_RUN = re.compile(r"[^\s-]{24}(?=[^\s-])")


class Column(QScrollArea):
    """A column of widgets that scrolls from top to bottom, never sideways.

    ``column`` is the layout that they are added to.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(10)
        self.setWidget(inside)
        follow_fingers(self)

    def clear(self) -> None:
        """Take everything out."""
        while (item := self.column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                # Hidden at once: it stays until the loop turns.
                widget.hide()
                widget.deleteLater()


class Said(QWidget):
    """Some words on a card, one below the other: bold, plain and dim.

    ``said`` are pairs of a style ("bold", "plain" or "dim") and a text; empty texts are left out.
    ``column`` is the layout, for what else is to stand on the card.
    """

    def __init__(self, parent: QWidget, *said: tuple[str, str]) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 12)
        self.column.setSpacing(4)
        colours = theme.current_theme()
        self.labels = []
        for style, text in said:
            if text:
                label = page_label(self, bold=style == "bold")
                label.setText(breakable(text))
                colour_text(label, colours.dim if style == "dim" else colours.text)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self.labels.append(label)
                self.column.addWidget(label)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        colours = theme.current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.faint)
        painter.setBrush(colours.card)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)


class AttentionStrip(QWidget):
    """How often each part of a film was watched: taller and darker where it was repeated."""

    def __init__(self, parent: QWidget, spans: Sequence[int]) -> None:
        super().__init__(parent)
        self._spans = tuple(spans)
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a column for each part."""
        colours = theme.current_theme()
        painter = QPainter(self)
        most = max(self._spans, default=0)
        width = self.width() / max(1, len(self._spans))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.fillRect(QRectF(0, self.height() - 2, self.width(), 2), colours.faint)
        for number, count in enumerate(self._spans):
            if count:
                colour = QColor(colours.accent)
                colour.setAlphaF(0.45 + 0.55 * count / most)
                height = (self.height() - 2) * (0.4 + 0.6 * count / most)
                left = self.width() - (number + 1) * width if mirrored else number * width
                painter.fillRect(
                    QRectF(left, self.height() - 2 - height, width + 0.5, height), colour
                )


class Choice(QComboBox):
    """A field to choose from a few values, with room for fingers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumHeight(theme.TOUCH_TARGET_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        padding = (theme.TOUCH_TARGET_PX - self.fontMetrics().height()) // 2
        self.view().setStyleSheet(f"QAbstractItemView::item {{ padding: {padding}px 10px; }}")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel that passes by must not change anything."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the field like those for words, with a mark that it opens."""
        colours = theme.current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(colours.accent, 2)
            if self.hasFocus()
            else colours.dim
            if self.isEnabled()
            else colours.faint
        )
        painter.setBrush(colours.card)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        ink = colours.text if self.isEnabled() else colours.dim
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = 20.0 if mirrored else self.width() - 20.0
        y = self.height() / 2
        painter.setPen(QPen(ink, 1.6))
        painter.drawPolyline(
            [QPointF(x - 5, y - 2.5), QPointF(x, y + 2.5), QPointF(x + 5, y - 2.5)]
        )
        room = (
            self.rect().adjusted(36, 0, -12, 0) if mirrored else self.rect().adjusted(12, 0, -36, 0)
        )
        text = painter.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeading.value
        painter.drawText(room, flags, text)


class Tick(QCheckBox):
    """A box to tick, with its words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumHeight(theme.TOUCH_TARGET_PX)

    def sizeHint(self) -> QSize:
        """Return room for the box and the words; narrow pages cut the words."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(_BOX_PX + 12 + words, theme.TOUCH_TARGET_PX)

    def minimumSizeHint(self) -> QSize:
        """Return room for the box and some words, in as many lines as there are."""
        return QSize(_BOX_PX + 100, theme.TOUCH_TARGET_PX)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, its tick and the words."""
        colours = theme.current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - _BOX_PX - 1 if mirrored else 1
        box = QRectF(left, (self.height() - _BOX_PX) / 2, _BOX_PX, _BOX_PX)
        painter.setPen(QPen(colours.accent if self.hasFocus() else colours.dim, 2))
        painter.setBrush(colours.accent if self.isChecked() else colours.card)
        painter.drawRoundedRect(box, 5, 5)
        if self.isChecked():
            paint_glyph(painter, box.adjusted(2, 2, -2, -2), Glyph.SENT, colours.on_accent)
        words = QRectF(self.rect())
        if mirrored:
            words.setRight(box.left() - 10)
        else:
            words.setLeft(box.right() + 10)
        painter.setPen(colours.text)
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeading.value
        painter.drawText(words, flags | Qt.TextFlag.TextWordWrap.value, self.text())


def breakable(text: str) -> str:
    """Let a word that is longer than a narrow line, such as an address, be broken."""
    return _LONG_RUN.sub(lambda run: f"{run[0]}\N{ZERO WIDTH SPACE}", text)


def for_fingers(widget: QWidget) -> None:
    """Give a field the height of a touch target."""
    widget.setMinimumHeight(theme.TOUCH_TARGET_PX)
