"""How the stand looks: dark and calm, large enough for a finger at any size of screen.

Knows: colours, the unit that all measures are made of, and the few kinds of touchable things.
Must never know: states, films or visitors.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRadialGradient,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

GROUND = QColor("#0d0f13")
CARD = QColor("#1a1e25")
EDGE = QColor(255, 255, 255, 28)
TEXT = QColor("#f4f5f7")
DIM = QColor("#a9b0bc")
VEIL = QColor(8, 10, 13, 205)
BAD = QColor("#ff8a7a")

LEAST_TARGET_PX = 44.0


def unit_of(widget: QWidget) -> float:
    """Return the unit of a window's measures, in pixels: a hundredth of its shorter side."""
    window = widget.window()
    return max(3.4, min(window.width(), window.height() * 1.15) / 100)


def target_of(widget: QWidget) -> float:
    """Return the least edge of what a finger has to hit, in pixels."""
    return max(LEAST_TARGET_PX, unit_of(widget) * 8)


def font_of(widget: QWidget, units: float, *, is_bold: bool = False) -> QFont:
    """Return a font of a size in units; never too small to be read."""
    font = QFont(widget.font())
    font.setPixelSize(max(13, round(unit_of(widget) * units)))
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    return font


def on_colour(colour: QColor) -> QColor:
    """Return the colour of letters that can be read on a colour."""
    return QColor("#0b1210") if colour.lightnessF() > 0.45 else QColor("#ffffff")


def paint_ground(painter: QPainter, rect: QRectF, accent: QColor) -> None:
    """Paint the calm ground with a breath of the brand's colour from above."""
    painter.fillRect(rect, GROUND)
    glow = QRadialGradient(QPointF(rect.center().x(), rect.top()), max(rect.width(), rect.height()))
    warm = QColor(accent)
    warm.setAlpha(38)
    clear = QColor(accent)
    clear.setAlpha(0)
    glow.setColorAt(0.0, warm)
    glow.setColorAt(0.75, clear)
    painter.fillRect(rect, QBrush(glow))


def shortened(text: str, metrics: QFontMetrics, room: QRectF) -> str:
    """Return as many of a text's words as fit into a room, wrapped; its beginning tells most."""
    flags, place = int(Qt.TextFlag.TextWordWrap), room.toRect()
    words = text.split(" ")
    for count in range(len(words), 0, -1):
        tried = " ".join(words[:count]) + ("" if count == len(words) else " …")
        needed = metrics.boundingRect(place, flags, tried)
        if needed.height() <= place.height() and needed.width() <= place.width():
            return tried
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())


class Label(QLabel):
    """A text of a size in units, which wraps."""

    def __init__(
        self, parent: QWidget, units: float, colour: QColor = TEXT, *, is_bold: bool = False
    ) -> None:
        super().__init__(parent)
        self._units, self._is_bold = units, is_bold
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.set_colour(colour)

    def set_colour(self, colour: QColor) -> None:
        """Write in another colour."""
        palette = self.palette()
        palette.setColor(self.foregroundRole(), colour)
        self.setPalette(palette)

    def fit(self) -> None:
        """Take the size that fits the window."""
        self.setFont(font_of(self, self._units, is_bold=self._is_bold))


