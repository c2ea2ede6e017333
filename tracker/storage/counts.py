"""How many rows are in each state, without counting them.

Knows: the table ``tally``, which triggers keep.
Must never know: the rows.
"""

from tracker.model.delivery import OutboxStats
from tracker.storage.database import Database


def read_stats(database: Database) -> OutboxStats:
    """Return the counts as of now."""
    return OutboxStats(**dict(database.rows("SELECT name, n FROM tally")))


def note_resent(database: Database, count: int = 1) -> None:
    """Count sends beyond a row's first."""
    database.change("UPDATE tally SET n=n+? WHERE name='resent'", (count,))
