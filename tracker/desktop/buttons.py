"""Buttons and the volume slider that float over a picture, and the push button of a page.

Knows: how they look and how large a finger is.
Must never know: what they are for.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QSlider, QWidget

from tracker.desktop import theme
from tracker.desktop.icons import Glyph, paint_glyph
from tracker.qt.names import tip_of

_ACTIVATING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def colour_text(label: QWidget, colour: QColor) -> None:
    """Give a label's text a colour that the system's palette does not change."""
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, colour)
    label.setPalette(palette)


def paint_overlay_ground(widget: QWidget, radius: float) -> None:
    """Paint the dark translucent ground of what floats over a picture.

    It is kept as a pixmap: what lies over a film is painted again with each picture of it.
    """
    ratio = widget.devicePixelRatioF()
    size = widget.size()
    key = f"overlay ground {size.width()} {size.height()} {radius} {ratio}"
    ground = QPixmap()
    if not QPixmapCache.find(key, ground):
        ground = transparent_pixmap(size, ratio)
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.OVERLAY_EDGE)
        painter.setBrush(theme.OVERLAY_GROUND)
        box = QRectF(QPointF(0, 0), QSizeF(size)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, radius, radius)
        painter.end()
        QPixmapCache.insert(key, ground)
    QPainter(widget).drawPixmap(0, 0, ground)


def transparent_pixmap(size: QSize, ratio: float) -> QPixmap:
    """Return an empty pixmap for a place of so many pixels, each ``ratio`` physical ones wide."""
    pixmap = QPixmap((QSizeF(size) * ratio).toSize())
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


class OverlayButton(QAbstractButton):
    """A round button with an icon (or a short text) over a picture, a touch target in size.

    ``on_page`` is for one that stands on a page, whose ground the theme colours.
    A click does not take the keyboard's focus: only Tab does, so that the bar may fade.
    """

    def __init__(
        self,
        glyph: Glyph | None = None,
        parent: QWidget | None = None,
        *,
        icon_px: int = 22,
        on_page: bool = False,
    ) -> None:
        super().__init__(parent)
        self._glyph = glyph
        self._icon_px = icon_px
        self._on_page = on_page
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def glyph(self) -> Glyph | None:
        """The icon that is shown."""
        return self._glyph

    def set_face(self, glyph: Glyph, label: str) -> None:
        """Show an icon; ``label`` is the accessible name and the tool tip."""
        self.set_label(label)
        if glyph is not self._glyph:
            self._glyph = glyph
            self.update()

    def set_label(self, label: str) -> None:
        """Set the accessible name and the tool tip."""
        if label != self.accessibleName():
            self.setAccessibleName(label)
            self.setToolTip(tip_of(label))

    def sizeHint(self) -> QSize:
        """Return the size of a touch target, wider where a text needs it."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 16
        return QSize(max(theme.TOUCH_TARGET_PX, width), theme.TOUCH_TARGET_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Space or Return; every other key belongs to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _ACTIVATING:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paint_ground(self, painter: QPainter) -> None:
        """Paint what shows hover, press and focus."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.TOUCH_TARGET_PX - 6
        box = QRectF(0, 0, max(side, self.width() - 6), side)
        box.moveCenter(QRectF(self.rect()).center())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            ground = QColor(theme.current_theme().faint if self._on_page else theme.OVERLAY_HOVER)
            if self.isDown() and not self._on_page:
                ground.setAlpha(ground.alpha() * 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, side / 2, side / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            accent = theme.current_theme().accent if self._on_page else theme.DARK.accent
            painter.setPen(QPen(accent, theme.FOCUS_PX))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), side / 2, side / 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon or the text."""
        painter = QPainter(self)
        self.paint_ground(painter)
        colour = QColor(theme.current_theme().text if self._on_page else theme.DARK.text)
        if not self.isEnabled():
            colour.setAlpha(90)
        if self._glyph is not None:
            box = QRectF(0, 0, self._icon_px, self._icon_px)
            box.moveCenter(QRectF(self.rect()).center())
            paint_glyph(painter, box, self._glyph, colour)
        else:
            painter.setPen(colour)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class VolumeSlider(QSlider):
    """A slim slider from 0 to 100 percent; a click jumps to its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 100)
        self.setSingleStep(5)
        self.setPageStep(10)
        self.setFixedSize(84, theme.TOUCH_TARGET_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _move_to(self, x: float) -> None:
        share = min(1.0, max(0.0, (x - 8) / (self.width() - 16)))
        self.setValue(round(100 * (1 - share if self._is_mirrored() else share)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the pointer and take hold."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the arrows; every other key belongs to the window."""
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.key() in (*keys, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the level."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(8, self.height() / 2 - 2, self.width() - 16, 4)
        ground = QPainterPath()
        ground.addRoundedRect(track, 2, 2)
        painter.fillPath(ground, theme.OVERLAY_TRACK)
        share = self.value() / 100
        level = QRectF(track)
        if self._is_mirrored():
            level.setLeft(track.right() - track.width() * share)
        else:
            level.setWidth(track.width() * share)
        painter.save()
        painter.setClipPath(ground)
        painter.fillRect(level, theme.DARK.text)
        painter.restore()
        x = level.left() if self._is_mirrored() else level.right()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setBrush(theme.DARK.accent)
            painter.drawEllipse(QPointF(x, self.height() / 2), 8, 8)
        painter.setBrush(theme.DARK.text)
        painter.drawEllipse(QPointF(x, self.height() / 2), 5, 5)


class PageButton(QAbstractButton):
    """The one push button of a page or a card, in the accent colour of the theme."""

    def __init__(self, parent: QWidget | None = None, *, is_primary: bool = True) -> None:
        super().__init__(parent)
        self._is_primary = is_primary
        self._shows_focus = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _text_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(self._is_primary)
        return font

    def sizeHint(self) -> QSize:
        """Return room for the text, a touch target high."""
        width = QFontMetrics(self._text_font()).horizontalAdvance(self.text()) + 40
        return QSize(width, theme.TOUCH_TARGET_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Space or Return; every other key belongs to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _ACTIVATING:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus where the keyboard brought it."""
        self._shows_focus = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the focus no more."""
        self._shows_focus = False
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Fit the text when it or the font changes."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self.updateGeometry()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, focus and text."""
        colours = theme.current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        ground = QColor(colours.accent if self._is_primary else colours.faint)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            ground = ground.darker(115 if self.isDown() else 106)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setBrush(ground)
        ring = QPen(colours.text, theme.FOCUS_PX)
        painter.setPen(ring if self._shows_focus else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 10, 10)
        painter.setPen(colours.on_accent if self._is_primary else colours.text)
        painter.setFont(self._text_font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
