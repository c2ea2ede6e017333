"""Room that is kept for a full disk: a file that is thrown overboard (delivery, 3.7).

Without it a queue on a full disk could not even note what was delivered, and hence never shrink.

Knows: how large the file is, and how much room the disk has left.
Must never know: the database.
"""

import os
from contextlib import suppress
from pathlib import Path

from tracker.storage.location import flush_directory

BALLAST_NAME = "ballast"

BALLAST_BYTES = 8 << 20
"""Twice the log's limit of 4 MiB: settling what is queued must not fill the disk again."""

LARGEST_SHARE = 4
"""The ballast takes at most one part in so many of the whole disk."""


class Ballast:
    """The ballast of one profile. Any process may throw it overboard or load it again."""

    def __init__(self, profile: Path) -> None:
        self.path = profile / BALLAST_NAME
        self._disk = profile

    def load(self) -> bool:
        """Make the file, if there is none and the disk has room for it and half as much again.

        Return whether it is there now.
        """
        try:
            if self._is_loaded():
                return True
            if self._free() * 2 < self._size() * 3:
                return False
            self._make()
        except OSError:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
            return False
        return True

    def drop(self) -> bool:
        """Give its room back to the disk; return whether there was any."""
        with suppress(OSError):
            self.path.unlink()
            return True
        return False

    def has_room_for_more(self) -> bool:
        """Whether the queue may grow: the last room belongs to what makes it shrink."""
        try:
            return self._is_loaded() or self._free() * 2 >= self._size()
        except OSError:
            return True

    def _make(self) -> None:
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, self._size())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        flush_directory(self._disk)

    def _is_loaded(self) -> bool:
        # A process that was killed while it made the file has left an empty one.
        try:
            return self.path.stat().st_size > 0
        except FileNotFoundError:
            return False

    def _size(self) -> int:
        disk = os.statvfs(self._disk)
        return min(BALLAST_BYTES, disk.f_frsize * disk.f_blocks // LARGEST_SHARE)

    def _free(self) -> int:
        disk = os.statvfs(self._disk)
        return disk.f_frsize * disk.f_bavail
