"""What was watched of a film: which parts, in which passes, how often, and since when (R7).

Knows: played pieces, one after the other.
Must never know: durations, quartiles, or what an event looks like.
"""

from collections.abc import Iterable

from tracker.engagement.coverage import Coverage, Interval
from tracker.engagement.growth import Growth
from tracker.engagement.repeats import Repeats
from tracker.engagement.runs import Played
from tracker.model.units import ElapsedMs, MediaMs


class Watched:
    """Grows with each piece that counts; the union and the passes come from the same pieces."""

    def __init__(
        self,
        heal_gap_ms: int,
        passes: Iterable[Interval] = (),
        t: ElapsedMs = ElapsedMs(0),
    ) -> None:
        """Begin with nothing, or with the passes that a session had counted up to ``t``."""
        self._passes = list(passes)
        self._coverage = Coverage(heal_gap_ms, self._passes)
        self._growth = Growth(self._coverage.total_ms, t)
        self._repeats = Repeats()

    @property
    def passes(self) -> tuple[Interval, ...]:
        """The played parts, one for each pass, in the order in which they were played."""
        return tuple(self._passes)

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """The union of what was watched, ascending and disjoint, small holes healed."""
        return self._coverage.intervals

    @property
    def repeated(self) -> tuple[Interval, ...]:
        """The parts that were played at least twice since this began, ascending and disjoint."""
        return self._repeats.intervals

    def covered_ms(self, duration_ms: MediaMs | None) -> MediaMs:
        """Return the length of the union, never more than the duration."""
        if duration_ms is None:
            return self._coverage.total_ms
        return self._coverage.within(duration_ms)

    def add(self, piece: Played) -> None:
        """Take in a piece that counts, and note when coverage grew."""
        if self._passes and self._passes[-1][1] == piece.from_ms:
            self._passes[-1] = (self._passes[-1][0], piece.to_ms)
        else:
            self._passes.append((piece.from_ms, piece.to_ms))
        self._repeats.add(piece.from_ms, piece.to_ms)
        before = self._coverage.total_ms
        for fresh in self._coverage.add(piece.from_ms, piece.to_ms):
            before = self._growth.note(before, fresh, piece)

    def time_at(self, covered_ms: float) -> ElapsedMs:
        """Return when coverage reached an amount, interpolated between ticks (R8)."""
        return self._growth.time_at(covered_ms)

    def forget_growth_before(self, covered_ms: MediaMs) -> None:
        """Let go of moments that nobody will ask about again."""
        self._growth.forget_before(covered_ms)
