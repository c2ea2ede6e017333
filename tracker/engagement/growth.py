"""When coverage grew, so that a quartile can be dated to the moment of its crossing (R8).

Knows: pairs of (covered media ms, monotonic ms), ascending in both.
Must never know: quartiles or durations.
"""

from bisect import bisect_left

from tracker.engagement.coverage import Interval
from tracker.engagement.runs import Played
from tracker.model.units import ElapsedMs, MediaMs

_MOST_POINTS = 4_096
"""While a duration is not yet trusted, points pile up; beyond this every other one goes."""


class Growth:
    """The history of coverage, as far back as a held quartile may need it."""

    def __init__(self, covered_ms: MediaMs = MediaMs(0), t: ElapsedMs = ElapsedMs(0)) -> None:
        self._covered: list[int] = [covered_ms] if covered_ms else []
        self._times: list[float] = [t] if covered_ms else []

    def note(self, before_ms: MediaMs, fresh: Interval, piece: Played) -> MediaMs:
        """Note a new part of a played piece; return the coverage after it."""
        after_ms = MediaMs(before_ms + fresh[1] - fresh[0])
        self._add(before_ms, _time_in(piece, fresh[0]))
        self._add(after_ms, _time_in(piece, fresh[1]))
        return after_ms

    def time_at(self, covered_ms: float) -> ElapsedMs:
        """Return when coverage reached an amount, interpolated between the points noted."""
        index = bisect_left(self._covered, covered_ms)
        if index == len(self._covered):
            return ElapsedMs(round(self._times[-1])) if self._times else ElapsedMs(0)
        if index == 0 or self._covered[index] == covered_ms:
            return ElapsedMs(round(self._times[index]))
        low, high = self._covered[index - 1], self._covered[index]
        share = (covered_ms - low) / (high - low)
        earlier, later = self._times[index - 1], self._times[index]
        return ElapsedMs(round(earlier + share * (later - earlier)))

    def forget_before(self, covered_ms: MediaMs) -> None:
        """Drop what lies below an amount that nobody will ask about again."""
        keep = max(bisect_left(self._covered, covered_ms) - 1, 0)
        if keep > 0:
            del self._covered[:keep]
            del self._times[:keep]

    def _add(self, covered_ms: MediaMs, t: float) -> None:
        if len(self._covered) >= _MOST_POINTS:
            del self._covered[1:-1:2]
            del self._times[1:-1:2]
        self._covered.append(covered_ms)
        self._times.append(max(t, self._times[-1]) if self._times else t)


def _time_in(piece: Played, position_ms: MediaMs) -> float:
    """Return when a position was played; a healed hole's edges lie at the piece's own."""
    length = piece.to_ms - piece.from_ms
    share = min(max((position_ms - piece.from_ms) / length, 0.0), 1.0)
    return piece.from_t + share * (piece.to_t - piece.from_t)
