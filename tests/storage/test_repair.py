"""Repairs by hand: from which state to which, and nothing dropped without a copy."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.builders import ADA, WALL_MS, queue_events
from tracker.model.delivery import (
    Delivered,
    DeliveryOutcome,
    Doubtful,
    OnAmbiguous,
    OutboxRow,
    Rejected,
    RetryCause,
    RowState,
)
from tracker.model.errors import StorageError
from tracker.model.media import ANONYMOUS
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database
from tracker.storage.forget import Forgetter
from tracker.storage.outbox import Outbox
from tracker.storage.proof import Problem, check_ledger
from tracker.storage.repair import OutboxRepair

REFUSED = Rejected(400, "No such media.")
SILENT = Doubtful(RetryCause.NETWORK, "No answer.")


@pytest.fixture
def repair(tmp_path: Path) -> Iterator[OutboxRepair]:
    """Return a repair of a queue with one film of an identified viewer."""
    queue_events(tmp_path, "s")
    repair = OutboxRepair(tmp_path)
    yield repair
    repair.close()


def send(
    profile: Path, *outcomes: DeliveryOutcome, on_ambiguous: OnAmbiguous = OnAmbiguous.RESEND
) -> list[OutboxRow]:
    """Send the next rows and have them answered; return them."""
    outbox = Outbox(profile, on_ambiguous=on_ambiguous)
    assert outbox.take_lead()
    sent = []
    for outcome in outcomes:
        [row] = outbox.due(1, now_ms=WALL_MS)
        assert outbox.claim(row, b'{"seq":%d}' % row.seq)
        outbox.settle(row, outcome, now_ms=WALL_MS, next_try_ms=WALL_MS)
        sent.append(row)
    outbox.close()
    return sent


def states(profile: Path) -> list[str]:
    """Return the state of each row, in order."""
    browser = OutboxBrowser(profile)
    found = [row.state.value for row in browser.list_rows()]
    browser.close()
    return found


def test_a_refused_row_goes_back_and_is_built_anew(tmp_path: Path, repair: OutboxRepair) -> None:
    """With its number, its place in its session and all its facts; what was refused is not sent."""
    [before] = send(tmp_path, REFUSED)
    done = repair.retry([before.seq])
    assert (done.changed, done.refused) == ([before.seq], {})
    assert states(tmp_path) == ["pending"] * 7
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    [row] = outbox.due(1, now_ms=WALL_MS)
    assert (row.seq, row.event, row.asset, row.sent_body) == (
        before.seq,
        before.event,
        before.asset,
        None,
    )
    outbox.close()


def test_an_ambiguous_row_goes_back_as_doubtful_with_its_body(
    tmp_path: Path, repair: OutboxRepair
) -> None:
    """It may have been processed: what is sent again is the same, byte for byte."""
    [row] = send(tmp_path, SILENT, on_ambiguous=OnAmbiguous.PARK)
    assert states(tmp_path)[0] == "dead"
    repair.retry([row.seq])
    assert states(tmp_path)[0] == "doubtful"
    details = repair.show(row.seq)
    assert details is not None
    assert (details.body, details.maybe_sent) == (b'{"seq":1}', 1)


def test_a_row_of_a_session_without_viewer_goes_back_as_held(tmp_path: Path) -> None:
    """Parking is no way around identification."""
    queue_events(tmp_path, "s", viewer=ANONYMOUS)
    repair = OutboxRepair(tmp_path)
    repair.park([1])
    repair.retry([1])
    assert states(tmp_path) == ["held"] * 7
    repair.close()


def test_what_waits_for_its_time_is_due_at_once(tmp_path: Path, repair: OutboxRepair) -> None:
    """A person who asks need not wait for the backoff."""
    [row] = send(tmp_path, SILENT)
    outbox = Outbox(tmp_path)
    repair._database.change("UPDATE outbox SET not_before_ms=? WHERE seq=1", (WALL_MS + 99_000,))
    assert outbox.due(1, now_ms=WALL_MS) == []
    assert repair.retry([row.seq]).changed == [row.seq]
    assert [one.seq for one in outbox.due(1, now_ms=WALL_MS)] == [row.seq]
    outbox.close()


def test_a_damaged_row_is_never_put_back(tmp_path: Path, repair: OutboxRepair) -> None:
    """Nor is one whose dead letter is damaged itself."""
    database = Database(tmp_path)
    database.change(
        "UPDATE outbox SET payload=CAST(replace(payload, 'Product', 'Prodict') AS BLOB)"
    )
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    assert outbox.due(1, now_ms=WALL_MS) == []
    outbox.close()
    assert "cannot be read" in repair.retry([1]).refused[1]
    database.change("UPDATE dead SET reason='rejected' WHERE seq=2")
    assert "cannot be read" in repair.retry([2]).refused[2]
    assert states(tmp_path) == ["dead"] * 7
    database.close()


def test_what_a_forgotten_person_left_is_never_put_back(
    tmp_path: Path, repair: OutboxRepair
) -> None:
    """Neither what waited nor what had been refused before; a sentence says why."""
    send(tmp_path, REFUSED)
    forgetter = Forgetter(tmp_path)
    forgetter.forget_session("s")
    forgetter.close()
    done = repair.retry([1, 2])
    assert done.changed == []
    assert all("forgotten" in why for why in done.refused.values())
    assert list(done.refused) == [1, 2]
    assert states(tmp_path) == ["dead"] * 7


@pytest.mark.parametrize("deed", ["retry", "park", "drop"])
def test_what_is_on_its_way_delivered_or_unknown_stays(
    tmp_path: Path, repair: OutboxRepair, deed: str
) -> None:
    """Each with a sentence that says why; what else was named is done all the same."""
    send(tmp_path, Delivered(200))
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    [row] = outbox.due(1, now_ms=WALL_MS)
    assert outbox.claim(row, b"{}")
    done = getattr(repair, deed)([1, 2, 3, 99])
    assert done.changed == [3]
    assert "delivered" in done.refused[1]
    assert "on its way" in done.refused[2]
    assert "no such row" in done.refused[99]
    assert states(tmp_path)[:2] == ["delivered", "in_flight"]
    outbox.close()


def test_rows_are_dropped_after_a_copy_is_written(tmp_path: Path, repair: OutboxRepair) -> None:
    """Whole, with what a dead letter held; the ledger says that they went, and stays sound."""
    send(tmp_path, REFUSED)
    done = repair.drop([1, 2, 2])
    assert done.changed == [1, 2]
    assert states(tmp_path) == ["pending"] * 5
    assert done.export is not None
    copies = [json.loads(line) for line in Path(done.export).read_text("utf-8").splitlines()]
    assert [(copy["seq"], copy["session_id"]) for copy in copies] == [(1, "s"), (2, "s")]
    assert copies[0]["dead"] == "rejected"
    assert b"Product tour" in bytes.fromhex(copies[1]["payload"])
    acts = repair._database.rows("SELECT act, seq FROM ledger ORDER BY n")
    assert acts == [("dead-rejected", 1), ("dead-dropped", 2)]
    found = check_ledger(repair._database, set())
    assert [one for one in found if isinstance(one, Problem)] == []


def test_what_cannot_be_copied_is_not_dropped(tmp_path: Path, repair: OutboxRepair) -> None:
    """Not one of them."""
    (tmp_path / "exports").write_text("in the way")
    with pytest.raises(StorageError):
        repair.drop([1, 2])
    assert states(tmp_path) == ["pending"] * 7


def test_a_dropped_row_is_not_queued_again_by_its_session(
    tmp_path: Path, repair: OutboxRepair
) -> None:
    """The next row of the session is sent in its place, in order."""
    repair.drop([1])
    [row] = send(tmp_path, Delivered(200))
    assert row.seq == 2


def test_all_that_is_known_is_shown(tmp_path: Path, repair: OutboxRepair) -> None:
    """Whoever it is, whatever it is about, and what became of it."""
    send(tmp_path, Delivered(200), REFUSED)
    waiting, delivered, dead = repair.show(3), repair.show(1), repair.show(2)
    assert waiting is not None
    assert delivered is not None
    assert dead is not None
    assert waiting.asset is not None
    assert (waiting.asset.name, waiting.device, waiting.email) == (
        "Product tour",
        "lobby",
        ADA.email,
    )
    assert waiting.body is None
    assert waiting.row is not None
    assert (delivered.view.state, delivered.at_ms, delivered.entry) == (
        RowState.DELIVERED,
        WALL_MS,
        1,
    )
    assert (dead.view.last_status, dead.view.last_error, dead.body) == (
        400,
        "No such media.",
        b'{"seq":2}',
    )
    assert repair.show(99) is None
