"""Every row with its evidence and its session, to be taken away.

Knows: which facts belong to a row, wherever they are stored.
Must never know: the form in which they are written. No address of a medium or a page and no
token of a viewer leaves with them: either may open a door.
"""

import json
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Any

from tracker.model.delivery import RowState
from tracker.model.events import AttentionSpan, EngagementEvent, QuartileReached
from tracker.model.media import Asset
from tracker.model.records import dataclass
from tracker.model.units import UnixMs
from tracker.storage.database import Database
from tracker.storage.facts import decode_event
from tracker.storage.holdings import Holding, read_holdings

_SESSION = """
SELECT device, opened_ms, boot_id, boot_ms, closed_ms, flags, contact_id FROM session
WHERE session_id=?
"""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What is known of a session. ``flags`` are those of R12; the boot id is hexadecimal."""

    device: str = ""
    opened_ms: int | None = None
    opened_boot_id: str | None = None
    opened_boot_ms: int | None = None
    closed_ms: int | None = None
    flags: dict[str, Any] = field(default_factory=dict)
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row as it leaves. ``event`` and ``asset`` are None where they were erased or damaged."""

    holding: Holding
    event: EngagementEvent | None
    asset: Asset | None
    session: SessionFacts

    @property
    def quartile(self) -> QuartileReached | None:
        """The event, if it is a quartile."""
        return self.event if isinstance(self.event, QuartileReached) else None

    @property
    def attention(self) -> AttentionSpan | None:
        """The event, if it is an attention map."""
        return self.event if isinstance(self.event, AttentionSpan) else None


class Takeout:
    """Reads one profile's rows. Use it only in the thread that made it."""

    def __init__(self, profile: Path) -> None:
        """Open the profile's database. Raise StorageError if it cannot be used."""
        self._database = Database(profile)

    def rows(self, state: RowState | None = None) -> Iterator[TakenRow]:
        """Return the rows of one state, or of all, in the order in which they were queued."""
        known: tuple[str, SessionFacts] = ("", SessionFacts())
        for holding in read_holdings(self._database, state):
            if known[0] != holding.session_id:
                known = holding.session_id, self._session(holding.session_id)
            yield TakenRow(holding, *_facts(holding), known[1])

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _session(self, session_id: str) -> SessionFacts:
        found = self._database.row(_SESSION, (session_id,))
        if found is None:
            return SessionFacts()
        device, opened_ms, boot_id, boot_ms, closed_ms, noted, contact_id = found
        with self._database.decoding():
            flags = json.loads(noted)
        has_boot = any(boot_id)
        return SessionFacts(
            device=device,
            opened_ms=opened_ms,
            opened_boot_id=boot_id.hex() if has_boot else None,
            opened_boot_ms=boot_ms if has_boot else None,
            closed_ms=closed_ms,
            flags=flags,
            contact_id=contact_id,
        )


def _facts(holding: Holding) -> tuple[EngagementEvent | None, Asset | None]:
    if holding.payload is None:
        return None, None
    told_ms = holding.occurred_ms if holding.told_ms is None else holding.told_ms
    try:
        return decode_event(
            holding.payload, session_id=holding.session_id, occurred_ms=UnixMs(told_ms)
        )
    except ValueError:
        return None, None
