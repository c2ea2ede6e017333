"""The sender: takes what is due from the queue, sends it, and settles what came of it.

Knows: slots, waking, waiting, and one status for every surface.
Must never know: SQL or HTTP: queue and destination arrive as arguments.
"""

import logging
import queue
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias

from tracker.model.crossings import AnswerReceived, RequestSent, Witness
from tracker.model.delivery import (
    DeliveryOutcome,
    Doubtful,
    OutboxRow,
    OutboxStats,
    RetryCause,
    RetryLater,
    SyncState,
    SyncStatus,
)
from tracker.model.errors import AuthError, StorageBusyError, StorageError
from tracker.model.people import ContactAnswer
from tracker.model.protocols import DeliveryQueue, Destination
from tracker.model.units import UnixMs
from tracker.workers.breakers import BreakerName, Breakers, OpenBreaker
from tracker.workers.pacing import Pacer
from tracker.workers.policy import Policy, Verdict
from tracker.workers.resolve import LookUp, Resolver
from tracker.workers.slots import MOST_SLOTS, Slots
from tracker.workers.unfailing import unfailing

_log = logging.getLogger(__name__)

STANDBY_S = 0.5
"""How often another process's lead is looked at again, in seconds."""

STANDBY_PATIENCE_S = 60.0
"""How long another process's sender may get nowhere before waiting for it ends, in seconds."""

IDLE_S = 1.0
"""How often an idle queue is looked at for rows and requests of other processes, in seconds."""

