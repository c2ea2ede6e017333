"""The films that are to be played, in their order.

Knows: which one is on, and which come before and after it.
Must never know: whether they can be played.
"""

from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import unquote, urlsplit


class Playlist:
    """An ordered list of locations (file paths or URLs) with one that is current."""

    def __init__(self) -> None:
        self._locations: list[str] = []
        self._index = -1

    def replace(self, locations: Sequence[str]) -> None:
        """Put other locations in place of all; the first is current."""
        self._locations = list(locations)
        self._index = 0 if locations else -1

    def __len__(self) -> int:
        return len(self._locations)

    @property
    def current(self) -> str | None:
        """The location that is on; None while the list is empty."""
        return self._locations[self._index] if self._locations else None

    @property
    def has_next(self) -> bool:
        """Whether one comes after the current."""
        return self._index + 1 < len(self._locations)

    @property
    def has_previous(self) -> bool:
        """Whether one comes before the current."""
        return self._index > 0

    def step(self, by: int) -> str | None:
        """Go forward (1) or back (-1) and return the location there; None at the list's edge."""
        there = self._index + by
        if not 0 <= there < len(self._locations):
            return None
        self._index = there
        return self._locations[there]


def shown_name(location: str) -> str:
    """Return the name by which people know a location: no folders, no query, no password.

    Names come from outside: characters that do not print, or that turn the direction of what
    follows, are left out.
    """
    try:
        parts = urlsplit(location) if "://" in location else None
    except ValueError:  # an address that is none, such as one with half a bracket
        return printable(location)
    if parts is not None and parts.scheme != "file":
        name = unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or ""
    else:
        name = PurePath(location).stem or location
    return printable(name)


def printable(text: str) -> str:
    """Return a text from outside without characters that do not print."""
    return "".join(character for character in text if character.isprintable()).strip()
