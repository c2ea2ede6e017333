"""The memory callbacks by which libVLC hands over pictures and sound.

Knows: their shapes in C, and who takes what they bring.
Must never know: players or media. They run on libVLC's threads; whoever registers one keeps a
reference to it for as long as libVLC may call it.
"""

import ctypes
from typing import Any

from tracker.playback.audio import SilentClock
from tracker.playback.frames import PictureSink

# The shapes of libVLC's memory callbacks. python-vlc's own declare results that are pointers
# to lists, with which no callback can be made.
_FormatCallback = ctypes.CFUNCTYPE(
    ctypes.c_uint,
    ctypes.POINTER(ctypes.c_void_p),
    ctypes.POINTER(ctypes.c_char * 4),
    *(ctypes.POINTER(ctypes.c_uint),) * 4,
)
_LockCallback = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
_DisplayCallback = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)
_PlayCallback = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint, ctypes.c_int64
)
_FlushCallback = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int64)
_DrainCallback = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


def picture_callbacks(frames: PictureSink) -> tuple[Any, Any, Any]:
    """Return the callbacks format, lock and display that send pictures to ``frames``."""

    def picture_format(
        opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any
    ) -> int:
        layout = frames.configure(width[0], height[0])
        chroma[0][:] = b"RV32"
        width[0], height[0] = layout.width, layout.height
        pitches[0], lines[0] = layout.pitch, layout.height
        return 1

    def lock(opaque: Any, planes: Any) -> int:
        number, planes[0] = frames.begin()
        return number

    def display(opaque: Any, number: int | None) -> None:
        frames.publish(number or 0)

    return _FormatCallback(picture_format), _LockCallback(lock), _DisplayCallback(display)


def sound_callbacks(clock: SilentClock) -> tuple[Any, Any, Any]:
    """Return the callbacks play, flush and drain that send sound to ``clock``."""

    def play(opaque: Any, samples: Any, count: int, at_us: int) -> None:
        clock.play(count, at_us)

    def flush(opaque: Any, at_us: int) -> None:
        clock.flush()

    def drain(opaque: Any) -> None:
        clock.drain()

    return _PlayCallback(play), _FlushCallback(flush), _DrainCallback(drain)


def untie(manager: Any) -> None:
    """Let an event manager of python-vlc's be freed at once; nothing may be attached any more.

    It and its handler hold each other, and through the handler all that it tells: what plays for
    weeks without a pause would keep hundreds of past openings until the collector comes by.
    """
    vars(manager).clear()
