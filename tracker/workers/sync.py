"""The sender: takes what is due from the queue, sends it, and settles what came of it.

Knows: the turn of claiming, sending and settling, and when it may not go on.
Must never know: SQL or HTTP: queue and destination arrive as arguments.
"""

import logging
import random
import threading
import time
from collections.abc import Callable

from tracker.model.crossings import Witness
from tracker.model.delivery import (
    AuthNeeded,
    OutboxRow,
    OutboxStats,
    RetryCause,
    RetryLater,
    SyncStatus,
)
from tracker.model.errors import AuthError, StorageBusyError, StorageError, TrackerError
from tracker.model.people import ContactAnswer
from tracker.model.protocols import DeliveryQueue, Destination
from tracker.model.units import UnixMs
from tracker.workers.breakers import BreakerName, Breakers
from tracker.workers.claims import Claims
from tracker.workers.dispatch import UNSENT, Answer, Dispatch, LookedUp, News, Prepared, Wake
from tracker.workers.inquiry import Inquiry
from tracker.workers.pacing import Pacer
from tracker.workers.patience import Patience
from tracker.workers.pauses import Pauses
from tracker.workers.policy import Policy, Verdict
from tracker.workers.reporting import Reporter, wall_ms
from tracker.workers.resolve import Resolver
from tracker.workers.slots import Slots

_log = logging.getLogger(__name__)

STANDBY_S = 0.5
"""How often another process's lead is looked at again, in seconds."""

IDLE_S = 1.0
"""How often an idle queue is looked at for rows and requests of other processes, in seconds."""


