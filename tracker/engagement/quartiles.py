"""Which quartiles have been earned, each once and ascending (R8, held back by R9).

Knows: how much coverage each one needs.
Must never know: when coverage grew, or what an event looks like.
"""

from collections.abc import Iterable, Iterator

from tracker.engagement.rules import EngagementRules
from tracker.model.events import Quartile
from tracker.model.units import MediaMs

_ASCENDING = tuple(Quartile)


class QuartileLadder:
    """The quartiles of one session, climbed from the lowest to the highest."""

    def __init__(self, rules: EngagementRules, earned: Iterable[Quartile] = ()) -> None:
        self._rules = rules
        self._earned = list(earned)

    @property
    def earned(self) -> tuple[Quartile, ...]:
        """What has been earned so far."""
        return tuple(self._earned)

    def start(self) -> bool:
        """Earn the first step; False if it had been earned before."""
        if self._earned:
            return False
        self._earned.append(Quartile.START)
        return True

    def climb(
        self, covered_ms: MediaMs, duration_ms: MediaMs, *, up_to: Quartile
    ) -> Iterator[tuple[Quartile, float]]:
        """Earn what coverage allows; yield each quartile with the media ms that it needed."""
        for quartile in _ASCENDING[len(self._earned) :]:
            needed = self._needed(quartile, duration_ms)
            if covered_ms < needed or quartile > up_to:
                return
            self._earned.append(quartile)
            yield quartile, needed

    def _needed(self, quartile: Quartile, duration_ms: MediaMs) -> float:
        if quartile is Quartile.COMPLETE:
            return self._rules.complete_at_of(duration_ms)
        return duration_ms * quartile / 100
