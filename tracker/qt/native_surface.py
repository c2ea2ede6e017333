"""The native surface: a window of the window system, inside ours, into which libVLC draws itself.

Knows: how such a window is made and kept, and what has to become of what stands over it.
Must never know: libVLC, sessions, or what the parts over the picture are for.

Films come into the native window; documents, and the sign for sound, are painted by a canvas.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.playback.frames import FrameStore
from tracker.playback.outputs import Handle, NativeWindow, WindowSystem
from tracker.playback.player import MediaInfo
from tracker.qt.canvas import BAR_COLOUR, VideoCanvas
from tracker.qt.video_surface import VideoSurface

_SYSTEMS = {
    "xcb": WindowSystem.X11,
    "windows": WindowSystem.WINDOWS,
    "cocoa": WindowSystem.MACOS,
}
"""The window system behind each of Qt's platforms; only the first was ever run."""


def window_system() -> WindowSystem | None:
    """Return the window system in whose windows libVLC can draw here, None without one."""
    return _SYSTEMS.get(QGuiApplication.platformName())


class NativeSurface(VideoSurface):
    """Shows films in a native window, which the player shares, and all else on a canvas.

    All methods belong to Qt's thread.
    """

    docks_controls = True

    def __init__(self, frames: FrameStore, window: NativeWindow, system: WindowSystem) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._canvas = VideoCanvas(frames, self)
        self._ground = _Ground(self, window, system)
        for part in (self._canvas, self._ground):
            part.setMouseTracking(True)
        self._ground.setAccessibleName(self._canvas.accessibleName())
        self._canvas.began.connect(self.began)
        self._canvas.hide()

    def show_media(self, info: MediaInfo | None) -> None:
        """Prepare for a medium, or for none."""
        is_native = info is None or info.in_window
        self._canvas.show_media(None if is_native else info)
        self._canvas.setVisible(not is_native)
        self._ground.setVisible(is_native)
        self._ground.setAccessibleDescription("" if info is None else info.title or "")

    def let_float(self, part: QWidget, radius_px: int) -> None:
        """Give a sibling a native window of its own: opaque, but with round corners."""
        _make_native(part)
        _Corners(part, radius_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let both fill it."""
        super().resizeEvent(event)
        self._canvas.setGeometry(self.rect())
        self._ground.setGeometry(self.rect())


class _Ground(QWidget):
    """The native window. What it paints itself is seen only while libVLC draws nothing."""

    def __init__(self, parent: QWidget, window: NativeWindow, system: WindowSystem) -> None:
        super().__init__(parent)
        self._window, self._system = window, system
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        _make_native(self)

    def event(self, event: QEvent) -> bool:
        """Tell the player of the window's handle, now and whenever it changes."""
        if event.type() is QEvent.Type.WinIdChange:
            is_there = self.testAttribute(Qt.WidgetAttribute.WA_WState_Created)
            handle = Handle(self._system, int(self.winId())) if is_there else None
            self._window.set_handle(handle)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(event.rect(), BAR_COLOUR)


class _Corners(QObject):
    """Cuts the corners of a native widget round, since nothing shines through them."""

    def __init__(self, part: QWidget, radius_px: int) -> None:
        super().__init__(part)
        self._radius_px = radius_px
        part.installEventFilter(self)

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        """Follow its size."""
        if event.type() is QEvent.Type.Resize and isinstance(part, QWidget) and self._radius_px:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(part.rect()), self._radius_px, self._radius_px)
            part.setMask(QRegion(shape.toFillPolygon().toPolygon()))
        return False


def _make_native(part: QWidget) -> None:
    """Give a widget a native window, and none to those that hold it.

    Its neighbours get theirs from Qt, so that what is raised stands above.
    """
    part.setAttribute(Qt.WidgetAttribute.WA_DontCreateNativeAncestors)
    part.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
