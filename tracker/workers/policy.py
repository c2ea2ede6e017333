"""When a row is tried again, and what an outcome says about all the others (delivery, 3.4).

Knows: backoff, and which outcome trips which breaker.
Must never know: threads, rows or requests.
"""

from collections.abc import Callable
from dataclasses import replace

from tracker.model.delivery import (
    AuthNeeded,
    Delivered,
    DeliveryOutcome,
    Doubtful,
    OutboxRow,
    Rejected,
    RetryCause,
    RetryLater,
)
from tracker.model.errors import AuthError, StorageError
from tracker.model.records import dataclass
from tracker.model.units import UnixMs
from tracker.workers.breakers import BreakerName, Breakers
from tracker.workers.pacing import WINDOW_S, Pacer

BACKOFF_FIRST_S = 1.0
"""The longest wait before the second try, in seconds; it doubles with every further one."""

BACKOFF_MOST_S = 15 * 60.0
"""The longest wait between tries, in seconds. A transient error is never given up on."""

DOUBT_WAITS_S = (0.0, 60.0, 300.0, 1800.0)
"""Waits before a doubtful row is resent, in seconds: at once, then ever more rarely."""

PROBE_S = 15 * 60.0
"""How often a cause that only a person can mend is probed, in seconds."""

QUARTER_HOUR_S, SPREAD_S = 15 * 60.0, 60.0
"""A day's limit ends at the account's midnight, which no answer names. Whatever its time zone, that
is a quarter of an hour by UTC: each is tried, at a moment by chance in its first minute, since
many senders may share the account. An account that moves, and does not say for how long, is tried
by the same clock."""

STORAGE_WAITS_S = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Pauses after the queue could not be used, in seconds; the last one for ever after."""

TROUBLES_IN_A_ROW = 3
"""So many answers of trouble in a row are the server's, not the row's."""

REFUSALS_IN_A_ROW = 5
"""So many refusals in a row, from different sessions, are our trouble, not the row's."""

SHOWN_BY_ANSWERS = (
    BreakerName.NETWORK,
    BreakerName.SERVER,
    BreakerName.AUTH,
    BreakerName.CONTRACT,
    BreakerName.QUOTA,
)
"""What an event that arrived proves to be over; whether the disk writes, it cannot know."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to write of a send, and how many seconds its row waits if it is sent again."""

    outcome: DeliveryOutcome
    wait_s: float = 0.0


