"""The memory of films, and that it goes back to the system when a film ends.

Knows: how glibc hands out large pieces of memory.
Must never know: films.
"""

import ctypes
import sys
from contextlib import suppress

LARGE_BYTES = 256 * 1024
"""From this size on a piece of memory is the system's own, and goes back as soon as it is freed."""

_M_MMAP_THRESHOLD = -3


def give_back_large_pieces() -> None:
    """Let large pieces of memory go back to the system when they are freed. For a program of ours.

    Left to itself glibc learns from the first pictures that are freed to keep pieces of their
    size, and then does so in a pool for each of libVLC's threads: a player that loops a film
    grows by 12 MB at a time, to several hundred. Without effect where there is no glibc.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES)