STORAGE_WAITS_S = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Pauses after the queue could not be used, in seconds; the last one for ever after."""


@dataclass(frozen=True, slots=True)
class _Answer:
    row: OutboxRow
    outcome: DeliveryOutcome
    elapsed_ms: int


@dataclass(frozen=True, slots=True)
class _LookedUp:
    answer: ContactAnswer


@dataclass(frozen=True, slots=True)
class _Wake:
    """Something changed: look at the queue again."""


_News: TypeAlias = _Answer | _LookedUp | _Wake


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
        self._destination = destination
        self._pacer = pacer
        self._on_status = unfailing(on_status)
        self._witness = unfailing(witness)
        self._resolver = resolver
        self._breakers = Breakers()
        self._policy = Policy(self._breakers, pacer, jitter)
        self._news: queue.SimpleQueue[_News] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._patience_s = 0.0
        self._claimed: deque[tuple[OutboxRow, bytes]] = deque()
        self._counted = OutboxStats()
        self._slots = Slots()
        self._in_flight = 0
        self._is_asking = False
        self._heeded_requests = -1
        self._published: SyncStatus | None = None
        self._is_leader = False
        self._pool = ThreadPoolExecutor(MOST_SLOTS + 1, thread_name_prefix="send")

    def wake(self) -> None:
        """Look at the queue now. Callable from any thread."""
        self._news.put(_Wake())

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

    def _drain(self, patience_s: float, *, is_bounded: bool) -> None:
        """Turn until nothing is left to settle; ``is_bounded`` ends it at the deadline anyway."""
        deadline_s = standby_until_s = time.monotonic() + patience_s
        if self._resolver is not None:
            self._resolver.look_now()
        unsettled = -1
        while True:
            wait_s = self._advance()
            left = self._count().unsettled
            now_s = time.monotonic()
            if left != unsettled:
                unsettled = left
                standby_until_s = now_s + STANDBY_PATIENCE_S
            if is_bounded and now_s >= deadline_s:
                return
            if not self._is_busy and not self._will_look_up(deadline_s):
                if unsettled == 0 or (not self._is_leader and now_s >= standby_until_s):
                    return
                if self._is_leader and self._is_hopeless(deadline_s):
                    return
            self._await(min(wait_s, max(deadline_s - now_s, 0.0)) if is_bounded else wait_s)

    @property
    def _is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._in_flight > 0 or self._is_asking

    def _will_look_up(self, deadline_s: float) -> bool:
        """Whether somebody is looked up again before the deadline, in monotonic seconds."""
        if self._resolver is None or not self._is_leader:
            return False
        next_try_s = self._resolver.next_try_s()
        return next_try_s is not None and next_try_s < deadline_s

    def _is_hopeless(self, deadline_s: float) -> bool:
        """Whether nothing more will fall due before the deadline, in monotonic seconds."""
        if self._breakers.needing_a_person() is not None:
            return True
        worst = self._breakers.worst()
        if worst is not None and worst.retry_at_s > deadline_s:
            return True
        if self._breakers.trips(BreakerName.STORAGE):
            return False
        next_due_ms = self._outbox.next_due_ms()
        if next_due_ms is None:
            return time.monotonic() > deadline_s
        due_in_s = (next_due_ms - _wall_ms()) / 1000
        return due_in_s > 0 and time.monotonic() + due_in_s > deadline_s

    def _advance(self) -> float:
        """Do what can be done now; return how many seconds there is nothing more to do."""
        try:
            self._heed_requests()
            wait_s = self._fill_slots()
            self._look_up()
            self._publish()
        except StorageBusyError as error:
            _log.info("Another process sends now: %s", error)
            self._is_leader = False
            self._claimed.clear()
            return STANDBY_S
        except StorageError as error:
            self._storage_failed(error)
            return STANDBY_S
        return min(wait_s, IDLE_S)

    def _await(self, longest_s: float) -> None:
        """Wait for an answer or a wake-up, and take it."""
        try:
            news = self._news.get(timeout=longest_s)
        except queue.Empty:
            return
        self._take(news)

    def _heed_requests(self) -> None:
        """Try at once what was held back, if a person asked for it or logged in meanwhile."""
        requests = self._outbox.sync_requests()
        if requests != self._heeded_requests:
            self._heeded_requests = requests
            self._breakers.clear(*BreakerName)
            if self._resolver is not None:
                self._resolver.hurry()

    def _look_up(self) -> None:
        """Ask for the next person, if it is time to, on a thread of the pool."""
        if self._resolver is None or not self._is_leader or self._breakers.worst() is not None:
            return
        question = self._resolver.next_question(now_s=time.monotonic())
        if question is not None:
            self._is_asking = True
            self._pool.submit(self._ask, question)

    def _ask(self, question: LookUp) -> None:
        try:
            answer = question()
        except Exception:
            _log.exception("Looking a person up failed")
            answer = RetryLater(RetryCause.SERVER, "An internal error; see the log.")
        self._news.put(_LookedUp(answer))

    def _fill_slots(self) -> float:
        """Send what may be sent now; return how many seconds to wait for the next thing."""
        if not self._is_leader:
            self._is_leader = self._outbox.take_lead()
            if not self._is_leader:
                return STANDBY_S
        self._outbox.upkeep(now_ms=_wall_ms())
        while True:
            now_s = time.monotonic()
            worst = self._breakers.worst()
            if worst is not None and now_s < worst.retry_at_s:
                return worst.retry_at_s - now_s
            free = (1 if worst is not None else self._slots.count) - self._in_flight
            if free <= 0:
                return IDLE_S
            pause_s = self._pacer.wait_s(now_s)
            if pause_s > 0:
                return pause_s
            if not self._claimed and not self._claim(free):
                # Nothing has to be written, so that nothing can be wrong with writing.
                self._breakers.clear(BreakerName.STORAGE)
                return self._until_next_due_s()
            if self._claimed:
                self._launch(*self._claimed.popleft())

    def _until_next_due_s(self) -> float:
        next_due_ms = self._outbox.next_due_ms()
        if next_due_ms is None or self._in_flight > 0:
            return IDLE_S
        return max((next_due_ms - _wall_ms()) / 1000, 0.01)

    def _claim(self, most: int) -> bool:
        """Claim what is due, durably; return whether anything was."""
        rows = self._outbox.due(min(most, self._outbox.group), now_ms=_wall_ms())
        bodies = [(row, row.sent_body or self._destination.build_body(row)) for row in rows]
        if bodies:
            kept = {one.seq: one.sent_body for one in self._outbox.claim_group(bodies)}
            self._claimed.extend((row, body) for row in rows if (body := kept.get(row.seq)))
        return bool(rows)

    def _launch(self, row: OutboxRow, body: bytes) -> None:
        """Hand a claimed row to a free slot."""
        self._pacer.take(time.monotonic())
        self._in_flight += 1
        self._pool.submit(self._send, row, body)

    def _send(self, row: OutboxRow, body: bytes) -> None:
        """Send one row, on a thread of the pool."""
        self._witness(RequestSent(row, self._destination.path_for(row), body))
        began_s = time.monotonic()
        try:
            outcome = self._destination.send(row, body)
        except Exception:
            # A mistake of ours must not leave the slot taken for ever; whether the request
            # left is unknown.
            _log.exception("Sending row %d failed", row.seq)
            outcome = Doubtful(RetryCause.NETWORK, "An internal error; see the log.")
        elapsed_ms = round((time.monotonic() - began_s) * 1000)
        self._witness(AnswerReceived(row, outcome, elapsed_ms))
        self._news.put(_Answer(row, outcome, elapsed_ms))

    def _take(self, news: _News) -> None:
        if isinstance(news, _Wake):
            return
        if isinstance(news, _LookedUp):
            self._is_asking = False
            self._heed_look_up(news.answer)
            return
        self._in_flight -= 1
        if news.outcome.status is not None:
            self._slots.heed(news.elapsed_ms)
        verdict = self._policy.judge(news.outcome, news.row, now_s=time.monotonic())
        self._settle(news.row, verdict, more_follow=not self._news.empty())

    def _settle(self, row: OutboxRow, verdict: Verdict, *, more_follow: bool = False) -> None:
        now_ms = _wall_ms()
        try:
            self._outbox.settle(
                row,
                verdict.outcome,
                now_ms=now_ms,
                next_try_ms=UnixMs(now_ms + round(verdict.wait_s * 1000)),
                more_follow=more_follow,
            )
            self._breakers.clear(BreakerName.STORAGE)
        except StorageBusyError as error:
            _log.warning("The answer for row %d came too late: %s", row.seq, error)
            self._is_leader = False
            # What this process had claimed is the next leader's to send, as doubtful.
            self._claimed.clear()
        except AuthError as error:
            self._policy.distrust(error, now_s=time.monotonic())
        except StorageError as error:
            # The row stays in flight and becomes doubtful: an answer that cannot be written
            # must stop the sending, or every further one would be lost too.
            self._storage_failed(error)

    def _heed_look_up(self, answer: ContactAnswer) -> None:
        if self._resolver is None:
            raise RuntimeError("an answer about a person, and nobody who asked")
        try:
            self._resolver.take(answer, now_s=time.monotonic(), now_ms=_wall_ms())
        except StorageError as error:
            self._storage_failed(error)

    def _finish(self) -> None:
        """Wait for what is in flight and settle it."""
        unsent = RetryLater(RetryCause.NETWORK, "Not sent yet.", counts_as_attempt=False)
        while self._claimed:
            row, _ = self._claimed.popleft()
            self._settle(row, Verdict(unsent))
        while self._is_busy:
            self._take(self._news.get())
        self._pool.shutdown()
        try:
            self._publish()
        except StorageError as error:
            _log.warning("The queue cannot be read: %s", error)

    def _storage_failed(self, error: StorageError) -> None:
        _log.warning("The queue cannot be used: %s", error)
        tries = self._breakers.trips(BreakerName.STORAGE)
        self._breakers.trip(
            BreakerName.STORAGE,
            f"{error} {error.hint}",
            now_s=time.monotonic(),
            wait_s=STORAGE_WAITS_S[min(tries, len(STORAGE_WAITS_S) - 1)],
        )
        self._publish()

    def _count(self) -> OutboxStats:
        """Return the counts, or the last ones known while the queue cannot be read."""
        try:
            self._counted = self._outbox.stats()
        except StorageError as error:
            _log.warning("The queue cannot be read: %s", error)
        return self._counted

    def _publish(self) -> None:
        status = self.status()
        if status != self._published:
            self._published = status
            self._on_status(status)

    def status(self) -> SyncStatus:
        """Return what every surface shows. Call it on the sender's thread."""
        stats = self._count()
        worst = self._breakers.worst()
        person = self._breakers.needing_a_person()
        if person is not None:
            return SyncStatus(SyncState.NEEDS_YOU, stats, person.message, _wall_of(person))
        if worst is not None:
            return SyncStatus(SyncState.WAITING, stats, worst.message, _wall_of(worst))
        if not self._is_leader:
            return SyncStatus(SyncState.STANDBY, stats, "Another program is sending.")
        if self._in_flight > 0:
            return SyncStatus(SyncState.SENDING, stats)
        if stats.unsettled > 0:
            return SyncStatus(SyncState.WAITING, stats, "", self._outbox.next_due_ms())
        if self._resolver is not None and self._resolver.problem:
            return SyncStatus(SyncState.NEEDS_YOU, stats, self._resolver.problem)
        return SyncStatus(SyncState.IDLE, stats)


def _wall_ms() -> UnixMs:
    return UnixMs(time.time_ns() // 1_000_000)


def _wall_of(breaker: OpenBreaker) -> UnixMs:
    """Return when a breaker is tried again, as wall time for people to read."""
    return UnixMs(_wall_ms() + max(round((breaker.retry_at_s - time.monotonic()) * 1000), 0))
