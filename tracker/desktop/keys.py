"""The key table: which key means which command, and what the cheat sheet says of it.

Knows: keys by what is printed on them, so that brackets work on every keyboard layout.
Must never know: how a command is carried out.
"""

from enum import Enum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from tracker.model.records import dataclass


class Command(Enum):
    """What a key press can ask of the window."""

    TOGGLE_PLAY = "toggle-play"
    TOGGLE_FULL_SCREEN = "toggle-full-screen"
    LEAVE = "leave"
    SEEK_BACK = "seek-back"
    SEEK_FORWARD = "seek-forward"
    LOUDER = "louder"
    QUIETER = "quieter"
    MUTE = "mute"
    SLOWER = "slower"
    FASTER = "faster"
    NORMAL_SPEED = "normal-speed"
    NEXT = "next"
    PREVIOUS = "previous"
    STEP = "step"
    STEP_BACK = "step-back"
    SNAPSHOT = "snapshot"
    SUBTITLES = "subtitles"
    SOUND_TRACK = "sound-track"
    LOOP = "loop"
    ON_TOP = "on-top"
    PLAYLIST = "playlist"
    VIEWER = "viewer"
    TRACKING = "tracking"
    MENU = "menu"
    FILMS = "films"
    OPEN = "open"
    OPEN_ADDRESS = "open-address"
    OUTBOX = "outbox"
    SETTINGS = "settings"
    DOCTOR = "doctor"
    ADD_SUBTITLES = "add-subtitles"
    SAVE_PLAYLIST = "save-playlist"
    QUIT = "quit"
    HELP = "help"


REPEATING = frozenset(
    {
        Command.SEEK_BACK,
        Command.SEEK_FORWARD,
        Command.LOUDER,
        Command.QUIETER,
        Command.SLOWER,
        Command.FASTER,
        Command.STEP,
        Command.STEP_BACK,
    }
)
"""The commands that a key gives again while it is held down."""

_KEYS: dict[Qt.Key, Command] = {
    Qt.Key.Key_Space: Command.TOGGLE_PLAY,
    Qt.Key.Key_MediaTogglePlayPause: Command.TOGGLE_PLAY,
    Qt.Key.Key_MediaPlay: Command.TOGGLE_PLAY,
    Qt.Key.Key_MediaPause: Command.TOGGLE_PLAY,
    Qt.Key.Key_F: Command.TOGGLE_FULL_SCREEN,
    Qt.Key.Key_F11: Command.TOGGLE_FULL_SCREEN,
    Qt.Key.Key_Escape: Command.LEAVE,
    Qt.Key.Key_Left: Command.SEEK_BACK,
    Qt.Key.Key_Right: Command.SEEK_FORWARD,
    Qt.Key.Key_Up: Command.LOUDER,
    Qt.Key.Key_Down: Command.QUIETER,
    Qt.Key.Key_M: Command.MUTE,
    Qt.Key.Key_BracketLeft: Command.SLOWER,
    Qt.Key.Key_BracketRight: Command.FASTER,
    Qt.Key.Key_Backspace: Command.NORMAL_SPEED,
    Qt.Key.Key_N: Command.NEXT,
    Qt.Key.Key_MediaNext: Command.NEXT,
    Qt.Key.Key_P: Command.PREVIOUS,
    Qt.Key.Key_MediaPrevious: Command.PREVIOUS,
    Qt.Key.Key_Period: Command.STEP,
    Qt.Key.Key_E: Command.STEP,
    Qt.Key.Key_Comma: Command.STEP_BACK,
    Qt.Key.Key_S: Command.SNAPSHOT,
    Qt.Key.Key_J: Command.SUBTITLES,
    Qt.Key.Key_V: Command.SUBTITLES,
    Qt.Key.Key_B: Command.SOUND_TRACK,
    Qt.Key.Key_L: Command.LOOP,
    Qt.Key.Key_T: Command.ON_TOP,
    Qt.Key.Key_Menu: Command.MENU,
    Qt.Key.Key_Question: Command.HELP,
    Qt.Key.Key_F1: Command.HELP,
}
_CONTROL_KEYS: dict[Qt.Key, Command] = {
    Qt.Key.Key_O: Command.OPEN,
    Qt.Key.Key_U: Command.OPEN_ADDRESS,
    Qt.Key.Key_L: Command.PLAYLIST,
    Qt.Key.Key_S: Command.SAVE_PLAYLIST,
    Qt.Key.Key_H: Command.FILMS,
    Qt.Key.Key_I: Command.VIEWER,
    Qt.Key.Key_T: Command.TRACKING,
    Qt.Key.Key_Q: Command.QUIT,
    Qt.Key.Key_B: Command.OUTBOX,
    Qt.Key.Key_Comma: Command.SETTINGS,
    Qt.Key.Key_D: Command.DOCTOR,
}
_NEVER_TYPED = frozenset(
    {
        Qt.Key.Key_F1,
        Qt.Key.Key_F11,
        Qt.Key.Key_MediaTogglePlayPause,
        Qt.Key.Key_MediaPlay,
        Qt.Key.Key_MediaPause,
        Qt.Key.Key_MediaNext,
        Qt.Key.Key_MediaPrevious,
    }
)
_SHIFT_KEYS: dict[Qt.Key, Command] = {
    Qt.Key.Key_F10: Command.MENU,
    Qt.Key.Key_Period: Command.NEXT,
    Qt.Key.Key_Comma: Command.PREVIOUS,
}
_TEXTS: dict[str, Command] = {
    "[": Command.SLOWER,
    "]": Command.FASTER,
    "?": Command.HELP,
    ".": Command.STEP,
    ",": Command.STEP_BACK,
    ">": Command.NEXT,
    "<": Command.PREVIOUS,
}


