"""The ring of raw samples: each session as a trace, for as long as the settings say.

Knows: trace lines as text, in order, and when they were written.
Must never know: what a line means. A line holds no personal data.
"""

from collections.abc import Iterator, Sequence

from tracker.model.units import UnixMs
from tracker.storage import counts
from tracker.storage.clocks import BUILT_MS
from tracker.storage.database import Database


def append_samples(
    database: Database, session_id: str, lines: Sequence[str], *, wall_ms: UnixMs
) -> None:
    """Add trace lines (JSON without line breaks) to a session, in the caller's transaction."""
    if lines:
        database.change(
            "INSERT INTO sample(session_id, at_ms, lines) VALUES (?,?,?)",
            (session_id, wall_ms, "\n".join(lines)),
        )


def read_samples(database: Database, session_id: str) -> Iterator[str]:
    """Return a session's trace lines in the order in which they were added."""
    after = 0
    while found := database.row(
        "SELECT n, lines FROM sample WHERE session_id=? AND n>? ORDER BY n LIMIT 1",
        (session_id, after),
    ):
        after = found[0]
        yield from found[1].split("\n")


def prune_samples(database: Database, *, before_ms: UnixMs, most_bytes: int) -> int:
    """Let go of the oldest session that is too old, or that is too much for the ring.

    Half a session cannot be replayed: it goes whole. A time that cannot be true makes nothing
    old (R10). It runs inside the caller's transaction; return how many pieces went.
    """
    found = database.row(
        "SELECT session_id FROM sample WHERE at_ms>=? AND at_ms<? ORDER BY at_ms LIMIT 1",
        (BUILT_MS, before_ms),
    )
    if found is None and counts.sample_bytes(database) > most_bytes:
        found = database.row("SELECT session_id FROM sample ORDER BY n LIMIT 1")
    if found is None:
        return 0
    return database.change("DELETE FROM sample WHERE session_id=?", found)
