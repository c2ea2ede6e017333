"""The newest picture, handed from the media library's thread to whoever paints.

Knows: sizes, memory and which of three buffers is written, ready or being painted.
Must never know: libVLC or Qt. What happens on the media library's thread is a few assignments
under one lock; no picture is ever copied here.
"""

import ctypes
import math
import mmap
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

MAX_WIDTH_PX = 4096
MAX_HEIGHT_PX = 2304
"""No picture is asked for that is larger than this, whatever film or window want."""

KEPT_DETAIL_PX = 1920 * 1080
"""A film up to this many pixels is asked for whole, even for a smaller place.

libVLC 3 settles the size when playing begins, and the place may grow to full screen later.
The place can only grow to the size of a screen: what no screen shows is not asked for.
"""

LEAST_PLACE_PX = (1280, 720)
LEAST_DETAIL_PX = LEAST_PLACE_PX[0] * LEAST_PLACE_PX[1]
"""A larger film is asked for at the size of its place, but no smaller than this."""

_BYTES_PER_PIXEL = 4
_ALIGNMENT = 64
# libVLC copies rows with wide vector instructions that may write past the last one.
_SLACK_BYTES = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One picture in memory: 32 bits a pixel (blue, green, red, unused), rows ``pitch`` apart.

    The memory is the buffer itself. It is left alone until the next picture is taken.
    ``ratio`` is the width over the height at which it wants to be shown.
    """

    memory: memoryview
    width: int
    height: int
    pitch: int
    ratio: float
    address: int


class PictureSink(Protocol):
    """Where the media library writes pictures; it calls these on its own threads."""

    def configure(self, width: int, height: int) -> Picture:
        """Make room for a film's pictures; return one that shows their layout."""
        ...

    def begin(self) -> tuple[int, int]:
        """Return number and address of the buffer that the next picture may be written to."""
        ...

    def publish(self, number: int) -> None:
        """Take a written picture as the newest."""


@dataclass(frozen=True, slots=True)
class FrameCounts:
    """How many pictures were made since the start, and how many of them somebody took."""

    published: int
    taken: int


def fit_picture(
    film: tuple[int, int],
    target: tuple[int, int] | None,
    screen: tuple[int, int] | None = None,
) -> tuple[int, int]:
    """Return the size to ask for, in pixels, of a film whose own size is given in square ones.

    A film is never made larger than ``KEPT_DETAIL_PX``, nor than the maxima, and never asked for
    larger than it can be seen on ``screen``. With no target it is its own size. Even, as the
    colour planes of most films are.
    """
    ratio = film[0] / film[1]
    largest = _width_inside((MAX_WIDTH_PX, MAX_HEIGHT_PX), ratio)
    kept = min(math.sqrt(KEPT_DETAIL_PX * ratio), largest)
    least = math.sqrt(LEAST_DETAIL_PX * ratio)
    width = own = min(film[0], largest)
    if target is not None:
        wanted = _width_inside(target, ratio)
        if own <= kept:
            seen = kept if screen is None else max(_width_inside(screen, ratio), wanted)
            width = min(max(own, wanted), kept, seen)
        else:
            width = min(max(wanted, least), own)
    return max(2, round(width / 2) * 2), max(2, round(width / ratio / 2) * 2)


def fill_picture(ratio: float, target: tuple[int, int] | None) -> tuple[int, int]:
    """Return the size, in pixels, of a picture of a shape that fills a place.

    For what is drawn at any size, such as a page. Where the place is not known, it is taken to
    be ``LEAST_PLACE_PX``; none is taken to be larger than the maxima.
    """
    width, height = target or LEAST_PLACE_PX
    box = (min(width, MAX_WIDTH_PX), min(height, MAX_HEIGHT_PX))
    filled = _width_inside(box, ratio)
    return max(1, round(filled)), max(1, min(round(filled / ratio), box[1]))


def _width_inside(box: tuple[int, int], ratio: float) -> float:
    return min(float(box[0]), box[1] * ratio)


