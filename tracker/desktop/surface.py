"""The ground of a window: what pointer, finger, keyboard and dropped files ask for.

Knows: Qt's input events, and which signal each of them means.
Must never know: what stands on the ground, or what is done about a wish.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

import math
import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPointerEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from tracker.desktop import theme
from tracker.desktop.keys import REPEATING, Command, command_for
from tracker.desktop.opening import dropped_locations
from tracker.desktop.timeline import WHEEL_NOTCH

_SLACK = 2
"""How much later than Qt allows the second click of two may be heard of, on a busy machine."""


class Surface(QWidget):
    """A dark ground that takes whatever nothing above it wants.

    Signals:
        stirred(bool): the pointer moved or pressed; whether it was a finger.
        commanded(object): a key asks for this Command.
        menu_asked(object): the menu is wanted at this QPoint of the screen; None: in the middle.
        scrolled(float): the wheel turned by so many notches, up is more.
        files_hover(bool): files hang over the window, or no more.
        files_dropped(object): these paths and addresses were dropped.
    """

    stirred = Signal(bool)
    commanded = Signal(object)
    menu_asked = Signal(object)
    scrolled = Signal(float)
    files_hover = Signal(bool)
    files_dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pressed_s = -math.inf
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def come_up(self) -> None:
        """Come before the other windows, also from where it was minimised."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _tell_stir(self, event: QPointerEvent) -> None:
        self.stirred.emit(event.device().type() is QInputDevice.DeviceType.TouchScreen)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of the video area."""
        QPainter(self).fillRect(self.rect(), theme.VIDEO_GROUND)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell that the pointer moves."""
        self._tell_stir(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell of it, and take the keyboard's focus."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed_s = time.monotonic()
        self._tell_stir(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the whole screen, or for the window.

        Not where the first click was on something else, such as the film that it began.
        """
        passed_s = time.monotonic() - self._pressed_s
        is_whole = passed_s <= _SLACK * QApplication.doubleClickInterval() / 1_000
        if event.button() is Qt.MouseButton.LeftButton and is_whole:
            self.commanded.emit(Command.TOGGLE_FULL_SCREEN)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Tell how far the wheel turned."""
        notches = event.angleDelta().y() / WHEEL_NOTCH
        if notches:
            self.scrolled.emit(notches)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if dropped_locations(event):
            event.acceptProposedAction()
            self.files_hover.emit(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Forget the files."""
        self.files_hover.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        self.files_hover.emit(False)
        event.acceptProposedAction()
        self.files_dropped.emit(dropped_locations(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for what the key table says."""
        command = command_for(event)
        if command is None:
            super().keyPressEvent(event)
        elif command in REPEATING or not event.isAutoRepeat():
            self.commanded.emit(command)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let what may be hidden come up first: the keyboard must be able to reach it."""
        self.stirred.emit(False)
        return super().focusNextPrevChild(next)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, by the right button or the menu key."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self.menu_asked.emit(event.globalPos() if by_mouse else None)
