"""How long the film is, and since when that is believed (R9).

Knows: canonical and reported durations, and how long a report has stayed put.
Must never know: what was watched.
"""

from tracker.engagement.rules import EngagementRules
from tracker.model.events import DurationSource
from tracker.model.units import ElapsedMs, MediaMs


class DurationKeeper:
    """The duration of one session: the canonical one, else the largest reported so far."""

    def __init__(self, rules: EngagementRules) -> None:
        self._rules = rules
        self._anchor_ms = 0
        self._anchored_at: ElapsedMs | None = None
        self.duration_ms: MediaMs | None = None
        self.source = DurationSource.UNKNOWN

    def report(self, duration_ms: MediaMs | None, at: ElapsedMs, *, canonical: bool) -> None:
        """Hear of a duration; None and values below 1 mean that the player does not know."""
        if duration_ms is None or duration_ms < 1 or self.source is DurationSource.CANONICAL:
            return
        if canonical:
            self.duration_ms = duration_ms
            self.source = DurationSource.CANONICAL
            return
        self.source = DurationSource.REPORTED
        if self.duration_ms is None or duration_ms > self.duration_ms:
            self.duration_ms = duration_ms
        tolerance = 1 + self._rules.duration_tolerance_percent / 100
        if self._anchored_at is None or self.duration_ms > self._anchor_ms * tolerance:
            self._anchor_ms = self.duration_ms
            self._anchored_at = at

    def is_trusted(self, at: ElapsedMs) -> bool:
        """Whether quartiles may be measured against it: canonical, or unchanged long enough."""
        if self.source is DurationSource.CANONICAL:
            return True
        if self._anchored_at is None:
            return False
        return at - self._anchored_at >= self._rules.duration_stable_wall_ms
