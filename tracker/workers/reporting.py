"""What a sender says of itself: one status for every surface.

Knows: which of several truths a person has to hear first.
Must never know: how the status is shown.
"""

import logging
import time
from collections.abc import Callable

from tracker.model.delivery import OutboxStats, SyncState, SyncStatus
from tracker.model.errors import StorageError
from tracker.model.phrases import phrase
from tracker.model.protocols import DeliveryQueue
from tracker.model.units import UnixMs
from tracker.workers.breakers import Breakers, OpenBreaker
from tracker.workers.dispatch import Dispatch
from tracker.workers.resolve import Resolver
from tracker.workers.unfailing import unfailing

_log = logging.getLogger(__name__)


class Reporter:
    """Tells ``on_status`` whatever is new; on the sender's thread.

    ``counted`` is how many rows there were in each state when it was last told how things stand.
    """

    def __init__(
        self,
        outbox: DeliveryQueue,
        breakers: Breakers,
        dispatch: Dispatch,
        resolver: Resolver | None,
        on_status: Callable[[SyncStatus], None],
    ) -> None:
        self._outbox = outbox
        self._breakers = breakers
        self._dispatch = dispatch
        self._resolver = resolver
        self._on_status = unfailing(on_status)
        self.counted = OutboxStats()
        self._published: SyncStatus | None = None
        self._timed: tuple[OpenBreaker, tuple[UnixMs, UnixMs]] | None = None

    def _count(self) -> OutboxStats:
        """Return the counts, or the last ones known while the queue cannot be read."""
        try:
            self.counted = self._outbox.stats()
        except StorageError as error:
            _log.warning("The queue cannot be read: %s", error)
        return self.counted

    def publish(self, *, is_leader: bool) -> None:
        """Tell how it stands, if that is news. Raise StorageError."""
        status = self.status(is_leader=is_leader)
        if status != self._published:
            self._published = status
            self._on_status(status)

    def status(self, *, is_leader: bool) -> SyncStatus:
        """Return how it stands. Raise StorageError."""
        stats = self._count()
        worst = self._breakers.worst()
        person = self._breakers.needing_a_person()
        if (held_by := person or worst) is not None:
            state = SyncState.WAITING if person is None else SyncState.NEEDS_YOU
            return SyncStatus(state, stats, held_by.message, *self._times_of(held_by))
        if not is_leader:
            return SyncStatus(
                SyncState.STANDBY, stats, phrase("Outcomes", "Another program is sending.")
            )
        if self._dispatch.is_sending:
            return SyncStatus(SyncState.SENDING, stats)
        if stats.unsettled > 0:
            return SyncStatus(SyncState.WAITING, stats, "", self._outbox.next_due_ms())
        if self._resolver is not None and self._resolver.problem:
            return SyncStatus(SyncState.NEEDS_YOU, stats, self._resolver.problem)
        return SyncStatus(SyncState.IDLE, stats)

    def _times_of(self, breaker: OpenBreaker) -> tuple[UnixMs, UnixMs]:
        """Return when a breaker is tried again and since when it is open, as wall times.

        Reckoned once for each trip: what has not changed is no news.
        """
        if self._timed is None or self._timed[0] != breaker:
            now_ms, now_s = wall_ms(), time.monotonic()
            again_ms = now_ms + max(round((breaker.retry_at_s - now_s) * 1000), 0)
            since_ms = now_ms + round((breaker.since_s - now_s) * 1000)
            self._timed = breaker, (UnixMs(again_ms), UnixMs(since_ms))
        return self._timed[1]


def wall_ms() -> UnixMs:
    """Return the wall clock."""
    return UnixMs(time.time_ns() // 1_000_000)
