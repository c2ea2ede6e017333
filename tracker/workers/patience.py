"""When delivering what is left ends: once nothing more can be settled by waiting.

Knows: the deadline, and what no waiting mends.
Must never know: how anything is sent. All ``_s`` are monotonic seconds.
"""

import time

from tracker.model.protocols import DeliveryQueue
from tracker.workers.breakers import BreakerName, Breakers
from tracker.workers.reporting import wall_ms
from tracker.workers.resolve import Resolver

STANDBY_PATIENCE_S = 60.0
"""How long another process's sender may get nowhere before waiting for it ends, in seconds."""


class Patience:
    """The patience of one run, from its beginning."""

    def __init__(
        self,
        outbox: DeliveryQueue,
        breakers: Breakers,
        resolver: Resolver | None,
        patience_s: float,
    ) -> None:
        self._outbox = outbox
        self._breakers = breakers
        self._resolver = resolver
        self._deadline_s = self._standby_until_s = time.monotonic() + patience_s
        self._unsettled = -1

    def left_s(self) -> float:
        """Return how many seconds are left of it."""
        return max(self._deadline_s - time.monotonic(), 0.0)

    def note(self, unsettled: int) -> None:
        """Learn how many rows are left: whoever sends them gets on while that changes."""
        if unsettled != self._unsettled:
            self._unsettled = unsettled
            self._standby_until_s = time.monotonic() + STANDBY_PATIENCE_S

    def is_over(self, *, is_leader: bool) -> bool:
        """Whether nothing is left that waiting settles, while no answer is still to come."""
        if not is_leader:
            return self._unsettled == 0 or time.monotonic() >= self._standby_until_s
        if self._will_look_up():
            return False
        return self._unsettled == 0 or self._is_hopeless()

    def _will_look_up(self) -> bool:
        """Whether somebody is looked up again before the deadline."""
        next_try_s = self._resolver.next_try_s() if self._resolver is not None else None
        return next_try_s is not None and next_try_s < self._deadline_s

    def _is_hopeless(self) -> bool:
        """Whether nothing more will fall due before the deadline."""
        if self._breakers.needing_a_person() is not None:
            return True
        worst = self._breakers.worst()
        if worst is not None and worst.retry_at_s > self._deadline_s:
            return True
        if self._breakers.trips(BreakerName.STORAGE):
            return False
        next_due_ms = self._outbox.next_due_ms()
        if next_due_ms is None:
            return time.monotonic() > self._deadline_s
        due_in_s = (next_due_ms - wall_ms()) / 1000
        return due_in_s > 0 and time.monotonic() + due_in_s > self._deadline_s
