"""The menus: speed, tracks, and the one that holds everything.

Knows: what stands in them, and what is chosen now.
Must never know: how a wish is carried out.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu, QWidget

from tracker.desktop import theme
from tracker.desktop.extras import Extras, track_name
from tracker.desktop.keys import Command, key_of
from tracker.desktop.transport import RATES, Stage, Transport, rate_text
from tracker.qt.commands import TrackKind


class MenuOwner(Protocol):
    """What the menus read of the window, and whom they tell."""

    transport: Transport
    extras: Extras

    def carry_out(self, command: Command) -> None:
        """Do what was chosen."""

    def is_on(self, command: Command) -> bool:
        """Whether what the command switches is on now."""
        ...

    def has(self, command: Command) -> bool:
        """Whether there is what the command shows."""
        ...


def new_menu(parent: QWidget) -> QMenu:
    """Return an empty menu that goes for good when it closes, with rows for fingers."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    padding = (theme.TOUCH_TARGET_PX - menu.fontMetrics().height()) // 2
    menu.setStyleSheet(f"QMenu::item {{ padding: {padding}px 28px {padding}px 28px; }}")
    return menu


def pop_over(menu: QMenu, button: QWidget) -> None:
    """Open a menu above its button."""
    corner = button.mapToGlobal(QPoint(0, 0))
    menu.popup(corner - QPoint(0, menu.sizeHint().height()))


def pop_at(menu: QMenu, window: QWidget, place: QPoint | None) -> None:
    """Open a menu at a place of the screen; without one in the middle of the window."""
    if place is None:
        middle = QRect(QPoint(0, 0), menu.sizeHint())
        middle.moveCenter(window.mapToGlobal(window.rect().center()))
        place = middle.topLeft()
    menu.popup(place)


def fill_speeds(menu: QMenu, transport: Transport) -> None:
    """Offer the usual speeds."""
    for rate in RATES:
        _choice(menu, rate_text(rate), rate == transport.rate, _partial(transport.set_rate, rate))


def fill_tracks(menu: QMenu, owner: MenuOwner, *, sound: bool, subtitles: bool) -> None:
    """Offer the tracks of one kind or both."""
    translate = QCoreApplication.translate
    extras, tracks = owner.extras, owner.extras.tracks
    if sound:
        if subtitles and tracks.audio:
            menu.addSection(translate("Menus", "Sound"))
        for number, track in enumerate(tracks.audio, start=1):
            chosen = track.track_id == tracks.audio_id
            act = _partial(extras.choose, TrackKind.AUDIO, track.track_id)
            _choice(menu, track_name(track, number), chosen, act)
    if subtitles:
        menu.addSection(translate("Menus", "Subtitles")) if sound else None
        act = _partial(extras.choose, TrackKind.SUBTITLE, None)
        _choice(menu, translate("Menus", "None"), tracks.subtitle_id is None, act)
        for number, track in enumerate(tracks.subtitles, start=1):
            chosen = track.track_id == tracks.subtitle_id
            act = _partial(extras.choose, TrackKind.SUBTITLE, track.track_id)
            _choice(menu, track_name(track, number), chosen, act)
        _add(menu, owner, Command.ADD_SUBTITLES, translate("Menus", "Add a subtitle file …"))


