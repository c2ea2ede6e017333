"""One row of the outbox: which columns make it, its checksums, and how it is read.

Knows: what is fixed when a row is queued, what when it is claimed, and how a row becomes what the
sender works with.
Must never know: when a row is written, or who may change it.
"""

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from tracker.model.delivery import ClockFlag, OutboxRow
from tracker.model.media import Viewer
from tracker.model.phrases import phrase
from tracker.model.records import dataclass
from tracker.model.units import UnixMs
from tracker.storage.clocks import BootMoment, ToldTime
from tracker.storage.facts import decode_event

IMMUTABLE_COLUMNS = (
    "dedupe, session_id, session_ord, kind, percent, occurred_ms, boot_id, boot_ms, payload"
)
"""The columns that the checksum covers, in its order."""


@dataclass(frozen=True, slots=True)
class ImmutableColumns:
    """What is fixed when an event is queued, in the order of ``IMMUTABLE_COLUMNS``."""

    dedupe: bytes
    session_id: str
    session_ord: int
    kind: str
    percent: int | None
    occurred_ms: UnixMs
    boot_id: bytes
    boot_ms: int
    payload: bytes

    def values(self) -> tuple[Any, ...]:
        """Return the columns' values, ready to be bound."""
        return (
            self.dedupe,
            self.session_id,
            self.session_ord,
            self.kind,
            self.percent,
            self.occurred_ms,
            self.boot_id,
            self.boot_ms,
            self.payload,
        )

    def crc(self) -> int:
        """Return the checksum (CRC-32) over all of them, their lengths before them.

        SQLite's own checks read no content (delivery, decision 7).
        """
        return _checksum(self.values())


CLAIMED_COLUMNS = "sent_body, told_ms, clock, body_crc"


@dataclass(frozen=True, slots=True)
class ClaimedColumns:
    """What is fixed when a row is first claimed, in the order of ``CLAIMED_COLUMNS``."""

    sent_body: bytes | None = None
    told_ms: int | None = None
    clock: str | None = None
    body_crc: int | None = None

    def values(self) -> tuple[Any, ...]:
        """Return the columns' values, ready to be bound."""
        return (self.sent_body, self.told_ms, self.clock, self.body_crc)

    def sealed(self) -> "ClaimedColumns":
        """Return them with their checksum (CRC-32)."""
        return replace(self, body_crc=_checksum((self.sent_body, self.told_ms, self.clock)))

    @property
    def is_sound(self) -> bool:
        """Whether the checksum holds, if there is one."""
        return self.body_crc is None or self == self.sealed()


def _checksum(values: Iterable[Any]) -> int:
    parts = [value if isinstance(value, bytes) else str(value).encode() for value in values]
    lengths = ",".join([str(len(part)) for part in parts]).encode()
    return zlib.crc32(b"".join((lengths, *parts)))


CHECKED_COLUMNS = f"{CLAIMED_COLUMNS}, crc, {IMMUTABLE_COLUMNS}"
"""The columns of ``damage_of``."""


def damage_of(found: Sequence[Any]) -> str | None:
    """Return which part of the row that stands in ``CHECKED_COLUMNS`` is damaged, or None."""
    crc, *immutable = found[4:]
    if ImmutableColumns(*immutable).crc() != crc:
        return phrase("Errors", "its checksum does not hold")
    if not ClaimedColumns(*found[:4]).is_sound:
        return phrase("Errors", "the checksum of what was sent does not hold")
    return None


ROW_COLUMNS = (
    "o.seq, o.crc, o.attempts, o.maybe_sent, "
    + ", ".join(f"o.{name}" for name in CLAIMED_COLUMNS.split(", "))
    + ", s.contact_id, s.email, s.badge, s.contact_utk, s.hsenc, "
    + ", ".join(f"o.{name}" for name in IMMUTABLE_COLUMNS.split(", "))
)
"""The columns of ``read_row``; ``FROM outbox o LEFT JOIN session s USING (session_id)``."""

_CLAIMED_FROM = 4
_VIEWER_FROM = 8
_IMMUTABLE_FROM = 13


def read_row(found: tuple[Any, ...], tell: Callable[[UnixMs, BootMoment], ToldTime]) -> OutboxRow:
    """Return the row that stands in ``ROW_COLUMNS``.

    ``tell`` says when an event happened that has not been told yet; what was told once stays.
    A body whose own checksum does not hold is left out: it can be built anew from the facts.
    Raise ValueError if its checksum does not hold or its payload cannot be read.
    """
    columns = ImmutableColumns(*found[_IMMUTABLE_FROM:])
    seq, crc, attempts, maybe_sent = found[:_CLAIMED_FROM]
    if columns.crc() != crc:
        raise ValueError(f"row {seq}: the checksum does not hold")
    claimed = claimed_of(found)
    claimed = claimed if claimed.is_sound else ClaimedColumns()
    if claimed.told_ms is not None:
        why = ClockFlag(claimed.clock) if claimed.clock else None
        told = ToldTime(UnixMs(claimed.told_ms), why)
    elif claimed.sent_body is not None:
        told = ToldTime(columns.occurred_ms)
    else:
        told = tell(columns.occurred_ms, BootMoment(columns.boot_id, columns.boot_ms))
    event, asset = decode_event(
        columns.payload, session_id=columns.session_id, occurred_ms=told.occurred_ms
    )
    viewer = Viewer(*found[_VIEWER_FROM:_IMMUTABLE_FROM])
    return OutboxRow(seq, event, asset, viewer, attempts, maybe_sent, claimed.sent_body, told.flag)


def claimed_of(found: tuple[Any, ...]) -> ClaimedColumns:
    """Return what an earlier claim fixed of the row that stands in ``ROW_COLUMNS``."""
    return ClaimedColumns(*found[_CLAIMED_FROM:_VIEWER_FROM])
