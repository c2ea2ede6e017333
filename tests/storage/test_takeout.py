"""What leaves: every row with its evidence and its session, and nothing that opens a door."""

from pathlib import Path

import pytest

from tests.storage.builders import ADA, FILM, WALL_MS, attention, queue_events
from tests.storage.viewings import WHOLE, deliver, record
from tracker.model.delivery import RowState
from tracker.model.events import AttentionSpan, QuartileReached
from tracker.model.media import Viewer
from tracker.storage.database import Database
from tracker.storage.forget import Forgetter
from tracker.storage.takeout import SessionFacts, TakenRow, Takeout


def taken(profile: Path, state: RowState | None = None) -> list[TakenRow]:
    """Return all rows of a profile."""
    takeout = Takeout(profile)
    rows = list(takeout.rows(state))
    takeout.close()
    return rows


def test_every_row_leaves_with_its_evidence(tmp_path: Path) -> None:
    """Waiting or delivered, in the order in which they were queued."""
    record(tmp_path, "s", WHOLE)
    deliver(tmp_path, 4)
    rows = taken(tmp_path)
    assert [row.holding.seq for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [row.holding.state.value for row in rows] == ["delivered"] * 4 + ["pending"] * 3
    assert [row.holding.entry for row in rows] == [1, 2, 3, 4, None, None, None]
    assert [bool(row.holding.hash) for row in rows] == [True] * 4 + [False] * 3
    quartiles = [row.quartile for row in rows if row.quartile]
    assert [int(reached.quartile) for reached in quartiles] == [0, 25, 50, 75, 100]
    assert all(isinstance(reached, QuartileReached) for reached in quartiles)
    assert quartiles[2].evidence.intervals[0][1] >= 10_000
    assert isinstance(rows[-1].attention, AttentionSpan)
    assert {row.asset for row in rows} == {FILM}
    assert [row.holding.seq for row in taken(tmp_path, RowState.DELIVERED)] == [1, 2, 3, 4]


def test_a_session_leaves_with_both_its_clocks(tmp_path: Path) -> None:
    """The device, the flags, and when it was opened by wall and machine."""
    queue_events(tmp_path, "s", [attention("s")])
    database = Database(tmp_path)
    database.change("UPDATE session SET boot_id=?, boot_ms=50000, closed_ms=9", (b"a" * 16,))
    database.close()
    [row] = taken(tmp_path)
    assert row.session == SessionFacts(
        device="lobby",
        opened_ms=WALL_MS,
        opened_boot_id="61" * 16,
        opened_boot_ms=50_000,
        closed_ms=9,
        flags=row.session.flags,
        contact_id=ADA.contact_id,
    )
    assert row.session.flags["played_wall_ms"] == 0


@pytest.mark.parametrize("viewer", [Viewer(contact_utk="utk-secret", hsenc="hsenc-secret")])
def test_no_token_and_no_address_leaves(tmp_path: Path, viewer: Viewer) -> None:
    """A viewer's tokens stay; so does what a signed address would open."""
    queue_events(tmp_path, "s", viewer=viewer)
    text = repr([(row.session, row.holding.reason) for row in taken(tmp_path)])
    assert "secret" not in text


def test_what_was_erased_leaves_as_a_husk(tmp_path: Path) -> None:
    """That something was sent, and no more."""
    record(tmp_path, "s", WHOLE)
    deliver(tmp_path, 4)
    forgetter = Forgetter(tmp_path)
    forgetter.forget_session("s")
    forgetter.close()
    rows = taken(tmp_path)
    assert [row.holding.state.value for row in rows] == ["delivered"] * 4 + ["dead"] * 3
    assert {(row.event, row.asset, row.session.contact_id) for row in rows} == {(None, None, None)}
    assert all(row.holding.hash for row in rows)


def test_a_row_that_is_damaged_leaves_as_it_is(tmp_path: Path) -> None:
    """It must not keep the others from leaving."""
    queue_events(tmp_path, "s")
    database = Database(tmp_path)
    database.change("UPDATE outbox SET payload=X'00' WHERE seq=2")
    database.close()
    assert [row.event is None for row in taken(tmp_path)][:3] == [False, True, False]