class TouchButton(QAbstractButton):
    """A pill with a word on it. ``is_main`` fills it with the brand's colour."""

    def __init__(
        self, parent: QWidget, accent: QColor, *, is_main: bool = False, units: float = 3.2
    ) -> None:
        super().__init__(parent)
        self._accent, self._is_main, self._units = accent, is_main, units
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def fit(self) -> None:
        """Take the size that fits the window and the word."""
        self.setFont(font_of(self, self._units, is_bold=self._is_main))
        self.updateGeometry()
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the room that the word needs."""
        height = max(target_of(self), self.fontMetrics().height() * 1.9)
        width = self.fontMetrics().horizontalAdvance(self.text()) + height * 1.2
        return QSize(round(max(width, height)), round(height))

    def minimumSizeHint(self) -> QSize:
        """Return the least room: a word may be cut, a finger not."""
        height = self.sizeHint().height()
        return QSize(min(height, self.sizeHint().width()), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill and its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = QColor(self._accent) if self._is_main or self.isChecked() else QColor(CARD)
        if not self.isEnabled():
            ground = QColor(CARD)
        elif self.isDown():
            ground = ground.darker(125)
        painter.setBrush(ground)
        painter.setPen(QPen(EDGE, 1) if ground != self._accent else Qt.PenStyle.NoPen)
        radius = min(rect.height() / 2, unit_of(self) * 4.5)
        painter.drawRoundedRect(rect, radius, radius)
        letters = TEXT if not (self._is_main or self.isChecked()) else on_colour(self._accent)
        painter.setPen(letters if self.isEnabled() else DIM)
        painter.setFont(self.font())
        room = rect.adjusted(radius * 0.5, 0, -radius * 0.5, 0)
        text = QFontMetricsF(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


class FilmCard(QAbstractButton):
    """A film's large picture with its title; the whole of it can be touched."""

    def __init__(self, parent: QWidget, accent: QColor) -> None:
        super().__init__(parent)
        self._accent = accent
        self._picture = QPixmap()
        self._scaled = QPixmap()
        self._note = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_film(self, title: str, note: str) -> None:
        """Show another title."""
        self._note = note
        self.setText(title)
        self.setAccessibleName(title)

    def show_picture(self, picture: QPixmap) -> None:
        """Show another picture."""
        self._picture, self._scaled = picture, QPixmap()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, a veil below, and the title on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        radius = unit_of(self) * 2.2
        shape.addRoundedRect(rect, radius, radius)
        painter.setClipPath(shape)
        painter.fillRect(rect, CARD)
        self._paint_picture(painter, rect)
        veil = QLinearGradient(rect.topLeft(), rect.bottomLeft())
        veil.setColorAt(0.35, QColor(8, 10, 13, 0))
        veil.setColorAt(1.0, QColor(8, 10, 13, 235))
        painter.fillRect(rect, QBrush(veil))
        self._paint_words(painter, rect)
        painter.setClipping(False)
        edge = self._accent if self.isDown() else EDGE
        painter.setPen(QPen(edge, unit_of(self) * 0.5 if self.isDown() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def _paint_picture(self, painter: QPainter, rect: QRectF) -> None:
        if self._picture.isNull():
            middle = QPointF(rect.center().x(), rect.center().y() - rect.height() * 0.08)
            size = min(rect.width(), rect.height()) * 0.14
            triangle = QPainterPath(middle + QPointF(-size * 0.7, -size))
            triangle.lineTo(middle + QPointF(size, 0))
            triangle.lineTo(middle + QPointF(-size * 0.7, size))
            triangle.closeSubpath()
            painter.fillPath(triangle, QColor(255, 255, 255, 60))
            return
        if self._scaled.isNull() or self._scaled.width() < rect.width():
            self._scaled = self._picture.scaled(
                rect.size().toSize(),
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
        painter.drawPixmap(
            QPointF(
                rect.center().x() - self._scaled.width() / 2,
                rect.center().y() - self._scaled.height() / 2,
            ),
            self._scaled,
        )

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        margin = unit_of(self) * 2.2
        room = rect.adjusted(margin, margin, -margin, -margin)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        if self._note:
            painter.setFont(font_of(self, 2.2))
            painter.setPen(DIM)
            painter.drawText(room, flags, self._note)
            room.adjust(0, 0, 0, -painter.fontMetrics().height() * 1.15)
        painter.setFont(font_of(self, 3.2, is_bold=True))
        painter.setPen(TEXT)
        wrapped = int(flags) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, wrapped, shortened(self.text(), painter.fontMetrics(), room))

    def resizeEvent(self, event: object) -> None:
        """Let the picture be scaled anew."""
        self._scaled = QPixmap()
