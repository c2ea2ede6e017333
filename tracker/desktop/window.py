"""The player's window: the picture, and what floats over it.

Knows: its parts, where they stand, and which wish an act of the viewer means.
Must never know: libVLC, storage or the network; it gives commands, takes news and never waits.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent

from tracker.app.shelf import Shelf
from tracker.desktop import theme
from tracker.desktop.acts import Acts
from tracker.desktop.address_card import AddressCard
from tracker.desktop.audience import Audience
from tracker.desktop.bubble import TimeBubble
from tracker.desktop.cheatsheet import CheatSheet
from tracker.desktop.controls import ControlBar
from tracker.desktop.extras import Extras
from tracker.desktop.icons import Glyph
from tracker.desktop.keys import Command
from tracker.desktop.language import spoken
from tracker.desktop.opening import ask_for_files
from tracker.desktop.osd import FLASH_MS, NOTICE_MS, Words
from tracker.desktop.page_panel import PagePanel
from tracker.desktop.pages import MessageCard
from tracker.desktop.placing import Placing
from tracker.desktop.playlist_panel import PlaylistPanel
from tracker.desktop.shelving import Shelving
from tracker.desktop.stage_view import StageView
from tracker.desktop.status import Face
from tracker.desktop.surface import Surface
from tracker.desktop.transport import VOLUME_STEP, Transport
from tracker.desktop.watching import Watching
from tracker.desktop.welcome import WelcomePage
from tracker.model.delivery import SyncStatus
from tracker.qt.bridge import Bridge
from tracker.qt.commands import PictureMaker, PlayerCommands
from tracker.qt.names import printable
from tracker.qt.video_surface import VideoSurface


class PlayerWindow(Surface):
    """One dark window: the picture fills it, everything else floats over it.

    Only the controls stand below a surface over which nothing floats.

    Without ``offers_films`` the films to choose from are not looked for yet: one is asked for.
    ``pages`` shows pages beside the picture, ``bar.chips`` how things stand.

    Signals:
        played_out(): the last film of the list was played to its end.
        closed(): the viewer has closed the window.
    """

    played_out = Signal()
    closed = Signal()

    def __init__(
        self,
        surface: VideoSurface,
        player: PlayerCommands,
        bridge: Bridge,
        *,
        pictures: PictureMaker | None = None,
        shelf: Shelf | None = None,
        audience: Audience | None = None,
        offers_films: bool = True,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        super().__init__()
        self._player = player
        self._surface = surface
        self.transport = Transport(player, self, clock=clock)
        self.extras = Extras(player, self.transport, bridge.post, self)
        self.welcome = WelcomePage(self)
        surface.setParent(self)
        self.bar = ControlBar(self.transport, self, is_docked=surface.docks_controls)
        self.bubble = TimeBubble(self, pictures, bridge.post)
        self.card = MessageCard(self)
        self.flash = Words(self, stays_ms=FLASH_MS)
        self.notice = Words(self, stays_ms=NOTICE_MS)
        self.panel = PlaylistPanel(self)
        self.pages = PagePanel(self)
        self.address_card = AddressCard(self)
        self.cheat_sheet = CheatSheet(self)
        self.watching = Watching(self, self.bar, audience or Audience(None))
        self.shelving = Shelving(
            self.transport,
            self.extras,
            self.welcome,
            shelf,
            bridge.post,
            self,
            offers_now=offers_films,
        )
        self._acts = Acts(self, self)
        self._placing = Placing(
            self,
            picture=surface,
            filling=(self.welcome, self.cheat_sheet),
            cards=(self.card, self.address_card, self.watching.card),
            pages=self.pages,
            playlist=self.panel,
            bar=self.bar,
            flash=self.flash,
            notice=self.notice,
            mark=self.watching.mark,
        )
        self._view = StageView(self, surface, self, self._placing)
        self.auto_hide = self._view.auto_hide
        self._set_up()
        self._connect(bridge)
        self._view.show_stage()

    def _set_up(self) -> None:
        self.setMinimumSize(320, 240)
        self.bar.order_focus()
        self._surface.setMouseTracking(True)
        plates = (self.flash, self.notice, self.watching.mark, self.bubble)
        cards = (self.card, self.address_card, self.watching.card)
        for part in (*plates, *cards):
            self._surface.let_float(part, theme.RADIUS_PX)
        for whole in (self.panel, self.pages, self.cheat_sheet):
            self._surface.let_float(whole, 0)
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
        transport.changed.connect(self._view.show_stage)
        transport.acted.connect(self.flash_words)
        self.extras.acted.connect(self.flash_words)
        self.extras.changed.connect(self._show_tracks)
        self.watching.acted.connect(self.flash_words)
        self.watching.changed.connect(self._placing.place_all)
        self.shelving.refused.connect(self.show_notice)
        transport.played_out.connect(self.played_out)
        transport.media_changed.connect(self._surface.show_media)
        self._connect_acts()
        self._connect_lists()
        self.bar.sync_asked.connect(self._show_outbox)
        self.bar.timeline.pointed_at.connect(
            lambda position_ms: self.bubble.show_over(
                self.bar.timeline, transport.playlist.current, position_ms
            )
        )
        self.card.next_asked.connect(lambda: transport.step_film(1))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._take_theme)

    def _connect_acts(self) -> None:
        def asks(command: Command) -> Callable[[], None]:
            return lambda: self.carry_out(command)

        bar, acts = self.bar, self._acts
        self.commanded.connect(self.carry_out)
        self.menu_asked.connect(acts.open_menu)
        bar.full_screen_asked.connect(asks(Command.TOGGLE_FULL_SCREEN))
        bar.playlist_asked.connect(asks(Command.PLAYLIST))
        bar.more_asked.connect(lambda: acts.open_menu_over(bar.more_button))
        bar.speed_asked.connect(lambda: acts.offer_speeds(bar.speed_button))
        bar.tracks_asked.connect(lambda: acts.offer_tracks(bar.tracks_button))
        self.welcome.open_asked.connect(asks(Command.OPEN))
        self.welcome.command_asked.connect(self.carry_out)
        self.card.open_asked.connect(asks(Command.OPEN))
        self.panel.save_asked.connect(asks(Command.SAVE_PLAYLIST))
        self.address_card.entered.connect(lambda address: self.open([address]))
        self.stirred.connect(self._view.stir)
        self.scrolled.connect(self._scroll)
        self.files_hover.connect(self._invite_drop)
        self.files_dropped.connect(self.open)

    def _connect_lists(self) -> None:
        rows = self.panel.rows
        rows.chosen.connect(self.transport.go)
        rows.moved.connect(self.transport.move)
        rows.removed.connect(self.transport.remove)
        rows.dropped.connect(self.shelving.add)
        self.panel.add_asked.connect(lambda: ask_for_files(self, self.shelving.add))

    def _show_tracks(self) -> None:
        self.bar.show_tracks_button(self.extras.has_choice)
        self._placing.place_bar()

    def open(self, locations: Sequence[str]) -> None:
        """Play these files, folders, playlists or URLs, one after the other."""
        self.shelving.open(locations)

    def show_notice(self, message: str) -> None:
        """Say something that a person should know; it goes away by itself."""
        self.notice.say(printable(spoken(message)))
        self._placing.place_words()

    def show_sync_status(self, status: SyncStatus) -> None:
        """Show what the sender is doing."""
        self.bar.sync.show_status(status)
        self._show_unsent()
        self._placing.place_bar()

    def flash_words(self, glyph: Glyph, text: str) -> None:
        """Show in a few words what was just done."""
        self.flash.say(text, glyph)
        self._placing.place_words()

    def _show_unsent(self) -> None:
        sync = self.bar.sync
        self.welcome.show_unsent("" if sync.face is Face.SENT else sync.sentence)

    def _show_outbox(self) -> None:
        if self.has(Command.OUTBOX):
            self.carry_out(Command.OUTBOX)
        else:
            self.show_notice(self.bar.sync.sentence)

    def _scroll(self, notches: float) -> None:
        self.transport.change_volume(round(notches * VOLUME_STEP) or (1 if notches > 0 else -1))

    def _invite_drop(self, hovers: bool) -> None:
        if hovers:
            self.flash.say(self.tr("Drop to play"), stays=True)
            self._placing.place_words()
        else:
            self.flash.unsay()

    def _take_theme(self) -> None:
        cards = (self.card, self.address_card, self.watching.card, self.cheat_sheet)
        for part in (self.welcome, self.pages, *cards):
            part.take_theme()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put every part in its place."""
        super().resizeEvent(event)
        self._placing.place_all()

    def changeEvent(self, event: QEvent) -> None:
        """Follow full screen and the language."""
        if event.type() is QEvent.Type.WindowStateChange:
            self.bar.set_full_screen(self.isFullScreen())
            self.unsetCursor()
            self._view.stir(by_touch=False)
        elif event.type() is QEvent.Type.PaletteChange:
            self._take_theme()
        elif event.type() is QEvent.Type.LanguageChange:
            for part in (self.welcome, self.card, self.address_card, self.bar, self.cheat_sheet):
                part.retranslate()
            for other in (self.panel, self.pages, self.watching):
                other.retranslate()
            self._show_unsent()
            super().changeEvent(event)

    def carry_out(self, command: Command) -> None:
        """Do what a key, a button or a menu asks for."""
        self._acts.carry_out(command)

    def is_on(self, command: Command) -> bool:
        """Whether what a command switches is on now."""
        return self._acts.is_on(command)

    def has(self, command: Command) -> bool:
        """Whether there is what a command shows."""
        return self._acts.has(command)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the film, so that its viewing is complete, and say that the window is gone."""
        self.shelving.write()
        self._player.stop()
        super().closeEvent(event)
        self.closed.emit()
