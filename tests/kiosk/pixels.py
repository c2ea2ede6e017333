"""What is on a screen of Xvfb, read from its memory: it costs the machine nothing, as a look."""

import mmap
import struct
import time
from pathlib import Path

HEAD = struct.Struct(">25I")
"""The head of an X window dump: sizes first, then how the pixels lie."""


class Pixels:
    """The first screen of an Xvfb that was started with ``-fbdir FOLDER``."""

    def __init__(self, folder: Path) -> None:
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = HEAD.unpack_from(self._memory)
        self.width, self.height, self._line_bytes = head[4], head[5], head[12]
        self._start = head[0] + head[19] * 12
        assert head[11] == 32, "four bytes a pixel: blue, green, red, nothing"

    def colour(self, x: float, y: float) -> tuple[int, int, int]:
        """Return red, green and blue at a place, given as shares of width and height."""
        at = self._start + int(self.height * y) * self._line_bytes + int(self.width * x) * 4
        blue, green, red = self._memory[at : at + 3]
        return red, green, blue

    def has_film(self) -> bool:
        """Whether the bright bars of a test film are seen, and neither a page nor a desktop."""
        found = [self.colour(share / 40, 0.3) for share in range(2, 39, 3)]
        return sum(max(one) - min(one) > 90 and max(one) > 140 for one in found) > 4

    def wait_for_film(self, *, seconds: float) -> float:
        """Wait until a film is seen; return when that was, by the monotonic clock."""
        deadline = time.monotonic() + seconds
        while not self.has_film():
            assert time.monotonic() < deadline, f"there was no picture for {seconds} s"
            time.sleep(0.005)
        return time.monotonic()

    def close(self) -> None:
        """Look no more."""
        self._memory.close()