class PictureBuffers:
    """Three equal buffers for pictures of one size, aligned, and given back when forgotten."""

    def __init__(self, width: int, height: int, ratio: float) -> None:
        self.pitch = -(-width * _BYTES_PER_PIXEL // _ALIGNMENT) * _ALIGNMENT
        self.lines = height
        used = self.pitch * self.lines
        self.pictures = []
        for _ in range(3):
            memory = mmap.mmap(-1, used + _SLACK_BYTES)
            address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
            view = memoryview(memory)[:used]
            self.pictures.append(Picture(view, width, height, self.pitch, ratio, address))


class FrameStore:
    """Keeps the newest picture of a player for one painter.

    ``expect``, ``configure``, ``target``, ``fill``, ``begin``, ``publish`` and ``finish`` belong
    to the player, the rest to the painter. Of three buffers one is written, one is ready and
    one is being painted, so neither side waits for the other.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wake: Callable[[], None] | None = None
        self._target: tuple[int, int] | None = None
        self._screen: tuple[int, int] | None = None
        self._is_watched = True
        self._film: tuple[int, int] | None = None
        self._buffers: PictureBuffers | None = None
        self._ready: Picture | None = None
        self._painted: Picture | None = None
        self._published = 0
        self._taken = 0

    def set_wake(self, wake: Callable[[], None] | None) -> None:
        """Name what to call when a picture is ready; it runs on the media library's thread.

        It is called once for each picture that may be taken, not again until one was.
        """
        self._wake = wake

    def set_target(self, width_px: int, height_px: int) -> None:
        """Say how large, in physical pixels, the place is where pictures are painted."""
        self._target = (width_px, height_px) if width_px > 0 and height_px > 0 else None

    def set_screen(self, width_px: int, height_px: int) -> None:
        """Say how large, in physical pixels, that place can become: the largest screen."""
        self._screen = (width_px, height_px) if width_px > 0 and height_px > 0 else None

    def set_watched(self, is_watched: bool) -> None:
        """Say whether anybody can see the pictures; if not, nobody is woken for them."""
        with self._lock:
            self._is_watched = is_watched
            waits = is_watched and self._ready is not None
        if waits and self._wake is not None:
            self._wake()

    def take(self) -> Picture | None:
        """Return the newest picture, the same as before if none is newer, None without any."""
        with self._lock:
            if self._ready is not None:
                self._painted, self._ready = self._ready, None
                self._taken += 1
            return self._painted

    def clear(self) -> None:
        """Forget the pictures that were made; the next is the next that comes."""
        with self._lock:
            self._ready = self._painted = None

    def counts(self) -> FrameCounts:
        """Count the pictures so far."""
        with self._lock:
            return FrameCounts(self._published, self._taken)

    def expect(self, film: tuple[int, int] | None) -> None:
        """Learn the size of the next film in square pixels; None if it is not known."""
        self._film = film

    def configure(self, width: int, height: int) -> Picture:
        """Make room for a film's pictures; return one that shows their layout.

        The size is the one that the decoder works with. It may be padded and its pixels need
        not be square, so it only serves where ``expect`` knew none.
        """
        film = self._film or (max(1, width), max(1, height))
        return self._make_room(fit_picture(film, self._target, self._screen), film[0] / film[1])

    @property
    def target(self) -> tuple[int, int] | None:
        """How large the place is, in physical pixels; None while nobody has said."""
        return self._target

    def fill(self, ratio: float) -> Picture:
        """Make room for pictures of a shape that fill the place; return one with their layout."""
        return self._make_room(fill_picture(ratio, self._target), ratio)

    def _make_room(self, size: tuple[int, int], ratio: float) -> Picture:
        buffers = PictureBuffers(*size, ratio=ratio)
        with self._lock:
            self._buffers = buffers
            self._ready = None
        return buffers.pictures[0]

    def begin(self) -> tuple[int, int]:
        """Return number and address of the buffer that the next picture may be written to."""
        with self._lock:
            if self._buffers is None:
                raise RuntimeError("a picture came before its format")
            for number, picture in enumerate(self._buffers.pictures):
                if picture is not self._ready and picture is not self._painted:
                    return number, picture.address
        raise RuntimeError("three buffers cannot all be taken by two holders")

    def publish(self, number: int) -> None:
        """Make a written picture the newest, and wake the painter if it has none waiting."""
        with self._lock:
            if self._buffers is None:
                raise RuntimeError("a picture came after the last")
            must_wake = self._is_watched and self._ready is None
            self._ready = self._buffers.pictures[number]
            self._published += 1
        if must_wake and self._wake is not None:
            self._wake()

    def finish(self) -> None:
        """Give the memory back once nothing writes there any more; the last picture stays."""
        with self._lock:
            self._buffers = None
