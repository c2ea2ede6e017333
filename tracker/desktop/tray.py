"""The icon in the desktop's tray: calm, unless somebody is needed.

Knows: the same words and faces as the window's indicator, and a short menu.
Must never know: how anything is sent. It never pops anything up.
"""

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from tracker.desktop import theme
from tracker.desktop.icons import Glyph, paint_application_mark, paint_glyph
from tracker.desktop.keys import Command
from tracker.desktop.page_panel import PageName
from tracker.desktop.status import Face
from tracker.desktop.window import PlayerWindow

_SIDES_PX = (22, 32, 48, 64)


class Tray(QObject):
    """One window's icon in the tray; closing the window takes it away.

    Only what a person can do something about changes the icon: what waits for the network does
    not. The sentence about it is in the tool tip and in the menu, where a click opens the outbox.
    """

    def __init__(self, window: PlayerWindow) -> None:
        super().__init__(window)
        self._window = window
        self._needs_you: bool | None = None
        self.menu = QMenu(window)
        self.show_action, self.play_action, self.tracking_action, self.sync_action, quit_action = (
            self.menu.addAction("") for _ in range(5)
        )
        self._quit_action = quit_action
        self.tracking_action.setCheckable(True)
        self.menu.insertSeparator(self.sync_action)
        self.menu.insertSeparator(quit_action)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._clicked)
        self.show_action.triggered.connect(window.come_up)
        self._carries_out(self.play_action, Command.TOGGLE_PLAY)
        self._carries_out(self.tracking_action, Command.TRACKING)
        self._carries_out(quit_action, Command.QUIT)
        self.sync_action.triggered.connect(self._show_outbox)
        window.transport.changed.connect(self.refresh)
        window.watching.changed.connect(self.refresh)
        self.refresh()
        self.icon.show()

    def refresh(self) -> None:
        """Show how things stand, in the language of the moment."""
        window = self._window
        sync, transport, audience = window.bar.sync, window.transport, window.watching.audience
        self.show_action.setText(self.tr("Show the player"))
        self.play_action.setText(self.tr("Pause") if transport.is_playing else self.tr("Play"))
        self.play_action.setEnabled(transport.generation is not None)
        self.tracking_action.setText(self.tr("Pause tracking"))
        self.tracking_action.setVisible(audience.has_line)
        self.tracking_action.setChecked(not audience.is_tracked)
        self.sync_action.setText(sync.sentence.replace("&", "&&"))
        self._quit_action.setText(self.tr("Quit"))
        self.icon.setToolTip(f"Media Bridge Tracker\n{sync.sentence}")
        needs_you = sync.face is Face.NEEDS_YOU
        if needs_you is not self._needs_you:
            self._needs_you = needs_you
            self.icon.setIcon(tray_icon(needs_you=needs_you))

    def close(self) -> None:
        """Go away."""
        self.icon.hide()

    def _carries_out(self, action: QAction, command: Command) -> None:
        action.triggered.connect(lambda _checked: self._window.carry_out(command))

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._window.come_up()

    def _show_outbox(self) -> None:
        self._window.come_up()
        if self._window.pages.has(PageName.OUTBOX):
            self._window.pages.show_page(PageName.OUTBOX)


def tray_icon(*, needs_you: bool) -> QIcon:
    """Return the program's mark, with a triangle in its corner where somebody is needed."""
    icon = QIcon()
    for side in _SIDES_PX:
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_application_mark(painter, QRectF(0, 0, side, side))
        if needs_you:
            corner = QRectF(side * 0.4, side * 0.4, side * 0.6, side * 0.6)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.DARK.page)
            painter.drawEllipse(corner)
            inner = corner.adjusted(*(side * part for part in (0.06, 0.05, -0.06, -0.07)))
            paint_glyph(painter, inner, Glyph.NEEDS_YOU, theme.NEEDS_YOU)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
