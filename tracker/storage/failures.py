"""What each failure of SQLite or of the disk means to a person, and what mends it.

Knows: apsw's exceptions and the operating system's.
Must never know: what was being done.
"""

import os
from pathlib import Path

import apsw

from tracker.model.errors import (
    StorageBusyError,
    StorageCorruptError,
    StorageError,
    StorageFullError,
)
from tracker.model.phrases import phrase
from tracker.storage.location import NO_SPACE

_SHARED_MEMORY = frozenset({apsw.SQLITE_IOERR_SHMSIZE, apsw.SQLITE_IOERR_SHMMAP})
_SHARED_MEMORY_BYTES = 1 << 16


def explained(error: Exception, path: Path) -> Exception:
    """Return what a failure means for the database at ``path``.

    A mistake of ours stays what it is.
    """
    match error:
        case apsw.BusyError() | apsw.LockedError() | apsw.ProtocolError():
            return StorageBusyError(
                phrase("Errors", "Another process keeps the queue locked."),
                hint=phrase("Errors", "Wait a moment; if it lasts, end the other process."),
            )
        case apsw.FullError():
            return disk_full(path.parent)
        case apsw.CorruptError() | apsw.NotADBError():
            return not_ours(path)
        case apsw.ReadOnlyError() | apsw.CantOpenError() | apsw.PermissionsError():
            return StorageError(
                phrase("Errors", "The queue {path} cannot be opened for writing.").format(
                    path=path
                ),
                hint=phrase(
                    "Errors",
                    "Make sure that the profile directory and its files are yours and writable.",
                ),
            )
        case apsw.IOError() if _has_no_room(error, path.parent):
            return disk_full(path.parent)
        case apsw.IOError():
            return StorageError(
                phrase("Errors", "The disk failed while the queue {path} was used ({why}).").format(
                    path=path, why=str(error)
                ),
                hint=phrase("Errors", "Check the disk; nothing that was acknowledged is lost."),
            )
        case OSError():
            if error.errno in NO_SPACE:
                return disk_full(path.parent)
            return StorageError(
                phrase("Errors", "The profile {folder} cannot be used: {why}.").format(
                    folder=path.parent, why=error.strerror or error
                ),
                hint=phrase(
                    "Errors", "Make sure that the profile directory is yours and writable."
                ),
            )
        case _:
            return error


def _has_no_room(error: apsw.IOError, profile: Path) -> bool:
    """Whether SQLite could not make the log's shared memory for want of room.

    It calls that a failure of the disk.
    """
    # Its stubs do not know it.
    if getattr(error, "extendedresult", 0) not in _SHARED_MEMORY:
        return False
    try:
        disk = os.statvfs(profile)
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize < _SHARED_MEMORY_BYTES


def disk_full(profile: Path) -> StorageFullError:
    """Return what to say when the disk of a profile has no room left."""
    return StorageFullError(
        phrase("Errors", "The disk of {profile} is full.").format(profile=profile),
        hint=phrase("Errors", "Free some space; nothing that was queued is lost."),
    )


def not_ours(path: Path) -> StorageCorruptError:
    """Return what to say of a file that cannot be read and was none of ours, as far as we see."""
    return StorageCorruptError(
        phrase("Errors", "The file {path} is damaged or is not a queue of this program.").format(
            path=path
        ),
        hint=phrase("Errors", "Move the file away, or choose another profile with --profile DIR."),
    )
