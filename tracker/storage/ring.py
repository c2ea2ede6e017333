"""The ring of raw samples: each session as a trace, for as long as the settings say.

Knows: trace lines as text, in order, and when they were written.
Must never know: what a line means. A line holds no personal data.
"""

from collections.abc import Iterator, Sequence

from tracker.model.units import UnixMs
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


def prune_samples(database: Database, *, before_ms: UnixMs) -> int:
    """Let go of the lines written before a moment; return how many pieces went."""
    return database.change("DELETE FROM sample WHERE at_ms<?", (before_ms,))
