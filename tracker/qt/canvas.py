"""The canvas: where a film's newest picture is painted, by Qt and nothing else.

Knows: pictures in memory, the shape of the widget, what to show when there is no picture.
Must never know: libVLC, sessions, or who put the pictures there.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from contextlib import suppress

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QHideEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRadialGradient,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.model.records import dataclass
from tracker.playback.frames import FrameStore, Picture
from tracker.playback.player import MediaInfo
from tracker.qt.names import printable, shown_name
from tracker.qt.video_surface import VideoSurface

BAR_COLOUR = QColor(12, 12, 14)
"""Around the picture; not quite black, so that a dead screen looks different."""

RESIZE_QUIET_MS = 150
"""A size is passed on once it has stayed for so long: dragging an edge makes hundreds."""

_GLOW, _INK, _FAINT = QColor(44, 50, 66), QColor(214, 220, 232), QColor(120, 130, 152)


@dataclass(frozen=True, slots=True)
class CanvasCounts:
    """Pictures made by the player, and pictures painted, since the canvas was made."""

    published: int
    painted: int


class _Bell(QObject):
    """Carries a wake-up from a foreign thread into Qt's own.

    Signals: ``rung`` has no arguments and is emitted on the player's threads.
    """

    rung = Signal()

    def ring(self) -> None:
        """Wake Qt's thread up."""
        # Between the end of the widget and that of the film there is nobody to wake.
        with suppress(RuntimeError):
            self.rung.emit()


class VideoCanvas(VideoSurface):
    """Paints the pictures of a ``FrameStore`` as large as they fit, their shape kept.

    While it is hidden nobody is woken for pictures. The painting is from the player's memory,
    without a copy. All methods belong to Qt's thread.
    """

    def __init__(self, frames: FrameStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frames = frames
        self._picture: Picture | None = None
        self._image = QImage()
        self._info: MediaInfo | None = None
        self._painted = 0
        self._is_fresh = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        self.setAccessibleName(self.tr("Video"))
        self._resized = QTimer(self, singleShot=True, interval=RESIZE_QUIET_MS)
        self._resized.timeout.connect(self._tell_size)
        self._bell = _Bell(self)
        self._bell.rung.connect(self._fetch, Qt.ConnectionType.QueuedConnection)
        frames.set_watched(False)
        frames.set_wake(self._bell.ring)
        self.destroyed.connect(lambda: frames.set_wake(None))

    def show_media(self, info: MediaInfo | None) -> None:
        """Prepare for a medium, or for none.

        With sound only, or nothing, the last picture goes; a film's last picture stays until
        the next film's first, so that a loop has no gap.
        """
        self._info = info
        if info is None or not info.has_video:
            self._frames.clear()
            self._picture, self._image = None, QImage()
        self.setAccessibleDescription(_title(info))
        self.update()
        self._fetch()

    def counts(self) -> CanvasCounts:
        """Count pictures made and painted."""
        return CanvasCounts(self._frames.counts().published, self._painted)

    def sizeHint(self) -> QSize:
        """Return the size that a window without a better idea should give."""
        return QSize(960, 540)

    def picture_rect(self) -> QRectF:
        """Return where the picture is painted, in the widget's coordinates; empty without one."""
        if self._picture is None:
            return QRectF()
        width, height = float(self.width()), float(self.height())
        ratio = self._picture.ratio
        if width > height * ratio:
            width = height * ratio
        else:
            height = width / ratio
        # Whole physical pixels: only then is a picture of the right size painted unscaled.
        scale = self.devicePixelRatioF()
        return QRectF(
            round((self.width() - width) / 2 * scale) / scale,
            round((self.height() - height) / 2 * scale) / scale,
            round(width * scale) / scale,
            round(height * scale) / scale,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the newest picture, or what stands for it."""
        painter = QPainter(self)
        if self._picture is None:
            self._paint_placeholder(painter)
            return
        place = self.picture_rect()
        if not place.contains(QRectF(event.rect())):
            painter.fillRect(event.rect(), BAR_COLOUR)
        is_exact = self._image.size() == (place.size() * self.devicePixelRatioF()).toSize()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_exact)
        painter.drawImage(place, self._image)
        if self._is_fresh:
            self._is_fresh = False
            self._painted += 1
            if self._painted == 1:
                self.began.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the player know, once the size has settled."""
        super().resizeEvent(event)
        self._resized.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for pictures."""
        super().showEvent(event)
        self._tell_size()
        self._frames.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for no more pictures."""
        super().hideEvent(event)
        self._frames.set_watched(False)

    def _tell_size(self) -> None:
        scale = self.devicePixelRatioF()
        self._frames.set_target(round(self.width() * scale), round(self.height() * scale))
        screens = [
            screen.size() * screen.devicePixelRatio() for screen in QGuiApplication.screens()
        ]
        self._frames.set_screen(
            max((size.width() for size in screens), default=0),
            max((size.height() for size in screens), default=0),
        )

    def _fetch(self) -> None:
        if not self.isVisible() or (self._info is not None and not self._info.has_video):
            return
        picture = self._frames.take()
        if picture is None:
            return
        had_place = self.picture_rect()
        self._picture, self._is_fresh = picture, True
        self._image = QImage(
            picture.memory, picture.width, picture.height, picture.pitch, QImage.Format.Format_RGB32
        )
        place = self.picture_rect()
        if place == had_place:
            self.update(place.toAlignedRect())
        else:
            self.update()

    def _paint_placeholder(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), BAR_COLOUR)
        if self._info is None or self._info.has_video:
            return
        middle = QPointF(self.rect().center())
        size = min(self.width(), self.height()) * 0.3
        glow = QRadialGradient(middle, size * 2.2)
        glow.setColorAt(0.0, _GLOW)
        glow.setColorAt(1.0, BAR_COLOUR)
        painter.fillRect(self.rect(), QBrush(glow))
        painter.fillPath(_note(middle - QPointF(0, size * 0.15), size), _FAINT)
        font = painter.font()
        font.setPointSizeF(max(11.0, size * 0.1))
        painter.setFont(font)
        painter.setPen(_INK)
        below = QRect(QPoint(16, round(middle.y() + size * 0.55)), QSize(self.width() - 32, 64))
        title = painter.fontMetrics().elidedText(
            _title(self._info), Qt.TextElideMode.ElideMiddle, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, title)


def _title(info: MediaInfo | None) -> str:
    if info is None:
        return ""
    return printable(info.title or "") or shown_name(info.location)


def _note(middle: QPointF, size: float) -> QPainterPath:
    """Return two beamed eighth notes of a height, around a point."""

    def at(x: float, y: float) -> QPointF:
        return middle + QPointF(x, y) * size

    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for x in (-0.28, 0.26):
        path.addEllipse(at(x, 0.36), size * 0.16, size * 0.12)
        path.addRect(QRectF(at(x + 0.10, -0.36), at(x + 0.16, 0.36)))
    path.moveTo(at(-0.18, -0.40))
    path.lineTo(at(0.42, -0.50))
    path.lineTo(at(0.42, -0.32))
    path.lineTo(at(-0.18, -0.22))
    path.closeSubpath()
    return path
