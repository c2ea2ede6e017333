"""People looked up: who is asked for next, and what becomes of an answer.

Knows: that a look-up may wait, that an unknown contact is a person's affair, and that nobody is
ever made up.
Must never know: SQL or HTTP: queue and contact book arrive as arguments. It runs on the sender's
thread; only ``ContactBook.find`` runs elsewhere.
"""

import logging
from collections.abc import Callable
from typing import TypeAlias

from tracker.model.delivery import AuthNeeded, Rejected, RetryLater
from tracker.model.errors import SettingsError
from tracker.model.people import ContactAnswer, ContactFound, ContactUnknown, Person
from tracker.model.protocols import ContactBook, PeopleQueue
from tracker.model.units import UnixMs

_log = logging.getLogger(__name__)

LOOK_S = 1.0
"""How often the queue is asked for people who wait, in seconds."""

BATCH = 50
"""So many people are read at a time; the others are read once these are settled."""

WAIT_FIRST_S, WAIT_MOST_S = 1.0, 15 * 60.0
"""Waits after an answer that settled nothing, in seconds; each is twice the one before."""

REASON_FOUND = "looked-up"
REASON_CREATED = "created-with-consent"

LookUp: TypeAlias = Callable[[], ContactAnswer]


class Resolver:
    """Looks one person up after the other; ``now_s`` is monotonic throughout."""

    def __init__(self, people: PeopleQueue, book: ContactBook) -> None:
        self._people = people
        self._book = book
        self._waiting: list[Person] = []
        self._asked: Person | None = None
        self._next_s = 0.0
        self._tries = 0
        self.problem: str | None = None

    def next_question(self, *, now_s: float) -> LookUp | None:
        """Return what to ask, to be called on another thread, if it is time to ask.

        At most one question is under way: give its answer to ``take`` before the next.
        """
        if self._asked is not None or now_s < self._next_s:
            return None
        if not self._waiting:
            self._waiting = self._people.waiting(BATCH)
            if not self._waiting:
                self._next_s = now_s + LOOK_S
                return None
        person = self._asked = self._waiting.pop(0)
        return lambda: self._book.find(person)

    def next_try_s(self) -> float | None:
        """Return when somebody is asked for again after trouble, or None if nobody waits."""
        return self._next_s if self._tries else None

    def look_now(self) -> None:
        """Look for people who wait at once, unless trouble has to be waited out."""
        if self._tries == 0:
            self._next_s = 0.0

    def hurry(self) -> None:
        """Ask at once what had to wait: a person asked for it, or logged in meanwhile."""
        self._next_s, self._tries, self.problem = 0.0, 0, None

    def take(self, answer: ContactAnswer, *, now_s: float, now_ms: UnixMs) -> int:
        """Act upon an answer; return how many rows it released."""
        person, self._asked = self._asked, None
        if person is None:
            raise RuntimeError("an answer without a question")
        released = 0
        match answer:
            case ContactFound(contact_id, created):
                released = self._attach(person, contact_id, created=created, now_ms=now_ms)
            case ContactUnknown():
                self._people.mark_unknown(person)
            case RetryLater() | AuthNeeded() | Rejected():
                self._wait(answer, now_s)
                return 0
        self.hurry()
        return released

    def close(self) -> None:
        """Let go of the queue and the book."""
        self._people.close()
        self._book.close()

    def _attach(self, person: Person, contact_id: int, *, created: bool, now_ms: UnixMs) -> int:
        reason = REASON_CREATED if created else REASON_FOUND
        try:
            return self._people.attach(person, contact_id, now_ms=now_ms, reason=reason)
        except SettingsError:
            # The error says whose it is; a log must not, so that people can be forgotten.
            _log.warning("Session %s cannot take its contact", person.session_id)
            return 0

    def _wait(self, answer: RetryLater | AuthNeeded | Rejected, now_s: float) -> None:
        wait_s = min(WAIT_FIRST_S * 2.0 ** min(self._tries, 20), WAIT_MOST_S)
        if isinstance(answer, RetryLater):
            wait_s = max(wait_s, answer.wait_s or 0.0)
        else:
            # Only a person can mend this; looking up goes on waiting, and sending does not.
            wait_s, self.problem = WAIT_MOST_S, answer.message
        self._waiting.clear()
        self._tries += 1
        self._next_s = now_s + wait_s
