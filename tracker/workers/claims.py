"""Rows on their way out of the queue: claimed a few at a time, each for a slot that is free.

Knows: that a row is claimed durably before a byte of it leaves, with the body that is sent, and
not before a request could leave at once.
Must never know: threads, or what becomes of a row.
"""

from collections import deque

from tracker.model.delivery import OutboxRow
from tracker.model.protocols import DeliveryQueue, Destination
from tracker.workers.reporting import wall_ms


class Claims:
    """The claims of one sender, on its thread. Every call may raise StorageError."""

    def __init__(self, outbox: DeliveryQueue, destination: Destination) -> None:
        self._outbox = outbox
        self._destination = destination
        self._waiting: deque[tuple[OutboxRow, bytes]] = deque()
        self._is_prepared = False

    def __len__(self) -> int:
        """How many rows are claimed and not handed out yet."""
        return len(self._waiting)

    def due(self, most: int) -> list[OutboxRow]:
        """Return what may be claimed now: at most so many rows, and no more than a group."""
        return self._outbox.due(min(most, self._outbox.group), now_ms=wall_ms())

    def is_ready(self) -> bool:
        """Whether a request could leave at once: no row waits in flight for a keyring."""
        is_ready = self._is_prepared or self._destination.is_ready()
        self._is_prepared = False
        return is_ready

    def note_prepared(self) -> None:
        """Let the next claim be made, also where what it needs is over already."""
        self._is_prepared = True

    def claim(self, due: list[OutboxRow]) -> None:
        """Claim rows, durably, as far as they still can be claimed."""
        bodies = [(row, row.sent_body or self._destination.build_body(row)) for row in due]
        kept = {one.seq: one.sent_body for one in self._outbox.claim_group(bodies)}
        self._waiting.extend((row, body) for row in due if (body := kept.get(row.seq)))

    def hand_out(self) -> tuple[OutboxRow, bytes]:
        """Return the first claimed row, and the body to send. Raise IndexError for none."""
        return self._waiting.popleft()

    def forget(self) -> None:
        """Leave what is claimed to the next leader, who sends it as doubtful."""
        self._waiting.clear()
