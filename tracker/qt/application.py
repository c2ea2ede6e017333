"""The Qt application: made once, quiet on stderr, and ended cleanly by Ctrl-C.

Knows: Qt's platforms, its log, signals of the operating system.
Must never know: windows, sessions, or what has to be saved at the end.
"""

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import (
    QMessageLogContext,
    QSocketNotifier,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

DESKTOP_FILE_NAME = "media-bridge-tracker"

_log = logging.getLogger("tracker.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_HARMLESS = (
    "This plugin does not support",
    "Could not register app ID",
    "QStandardPaths: XDG_RUNTIME_DIR not set",
    "QStandardPaths: runtime directory",
)
"""Beginnings of what Qt warns of and nobody can or need mend."""


def make_application(argv: Sequence[str], headless: bool) -> QApplication:
    """Make the one QApplication of this process.

    ``headless`` wants no display; without one (no DISPLAY, no WAYLAND_DISPLAY on Unix) Qt is
    told to work offscreen as well, unless QT_QPA_PLATFORM says otherwise.
    """
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif _has_no_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_take_message)
    QGuiApplication.setDesktopFileName(DESKTOP_FILE_NAME)
    app = QApplication(list(argv))
    app.setApplicationName("tracker")
    app.setApplicationDisplayName("Media Bridge Tracker")
    if not QFontDatabase.families():
        _log.warning("No font is installed, so no text can be shown. Install fonts-dejavu-core.")
    return app


def run(app: QApplication, on_quit_signal: Callable[[], None] | None = None) -> int:
    """Run the event loop to its end and return its exit status.

    SIGINT and SIGTERM call ``on_quit_signal`` on the main thread; without one they close all
    windows and end the loop. A second signal, after the loop's end, acts as usual.
    """

    def close_all() -> None:
        app.closeAllWindows()
        app.quit()

    with _signals_end(on_quit_signal if on_quit_signal is not None else close_all):
        return app.exec()


@contextmanager
def _signals_end(quit_now: Callable[[], None]) -> Iterator[None]:
    """Let SIGINT and SIGTERM wake Qt's loop: Python alone would notice them only afterwards."""
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)

    def noted(_number: int, _frame: FrameType | None) -> None:
        """Do nothing here: the byte in the socket wakes the loop, which then quits."""

    def woken() -> None:
        if any(number in (signal.SIGINT, signal.SIGTERM) for number in reader.recv(64)):
            quit_now()

    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(woken)
    old_wakeup = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    old = {number: signal.signal(number, noted) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(old_wakeup)
        notifier.setEnabled(False)
        reader.close()
        writer.close()


def _has_no_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _take_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Send Qt's messages to the log; one that ends the process must be seen, too."""
    level = _LEVELS.get(kind, logging.WARNING)
    if message.startswith(_HARMLESS):
        level = logging.DEBUG
    _log.log(level, "%s: %s", context.category or "default", message)
    if kind is QtMsgType.QtFatalMsg:
        sys.stderr.write(f"{message}\n")
