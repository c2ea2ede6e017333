"""Which parts of the film were watched more than once.

Knows: played pieces, one after the other.
Must never know: durations, quartiles, or how repeats are shown.
"""

from tracker.engagement.coverage import Coverage, Interval
from tracker.model.units import MediaMs


class Repeats:
    """Grows with each played piece; adding costs the logarithm of the number of parts.

    Unlike coverage it heals no holes: what was healed was never played, so playing it is no
    repeat.
    """

    def __init__(self) -> None:
        self._once = Coverage(0)
        self._again = Coverage(0)

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """The parts that were played at least twice, ascending and disjoint."""
        return self._again.intervals

    def add(self, start: MediaMs, end: MediaMs) -> None:
        """Take in a piece [start, end) that was played."""
        cursor = start
        for fresh_start, fresh_end in self._once.add(start, end):
            self._again.add(cursor, fresh_start)
            cursor = fresh_end
        self._again.add(cursor, end)
