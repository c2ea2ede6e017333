"""People asked for, one after the other, at the pace that the account allows.

Knows: that the account counts these requests together with the events (delivery, 3.5).
Must never know: who is asked for, or how.
"""

import time

from tracker.model.people import ContactAnswer
from tracker.workers.breakers import Breakers
from tracker.workers.dispatch import Dispatch
from tracker.workers.pacing import Pacer
from tracker.workers.reporting import wall_ms
from tracker.workers.resolve import LookUp, Resolver

LOOK_S = 1.0
"""How long there is nothing to ask, where nobody waits, in seconds."""


class Inquiry:
    """The questions of a sender that leads; on its thread."""

    def __init__(
        self, resolver: Resolver, dispatch: Dispatch, pacer: Pacer, breakers: Breakers
    ) -> None:
        self._resolver = resolver
        self._dispatch = dispatch
        self._pacer = pacer
        self._breakers = breakers
        self._question: LookUp | None = None

    @property
    def waits_for_pace(self) -> bool:
        """Whether a question waits for nothing but its turn."""
        return self._question is not None and self._breakers.worst() is None

    def ask(self) -> float:
        """Ask for the next person, if it is time to; return how many seconds to wait for that.

        Raise StorageError.
        """
        if self._breakers.worst() is not None:
            return LOOK_S
        now_s = time.monotonic()
        self._question = self._question or self._resolver.next_question(now_s=now_s)
        if self._question is None:
            return LOOK_S
        pause_s = self._pacer.wait_s(now_s)
        if pause_s > 0:
            return pause_s
        self._pacer.take(now_s)
        self._dispatch.ask(self._question)
        self._question = None
        return LOOK_S

    def take(self, answer: ContactAnswer) -> None:
        """Act upon an answer. Raise StorageError."""
        self._resolver.take(answer, now_s=time.monotonic(), now_ms=wall_ms())
