"""The player's window: the picture, and what floats over it.

Knows: its parts, where they stand, and which wish an act of the viewer means.
Must never know: libVLC, storage or the network; it gives commands, takes news and never waits.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPointerEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from tracker.app.shelf import Shelf
from tracker.desktop import theme
from tracker.desktop.acts import Acts
from tracker.desktop.address_card import AddressCard
from tracker.desktop.bubble import TimeBubble
from tracker.desktop.cheatsheet import CheatSheet
from tracker.desktop.controls import ControlBar
from tracker.desktop.extras import Extras
from tracker.desktop.fading import AutoHide, Fade
from tracker.desktop.icons import Glyph, application_icon
from tracker.desktop.keys import REPEATING, Command, command_for
from tracker.desktop.menus import fill_speeds, fill_tracks, new_menu, pop_over
from tracker.desktop.opening import ask_for_files, local_files
from tracker.desktop.osd import FLASH_MS, NOTICE_MS, Words
from tracker.desktop.pages import MessageCard
from tracker.desktop.playlist import printable
from tracker.desktop.playlist_panel import PlaylistPanel
from tracker.desktop.shelving import Shelving
from tracker.desktop.status import Face
from tracker.desktop.transport import VOLUME_STEP, Stage, Transport
from tracker.desktop.welcome import WelcomePage
from tracker.model.delivery import SyncStatus
from tracker.qt.bridge import Bridge
from tracker.qt.canvas import VideoCanvas
from tracker.qt.commands import PictureMaker, PlayerCommands

_WHEEL_NOTCH = 120


class PlayerWindow(QWidget):
    """One dark window: the canvas fills it, everything else floats over it.

    Signals:
        played_out(): the last film of the list was played to its end.
        closed(): the viewer has closed the window.
    """

    played_out = Signal()
    closed = Signal()

    def __init__(
        self,
        canvas: VideoCanvas,
        player: PlayerCommands,
        bridge: Bridge,
        *,
        pictures: PictureMaker | None = None,
        shelf: Shelf | None = None,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        super().__init__()
        self._player = player
        self._canvas = canvas
        self._was_idle = True
        self.transport = Transport(player, self, clock=clock)
        self.extras = Extras(player, self.transport, bridge.post, self)
        self.welcome = WelcomePage(self)
        canvas.setParent(self)
        self.bar = ControlBar(self.transport, self)
        self.bubble = TimeBubble(self, pictures, bridge.post)
        self.card = MessageCard(self)
        self.flash = Words(self, stays_ms=FLASH_MS)
        self.notice = Words(self, stays_ms=NOTICE_MS)
        self.panel = PlaylistPanel(self)
        self.address_card = AddressCard(self)
        self.cheat_sheet = CheatSheet(self)
        self.shelving = Shelving(
            self.transport, self.extras, self.welcome, shelf, bridge.post, self
        )
        self._acts = Acts(self)
        self._bar_fade = Fade(self.bar)
        self.auto_hide = AutoHide(self._must_show_bar, self)
        self._set_up()
        self._connect(bridge)
        self._show_stage()

    def _set_up(self) -> None:
        self.setWindowIcon(application_icon())
        self.setMinimumSize(320, 240)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self._canvas.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size()
        self.resize(min(1280, room.width()), min(720, room.height()))

    def _connect(self, bridge: Bridge) -> None:
        transport = self.transport
        bridge.progress.connect(transport.tell_progress)
        bridge.opened.connect(transport.tell_opened)
        bridge.failed.connect(transport.tell_failed)
        bridge.finished.connect(transport.tell_finished)
        bridge.sync_status.connect(self.show_sync_status)
        bridge.noticed.connect(self.show_notice)
        transport.changed.connect(self._show_stage)
        transport.acted.connect(self.flash_words)
        self.extras.acted.connect(self.flash_words)
        self.extras.changed.connect(self._show_tracks)
        self.shelving.refused.connect(self.show_notice)
        transport.played_out.connect(self.played_out)
        transport.media_changed.connect(self._canvas.show_media)
        self.auto_hide.shown_changed.connect(self._show_bar)
        self.bar.used.connect(self.auto_hide.stir)
        self.bar.full_screen_asked.connect(self.toggle_full_screen)
        self._connect_lists()
        self.bar.sync_asked.connect(lambda: self.show_notice(self.bar.sync.sentence))
        self.bar.timeline.pointed_at.connect(
            lambda position_ms: self.bubble.show_over(
                self.bar.timeline, transport.playlist.current, position_ms
            )
        )
        self.welcome.open_asked.connect(self.choose_files)
        self.card.open_asked.connect(self.choose_files)
        self.card.next_asked.connect(lambda: transport.step_film(1))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._take_theme)

    def _connect_lists(self) -> None:
        rows, transport = self.panel.rows, self.transport
        rows.chosen.connect(transport.go)
        rows.moved.connect(transport.move)
        rows.removed.connect(transport.remove)
        rows.dropped.connect(self.shelving.add)
        self.panel.toggled.connect(self._place_bar)
        self.panel.add_asked.connect(lambda: ask_for_files(self, self.shelving.add))
        self.panel.save_asked.connect(lambda: self.carry_out(Command.SAVE_PLAYLIST))
        self.bar.playlist_asked.connect(self.panel.toggle)
        self.bar.speed_asked.connect(self._offer_speeds)
        self.bar.tracks_asked.connect(self._offer_tracks)
        self.bar.more_asked.connect(lambda: self._acts.open_menu(None))
        self.address_card.entered.connect(lambda address: self.open([address]))

    def _offer_speeds(self) -> None:
        menu = new_menu(self)
        fill_speeds(menu, self.transport)
        pop_over(menu, self.bar.speed_button)

    def _offer_tracks(self) -> None:
        def show() -> None:
            menu = new_menu(self)
            fill_tracks(menu, self, sound=True, subtitles=True)
            pop_over(menu, self.bar.tracks_button)

        self.extras.ask_tracks(show)

    def _show_tracks(self) -> None:
        self.bar.show_tracks_button(self.extras.has_choice)
        self._place_bar()

    def open(self, locations: Sequence[str]) -> None:
        """Play these files, folders, playlists or URLs, one after the other."""
        self.shelving.open(locations)

    def show_notice(self, message: str) -> None:
        """Say something that a person should know; it goes away by itself."""
        self.notice.say(printable(message))
        self._place_words()

    def show_sync_status(self, status: SyncStatus) -> None:
        """Show what the sender is doing."""
        self.bar.sync.show_status(status)
        self._show_unsent()
        self._place_bar()

    def flash_words(self, glyph: Glyph, text: str) -> None:
        """Show in a few words what was just done."""
        self.flash.say(text, glyph)
        self._place_words()

    def _show_unsent(self) -> None:
        sync = self.bar.sync
        self.welcome.show_unsent("" if sync.face is Face.SENT else sync.sentence)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to the window."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def choose_files(self) -> None:
        """Let the viewer choose files; the film plays on meanwhile."""
        ask_for_files(self, self.open)

    def _show_stage(self) -> None:
        transport = self.transport
        stage = transport.stage
        is_idle = stage is Stage.IDLE
        self.panel.show_list(transport.playlist)
        if is_idle is not self._was_idle:
            self._was_idle = is_idle
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.welcome.setVisible(is_idle)
        self._canvas.setVisible(not is_idle)
        if self.windowTitle() != transport.title:
            self.setWindowTitle(transport.title)
        self._show_error()
        if stage is Stage.OPENING:
            self.flash.say(self.tr("Opening {title} …").format(title=transport.title), stays=True)
            self._place_words()
        elif self.flash.text and not self.flash.timer.isActive():
            self.flash.unsay()
        if is_idle or stage is Stage.FAILED:
            self.auto_hide.dismiss()
        elif self._must_show_bar() and not self.auto_hide.shown:
            self.auto_hide.stir()
        self._place_bar()

    def _show_error(self) -> None:
        error = self.transport.error
        if error is None:
            if not self.card.isHidden():
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                self.card.hide()
        elif self.card.isHidden():
            self.card.show_error(error, has_next=self.transport.playlist.has_next)

    def _must_show_bar(self) -> bool:
        """Return whether the controls have to stay: nothing plays, or they are in use."""
        return not self.transport.is_playing or self.bar.is_in_use

    def _stir(self, event: QPointerEvent) -> None:
        if self.transport.stage in (Stage.IDLE, Stage.FAILED):
            return
        by_touch = event.device().type() is QInputDevice.DeviceType.TouchScreen
        self.auto_hide.stir(by_touch=by_touch)

    def _show_bar(self, shown: bool) -> None:
        if shown:
            self._bar_fade.show()
            self.unsetCursor()
        else:
            self._bar_fade.hide()
            self.bubble.hide()
            if self.isFullScreen():
                self.setCursor(Qt.CursorShape.BlankCursor)

    def _take_theme(self) -> None:
        self.welcome.take_theme()
        self.card.take_theme()
        self.address_card.take_theme()
        self.update()

    def _place_bar(self) -> None:
        margin = 8 if self.width() < theme.BAR_MAX_WIDTH_PX // 2 else theme.MARGIN_PX
        room = QRect(QPoint(0, 0), self.size())
        if self.panel.fade.is_wanted and self.width() >= 2 * self.panel.width():
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            beside = self.panel.width()
            room.adjust(beside if mirrored else 0, 0, 0 if mirrored else -beside, 0)
        self.bar.fit(room.width() - 2 * margin)
        left = room.left() + (room.width() - self.bar.width()) // 2
        self.bar.move(left, self.height() - self.bar.height() - margin)

    def _place_words(self) -> None:
        margin = theme.MARGIN_PX
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.flash.fit()
        self.flash.move(self.width() - self.flash.width() - margin if mirrored else margin, margin)
        self.notice.fit()
        self.notice.move((self.width() - self.notice.width()) // 2, margin)
        if self.flash.isVisible() and self.flash.geometry().intersects(self.notice.geometry()):
            self.notice.move(self.notice.x(), self.flash.geometry().bottom() + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put every part in its place."""
        super().resizeEvent(event)
        whole = QRect(QPoint(0, 0), self.size())
        for part in (self._canvas, self.welcome, self.cheat_sheet):
            part.setGeometry(whole)
        for card in (self.card, self.address_card):
            if not card.isHidden():
                card.fit()
        self.panel.fit()
        self._place_bar()
        self._place_words()

    def changeEvent(self, event: QEvent) -> None:
        """Follow full screen and the language."""
        if event.type() is QEvent.Type.WindowStateChange:
            self.bar.set_full_screen(self.isFullScreen())
            self.unsetCursor()
            if self.transport.stage not in (Stage.IDLE, Stage.FAILED):
                self.auto_hide.stir()
        elif event.type() is QEvent.Type.PaletteChange:
            self._take_theme()
        elif event.type() is QEvent.Type.LanguageChange:
            for part in (self.welcome, self.card, self.bar, self.cheat_sheet):
                part.retranslate()
            self.panel.retranslate()
            self.address_card.retranslate()
            self._show_unsent()
            super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of the video area."""
        QPainter(self).fillRect(self.rect(), theme.VIDEO_GROUND)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the controls."""
        self._stir(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the controls, and take the keyboard's focus from them."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._stir(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fill the screen, or go back to the window."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.toggle_full_screen()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Make it louder or quieter."""
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if notches:
            self.transport.change_volume(round(notches * VOLUME_STEP) or (1 if notches > 0 else -1))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if local_files(event):
            event.acceptProposedAction()
            self.flash.say(self.tr("Drop to play"), stays=True)
            self._place_words()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Forget the files."""
        self.flash.unsay()

    def dropEvent(self, event: QDropEvent) -> None:
        """Play the files."""
        self.flash.unsay()
        event.acceptProposedAction()
        self.open(local_files(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry out what the key table says."""
        command = command_for(event)
        if command is None:
            super().keyPressEvent(event)
        elif command in REPEATING or not event.isAutoRepeat():
            self.carry_out(command)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer everything, by the right button or the menu key."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        self._acts.open_menu(event.globalPos() if by_mouse else None)

    def carry_out(self, command: Command) -> None:
        """Do what a key, a button or a menu asks for."""
        self._acts.carry_out(command)

    def is_on(self, command: Command) -> bool:
        """Whether what a command switches is on now."""
        return self._acts.is_on(command)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the film, so that its viewing is complete, and say that the window is gone."""
        self.shelving.write()
        self._player.stop()
        super().closeEvent(event)
        self.closed.emit()
