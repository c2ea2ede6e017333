"""The files that were opened last, in ``recent.json`` of the profile.

Knows: which they are, how far each was watched, and when it was opened.
Must never know: the player, or whether they are to be remembered.
"""

import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tracker.library.private_files import replace_private_file
from tracker.model.records import dataclass
from tracker.model.units import MediaMs, UnixMs

FILE_NAME = "recent.json"

MOST_FILES = 40
"""So many are remembered; an older one goes when a new one comes."""

_LARGEST_FILE = 1_000_000
_LONGEST_LOCATION = 4_096
_LARGEST_MS = 2**53

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file (or address) that was opened.

    ``position_ms`` is where it was left, None if at its end or unknown. ``watched_percent`` is
    the share of it that its last session watched, 0 to 100.
    """

    location: str
    opened_ms: UnixMs
    position_ms: MediaMs | None = None
    duration_ms: MediaMs | None = None
    watched_percent: int = 0


class RecentFiles:
    """The recent files of a profile, the latest first; used by one thread."""

    def __init__(self, profile: Path) -> None:
        self._path = profile / FILE_NAME
        self._files = _read(self._path)

    @property
    def files(self) -> tuple[RecentFile, ...]:
        """The files, the latest first."""
        return tuple(self._files)

    def find(self, location: str) -> RecentFile | None:
        """Return what is remembered of a file."""
        return next((file for file in self._files if file.location == location), None)

    def note(self, file: RecentFile) -> None:
        """Remember a file as the latest, and write that down. Raise OSError."""
        others = [known for known in self._files if known.location != file.location]
        self._files = [file, *others][:MOST_FILES]
        document = {"files": [asdict(known) for known in self._files]}
        replace_private_file(self._path, json.dumps(document, indent=1).encode())

    def forget(self) -> None:
        """Forget all of them, here and on the disk. Raise OSError."""
        self._files = []
        self._path.unlink(missing_ok=True)


def _read(path: Path) -> list[RecentFile]:
    """Return what can be understood of the file; a damaged one is worth no error."""
    try:
        with path.open("rb") as file:
            document = json.loads(file.read(_LARGEST_FILE))
        entries = document["files"]
        read = [_checked(entry) for entry in entries[:MOST_FILES]]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        _log.warning("%s cannot be used, so no recent files are known: %s", path, error)
        return []
    return read


def _checked(entry: Any) -> RecentFile:
    location = entry["location"]
    if not isinstance(location, str) or not 0 < len(location) <= _LONGEST_LOCATION:
        raise ValueError("a location is no text")
    position = _milliseconds(entry.get("position_ms"))
    duration = _milliseconds(entry.get("duration_ms"))
    return RecentFile(
        location,
        UnixMs(_milliseconds(entry["opened_ms"]) or 0),
        None if position is None else MediaMs(position),
        None if duration is None else MediaMs(duration),
        min(100, _milliseconds(entry.get("watched_percent")) or 0),
    )


def _milliseconds(value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= _LARGEST_MS:
        raise ValueError("a number is none")
    return value
