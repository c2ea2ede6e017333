"""The union of what was watched, with small holes healed (R7).

Knows: disjoint ascending intervals of media time, half open: [from, to).
Must never know: durations, quartiles, or when a part was watched.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from tracker.model.units import MediaMs

Interval = tuple[MediaMs, MediaMs]


class Coverage:
    """A growing set of intervals; adding costs the logarithm of their number."""

    def __init__(self, heal_gap_ms: int, parts: Iterable[Interval] = ()) -> None:
        self._heal_gap_ms = heal_gap_ms
        self._starts: list[MediaMs] = []
        self._ends: list[MediaMs] = []
        self._total = 0
        for start, end in parts:
            self.add(start, end)

    @property
    def total_ms(self) -> MediaMs:
        """How much is covered, in media milliseconds."""
        return MediaMs(self._total)

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """The covered intervals, ascending and disjoint."""
        return tuple(zip(self._starts, self._ends, strict=True))

    def within(self, limit_ms: MediaMs) -> MediaMs:
        """Return how much is covered below a limit; what lies beyond a film's end is no film."""
        total = self._total
        for start, end in zip(reversed(self._starts), reversed(self._ends), strict=True):
            if end <= limit_ms:
                break
            total -= end - max(start, limit_ms)
        return MediaMs(total)

    def add(self, start: MediaMs, end: MediaMs) -> list[Interval]:
        """Add [start, end) and return the parts that are new, ascending, healed holes included."""
        if start >= end:
            return []
        # Neighbours no further away than a hole that heals become one with the new interval.
        first = bisect_left(self._ends, start - self._heal_gap_ms)
        last = bisect_right(self._starts, end + self._heal_gap_ms)
        merged_start = min(start, self._starts[first]) if first < last else start
        merged_end = max(end, self._ends[last - 1]) if first < last else end
        fresh: list[Interval] = []
        cursor = merged_start
        for index in range(first, last):
            if cursor < self._starts[index]:
                fresh.append((cursor, self._starts[index]))
            cursor = self._ends[index]
        if cursor < merged_end:
            fresh.append((cursor, merged_end))
        self._starts[first:last] = [merged_start]
        self._ends[first:last] = [merged_end]
        self._total += sum(to - from_ for from_, to in fresh)
        return fresh
