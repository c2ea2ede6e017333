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
    with database.decoding():
        return OutboxStats(**{name: int(count) for name, count in found})


def sample_bytes(database: Database) -> int:
    """Return how many bytes of raw samples there are."""
    found = database.row("SELECT n FROM tally WHERE name=?", (_SAMPLE_BYTES,))
    return int(found[0]) if found else 0


def note_resent(database: Database, count: int = 1) -> None:
    """Count sends beyond a row's first."""
    database.change("UPDATE tally SET n=n+? WHERE name='resent'", (count,))


def note_shed(database: Database, count: int) -> None:
    """Count rows that were given up because the queue was at its quota."""
    database.change(
        "INSERT INTO meta(k, v) VALUES ('shed', ?1) ON CONFLICT(k) DO UPDATE SET v=v+?1", (count,)
    )


def read_shed(database: Database) -> int:
    """Return how many rows were ever given up because the queue was at its quota."""
    found = database.row("SELECT v FROM meta WHERE k='shed'")
    return int(found[0]) if found else 0
