"""Raw samples: kept in order, for a while."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.builders import WALL_MS
from tracker.model.units import UnixMs
from tracker.storage import counts
from tracker.storage.database import Database
from tracker.storage.ring import append_samples, prune_samples, read_samples

LINES = [f'{{"t":{number},"e":"tick"}}' for number in range(9)]
NEVER_MS = UnixMs(0)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Return a database with two sessions, the second of which began while the first ran."""
    database = Database(tmp_path)
    with database.transaction():
        append_samples(database, "s", LINES[:4], wall_ms=WALL_MS)
        append_samples(database, "t", ["é"], wall_ms=UnixMs(WALL_MS + 1))
        append_samples(database, "s", [], wall_ms=WALL_MS)
        append_samples(database, "s", LINES[4:], wall_ms=UnixMs(WALL_MS + 5_000))
    yield database
    database.close()


def left(database: Database) -> dict[str, list[str]]:
    """Return what is left of each session."""
    return {session_id: list(read_samples(database, session_id)) for session_id in "st"}


def test_samples_come_back_in_order(database: Database) -> None:
    """By session, over several pieces."""
    assert left(database) == {"s": LINES, "t": ["é"]}


def test_a_session_that_is_too_old_goes_whole(database: Database) -> None:
    """Half of it could not be replayed; what is younger stays."""
    assert prune_samples(database, before_ms=WALL_MS, most_bytes=10**6) == 0
    assert prune_samples(database, before_ms=UnixMs(WALL_MS + 1), most_bytes=10**6) == 2
    assert left(database) == {"s": [], "t": ["é"]}


def test_the_oldest_goes_where_the_ring_is_full(database: Database) -> None:
    """Its size is counted in bytes, whoever adds or takes away."""
    size = sum(len(line) for line in LINES) + len(LINES) - 2 + 2
    assert counts.sample_bytes(database) == size
    assert prune_samples(database, before_ms=NEVER_MS, most_bytes=size) == 0
    assert prune_samples(database, before_ms=NEVER_MS, most_bytes=size - 1) == 2
    assert left(database) == {"s": [], "t": ["é"]}
    assert counts.sample_bytes(database) == 2
    assert prune_samples(database, before_ms=NEVER_MS, most_bytes=1) == 1
    assert counts.sample_bytes(database) == 0


def test_a_clock_that_was_wrong_makes_nothing_old(database: Database) -> None:
    """R10: on a machine without a battery everything was recorded in 1970."""
    database.change("UPDATE sample SET at_ms=60000")
    assert prune_samples(database, before_ms=WALL_MS, most_bytes=10**6) == 0
