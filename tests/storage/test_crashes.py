"""kill -9 at any moment: what was acknowledged is there, and the lead is free again."""

import random
import time
from pathlib import Path

import pytest

from tests.storage import children
from tests.storage.builders import WALL_MS, played, queue_events
from tracker.model.delivery import RowState
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database
from tracker.storage.outbox import Outbox


def assert_sound(profile: Path) -> None:
    """Check the file, each row, and that the counts are those of the rows."""
    database = Database(profile)
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    counted = database.rows("SELECT status, count(*) FROM outbox GROUP BY status ORDER BY 1")
    names = "('pending', 'held', 'in_flight', 'doubtful')"
    tally = f"SELECT name, n FROM tally WHERE n<>0 AND name IN {names} ORDER BY 1"  # noqa: S608
    assert database.rows(tally) == counted
    database.close()


@pytest.mark.parametrize(
    "cycles", [10, pytest.param(300, marks=[pytest.mark.long, pytest.mark.timeout(1_800)])]
)
def test_no_acknowledged_event_is_lost_by_kill_9(tmp_path: Path, cycles: int) -> None:
    """Invariant I1 (delivery, 4): acknowledged is a part of what is there; and none is twice."""
    rng = random.Random(cycles)
    acknowledged: set[tuple[int, str, int]] = set()
    for _ in range(cycles):
        child = children.start("enqueue", tmp_path)
        assert child.stdout is not None
        lines = [child.stdout.readline()]
        time.sleep(rng.uniform(0, 0.15))
        lines += children.kill(child).splitlines()
        for line in lines:
            seq, session_id, percent = line.split()
            acknowledged.add((int(seq), session_id, int(percent)))
    assert len(acknowledged) > cycles

    assert_sound(tmp_path)
    browser = OutboxBrowser(tmp_path)
    found = [(row.seq, row.session_id, row.percent) for row in browser.list_rows()]
    assert acknowledged <= set(found)
    assert len({(session_id, percent) for _, session_id, percent in found}) == len(found)
    assert browser.verify_rows() == []
    browser.close()


def test_the_lead_passes_on_from_one_killed_process_to_the_next(tmp_path: Path) -> None:
    """I6: one leader at a time; each crash leaves exactly one row in doubt, then it passes on."""
    queue_events(tmp_path, "s", [played("s")])
    browser = OutboxBrowser(tmp_path)
    for crash in range(3):
        child = children.start("lead", tmp_path)
        assert child.stdout is not None
        assert [child.stdout.readline() for _ in range(2)] == ["leads\n", "in flight 1\n"]
        rival = children.start("lead", tmp_path)
        assert rival.stdout is not None
        assert rival.stdout.readline() == "stands by\n"
        children.kill(rival)
        children.kill(child)
        [row] = browser.list_rows()
        assert (row.state, row.attempts) == (RowState.IN_FLIGHT, crash)
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    [due] = outbox.due(5, now_ms=WALL_MS)
    assert (due.maybe_sent, due.attempts, due.sent_body) == (3, 3, b"{}")
    outbox.close()
    browser.close()
    assert_sound(tmp_path)
