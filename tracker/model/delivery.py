"""A queued event, what became of sending it, and what the queue looks like.

Knows: the states of a row and the outcomes of a send (delivery, 3.2 and 3.4).
Must never know: SQL, HTTP, or the CRM's field names.
"""

from dataclasses import field
from enum import Enum
from typing import TypeAlias

from tracker.model.events import EngagementEvent
from tracker.model.media import Asset, Viewer
from tracker.model.records import dataclass
from tracker.model.units import UnixMs


class RowState(Enum):
    """The states of an outbox row: one list for every surface."""

    PENDING = "pending"
    HELD = "held"
    IN_FLIGHT = "in_flight"
    DOUBTFUL = "doubtful"
    DELIVERED = "delivered"
    DEAD = "dead"


class HeldReason(Enum):
    """Why a row waits for a person."""

    NO_VIEWER = "no-viewer"
    UNKNOWN_CONTACT = "unknown-contact"


class DeadReason(Enum):
    """Why a row was given up."""

    REJECTED = "rejected"
    """The CRM refuses it."""
    AMBIGUOUS = "ambiguous"
    """It was sent, its answer is unknown, and the setting says to park such rows."""
    DAMAGED = "damaged"
    """Its checksum does not hold, or it cannot be read."""
    PARKED = "parked"
    """Somebody put it aside by hand."""


class OnAmbiguous(Enum):
    """What to do with a row that was sent and whose answer is unknown."""

    RESEND = "resend"
    PARK = "park"


class ClockFlag(Enum):
    """Why an event is told with another time than was stamped (R10)."""

    CORRECTED = "corrected"
    """The clock was wrong then, and a trusted time was seen before the machine was restarted."""
    BOUNDED = "bounded"
    """The clock was wrong then and was not put right: this is the earliest that it can be."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A row that is due, with everything that a request is built from.

    ``sends`` counts how often it left before; ``maybe_sent`` how many of those had no answer.
    ``sent_body`` is the body of the first send, kept so that a resend is byte-identical.
    ``clock`` says that the event's time is not the one that was stamped, and why.
    """

    seq: int
    event: EngagementEvent
    asset: Asset
    viewer: Viewer
    attempts: int = 0
    maybe_sent: int = 0
    sent_body: bytes | None = None
    clock: ClockFlag | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as a person sees it in a list: the fields of ``outbox list --json``."""

    seq: int
    session_id: str
    kind: str
    percent: int | None
    state: RowState
    reason: str | None
    occurred_ms: UnixMs
    attempts: int
    next_try_ms: UnixMs | None
    last_status: int | None
    last_error: str | None
    contact_id: int | None


@dataclass(frozen=True, slots=True)
class OutboxStats:
    """How many rows are in each state; ``resent`` counts sends beyond the first, ever."""

    pending: int = 0
    held: int = 0
    in_flight: int = 0
    doubtful: int = 0
    delivered: int = 0
    dead: int = 0
    resent: int = 0

    @property
    def unsettled(self) -> int:
        """Rows that sending can still settle: pending, in flight or doubtful."""
        return self.pending + self.in_flight + self.doubtful


@dataclass(frozen=True, slots=True)
class QuotaReport:
    """What an answer's headers say about the rate limit; None where they are silent.

    ``maximum`` requests are allowed in each ``interval_ms``; ``remaining`` are left now.
    """

    maximum: int | None = None
    remaining: int | None = None
    interval_ms: int | None = None


class RetryCause(Enum):
    """Why a row is sent again although it surely was not processed, or may not have been."""

    NETWORK = "network"
    SERVER = "server"
    RATE_LIMIT = "rate-limit"
    DAILY_LIMIT = "daily-limit"
    MOVING = "account-moving"


@dataclass(frozen=True, slots=True)
class Delivered:
    """The CRM took the event. ``portal_id`` is the account that answered, if it said so."""

    status: int
    portal_id: int | None = None
    contact_id: int | None = None
    quota: QuotaReport = field(default_factory=QuotaReport)


@dataclass(frozen=True, slots=True)
class RetryLater:
    """Surely, or likely, not processed: send again later.

    ``counts_as_attempt`` is False where nothing left this machine.
    ``wait_s`` is the pause that the server asked for, in seconds.
    """

    cause: RetryCause
    message: str
    status: int | None = None
    wait_s: float | None = None
    counts_as_attempt: bool = True
    quota: QuotaReport = field(default_factory=QuotaReport)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It was sent, and whether it was processed is unknown."""

    cause: RetryCause
    message: str
    status: int | None = None
    quota: QuotaReport = field(default_factory=QuotaReport)


@dataclass(frozen=True, slots=True)
class AuthNeeded:
    """The token is missing, refused, or lacks a permission; the row itself is sound.

    ``missing_scopes`` names what the token lacks, where the answer says it.
    """

    message: str
    status: int | None = None
    missing_scopes: tuple[str, ...] = ()
    quota: QuotaReport = field(default_factory=QuotaReport)


@dataclass(frozen=True, slots=True)
class Rejected:
    """The CRM refuses this event.

    ``systemic`` says that the answer (404, 405, a redirect) speaks of the address rather than of
    the event, so that the queue must be held instead of the row be given up.
    """

    status: int
    message: str
    systemic: bool = False
    quota: QuotaReport = field(default_factory=QuotaReport)


DeliveryOutcome: TypeAlias = Delivered | RetryLater | Doubtful | AuthNeeded | Rejected


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that the other side asked for, as the next sender must keep it, too.

    ``cause`` is the breaker's name. Both times are those of the wall clock.
    """

    cause: str
    message: str
    asked_ms: UnixMs
    until_ms: UnixMs


class SyncState(Enum):
    """What the sender is doing, as every surface shows it."""

    IDLE = "idle"
    SENDING = "sending"
    WAITING = "waiting"
    NEEDS_YOU = "needs-you"
    STANDBY = "standby"
    """Another process of this profile is the sender."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The one model of delivery that window, tray and command line show.

    ``message`` says in one sentence why it waits or what it needs; ``next_try_ms`` is when it
    will try again, and ``since_ms`` since when that cause holds everything up.
    """

    state: SyncState
    stats: OutboxStats
    message: str = ""
    next_try_ms: UnixMs | None = None
    since_ms: UnixMs | None = None
