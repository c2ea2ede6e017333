"""The pictures that stand for films, kept in the profile's cache.

Knows: how a picture is kept, and that it is made anew when its film has changed.
Must never know: how pictures are made or painted.
"""

import contextlib
import struct
import zlib
from hashlib import blake2b
from pathlib import Path

from tracker.library.private_files import make_private_folder, replace_private_file
from tracker.model.pictures import Thumbnail

FOLDER = Path("cache") / "posters"

MOST_POSTERS = 300
"""So many are kept; beyond that those that were looked at longest ago go."""

_HEADER = struct.Struct("<4sHHH")
_MAGIC = b"TMP1"
_LARGEST_SIDE = 1_024
_LARGEST_FILE = 4 * _LARGEST_SIDE * _LARGEST_SIDE + 1_024


class PosterCache:
    """The kept pictures of a profile; used by one thread."""

    def __init__(self, profile: Path) -> None:
        self._folder = profile / FOLDER

    def find(self, location: str) -> Thumbnail | None:
        """Return the kept picture of a file as it is now; None without one."""
        path = self._path(location)
        if path is None:
            return None
        try:
            with path.open("rb") as file:
                made = _read(file.read(_LARGEST_FILE))
            path.touch()
        except (OSError, ValueError, zlib.error, struct.error):
            return None
        return made

    def keep(self, location: str, made: Thumbnail) -> None:
        """Keep a picture of a file. Raise OSError where that fails."""
        path = self._path(location)
        if path is None:
            return
        make_private_folder(self._folder.parent)
        make_private_folder(self._folder)
        header = _HEADER.pack(_MAGIC, made.width, made.height, made.pitch)
        replace_private_file(path, header + zlib.compress(made.pixels, 1))
        kept = sorted(self._folder.glob("*.poster"), key=_age)
        for old in kept[MOST_POSTERS:]:
            old.unlink(missing_ok=True)

    def forget(self) -> None:
        """Throw all of them away. Raise OSError where that fails."""
        for path in self._folder.glob("*.poster"):
            path.unlink(missing_ok=True)

    def _path(self, location: str) -> Path | None:
        """Return where the picture of a file of this size and time is; None for what is none."""
        try:
            found = Path(location).stat()
        except (OSError, ValueError):
            return None
        stamp = f"{location}\0{found.st_size}\0{found.st_mtime_ns}"
        key = blake2b(stamp.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return self._folder / f"{key}.poster"


def _age(path: Path) -> float:
    with contextlib.suppress(OSError):
        return -path.stat().st_mtime
    return 0.0


def _read(content: bytes) -> Thumbnail:
    magic, width, height, pitch = _HEADER.unpack_from(content)
    if magic != _MAGIC or not 0 < width <= _LARGEST_SIDE or not 0 < height <= _LARGEST_SIDE:
        raise ValueError("not one of ours")
    if not 4 * width <= pitch <= 4 * _LARGEST_SIDE:
        raise ValueError("not one of ours")
    unpacker = zlib.decompressobj()
    pixels = unpacker.decompress(content[_HEADER.size :], pitch * height)
    if len(pixels) != pitch * height:
        raise ValueError("cut off")
    return Thumbnail(width, height, pitch, pixels)
