"""The lock: nothing that a visitor does reaches anything but the stand's own buttons.

Knows: which events of Qt are swallowed, and what a scanner types.
Must never know: what a touch means.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow

SCAN_GAP_S = 0.5
"""A scanner types faster than this; what comes slower begins anew."""

MOST_SCANNED_CHARS = 200

_SWALLOWED = frozenset(
    {
        QEvent.Type.KeyRelease,
        QEvent.Type.Shortcut,
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.DragLeave,
        QEvent.Type.Drop,
        QEvent.Type.Wheel,
        QEvent.Type.NativeGesture,
        QEvent.Type.Gesture,
        QEvent.Type.GestureOverride,
        QEvent.Type.ToolTip,
        QEvent.Type.WhatsThis,
        QEvent.Type.EnterWhatsThisMode,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletRelease,
        QEvent.Type.QueryWhatsThis,
    }
)


class Lock(QObject):
    """Filters the events of the whole application.

    ``is_taken`` is asked of each press, with its window and its place in it; where it says so, the
    press goes no further. Signals: ``scanned`` has a line that a keyboard, as which a scanner
    comes, has typed.
    """

    scanned = Signal(str)

    def __init__(
        self,
        is_taken: Callable[[QWindow, QPointF], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._is_taken = is_taken
        self._clock = clock
        self._line = ""
        self._last_s = 0.0
        self._swallows_release = False
        self.is_open = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what is not for visitors."""
        kind = event.type()
        if kind in _SWALLOWED:
            return True
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            # The window gets each key first, then its widgets: it is read once.
            if kind is QEvent.Type.KeyPress and isinstance(watched, QWindow):
                self._read(event)
            event.accept()
            return True
        if kind is QEvent.Type.Close:
            if not self.is_open:
                event.ignore()
            return not self.is_open
        # Likewise each press: where it is taken, no widget ever hears of it.
        if isinstance(event, QMouseEvent) and isinstance(watched, QWindow):
            return self._filter_mouse(watched, event)
        return False

    def forget(self) -> None:
        """Forget what was typed so far."""
        self._line = ""

    def _filter_mouse(self, window: QWindow, event: QMouseEvent) -> bool:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton):
            return True
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._swallows_release = self._is_taken(window, event.position())
            return self._swallows_release
        if event.type() is QEvent.Type.MouseButtonRelease and self._swallows_release:
            self._swallows_release = False
            return True
        return False

    def _read(self, event: QEvent) -> None:
        """Collect what a scanner types, to the end of its line."""
        if not isinstance(event, QKeyEvent):
            return
        now_s = self._clock()
        if now_s - self._last_s > SCAN_GAP_S:
            self._line = ""
        self._last_s = now_s
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            line, self._line = self._line, ""
            if line:
                self.scanned.emit(line)
        elif event.text().isprintable() and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self._line = (self._line + event.text())[:MOST_SCANNED_CHARS]