class Policy:
    """Judges outcomes as they come in; ``jitter`` returns a random number from 0 to 1."""

    def __init__(self, breakers: Breakers, pacer: Pacer, jitter: Callable[[], float]) -> None:
        self._breakers = breakers
        self._pacer = pacer
        self._jitter = jitter
        self._troubles_in_a_row = 0
        self._refused_sessions: set[str] = set()

    def judge(
        self,
        outcome: DeliveryOutcome,
        row: OutboxRow,
        *,
        sent_s: float,
        now_s: float,
        wall_ms: UnixMs,
    ) -> Verdict:
        """Let an outcome trip or close breakers, and say what becomes of its row.

        ``row`` is as it was before this send, which left at ``sent_s``; it and ``now_s`` are
        monotonic.
        """
        self._pacer.heed(outcome.quota, now_s)
        if outcome.status is not None:
            self._breakers.clear(BreakerName.NETWORK)
        match outcome:
            case Delivered():
                self._troubles_in_a_row = 0
                self._refused_sessions.clear()
                self._breakers.clear_tripped_before(sent_s, *SHOWN_BY_ANSWERS)
                return Verdict(outcome)
            case RetryLater():
                return Verdict(outcome, self._later(outcome, row.attempts, now_s, wall_ms))
            case Doubtful():
                self._trouble(outcome.message, now_s)
                return Verdict(outcome, DOUBT_WAITS_S[min(row.maybe_sent, len(DOUBT_WAITS_S) - 1)])
            case AuthNeeded():
                self._hold_all(BreakerName.AUTH, outcome.message, now_s, PROBE_S)
                return Verdict(outcome)
            case Rejected():
                return Verdict(self._refused(outcome, row.event.session_id, now_s))

    def distrust(self, error: AuthError, *, now_s: float) -> None:
        """Hold everything: another account than the profile's answered."""
        self._hold_all(BreakerName.AUTH, error.whole, now_s, PROBE_S)

    def storage_failed(self, error: StorageError, *, now_s: float) -> None:
        """Hold everything: what becomes of a row could not be written."""
        tries = self._breakers.trips(BreakerName.STORAGE)
        wait_s = STORAGE_WAITS_S[min(tries, len(STORAGE_WAITS_S) - 1)]
        self._hold_all(BreakerName.STORAGE, error.whole, now_s, wait_s)

    def obstructed(
        self, obstacle: RetryLater | AuthNeeded, *, now_s: float, wall_ms: UnixMs
    ) -> None:
        """Hold everything: no request can be made at all, for want of a token."""
        match obstacle:
            case AuthNeeded():
                self._hold_all(BreakerName.AUTH, obstacle.message, now_s, PROBE_S)
            case RetryLater(cause=RetryCause.SERVER):
                tries = self._breakers.trips(BreakerName.SERVER)
                asked_s = obstacle.wait_s or 0.0
                wait_s = max(self.backoff_s(tries), asked_s)
                self._hold_all(
                    BreakerName.SERVER, obstacle.message, now_s, wait_s, is_asked=asked_s > 0
                )
            case RetryLater():
                self._later(obstacle, 0, now_s, wall_ms)

    def backoff_s(self, tries: int) -> float:
        """Return a wait with full jitter: 1 s doubling to 15 min, by the tries so far."""
        return self._jitter() * min(BACKOFF_FIRST_S * 2.0 ** min(tries, 20), BACKOFF_MOST_S)

    def _later(self, outcome: RetryLater, attempts: int, now_s: float, wall_ms: UnixMs) -> float:
        match outcome.cause:
            case RetryCause.NETWORK:
                wait_s = self.backoff_s(self._breakers.trips(BreakerName.NETWORK))
                self._hold_all(BreakerName.NETWORK, outcome.message, now_s, wait_s)
            case RetryCause.RATE_LIMIT:
                self._pacer.slow_down(now_s)
                wait_s = (outcome.wait_s or WINDOW_S) + self._jitter()
                self._hold_all(BreakerName.QUOTA, outcome.message, now_s, wait_s, is_asked=True)
            case RetryCause.DAILY_LIMIT | RetryCause.MOVING:
                wait_s = outcome.wait_s or self._to_quarter_s(wall_ms)
                self._hold_all(BreakerName.QUOTA, outcome.message, now_s, wait_s, is_asked=True)
            case RetryCause.SERVER:
                self._trouble(outcome.message, now_s, asked_s=outcome.wait_s or 0.0)
                return max(self.backoff_s(attempts), outcome.wait_s or 0.0)
        return 0.0

    def _to_quarter_s(self, wall_ms: UnixMs) -> float:
        """Return the time to the next quarter of an hour, and a little more."""
        return QUARTER_HOUR_S - wall_ms / 1000 % QUARTER_HOUR_S + SPREAD_S * self._jitter()

    def _refused(self, outcome: Rejected, session_id: str, now_s: float) -> Rejected:
        """One refusal is the row's fault; many from different sessions in a row are ours."""
        self._troubles_in_a_row = 0
        self._refused_sessions.add(session_id)
        if not outcome.systemic and len(self._refused_sessions) < REFUSALS_IN_A_ROW:
            return outcome
        self._hold_all(BreakerName.CONTRACT, outcome.message, now_s, PROBE_S)
        return replace(outcome, systemic=True)

    def _trouble(self, message: str, now_s: float, *, asked_s: float = 0.0) -> None:
        """Count trouble; a pause that the server asked for holds at once, and for all rows."""
        self._troubles_in_a_row += 1
        wait_s = asked_s
        if self._troubles_in_a_row >= TROUBLES_IN_A_ROW:
            trips = self._breakers.trips(BreakerName.SERVER)
            wait_s = max(wait_s, self.backoff_s(trips + 1))
        if wait_s > 0 or self._troubles_in_a_row >= TROUBLES_IN_A_ROW:
            self._hold_all(BreakerName.SERVER, message, now_s, wait_s, is_asked=asked_s > 0)

    def _hold_all(
        self,
        name: BreakerName,
        message: str,
        now_s: float,
        wait_s: float,
        *,
        is_asked: bool = False,
    ) -> None:
        self._breakers.trip(name, message, now_s=now_s, wait_s=wait_s, is_asked=is_asked)
