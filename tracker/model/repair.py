"""What a person sees of the queue's troubles, and what a repair by hand came to.

Knows: one row with all that is known of it, and what has befallen the whole.
Must never know: how rows are stored, or how they are shown.
"""

from dataclasses import field

from tracker.model.delivery import OutboxRow, RowView
from tracker.model.media import Asset
from tracker.model.records import dataclass
from tracker.model.units import UnixMs


@dataclass(frozen=True, slots=True)
class RowDetails:
    """All that is known of one row.

    ``row`` is what a request would be built from, for rows that wait; None where it cannot be
    read. ``body`` is what was sent or was about to be, None before the first send. ``at_ms`` is
    when the row became final, and ``entry`` the ledger's number of that.
    """

    view: RowView
    asset: Asset | None
    device: str
    email: str | None
    badge: str | None
    maybe_sent: int
    body: bytes | None
    row: OutboxRow | None
    at_ms: UnixMs | None
    entry: int | None


@dataclass(slots=True)
class Repaired:
    """What a repair came to: the rows that it changed, and why it left others as they are.

    ``export`` is the path of the file with the copies of what was dropped.
    """

    changed: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    export: str | None = None


@dataclass(frozen=True, slots=True)
class QueueTroubles:
    """Rows shed at the quota, ever; bytes set aside that wait to be merged; files put aside."""

    shed: int
    spilled_bytes: int
    quarantines: int


@dataclass(frozen=True, slots=True)
class SessionRows:
    """The rows of one session, by their numbers, in the order in which they were queued."""

    session_id: str
    seqs: tuple[int, ...]
