"""How many rows are in each state, and how large the ring is, without counting them.

Knows: the table ``tally``, which triggers keep.
Must never know: the rows.
"""

from tracker.model.delivery import OutboxStats
from tracker.storage.database import Database

_SAMPLE_BYTES = "sample_bytes"


def read_stats(database: Database) -> OutboxStats:
    """Return the counts as of now."""
    found = database.rows("SELECT name, n FROM tally WHERE name<>?", (_SAMPLE_BYTES,))
    return OutboxStats(**dict(found))


def sample_bytes(database: Database) -> int:
    """Return how many bytes of raw samples there are."""
    found = database.row("SELECT n FROM tally WHERE name=?", (_SAMPLE_BYTES,))
    return int(found[0]) if found else 0


def note_resent(database: Database, count: int = 1) -> None:
    """Count sends beyond a row's first."""
    database.change("UPDATE tally SET n=n+? WHERE name='resent'", (count,))