def is_never_typed(event: QKeyEvent) -> bool:
    """Whether a key means the same wherever the focus is: with Ctrl alone, F keys, media keys."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.ControlModifier or event.key() in _NEVER_TYPED


def command_for(event: QKeyEvent) -> Command | None:
    """Return what a key press asks for; None if nothing.

    A key that needs AltGr on some layouts is found by its text: Qt may report AltGr as Ctrl+Alt.
    """
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    try:
        key = Qt.Key(event.key())
    except ValueError:
        key = Qt.Key.Key_unknown
    if held == Qt.KeyboardModifier.ControlModifier and key in _CONTROL_KEYS:
        return _CONTROL_KEYS[key]
    by_text = _TEXTS.get(event.text())
    if by_text is not None and not event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return by_text
    if held == Qt.KeyboardModifier.ShiftModifier and key in _SHIFT_KEYS:
        return _SHIFT_KEYS[key]
    if held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return _KEYS.get(key)
    return None


def key_of(command: Command) -> str:
    """Return the first key that asks for a command, as menus show it; empty where there is none."""
    tables = ((_KEYS, Qt.KeyboardModifier.NoModifier), (_CONTROL_KEYS, Qt.Modifier.CTRL))
    for table, held in tables:
        for key, meant in table.items():
            if meant is command:
                return QKeySequence(held | key).toString(QKeySequence.SequenceFormat.NativeText)
    return ""


@dataclass(frozen=True, slots=True)
class CheatSheetLine:
    """One line of the cheat sheet: the keys as printed, and what they do."""

    keys: tuple[str, ...]
    action: str


def cheat_sheet() -> tuple[CheatSheetLine, ...]:
    """Return the cheat sheet's lines in the language of the moment."""
    translate = QCoreApplication.translate
    control = translate("CheatSheet", "Ctrl")
    return (
        CheatSheetLine(
            (translate("CheatSheet", "Space"),), translate("CheatSheet", "Play or pause")
        ),
        CheatSheetLine(("←", "→"), translate("CheatSheet", "5 seconds back or forward")),
        CheatSheetLine(("↑", "↓"), translate("CheatSheet", "Louder or quieter")),
        CheatSheetLine(("M",), translate("CheatSheet", "Sound off or on")),
        CheatSheetLine(("[", "]"), translate("CheatSheet", "Slower or faster")),
        CheatSheetLine(
            (translate("CheatSheet", "Backspace"),), translate("CheatSheet", "Normal speed")
        ),
        CheatSheetLine(("N", "P"), translate("CheatSheet", "Next or previous film")),
        CheatSheetLine((",", "."), translate("CheatSheet", "One picture back or forward")),
        CheatSheetLine(("S",), translate("CheatSheet", "Save the picture")),
        CheatSheetLine(("J", "V"), translate("CheatSheet", "Next subtitles")),
        CheatSheetLine(("B",), translate("CheatSheet", "Next sound track")),
        CheatSheetLine(("L",), translate("CheatSheet", "Loop: from here, to here, off")),
        CheatSheetLine(("T",), translate("CheatSheet", "Always on top")),
        CheatSheetLine(("F", "F11"), translate("CheatSheet", "Full screen")),
        CheatSheetLine(
            (translate("CheatSheet", "Esc"),), translate("CheatSheet", "Leave full screen")
        ),
        CheatSheetLine((f"{control}+O",), translate("CheatSheet", "Open files")),
        CheatSheetLine((f"{control}+U",), translate("CheatSheet", "Open an address")),
        CheatSheetLine((f"{control}+L",), translate("CheatSheet", "Playlist")),
        CheatSheetLine((f"{control}+S",), translate("CheatSheet", "Save the playlist")),
        CheatSheetLine((f"{control}+H",), translate("CheatSheet", "Back to the films")),
        CheatSheetLine((f"{control}+I",), translate("CheatSheet", "Say who watches")),
        CheatSheetLine((f"{control}+T",), translate("CheatSheet", "Pause or resume tracking")),
        CheatSheetLine((f"{control}+B",), translate("CheatSheet", "Outbox: is it sent")),
        CheatSheetLine((f"{control}+,",), translate("CheatSheet", "Settings")),
        CheatSheetLine((f"{control}+D",), translate("CheatSheet", "Doctor: what is wrong")),
        CheatSheetLine((translate("CheatSheet", "Menu"),), translate("CheatSheet", "All of it")),
        CheatSheetLine((f"{control}+Q",), translate("CheatSheet", "Quit")),
        CheatSheetLine(("?", "F1"), translate("CheatSheet", "Show or hide this list")),
    )
