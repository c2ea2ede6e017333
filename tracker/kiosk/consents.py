"""One consent with its box: never ticked beforehand, one for each purpose.

Knows: its text and whether it is needed.
Must never know: who agrees.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tracker.app.kiosk.config import ConsentChoice
from tracker.kiosk.look import CARD, DIM, TEXT, font_of, on_colour, target_of, unit_of

SIZES = (2.4, 2.2, 2.0, 1.8, 1.6, 1.4)
"""The sizes of its letters in units: the first, unless there is too little room."""

COMFORTABLE_SIZES = SIZES[:4]
"""Those that are read without bending forward."""

ROOMY_SIZES = (3.2, 2.8, *SIZES)
"""Those where a page is all theirs."""

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)


class ConsentBox(QAbstractButton):
    """A text with a box before it; the whole line can be touched."""

    def __init__(self, parent: QWidget, accent: QColor, choice: ConsentChoice) -> None:
        super().__init__(parent)
        self.choice = choice
        self._accent = accent
        self._hint = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def write(self, text: str, hint: str) -> None:
        """Show the text in a language, and whether it is needed."""
        self._hint = hint
        self.setText(f"{text} ({hint})")
        self.setAccessibleName(text)

    def fit(self, units: float = SIZES[0]) -> None:
        """Take the size that fits the window, with letters of a size in units."""
        self.setFont(font_of(self, units))
        self.setMinimumHeight(round(target_of(self) * units / SIZES[0]))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for a text of usual length."""
        width = round(unit_of(self) * 50)
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """Return how high the text is at a width."""
        room = max(40, width - round(self._edge() * 1.6))
        text = QFontMetrics(self.font()).boundingRect(0, 0, room, 10_000, _WRAP, self.text())
        return max(self.minimumHeight(), text.height() + round(unit_of(self)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, its tick, and the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self._edge()
        box = QRectF(1, (self.height() - edge) / 2, edge, edge)
        painter.setPen(QPen(self._accent if self.isChecked() else DIM, max(1.5, edge * 0.06)))
        painter.setBrush(self._accent if self.isChecked() else CARD)
        painter.drawRoundedRect(box, edge * 0.22, edge * 0.22)
        if self.isChecked():
            tick = QPainterPath(box.topLeft() + QPointF(edge * 0.24, edge * 0.52))
            tick.lineTo(box.topLeft() + QPointF(edge * 0.43, edge * 0.72))
            tick.lineTo(box.topLeft() + QPointF(edge * 0.77, edge * 0.3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(on_colour(self._accent), edge * 0.12))
            painter.drawPath(tick)
        painter.setPen(TEXT)
        painter.setFont(self.font())
        room = QRectF(self.rect()).adjusted(edge * 1.6, 0, 0, 0)
        painter.drawText(room, _WRAP, self.text())

    def _edge(self) -> float:
        return max(26.0, unit_of(self) * 4)
