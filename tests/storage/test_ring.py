"""Raw samples: kept in order, for a while."""

from pathlib import Path

from tests.storage.builders import WALL_MS
from tracker.model.units import UnixMs
from tracker.storage.database import Database
from tracker.storage.ring import append_samples, prune_samples, read_samples


def test_samples_come_back_in_order_until_they_are_pruned(tmp_path: Path) -> None:
    """By session, over several pieces, and the old ones go first."""
    database = Database(tmp_path)
    lines = [f'{{"t":{number},"e":"tick"}}' for number in range(9)]
    with database.transaction():
        append_samples(database, "s", lines[:4], wall_ms=WALL_MS)
        append_samples(database, "t", ["{}"], wall_ms=WALL_MS)
        append_samples(database, "s", [], wall_ms=WALL_MS)
        append_samples(database, "s", lines[4:], wall_ms=UnixMs(WALL_MS + 5_000))
    assert list(read_samples(database, "s")) == lines
    assert prune_samples(database, before_ms=UnixMs(WALL_MS + 1)) == 2
    assert list(read_samples(database, "s")) == lines[4:]
    assert list(read_samples(database, "t")) == []
    database.close()
