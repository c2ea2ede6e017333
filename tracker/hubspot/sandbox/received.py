"""The log of all that the stand-in received, bounded, for other threads to read.

Knows: when each request came, what it said, and what it was answered.
Must never know: the token; headers are not kept.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import field
from typing import Any

from tracker.model.records import dataclass
from tracker.model.units import MonotonicNs, UnixMs

MAX_ENTRIES = 100_000
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Received:
    """One request. ``status`` is what it was answered, None where no answer was given.

    ``accepted`` says that the event was taken, whether or not its sender could learn of it.
    ``fields`` is the body's JSON object, None where it has none.
    """

    seq: int
    at_ms: UnixMs
    at_ns: MonotonicNs
    method: str
    path: str
    body: bytes = field(repr=False)
    fields: dict[str, Any] | None
    status: int | None
    accepted: bool


class ReceivedLog:
    """A bounded log; one thread writes, any may read."""

    def __init__(self, max_entries: int = MAX_ENTRIES, max_bytes: int = MAX_BYTES) -> None:
        self._changed = threading.Condition()
        self._entries: deque[Received] = deque()
        self._max_entries, self._max_bytes = max_entries, max_bytes
        self._bytes = 0
        self._total = 0

    def note(self, make: Callable[[int], Received]) -> None:
        """Append what ``make`` gives for the next sequence number; the oldest make room."""
        with self._changed:
            self._total += 1
            entry = make(self._total)
            self._entries.append(entry)
            self._bytes += len(entry.body)
            while len(self._entries) > self._max_entries or self._bytes > self._max_bytes:
                self._bytes -= len(self._entries.popleft().body)
            self._changed.notify_all()

    def entries(self) -> list[Received]:
        """Return what is still kept, oldest first."""
        with self._changed:
            return list(self._entries)

    def latest(self, count: int) -> list[Received]:
        """Return the last ``count`` entries, newest first."""
        return self.entries()[: -count - 1 : -1]

    @property
    def total(self) -> int:
        """How many requests there ever were."""
        with self._changed:
            return self._total

    def wait_for(self, count: int, timeout_s: float) -> bool:
        """Wait until there were ``count`` requests; False if they did not come in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._total >= count, timeout_s)