class Sender:
    """Sends from one queue to one destination.

    ``run`` works until ``stop``; ``run_until_settled`` until nothing is left that time can
    settle. Both belong on the thread that made ``outbox``; ``wake`` and ``stop`` may be called
    from any thread. ``on_status`` is called on the sender's thread and must return at once.
    """

    def __init__(
        self,
        outbox: DeliveryQueue,
        destination: Destination,
        *,
        pacer: Pacer,
        on_status: Callable[[SyncStatus], None],
        witness: Witness | None = None,
        resolver: Resolver | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._outbox = outbox
        self._pacer = pacer
        self._resolver = resolver
        self._breakers = Breakers()
        self._policy = Policy(self._breakers, pacer, jitter)
        self._dispatch = Dispatch(destination, witness)
        self._reporter = Reporter(outbox, self._breakers, self._dispatch, resolver, on_status)
        self._inquiry = (
            Inquiry(resolver, self._dispatch, pacer, self._breakers) if resolver else None
        )
        self._slots = Slots()
        self._claims = Claims(outbox, destination)
        self._pauses = Pauses(outbox, self._breakers)
        self._heeded_requests = -1
        self._is_leader = False
        self._stopping = threading.Event()
        self._patience_s = 0.0

    def wake(self) -> None:
        """Look at the queue now. Callable from any thread."""
        self._dispatch.wake()

    def stop(self, patience_s: float = 0.0) -> None:
        """End ``run``: send on for at most ``patience_s`` seconds while that can settle rows.

        What is in flight is waited for in any case. Callable from any thread.
        """
        self._patience_s = patience_s
        self._stopping.set()
        self.wake()

    def run(self) -> None:
        """Work until ``stop`` is called, and then until what is in flight is settled."""
        try:
            while not self._stopping.is_set():
                self._await(self._advance())
            self._drain(self._patience_s, is_bounded=True)
        finally:
            self._finish()

    def run_until_settled(self, patience_s: float) -> OutboxStats:
        """Deliver what is due and what falls due within ``patience_s`` seconds.

        Return the counts at the end. It ends early when nothing is left that waiting settles,
        when what is left falls due later, or when a person is needed. While another process is
        the sender, it waits for as long as that one gets on.
        """
        try:
            self._drain(patience_s, is_bounded=False)
        finally:
            self._finish()
        return self._outbox.stats()

    def status(self) -> SyncStatus:
        """Return what every surface shows. Call it on the sender's thread."""
        return self._reporter.status(is_leader=self._is_leader)

    def _drain(self, patience_s: float, *, is_bounded: bool) -> None:
        """Turn until nothing is left to settle; ``is_bounded`` ends it at the deadline anyway."""
        patience = Patience(self._outbox, self._breakers, self._resolver, patience_s)
        if self._resolver is not None:
            self._resolver.look_now()
        while True:
            wait_s = self._advance()
            patience.note(self._reporter.counted.unsettled)
            if is_bounded and patience.left_s() == 0:
                return
            if not self._is_busy and patience.is_over(is_leader=self._is_leader):
                return
            self._await(min(wait_s, patience.left_s()) if is_bounded else wait_s)

    @property
    def _is_busy(self) -> bool:
        """Whether something is under way, or waits for nothing but the pace.

        What is claimed cannot go anywhere while the queue cannot be written.
        """
        goes = len(self._claims) > 0 and not self._breakers.trips(BreakerName.STORAGE)
        asks = self._inquiry is not None and self._is_leader and self._inquiry.waits_for_pace
        return self._dispatch.is_busy or goes or asks

    def _advance(self) -> float:
        """Do what can be done now; return how many seconds there is nothing more to do."""
        try:
            self._heed_requests()
            wait_s = STANDBY_S
            if not self._is_leader and self._outbox.take_lead():
                self._pauses.resume()
                self._is_leader = True
            if self._is_leader:
                ask_in_s = self._inquiry.ask() if self._inquiry is not None else IDLE_S
                wait_s = min(ask_in_s, self._fill_slots())
            self._publish()
        except StorageError as error:
            self._storage_failed(error)
            return STANDBY_S
        return min(wait_s, IDLE_S)

    def _await(self, longest_s: float) -> None:
        """Wait for an answer or a wake-up, and take it."""
        news = self._dispatch.next_news(longest_s)
        if news is not None:
            self._take(news)

    def _heed_requests(self) -> None:
        """Try at once what was held back, if a person asked for it or logged in meanwhile.

        A pause that the other side asked for is kept all the same.
        """
        requests = self._outbox.sync_requests()
        if requests != self._heeded_requests:
            self._heeded_requests = requests
            self._breakers.clear_unasked()
            if self._resolver is not None:
                self._resolver.hurry()

    def _fill_slots(self) -> float:
        """Send what may be sent now; return how many seconds to wait for the next thing."""
        self._outbox.upkeep(now_ms=wall_ms())
        while True:
            now_s = time.monotonic()
            worst = self._breakers.worst()
            if worst is not None and now_s < worst.retry_at_s:
                if worst.name is not BreakerName.STORAGE:
                    self._give_back()
                return worst.retry_at_s - now_s
            free = (1 if worst is not None else self._slots.count) - self._dispatch.in_flight
            if free <= 0:
                return IDLE_S
            pause_s = self._pacer.wait_s(now_s)
            if pause_s > 0:
                return pause_s
            if not self._claims:
                due = self._claims.due(free)
                if not due:
                    # Nothing has to be written, so that nothing can be wrong with writing.
                    self._breakers.clear(BreakerName.STORAGE)
                    return self._until_next_due_s()
                if not self._claims.is_ready():
                    self._dispatch.prepare()
                    return IDLE_S
                self._claims.claim(due)
            if self._claims:
                self._pacer.take(time.monotonic())
                self._dispatch.send(*self._claims.hand_out())

    def _until_next_due_s(self) -> float:
        next_due_ms = self._outbox.next_due_ms()
        if next_due_ms is None or self._dispatch.in_flight > 0:
            return IDLE_S
        return max((next_due_ms - wall_ms()) / 1000, 0.01)

    def _take(self, news: News) -> None:
        match news:
            case Answer(row, outcome, sent_s, elapsed_ms):
                if outcome.status is not None:
                    self._slots.heed(elapsed_ms)
                now_s = time.monotonic()
                verdict = self._policy.judge(
                    outcome, row, sent_s=sent_s, now_s=now_s, wall_ms=wall_ms()
                )
                self._settle(row, verdict, more_follow=self._dispatch.has_news)
            case Prepared(TrackerError() as error):
                raise error
            case Prepared(None):
                self._claims.note_prepared()
            case Prepared(RetryLater() | AuthNeeded() as obstacle):
                self._policy.obstructed(obstacle, now_s=time.monotonic(), wall_ms=wall_ms())
            case LookedUp(answer):
                self._heed_look_up(answer)
            case Wake():
                pass

    def _settle(self, row: OutboxRow, verdict: Verdict, *, more_follow: bool = False) -> None:
        now_ms = wall_ms()
        try:
            self._outbox.settle(
                row,
                verdict.outcome,
                now_ms=now_ms,
                next_try_ms=UnixMs(now_ms + round(verdict.wait_s * 1000)),
                more_follow=more_follow,
            )
            self._pauses.note()
            self._breakers.clear(BreakerName.STORAGE)
        except AuthError as error:
            self._policy.distrust(error, now_s=time.monotonic())
        except StorageError as error:
            # The row stays in flight and becomes doubtful: an answer that cannot be written
            # must stop the sending, or every further one would be lost too.
            self._storage_failed(error)

    def _heed_look_up(self, answer: ContactAnswer) -> None:
        if self._inquiry is None:
            raise RuntimeError("an answer about a person, and nobody who asked")
        try:
            self._inquiry.take(answer)
        except StorageError as error:
            self._storage_failed(error)

    def _finish(self) -> None:
        """Wait for what is in flight and settle it."""
        self._give_back()
        while self._dispatch.is_busy:
            news = self._dispatch.next_news()
            if news is not None:
                self._take(news)
        self._dispatch.close()
        try:
            self._publish()
        except StorageError as error:
            _log.warning("The queue cannot be read: %s", error)

    def _give_back(self) -> None:
        """Settle what was claimed with others and will not be sent now: nothing of it has left."""
        unsent = RetryLater(RetryCause.NETWORK, UNSENT, counts_as_attempt=False)
        while self._claims:
            row, _ = self._claims.hand_out()
            self._settle(row, Verdict(unsent))

    def _storage_failed(self, error: StorageError) -> None:
        """Stand by if another process leads now; otherwise hold everything."""
        if isinstance(error, StorageBusyError) and not self._outbox.leads:
            if self._is_leader:
                _log.warning("Another process sends now: %s", error)
            self._is_leader = False
            self._claims.forget()
            return
        _log.warning("The queue cannot be used: %s", error)
        self._policy.storage_failed(error, now_s=time.monotonic())
        self._publish()

    def _publish(self) -> None:
        self._reporter.publish(is_leader=self._is_leader)