def fill_everything(menu: QMenu, owner: MenuOwner) -> None:
    """Offer all that the window can do; what makes no sense now is shown and cannot be chosen.

    It is short enough for a small laptop's screen, so that it never falls into columns.
    """
    translate = QCoreApplication.translate
    transport = owner.transport
    is_open, has_film = transport.stage is Stage.OPEN, transport.stage is not Stage.IDLE
    play = translate("Menus", "Pause") if transport.is_playing else translate("Menus", "Play")
    _add(menu, owner, Command.TOGGLE_PLAY, play, enabled=has_film)
    _fill_picture(_submenu(menu, translate("Menus", "Picture")), owner, is_open=is_open)
    sound = _submenu(menu, translate("Menus", "Sound"))
    _switch(sound, owner, Command.MUTE, translate("Menus", "Sound off"))
    fill_tracks(sound, owner, sound=True, subtitles=False)
    words = _submenu(menu, translate("Menus", "Subtitles"))
    words.setEnabled(is_open)
    fill_tracks(words, owner, sound=False, subtitles=True)
    fill_speeds(_submenu(menu, translate("Menus", "Speed")), transport)
    _fill_playlist(_submenu(menu, translate("Menus", "Playlist")), owner)
    menu.addSeparator()
    _add(menu, owner, Command.VIEWER, translate("Menus", "Who watches …"))
    _switch(menu, owner, Command.TRACKING, translate("Menus", "Pause tracking"))
    menu.addSeparator()
    _add(menu, owner, Command.OPEN, translate("Menus", "Open a film …"))
    _add(menu, owner, Command.OPEN_ADDRESS, translate("Menus", "Open an address …"))
    _add(menu, owner, Command.FILMS, translate("Menus", "Back to the films"), enabled=has_film)
    menu.addSeparator()
    for command, text in (
        (Command.OUTBOX, translate("Menus", "Outbox")),
        (Command.SETTINGS, translate("Menus", "Settings")),
        (Command.DOCTOR, translate("Menus", "Doctor")),
    ):
        if owner.has(command):
            _switch(menu, owner, command, text)
    _add(menu, owner, Command.HELP, translate("Menus", "Keys"))
    _add(menu, owner, Command.QUIT, translate("Menus", "Quit"))


def _fill_picture(menu: QMenu, owner: MenuOwner, *, is_open: bool) -> None:
    translate = QCoreApplication.translate
    _switch(menu, owner, Command.TOGGLE_FULL_SCREEN, translate("Menus", "Full screen"))
    _switch(menu, owner, Command.ON_TOP, translate("Menus", "Always on top"))
    for command, text in (
        (Command.SNAPSHOT, translate("Menus", "Save the picture")),
        (Command.STEP, translate("Menus", "Next picture")),
        (Command.STEP_BACK, translate("Menus", "Previous picture")),
        (Command.LOOP, _loop_text(owner.extras)),
    ):
        _add(menu, owner, command, text, enabled=is_open)


def _fill_playlist(menu: QMenu, owner: MenuOwner) -> None:
    translate = QCoreApplication.translate
    playlist = owner.transport.playlist
    _switch(menu, owner, Command.PLAYLIST, translate("Menus", "Playlist"))
    for command, text, enabled in (
        (Command.NEXT, translate("Menus", "Next film"), playlist.has_next),
        (Command.PREVIOUS, translate("Menus", "Previous film"), playlist.has_previous),
        (Command.SAVE_PLAYLIST, translate("Menus", "Save the playlist …"), len(playlist) > 0),
    ):
        _add(menu, owner, command, text, enabled=enabled)


def _loop_text(extras: Extras) -> str:
    translate = QCoreApplication.translate
    if extras.loop_from_ms is None:
        return translate("Menus", "Loop from here")
    if extras.loop_to_ms is None:
        return translate("Menus", "Loop to here")
    return translate("Menus", "No loop")


def _submenu(menu: QMenu, title: str) -> QMenu:
    child = menu.addMenu(title)
    child.setStyleSheet(menu.styleSheet())
    return child


def _add(
    menu: QMenu, owner: MenuOwner, command: Command, text: str, *, enabled: bool = True
) -> None:
    action = menu.addAction(_with_key(text, command))
    action.setEnabled(enabled)
    action.triggered.connect(lambda: owner.carry_out(command))


def _switch(menu: QMenu, owner: MenuOwner, command: Command, text: str) -> None:
    is_on, act = owner.is_on(command), _partial(owner.carry_out, command)
    _check(menu, _with_key(text, command), is_on, act)


def _choice(menu: QMenu, name: str, is_chosen: bool, act: Callable[[], None]) -> None:
    # A name from outside must not become a key or a second column.
    _check(menu, name.replace("&", "&&").replace("\t", " "), is_chosen, act)


def _check(menu: QMenu, text: str, is_chosen: bool, act: Callable[[], None]) -> None:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(is_chosen)
    action.triggered.connect(lambda: act())


def _with_key(text: str, command: Command) -> str:
    """Return a line of a menu: the text, and in a second column the key that does the same."""
    key = key_of(command)
    return f"{text}\t{key}" if key else text


def _partial(act: Callable[..., None], *words: object) -> Callable[[], None]:
    return lambda: act(*words)
