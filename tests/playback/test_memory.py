"""Large pieces of memory go back to the system, whatever was freed before."""

import subprocess
import sys

import pytest

from tracker.playback.memory import LARGE_BYTES

LOOKS = """
import ctypes, sys
from tracker.playback.memory import give_back_large_pieces

class Counts(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in (
        "arena", "ordblks", "smblks", "hblks", "hblkhd",
        "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
    )]

libc = ctypes.CDLL(None)
libc.mallinfo2.restype = Counts
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
if sys.argv[1] == "given back":
    give_back_large_pieces()
libc.free(libc.malloc(8_000_000))
before = libc.mallinfo2().hblks
pieces = [libc.malloc(int(sys.argv[2])) for _ in range(20)]
print(libc.mallinfo2().hblks - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps them")
@pytest.mark.parametrize(
    ("how", "size", "pieces"),
    [
        ("given back", LARGE_BYTES, 20),
        ("given back", LARGE_BYTES // 2, 0),
        ("kept", LARGE_BYTES, 0),
    ],
)
def test_a_large_piece_is_the_system_s_own(how: str, size: int, pieces: int) -> None:
    """Also once larger ones were freed, from which glibc would learn otherwise."""
    command = [sys.executable, "-c", LOOKS, how, str(size)]
    looked = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert int(looked.stdout) == pieces
