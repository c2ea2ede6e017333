"""Where the pictures of a film go: into memory for a painter of ours, or into a native window.

Knows: what libVLC is told for each of the two.
Must never know: Qt, or who paints and who owns the window.
"""

import logging
import threading
import time
from enum import Enum
from typing import Protocol

from tracker.model.errors import PlaybackError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass
from tracker.playback.deck import Deck
from tracker.playback.frames import FrameStore
from tracker.playback.opening import Opening
from tracker.playback.reporter import Reporter

HANDLE_TIMEOUT_S = 2.0
"""How long a film waits for its window to be made."""

PICTURE_TIMEOUT_S = 4.0
"""So long a film that libVLC draws by itself may play without a single picture."""

_log = logging.getLogger(__name__)


class WindowSystem(Enum):
    """The window systems into whose windows libVLC 3 can draw. It knows none of Wayland's."""

    X11 = "x11"
    WINDOWS = "windows"
    MACOS = "macos"


@dataclass(frozen=True, slots=True)
class Handle:
    """A native window: X11's id, a HWND, or the address of an NSView."""

    system: WindowSystem
    number: int


class NativeWindow:
    """The native window that films may be shown in, as its owner and the player share it.

    ``set_handle`` and ``give_up`` belong to the owner's thread. A window that is gone must not
    be drawn into: its owner stops the film first.
    """

    def __init__(self) -> None:
        self._there = threading.Event()
        self._handle: Handle | None = None

    def set_handle(self, handle: Handle | None) -> None:
        """Say which window it is from now on; None while there is none."""
        self._handle = handle
        self._there.set() if handle is not None else self._there.clear()

    def give_up(self) -> None:
        """Say that there will be none."""
        self._there.set()

    def handle(self, timeout_s: float = HANDLE_TIMEOUT_S) -> Handle | None:
        """Return the window, waiting until it is made; None where it was not."""
        self._there.wait(timeout_s)
        return self._handle


class Output(Protocol):
    """One way for pictures. All of it runs on the player's thread."""

    def receive(self, deck: Deck, film: tuple[int, int] | None) -> bool:
        """Let the pictures of a deck come this way; say whether they appear in a native window.

        ``film`` is the picture's size in square pixels, None if it is not known.
        """
        ...

    def finish(self) -> None:
        """Hear that nothing comes any more."""


class MemoryOutput:
    """Into memory, where a painter takes them."""

    def __init__(self, frames: FrameStore) -> None:
        self._frames = frames

    def receive(self, deck: Deck, film: tuple[int, int] | None) -> bool:
        """Let them be written to the store."""
        self._frames.expect(film)
        deck.paint_into(self._frames)
        return False

    def finish(self) -> None:
        """Give the memory back; the last picture stays."""
        self._frames.finish()


class WindowOutput:
    """Into a native window, by libVLC's own means; into memory while there is no window."""

    def __init__(self, window: NativeWindow, otherwise: Output) -> None:
        self._window, self._otherwise = window, otherwise

    def receive(self, deck: Deck, film: tuple[int, int] | None) -> bool:
        """Let libVLC draw them, and decode by hardware where there is any."""
        handle = self._window.handle()
        if handle is None:
            return self._otherwise.receive(deck, film)
        deck.draw_into(handle.system.value, handle.number)
        return True

    def finish(self) -> None:
        """Hear it: the window shows its ground again."""
        self._otherwise.finish()


def expect_picture(opening: Opening) -> None:
    """Note that libVLC, where it draws by itself, must have shown a picture before long."""
    if opening.info is not None and opening.info.in_window:
        opening.picture_due_s = time.monotonic() + PICTURE_TIMEOUT_S


def look_for_picture(opening: Opening, reporter: Reporter, now_s: float) -> float | None:
    """Say so where libVLC should have drawn and has not; return the seconds until it is known.

    What a painter of ours sees by itself, only libVLC's own counts tell of a native window.
    """
    if opening.picture_due_s is None:
        return None
    if now_s < opening.picture_due_s:
        return opening.picture_due_s - now_s
    opening.picture_due_s = None
    if opening.deck is None or not opening.has_ticked:
        return None
    if not (opening.deck.draws() and opening.medium.pictures_shown()):
        _log.warning("libVLC draws no picture of generation %s", opening.generation)
        reporter.notice(NO_PICTURE.whole)
    return None


NO_PICTURE = PlaybackError(
    phrase("Errors", "libVLC shows no picture in a window of its own."),
    hint=phrase(
        "Errors",
        "Install its outputs (sudo apt install vlc-plugin-video-output), or set video = canvas.",
    ),
)
