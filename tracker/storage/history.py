"""What every viewing came to: written when it ends, kept when its events are long gone.

Knows: the table ``viewing``, and which session and which clock belong to a row.
Must never know: who watched, or how a report looks.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tracker.model.events import AttentionSpan, Checkpoint
from tracker.model.history import CURVE_PARTS, PastViewing
from tracker.model.units import MediaMs, UnixMs
from tracker.storage import sessions
from tracker.storage.clocks import BUILT_MS
from tracker.storage.database import Database
from tracker.storage.facts import decode_asset

_NOTE = """
INSERT INTO viewing(session_id, covered_ms, duration_ms, played_wall_ms, quartile, curve)
VALUES (?,?,?,?,?,?)
ON CONFLICT(session_id) DO UPDATE SET covered_ms=excluded.covered_ms,
  duration_ms=excluded.duration_ms, played_wall_ms=excluded.played_wall_ms,
  quartile=excluded.quartile, curve=excluded.curve
"""

# A clock that was wrong when the film began may be known by now: the machine's own clock ran on.
_READ = f"""
SELECT * FROM (
  SELECT v.session_id, s.asset, s.device, s.visit_id,
    CASE WHEN s.opened_ms>={BUILT_MS} THEN s.opened_ms
      ELSE (SELECT c.offset_ms+s.boot_ms FROM clock c WHERE c.boot_id=s.boot_id
            AND c.offset_ms+s.boot_ms>={BUILT_MS}) END AS at_ms,
    v.played_wall_ms, v.covered_ms, v.duration_ms, v.quartile, v.curve,
    s.identified_ms IS NOT NULL OR coalesce(s.contact_id, s.contact_utk, s.email, s.badge)
      IS NOT NULL,
    coalesce(s.flags->>'unattended', 0)
  FROM viewing v JOIN session s USING (session_id))
WHERE at_ms IS NULL OR (at_ms>=?1 AND at_ms<?2) ORDER BY at_ms
"""  # noqa: S608 - constants only

_OLD = """
SELECT v.session_id FROM session s JOIN viewing v USING (session_id)
WHERE s.opened_ms BETWEEN ?1 AND ?2 ORDER BY s.opened_ms LIMIT ?3
"""


def note_ending(
    database: Database, checkpoint: Checkpoint, span: AttentionSpan | None = None
) -> None:
    """Note, in the caller's transaction, what a session has come to; later words replace it."""
    database.change(
        _NOTE,
        (
            checkpoint.session_id,
            checkpoint.covered_ms,
            checkpoint.duration_ms,
            checkpoint.flags.played_wall_ms,
            int(checkpoint.earned[-1]) if checkpoint.earned and span else None,
            _curve(span.spans) if span else b"",
        ),
    )


def note_closing(database: Database, session_id: str) -> None:
    """Note a session that is closed without an attention map: a still, or of unknown length."""
    if database.row("SELECT 1 FROM viewing WHERE session_id=?", (session_id,)) is None:
        checkpoint = sessions.read_checkpoint(database, session_id)
        if checkpoint is not None and checkpoint.played:
            note_ending(database, checkpoint)


def expire(database: Database, before_ms: UnixMs, *, limit: int) -> int:
    """Let go of the oldest viewings that began before a moment; return how many there were.

    It runs inside the caller's transaction. A time that cannot be true makes nothing old (R10).
    """
    old = database.rows(_OLD, (BUILT_MS, before_ms, limit))
    for session_id in old:
        database.change("DELETE FROM viewing WHERE session_id=?", session_id)
    return len(old)


class History:
    """The viewings of one profile. Use it only in the thread that made it."""

    def __init__(self, profile: Path) -> None:
        """Open the profile's database. Raise StorageError if it cannot be used."""
        self._database = Database(profile)

    def viewings(self, from_ms: UnixMs, to_ms: UnixMs) -> Iterator[PastViewing]:
        """Return the sessions that began in a period and are over; ``to_ms`` is outside it.

        Those of which nobody knows when they began come first, whatever the period.
        """
        for session_id, asset, device, visit_id, opened_ms, *facts in self._database.rows(
            _READ, (from_ms, to_ms)
        ):
            played_ms, covered_ms, duration_ms, quartile, curve, identified, unattended = facts
            yield PastViewing(
                session_id=session_id,
                asset=decode_asset(asset),
                device=device,
                visit_id=visit_id,
                opened_ms=opened_ms,
                played_wall_ms=played_ms,
                covered_ms=MediaMs(covered_ms),
                duration_ms=duration_ms,
                quartile=quartile,
                curve=curve,
                is_identified=bool(identified),
                is_unattended=bool(unattended),
            )

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def _curve(spans: Sequence[int]) -> bytes:
    """Return how often each of ``CURVE_PARTS`` parts was watched, by the span in its middle."""
    middles = ((2 * part + 1) * len(spans) // (2 * CURVE_PARTS) for part in range(CURVE_PARTS))
    return bytes(min(spans[middle], 255) for middle in middles)
