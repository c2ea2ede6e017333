"""What the workers need from the stations, so that they never import them.

Knows: the shape of the journal, the queue, the destination and the CRM's contacts.
Must never know: what stands behind them.
"""

from collections.abc import Sequence
from typing import Protocol

from tracker.model.delivery import (
    AuthNeeded,
    DeliveryOutcome,
    OutboxRow,
    OutboxStats,
    Pause,
    RetryLater,
)
from tracker.model.events import Checkpoint, EngagementEvent
from tracker.model.media import SessionOpening
from tracker.model.people import ContactAnswer, Person
from tracker.model.recovery import LeftOff
from tracker.model.units import UnixMs


class SessionJournal(Protocol):
    """Where the recorder writes; used by one thread only, the one that made it."""

    def open_session(self, opening: SessionOpening, *, wall_ms: UnixMs) -> None:
        """Note that a session began; a second time changes nothing. Raise StorageError."""

    def append(
        self,
        events: Sequence[EngagementEvent],
        checkpoint: Checkpoint,
        trace_rows: Sequence[str] = (),
    ) -> list[tuple[int, bool]]:
        """Write checkpoint, events and raw samples in one transaction, durably (R13).

        Return a pair (seq, held) for each event, in their order. An event that is already
        known (R13: unique by session, kind and percent) changes nothing and gets its old seq.
        The seq of one that was set aside until the database works again is 0.
        Raise StorageError when it cannot be made durable; then nothing was written.
        """

    def name_viewer(self, opening: SessionOpening, *, wall_ms: UnixMs) -> bool:
        """Attach the opening's viewer to its session, of which nobody was known so far (R11).

        Return whether the session is theirs now: it is not where somebody else was attached to it
        in the meantime. Raise StorageError when that cannot be made durable.
        """
        ...

    def close_session(self, session_id: str, *, wall_ms: UnixMs) -> None:
        """Note that the session is over; its checkpoint is no longer needed to resume it."""

    def left_off(self) -> list[LeftOff]:
        """Return the sessions that a crash cut off and that no living process records."""

    def close(self) -> None:
        """Let go of the database."""


class DeliveryQueue(Protocol):
    """Where the sender takes rows from; used by one thread only, the one that made it."""

    def take_lead(self) -> bool:
        """Try to become the one sender; True if this process now is (or already was).

        On taking it the epoch rises, and rows that were in flight become doubtful.
        """

    @property
    def leads(self) -> bool:
        """Whether this process is the sender, as far as it knows: False once it was deposed."""

    def due(self, limit: int, *, now_ms: UnixMs) -> list[OutboxRow]:
        """Return at most ``limit`` rows that may be sent now, one a session, oldest first."""

    @property
    def group(self) -> int:
        """How many rows to claim, and answers to settle, at a time: more where a flush is slow."""

    def claim_group(self, pairs: Sequence[tuple[OutboxRow, bytes]]) -> list[OutboxRow]:
        """Mark rows in flight and keep their first bodies, durably, before a byte leaves.

        Return the rows as they now stand, without those that are no longer there to be claimed.
        """

    def settle(
        self,
        row: OutboxRow,
        outcome: DeliveryOutcome,
        *,
        now_ms: UnixMs,
        next_try_ms: UnixMs,
        more_follow: bool = False,
    ) -> None:
        """Write what became of a claimed row (delivery, 3.4), if ``more_follow`` with the next.

        Delivered moves it to the ledger, Rejected to the dead letters; the others make it due
        again at ``next_try_ms``. Raise StorageBusyError if this process was deposed meanwhile,
        and AuthError if the answer came from another account than the profile's.
        """

    def note_pause(self, pause: Pause) -> None:
        """Keep a pause that the other side asked for, durably, in place of any other.

        Raise StorageBusyError if this process was deposed.
        """

    def last_pause(self) -> Pause | None:
        """Return the pause that was kept last; it may be long over."""

    def next_due_ms(self) -> UnixMs | None:
        """Return when the next row falls due, or None if none waits for time alone."""

    def stats(self) -> OutboxStats:
        """Count the rows in each state."""

    def sync_requests(self) -> int:
        """Return how often anybody has asked this queue's sender to send now."""

    def upkeep(self, *, now_ms: UnixMs) -> None:
        """Do a bounded piece of the queue's housekeeping, if it is time and we are the sender."""

    def close(self) -> None:
        """Give up the lead, if held, and let go of the database."""


class Destination(Protocol):
    """Where events go; ``send`` may be called from several threads at once."""

    def path_for(self, row: OutboxRow) -> str:
        """Return the path that the row's request goes to."""

    def is_ready(self) -> bool:
        """Whether all that a request needs is at hand. Return at once."""
        ...

    def prepare(self) -> RetryLater | AuthNeeded | None:
        """Get what a request needs; it may block. Return what is in the way, if anything.

        Raise SettingsError where no request can ever be made.
        """

    def build_body(self, row: OutboxRow) -> bytes:
        """Build the request's body from the row's facts. Pure: the same row, the same bytes."""

    def send(self, row: OutboxRow, body: bytes) -> DeliveryOutcome:
        """Send the body once and classify what came of it. Never raise for the network's sake."""

    def close(self) -> None:
        """Let go of the connections."""


class ContactBook(Protocol):
    """The CRM's contacts; may be asked from several threads at once."""

    def find(self, person: Person) -> ContactAnswer:
        """Look a person up, by address or badge. Never raise for the network's sake.

        It may repeat the question, and makes a contact only where a setting and the person's
        consent allow it.
        """

    def close(self) -> None:
        """Let go of the connections."""


class PeopleQueue(Protocol):
    """Who waits to be looked up; used by one thread only, the one that made it."""

    def waiting(self, limit: int) -> list[Person]:
        """Return at most ``limit`` people who have not been looked up yet."""

    def attach(self, person: Person, contact_id: int, *, now_ms: UnixMs, reason: str) -> int:
        """Attach a contact to the person's session alone; return how many rows that released.

        Whoever was attached, or named anew, in the meantime stays: then nothing changes.
        """

    def mark_unknown(self, person: Person) -> int:
        """Note that the CRM has no such contact; return how many rows wait for a person now."""

    def close(self) -> None:
        """Let go of the database."""
