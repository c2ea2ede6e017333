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

    After ``retry_at_s`` one row is sent to see whether it is over. ``tripped_s`` is when the cause
    showed last. ``is_asked`` says that the other side named the pause: nobody cuts it short.
    """

    name: BreakerName
    message: str
    since_s: float
    retry_at_s: float
    trips: int
    tripped_s: float
    is_asked: bool


class Breakers:
    """The breakers of one sender."""

    def __init__(self) -> None:
        self._open: dict[BreakerName, OpenBreaker] = {}

    def trip(
        self,
        name: BreakerName,
        message: str,
        *,
        now_s: float,
        wait_s: float,
        is_asked: bool = False,
    ) -> None:
        """Open a breaker, or keep it open for another ``wait_s`` seconds.

        Requests that were under way when it opened fail by the same cause: they count as one trip
        with the first, and lengthen the pause only where the other side asks for more.
        """
        before = self._open.get(name)
        since_s, retry_at_s, trips = now_s, now_s + wait_s, 1
        if before is not None:
            since_s, trips = before.since_s, before.trips + 1
            if now_s < before.retry_at_s:
                trips, is_asked = before.trips, is_asked or before.is_asked
                retry_at_s = max(before.retry_at_s, retry_at_s) if is_asked else before.retry_at_s
        self._open[name] = OpenBreaker(
            name, message, since_s, retry_at_s, trips, tripped_s=now_s, is_asked=is_asked
        )

    def trips(self, name: BreakerName) -> int:
        """Return how often in a row a breaker was tripped; 0 when it is closed."""
        breaker = self._open.get(name)
        return breaker.trips if breaker else 0

    def clear(self, *names: BreakerName) -> None:
        """Close breakers: an answer showed that the cause is gone."""
        for name in names:
            self._open.pop(name, None)

    def clear_tripped_before(self, sent_s: float, *names: BreakerName) -> None:
        """Close breakers whose cause showed last before a request left that was answered well.

        One that left earlier says nothing of a cause that came after it.
        """
        self.clear(
            *(name for name in names if (b := self._open.get(name)) and b.tripped_s < sent_s)
        )

    def clear_unasked(self) -> None:
        """Close all breakers but those whose pause the other side asked for."""
        self.clear(*(name for name, breaker in list(self._open.items()) if not breaker.is_asked))

    def asked(self) -> OpenBreaker | None:
        """Return the breaker with the longest pause that the other side asked for, if any."""
        asked = [breaker for breaker in self._open.values() if breaker.is_asked]
        return max(asked, key=lambda b: b.retry_at_s, default=None)

    def worst(self) -> OpenBreaker | None:
        """Return the open breaker that is tried again last, if any is open."""
        return max(self._open.values(), key=lambda b: b.retry_at_s, default=None)

    def needing_a_person(self) -> OpenBreaker | None:
        """Return an open breaker that waiting alone does not mend, if any."""
        return next(
            (b for b in self._open.values() if b.trips >= NEEDS_A_PERSON.get(b.name, math.inf)),
            None,
        )
