"""The threads that wait for the other side, and the news that they bring back.

Knows: requests under way, and that the witness is told of each one and of its answer.
Must never know: the queue, or what follows from an answer. ``wake`` may be called from any
thread, all else belongs to the sender's.
"""

import logging
import queue
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

from tracker.model.crossings import AnswerReceived, RequestSent, Witness
from tracker.model.delivery import (
    AuthNeeded,
    DeliveryOutcome,
    Doubtful,
    OutboxRow,
    RetryCause,
    RetryLater,
)
from tracker.model.errors import TrackerError
from tracker.model.people import ContactAnswer
from tracker.model.phrases import phrase
from tracker.model.protocols import Destination
from tracker.model.records import dataclass
from tracker.workers.resolve import LookUp
from tracker.workers.slots import MOST_SLOTS
from tracker.workers.unfailing import unfailing

_log = logging.getLogger(__name__)

MISTAKE = phrase("Outcomes", "An internal error; see the log.")
"""What is kept of a row on which our own code failed."""

UNSENT = phrase("Outcomes", "Not sent yet.")
"""What is kept of a row that was claimed and given back, nothing of which has left."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a row's request, and how many milliseconds that took.

    ``sent_s`` is when it was decided to send, in monotonic seconds: whatever is heard from then on
    had no part in that, though the thread that sends may begin later.
    """

    row: OutboxRow
    outcome: DeliveryOutcome
    sent_s: float
    elapsed_ms: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """What keeps requests from being sent at all, None where nothing does.

    An error is one for which the sender cannot work; it is for whoever started it.
    """

    obstacle: RetryLater | AuthNeeded | TrackerError | None


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the other side says about a person."""

    answer: ContactAnswer


@dataclass(frozen=True, slots=True)
class Wake:
    """Something changed: look at the queue again."""


News: TypeAlias = Answer | Prepared | LookedUp | Wake


class Dispatch:
    """Hands work to threads, and their news to whoever waits for it."""

    def __init__(self, destination: Destination, witness: Witness | None) -> None:
        self._destination = destination
        self._witness = unfailing(witness)
        self._news: queue.SimpleQueue[News] = queue.SimpleQueue()
        self._pool = ThreadPoolExecutor(MOST_SLOTS + 1, thread_name_prefix="send")
        self.in_flight = 0
        self._is_asking = False
        self._is_preparing = False

    @property
    def is_sending(self) -> bool:
        """Whether a request is under way, or what the next one needs."""
        return self.in_flight > 0 or self._is_preparing

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self.is_sending or self._is_asking

    @property
    def has_news(self) -> bool:
        """Whether something has come and was not taken yet."""
        return not self._news.empty()

    def wake(self) -> None:
        """Let whoever waits look at the queue now. Callable from any thread."""
        self._news.put(Wake())

    def next_news(self, longest_s: float | None = None) -> News | None:
        """Wait for news for at most so many seconds, or for as long as it takes; take it."""
        try:
            news = self._news.get(timeout=longest_s)
        except queue.Empty:
            return None
        match news:
            case Answer():
                self.in_flight -= 1
            case LookedUp():
                self._is_asking = False
            case Prepared():
                self._is_preparing = False
        return news

    def prepare(self) -> None:
        """Get ready what requests need, unless that is under way."""
        if not self._is_preparing:
            self._pool.submit(self._prepare)
            self._is_preparing = True

    def send(self, row: OutboxRow, body: bytes) -> None:
        """Send a claimed row on a free thread; its ``Answer`` is sure to come."""
        # A pool that an ending program has closed refuses; then no answer is to be waited for.
        self._pool.submit(self._send, row, body, time.monotonic())
        self.in_flight += 1

    def ask(self, question: LookUp) -> None:
        """Ask about a person on a thread of its own; ``LookedUp`` is sure to come."""
        self._pool.submit(self._ask, question)
        self._is_asking = True

    def close(self) -> None:
        """End the threads, once nothing is under way."""
        self._pool.shutdown()

    def _prepare(self) -> None:
        try:
            obstacle = self._destination.prepare()
        except TrackerError as error:
            self._news.put(Prepared(error))
        except Exception:
            _log.exception("Getting ready to send failed")
            self._news.put(Prepared(RetryLater(RetryCause.SERVER, MISTAKE)))
        else:
            self._news.put(Prepared(obstacle))

    def _send(self, row: OutboxRow, body: bytes, sent_s: float) -> None:
        self._witness(RequestSent(row, self._destination.path_for(row), body))
        began_s = time.monotonic()
        try:
            outcome = self._destination.send(row, body)
        except Exception:
            # A mistake of ours must not leave the slot taken for ever; whether the request
            # left is unknown.
            _log.exception("Sending row %d failed", row.seq)
            outcome = Doubtful(RetryCause.NETWORK, MISTAKE)
        elapsed_ms = round((time.monotonic() - began_s) * 1000)
        self._witness(AnswerReceived(row, outcome, elapsed_ms))
        self._news.put(Answer(row, outcome, sent_s, elapsed_ms))

    def _ask(self, question: LookUp) -> None:
        try:
            answer = question()
        except Exception:
            _log.exception("Looking a person up failed")
            answer = RetryLater(RetryCause.SERVER, MISTAKE)
        self._news.put(LookedUp(answer))
