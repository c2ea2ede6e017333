"""One row of the outbox: which columns make it, its checksum, and how it is read.

Knows: the immutable columns, and how a row becomes what the sender works with.
Must never know: when a row is written, or who may change it.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tracker.model.delivery import ClockFlag, OutboxRow
from tracker.model.media import Viewer
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
        parts = [
            value if isinstance(value, bytes) else str(value).encode() for value in self.values()
        ]
        lengths = ",".join([str(len(part)) for part in parts]).encode()
        return zlib.crc32(b"".join((lengths, *parts)))


ROW_COLUMNS = (
    "o.seq, o.crc, o.attempts, o.maybe_sent, o.sent_body, o.told_ms, o.clock, "
    "s.contact_id, s.email, s.badge, s.contact_utk, s.hsenc, "
    + ", ".join(f"o.{name}" for name in IMMUTABLE_COLUMNS.split(", "))
)
"""The columns of ``read_row``; ``FROM outbox o LEFT JOIN session s USING (session_id)``."""

_VIEWER_FROM = 7
_IMMUTABLE_FROM = 12


def read_row(found: tuple[Any, ...], tell: Callable[[UnixMs, BootMoment], ToldTime]) -> OutboxRow:
    """Return the row that stands in ``ROW_COLUMNS``.

    ``tell`` says when an event happened that has not been told yet; what was told once stays.
    Raise ValueError if its checksum does not hold or its payload cannot be read.
    """
    columns = ImmutableColumns(*found[_IMMUTABLE_FROM:])
    seq, crc, attempts, maybe_sent, sent_body, told_ms, clock = found[:_VIEWER_FROM]
    if columns.crc() != crc:
        raise ValueError(f"row {seq}: the checksum does not hold")
    if told_ms is not None:
        told = ToldTime(UnixMs(told_ms), ClockFlag(clock) if clock else None)
    elif sent_body is not None:
        told = ToldTime(columns.occurred_ms)
    else:
        told = tell(columns.occurred_ms, BootMoment(columns.boot_id, columns.boot_ms))
    event, asset = decode_event(
        columns.payload, session_id=columns.session_id, occurred_ms=told.occurred_ms
    )
    viewer = Viewer(*found[_VIEWER_FROM:_IMMUTABLE_FROM])
    return OutboxRow(seq, event, asset, viewer, attempts, maybe_sent, sent_body, told.flag)
