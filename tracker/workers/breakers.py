"""Why nothing is sent for now: one breaker for each cause (delivery, 3.4).

Knows: what is open, since when, why, and when it is tried again. All in memory: being offline is
one state of this process, not a column in a million rows.
Must never know: rows or requests.
"""

import math
from enum import Enum

from tracker.model.records import dataclass


class BreakerName(Enum):
    """The causes for which everything waits."""

    NETWORK = "network"
    SERVER = "server"
    AUTH = "auth"
    CONTRACT = "contract"
    QUOTA = "quota"
    STORAGE = "storage"


NEEDS_A_PERSON = {BreakerName.AUTH: 1, BreakerName.CONTRACT: 1, BreakerName.STORAGE: 4}
"""Waiting alone does not mend these, once they were tripped so often in a row."""


@dataclass(frozen=True, slots=True)
class OpenBreaker:
    """One cause that holds everything back; times are monotonic seconds.

    After ``retry_at_s`` one row is sent to see whether it is over.
    """

    name: BreakerName
    message: str
    since_s: float
    retry_at_s: float
    trips: int


class Breakers:
    """The breakers of one sender."""

    def __init__(self) -> None:
        self._open: dict[BreakerName, OpenBreaker] = {}

    def trip(self, name: BreakerName, message: str, *, now_s: float, wait_s: float) -> None:
        """Open a breaker, or keep it open for another ``wait_s`` seconds."""
        before = self._open.get(name)
        self._open[name] = OpenBreaker(
            name,
            message,
            before.since_s if before else now_s,
            now_s + wait_s,
            before.trips + 1 if before else 1,
        )

    def trips(self, name: BreakerName) -> int:
        """Return how often in a row a breaker was tripped; 0 when it is closed."""
        breaker = self._open.get(name)
        return breaker.trips if breaker else 0

    def clear(self, *names: BreakerName) -> None:
        """Close breakers: an answer showed that the cause is gone."""
        for name in names:
            self._open.pop(name, None)

    def worst(self) -> OpenBreaker | None:
        """Return the open breaker that is tried again last, if any is open."""
        return max(self._open.values(), key=lambda b: b.retry_at_s, default=None)

    def needing_a_person(self) -> OpenBreaker | None:
        """Return an open breaker that waiting alone does not mend, if any."""
        return next(
            (b for b in self._open.values() if b.trips >= NEEDS_A_PERSON.get(b.name, math.inf)),
            None,
        )
