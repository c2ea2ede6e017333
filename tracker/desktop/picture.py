"""Which surface the desktop's window gets, by the setting and by what this desktop can do.

Knows: what is said where a native window is wanted and there can be none.
Must never know: how either surface works.
"""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from tracker.app.player import FrameStore, NativeWindow
from tracker.model.phrases import phrase
from tracker.qt.canvas import VideoCanvas
from tracker.qt.video_surface import VideoSurface

NO_WINDOW = phrase(
    "Errors",
    "Under Wayland libVLC has no window to draw into, so films are drawn by the program itself; "
    "started with QT_QPA_PLATFORM=xcb it has one.",
)


def choose_surface(
    frames: FrameStore, window: NativeWindow | None, tell: Callable[[str], None]
) -> VideoSurface:
    """Return a surface with the native window for films, if one is wanted, else the canvas.

    ``tell`` hears why a wanted one cannot be; not without a screen, where nothing is seen.
    """
    if window is not None:
        # Loaded where it is wanted: most starts are on the canvas.
        from tracker.qt.native_surface import NativeSurface, window_system

        system = window_system()
        if system is not None:
            return NativeSurface(frames, window, system)
        window.give_up()
        if QGuiApplication.platformName().startswith("wayland"):
            tell(NO_WINDOW)
    return VideoCanvas(frames)
