"""The films that are to be played, in their order.

Knows: which one is on, and which come before and after it.
Must never know: whether they can be played.
"""

from collections.abc import Mapping, Sequence

from tracker.qt.names import printable, shown_name

MOST_FILMS = 20_000
"""A longer list is cut off: nobody looks through it."""

_NO_TITLES: Mapping[str, str] = {}


class Playlist:
    """An ordered list of locations (file paths or URLs) with one that is current.

    ``revision`` is another number after each change of the list itself. Titles are what a
    playlist's file calls a location.
    """

    def __init__(self) -> None:
        self._locations: list[str] = []
        self._titles: dict[str, str] = {}
        self._index = -1
        self.revision = 0

    def replace(self, locations: Sequence[str], titles: Mapping[str, str] = _NO_TITLES) -> None:
        """Put other locations in place of all; the first is current."""
        self._locations = list(locations)[:MOST_FILMS]
        self._titles = dict(titles)
        self._index = 0 if locations else -1
        self.revision += 1

    def name_of(self, location: str) -> str:
        """Return what people call a location: by its title, or else by itself."""
        return printable(self._titles.get(location, "")) or shown_name(location)

    def name_at(self, index: int) -> str:
        """Return what people call the location at a place."""
        return self.name_of(self._locations[index])

    @property
    def locations(self) -> tuple[str, ...]:
        """All locations, in their order."""
        return tuple(self._locations)

    @property
    def index(self) -> int:
        """Which one is current, from 0; -1 while the list is empty."""
        return self._index

    def add(
        self,
        locations: Sequence[str],
        at: int | None = None,
        titles: Mapping[str, str] = _NO_TITLES,
    ) -> None:
        """Put locations in before a place, or at the end; the current one stays current."""
        self._titles.update(titles)
        self.revision += 1
        place = len(self._locations) if at is None else min(max(0, at), len(self._locations))
        room = max(0, MOST_FILMS - len(self._locations))
        added = list(locations)[:room]
        self._locations[place:place] = added
        if self._index < 0 and added:
            self._index = 0
        elif place <= self._index:
            self._index += len(added)

    def move(self, index: int, to: int) -> None:
        """Let one come to stand at a place; the current one stays current."""
        last = len(self._locations) - 1
        to = min(max(0, to), last)
        if not 0 <= index <= last or index == to:
            return
        current = self._index
        self.revision += 1
        self._locations.insert(to, self._locations.pop(index))
        if current == index:
            self._index = to
        elif index < current <= to:
            self._index -= 1
        elif to <= current < index:
            self._index += 1

    def remove(self, index: int) -> None:
        """Take one out. After the current one the next is current, without being played."""
        if not 0 <= index < len(self._locations):
            return
        del self._locations[index]
        self.revision += 1
        if index < self._index or self._index == len(self._locations):
            self._index -= 1

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

    def go(self, index: int) -> str | None:
        """Make one current and return its location; None if there is none."""
        if not 0 <= index < len(self._locations):
            return None
        self._index = index
        return self._locations[index]

    def step(self, by: int) -> str | None:
        """Go forward (1) or back (-1) and return the location there; None at the list's edge."""
        return self.go(self._index + by)
