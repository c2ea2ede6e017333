"""What each command does: the one list behind keys, buttons and menus.

Knows: which part of the window carries a command out.
Must never know: keys, or what a part looks like.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPoint, QStandardPaths, Qt
from PySide6.QtWidgets import QWidget

from tracker.desktop.address_card import AddressCard
from tracker.desktop.cheatsheet import CheatSheet
from tracker.desktop.extras import Extras
from tracker.desktop.icons import Glyph
from tracker.desktop.keys import Command
from tracker.desktop.menus import (
    fill_everything,
    fill_speeds,
    fill_tracks,
    new_menu,
    pop_at,
    pop_over,
)
from tracker.desktop.opening import ask_for_files, ask_for_subtitles, ask_where_to_save
from tracker.desktop.page_panel import PageName, PagePanel
from tracker.desktop.playlist_panel import PlaylistPanel
from tracker.desktop.shelving import Shelving
from tracker.desktop.transport import SEEK_STEP_MS, VOLUME_STEP, Transport
from tracker.desktop.watching import Watching
from tracker.qt.commands import TrackKind

_PAGES = {
    Command.OUTBOX: PageName.OUTBOX,
    Command.SETTINGS: PageName.SETTINGS,
    Command.DOCTOR: PageName.DOCTOR,
}


class Parts(Protocol):
    """The parts of a window by which commands are carried out."""

    transport: Transport
    extras: Extras
    shelving: Shelving
    panel: PlaylistPanel
    pages: PagePanel
    address_card: AddressCard
    watching: Watching
    cheat_sheet: CheatSheet

    def flash_words(self, glyph: Glyph, text: str) -> None:
        """Show in a few words what was just done."""


class Acts:
    """Carries commands out on the parts of a window; ``window`` is the widget they stand in."""

    def __init__(self, window: QWidget, parts: Parts) -> None:
        transport, extras = parts.transport, parts.extras
        self.transport, self.extras = transport, extras
        self._window = window
        self._parts = parts
        self._table: dict[Command, Callable[[], object]] = {
            Command.TOGGLE_PLAY: transport.toggle_play,
            Command.TOGGLE_FULL_SCREEN: self._toggle_full_screen,
            Command.LEAVE: self._leave,
            Command.SEEK_BACK: lambda: transport.seek_by(-SEEK_STEP_MS),
            Command.SEEK_FORWARD: lambda: transport.seek_by(SEEK_STEP_MS),
            Command.LOUDER: lambda: transport.change_volume(VOLUME_STEP),
            Command.QUIETER: lambda: transport.change_volume(-VOLUME_STEP),
            Command.MUTE: transport.toggle_mute,
            Command.SLOWER: lambda: transport.step_rate(-1),
            Command.FASTER: lambda: transport.step_rate(1),
            Command.NORMAL_SPEED: lambda: transport.set_rate(1.0),
            Command.NEXT: lambda: transport.step_film(1),
            Command.PREVIOUS: lambda: transport.step_film(-1),
            Command.STEP: lambda: extras.step_frame(1),
            Command.STEP_BACK: lambda: extras.step_frame(-1),
            Command.SNAPSHOT: lambda: extras.snapshot(pictures_folder()),
            Command.SUBTITLES: lambda: extras.choose_next(TrackKind.SUBTITLE),
            Command.SOUND_TRACK: lambda: extras.choose_next(TrackKind.AUDIO),
            Command.LOOP: extras.mark_loop,
            Command.ON_TOP: self._toggle_on_top,
            Command.VIEWER: parts.watching.ask,
            Command.TRACKING: parts.watching.audience.toggle_tracking,
            Command.PLAYLIST: parts.panel.toggle,
            Command.MENU: lambda: self.open_menu(None),
            Command.FILMS: transport.leave,
            Command.OPEN: self._choose_files,
            Command.OPEN_ADDRESS: parts.address_card.ask,
            Command.ADD_SUBTITLES: lambda: ask_for_subtitles(window, extras.add_subtitles),
            Command.SAVE_PLAYLIST: self._save_playlist,
            Command.QUIT: window.close,
            Command.HELP: parts.cheat_sheet.toggle,
            **{command: partial(self._toggle_page, name) for command, name in _PAGES.items()},
        }

    def carry_out(self, command: Command) -> None:
        """Do what a key, a button or a menu asks for."""
        self._table[command]()

    def is_on(self, command: Command) -> bool:
        """Whether what a command switches is on now."""
        window = self._window
        match command:
            case Command.TOGGLE_FULL_SCREEN:
                return window.isFullScreen()
            case Command.ON_TOP:
                return bool(window.windowHandle().flags() & Qt.WindowType.WindowStaysOnTopHint)
            case Command.PLAYLIST:
                return self._parts.panel.fade.is_wanted
            case Command.TRACKING:
                return not self._parts.watching.audience.is_tracked
            case Command.MUTE:
                return self.transport.muted
            case Command.OUTBOX | Command.SETTINGS | Command.DOCTOR:
                return self._parts.pages.shown is _PAGES[command]
        return False

    def has(self, command: Command) -> bool:
        """Whether there is the page that a command shows."""
        return command not in _PAGES or self._parts.pages.has(_PAGES[command])

    def open_menu(self, place: QPoint | None) -> None:
        """Open the menu that holds everything, at a place of the screen or in the middle.

        The tracks are asked for first: libVLC finds some of them only after a while.
        """
        window = self._window

        def show() -> None:
            menu = new_menu(window)
            fill_everything(menu, self)
            pop_at(menu, window, place)

        self.extras.ask_tracks(show)

    def open_menu_over(self, button: QWidget) -> None:
        """Open the menu that holds everything over a button."""

        def show() -> None:
            menu = new_menu(self._window)
            fill_everything(menu, self)
            pop_over(menu, button)

        self.extras.ask_tracks(show)

    def offer_speeds(self, button: QWidget) -> None:
        """Open the menu of speeds over a button."""
        menu = new_menu(self._window)
        fill_speeds(menu, self.transport)
        pop_over(menu, button)

    def offer_tracks(self, button: QWidget) -> None:
        """Open the menu of sound and subtitles over a button."""

        def show() -> None:
            menu = new_menu(self._window)
            fill_tracks(menu, self, sound=True, subtitles=True)
            pop_over(menu, button)

        self.extras.ask_tracks(show)

    def _toggle_full_screen(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _choose_files(self) -> None:
        ask_for_files(self._window, self._parts.shelving.open)

    def _toggle_on_top(self) -> None:
        window = self._window
        if not window.isVisible():
            return
        is_on = not self.is_on(Command.ON_TOP)
        # By the handle: the widget's own flag would hide the window and make a new one.
        window.windowHandle().setFlag(Qt.WindowType.WindowStaysOnTopHint, is_on)
        translate = QCoreApplication.translate
        on, off = translate("Menus", "Always on top"), translate("Menus", "No longer on top")
        self._parts.flash_words(Glyph.PIN, on if is_on else off)

    def _toggle_page(self, name: PageName) -> None:
        if self._parts.pages.has(name):
            self._parts.pages.toggle_page(name)

    def _save_playlist(self) -> None:
        if len(self.transport.playlist):
            ask_where_to_save(self._window, self._parts.shelving.save_playlist)

    def _leave(self) -> None:
        window, parts = self._window, self._parts
        if parts.cheat_sheet.fade.is_wanted:
            parts.cheat_sheet.toggle()
        elif parts.pages.shown is not None:
            parts.pages.close_page()
        elif parts.panel.fade.is_wanted:
            parts.panel.toggle()
        elif window.isFullScreen():
            self._toggle_full_screen()
        else:
            window.setFocus(Qt.FocusReason.OtherFocusReason)


def pictures_folder() -> Path:
    """Return the person's own folder for pictures."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
