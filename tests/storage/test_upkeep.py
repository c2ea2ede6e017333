"""Housekeeping: what is over the quota or old goes, counted and exported; damage is looked for."""

import json
import os
from pathlib import Path

import apsw
import pytest

from tests.storage.builders import ADA, WALL_MS, checkpoint, opening, quartile, queue_events
from tracker.model.delivery import Delivered, OutboxRow, Rejected, RowState
from tracker.model.errors import StorageCorruptError
from tracker.model.events import Quartile
from tracker.model.units import UnixMs
from tracker.storage import counts, database_file, upkeep
from tracker.storage.ballast import Ballast
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database
from tracker.storage.healing import quarantines
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox
from tracker.storage.proof import Problem, check_ledger
from tracker.storage.ring import append_samples
from tracker.storage.upkeep import BYTES_A_ROW, Retention

DAY_MS = 24 * 3600 * 1000
LATER_MS = UnixMs(WALL_MS + 200 * DAY_MS)


def keep_up(profile: Path, now_ms: UnixMs = WALL_MS, **kept: int) -> Outbox:
    """Lead, and take a turn."""
    outbox = Outbox(profile, retention=Retention(**kept))
    assert outbox.take_lead()
    outbox.upkeep(now_ms=now_ms)
    return outbox


def settle_next(outbox: Outbox, answer: Delivered | Rejected) -> OutboxRow:
    """Send the next row and have it answered."""
    [row] = outbox.due(1, now_ms=WALL_MS)
    assert outbox.claim(row, b"{}")
    outbox.settle(row, answer, now_ms=WALL_MS, next_try_ms=WALL_MS)
    return row


def listed(profile: Path, state: RowState | None = None) -> list[tuple[str, int | None]]:
    """Return session and percentage of each row."""
    browser = OutboxBrowser(profile)
    rows = [(row.session_id, row.percent) for row in browser.list_rows(state)]
    browser.close()
    return rows


def test_at_the_quota_the_oldest_told_quartiles_go_first(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Quartiles of sessions with a final event, oldest first; each counted, none silently."""
    queue_events(tmp_path, "running", [quartile("running", 25)])
    for session_id in ("old", "young"):
        queue_events(tmp_path, session_id)
    keep_up(tmp_path, queue_bytes=12 * BYTES_A_ROW).close()
    assert [row for row in listed(tmp_path) if row[0] != "young"] == [
        ("running", 25),
        ("old", None),
        ("old", 75),
        ("old", 100),
        ("old", None),
    ]
    assert len(listed(tmp_path)) == 13 - 1
    assert "3 quartile events were shed" in caplog.text
    database = Database(tmp_path)
    assert counts.read_shed(database) == 3
    assert counts.read_stats(database).pending == 12
    database.close()


def test_what_cannot_be_shed_stays_and_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the last word of a session, nor what may have been sent, goes for the quota."""
    queue_events(tmp_path, "s")
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    settle_next(outbox, Delivered(200))
    [row] = outbox.due(1, now_ms=WALL_MS)
    assert outbox.claim(row, b"{}")
    outbox.close()
    keep_up(tmp_path, queue_bytes=0).close()
    assert listed(tmp_path, RowState.DOUBTFUL) == [("s", 0)]
    assert listed(tmp_path, RowState.PENDING) == [("s", None)]
    assert "nothing in it can be shed" in caplog.text


def test_old_dead_letters_are_exported_before_they_go(tmp_path: Path) -> None:
    """After 90 days, with all that they held; younger ones stay."""
    queue_events(tmp_path, "s")
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    row = settle_next(outbox, Rejected(400, "No such media."))
    outbox.close()
    keep_up(tmp_path, UnixMs(WALL_MS + 90 * DAY_MS)).close()
    assert len(listed(tmp_path, RowState.DEAD)) == 1
    keep_up(tmp_path, UnixMs(WALL_MS + 91 * DAY_MS)).close()
    assert listed(tmp_path, RowState.DEAD) == []
    [path] = (tmp_path / "exports").iterdir()
    [line] = path.read_text(encoding="utf-8").splitlines()
    kept = json.loads(line)
    assert (kept["seq"], kept["reason"], kept["status"]) == (row.seq, "rejected", 400)
    assert json.loads(kept["row"])["session_id"] == "s"
    assert path.stat().st_mode & 0o077 == 0


def test_a_clock_that_leaps_and_comes_back_deletes_nothing(tmp_path: Path) -> None:
    """2100 for an hour, or twice; a year in a drawer makes things old only a day later."""
    queue_events(tmp_path, "s")
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    settle_next(outbox, Rejected(400, "No."))
    settle_next(outbox, Delivered(200))
    outbox.close()
    keep_up(tmp_path, WALL_MS).close()
    in_2100, in_2150 = UnixMs(4_102_444_800_000), UnixMs(5_680_281_600_000)
    year = 365 * DAY_MS
    for now_ms in (
        *(in_2100, UnixMs(in_2100 + DAY_MS // 2), WALL_MS, UnixMs(in_2100 + DAY_MS)),
        *(in_2150, UnixMs(WALL_MS + 3 * DAY_MS), UnixMs(WALL_MS + year)),
        *(UnixMs(40_000), UnixMs(WALL_MS + year + DAY_MS - 1)),
    ):
        keep_up(tmp_path, now_ms).close()
        assert len(listed(tmp_path, RowState.DEAD)) == 1, now_ms
        assert len(listed(tmp_path, RowState.DELIVERED)) == 1, now_ms
    keep_up(tmp_path, UnixMs(WALL_MS + year + DAY_MS)).close()
    assert listed(tmp_path, RowState.DEAD) == listed(tmp_path, RowState.DELIVERED) == []


def test_dead_letters_that_cannot_be_exported_stay(tmp_path: Path) -> None:
    """Nothing is deleted of which there is no copy."""
    queue_events(tmp_path, "s")
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    settle_next(outbox, Rejected(400, "No."))
    outbox.close()
    (tmp_path / "exports").write_text("in the way")
    keep_up(tmp_path, LATER_MS).close()
    assert len(listed(tmp_path, RowState.DEAD)) == 1


@pytest.mark.parametrize(
    ("now_ms", "kept", "left"),
    [
        (WALL_MS, {}, 3),
        (LATER_MS, {}, 0),
        (LATER_MS, {"delivered_days": 300}, 3),
        (WALL_MS, {"delivered_rows": 2}, 2),
    ],
)
def test_the_delivered_are_kept_for_so_long_and_so_many(
    tmp_path: Path, now_ms: UnixMs, kept: dict[str, int], left: int
) -> None:
    """180 days or five million rows; the oldest go first."""
    queue_events(tmp_path, "s")
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    for _ in range(3):
        settle_next(outbox, Delivered(200))
    outbox.close()
    keep_up(tmp_path, now_ms, **kept).close()
    assert listed(tmp_path, RowState.DELIVERED) == [("s", None), ("s", 0), ("s", 25)][3 - left :]


def test_on_a_full_disk_delivered_events_go_on_without_their_evidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Counted in the log, and the ledger does not call it a loss; otherwise it would."""
    queue_events(tmp_path, "s")
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    for _ in range(3):
        settle_next(outbox, Delivered(200))
    outbox.close()
    monkeypatch.setattr(Ballast, "load", lambda _: False)
    keep_up(tmp_path).close()
    database = Database(tmp_path)
    assert database.row("SELECT count(*) FROM evidence") == (0,)
    assert "the evidence of 3 delivered events was let go" in caplog.text
    problems = [one for one in check_ledger(database, set()) if isinstance(one, Problem)]
    assert problems == []
    with database.transaction():
        database.change("DELETE FROM meta WHERE k='evidence_spared'")
    assert len([one for one in check_ledger(database, set()) if isinstance(one, Problem)]) == 3
    database.close()


def test_free_pages_go_back_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was once large does not stay so."""
    monkeypatch.setattr(upkeep, "_FREE_PAGES", 4)
    journal = Journal(tmp_path)
    for number in range(60):
        session_id = f"s{number}"
        journal.open_session(opening(session_id, ADA), wall_ms=WALL_MS)
        journal.append([quartile(session_id, q) for q in Quartile], checkpoint(session_id))
    journal.close()
    database = Database(tmp_path)
    with database.transaction():
        database.change("DELETE FROM outbox")
    free = database.rows("PRAGMA freelist_count")[0][0]
    assert free > 20
    keep_up(tmp_path).close()
    assert database.rows("PRAGMA freelist_count")[0][0] < 4
    database.close()


def spoil_an_index(profile: Path) -> Database:
    """Return a database with a log, a page of which is rubbish that no statement meets."""
    queue_events(profile, "s")
    keeper = Database(profile)
    [(page,)] = keeper.rows("SELECT rootpage FROM sqlite_schema WHERE name='outbox_later'")
    with keeper.transaction():
        keeper.change("INSERT INTO meta VALUES ('k', 1)")
    keeper.rows("PRAGMA wal_checkpoint(PASSIVE)")
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_MAIN_DB
    raw = apsw.VFSFile("", str(keeper.path), [flags, 0])
    raw.xWrite(os.urandom(4096), (page - 1) * 4096)
    raw.xClose()
    return keeper


def test_a_small_file_that_a_crash_left_is_read_whole_at_once(tmp_path: Path) -> None:
    """Before a commit goes over what is left in its log."""
    keeper = spoil_an_index(tmp_path)
    outbox = Outbox(tmp_path)
    assert outbox.stats().doubtful == 7
    assert len(quarantines(tmp_path)) == 1
    outbox.close()
    keeper.close()


def test_a_large_file_that_a_crash_left_is_read_whole_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the sender: damage that no statement has met yet is found and mended."""
    monkeypatch.setattr(database_file, "AT_ONCE_BYTES", 0)
    keeper = spoil_an_index(tmp_path)
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    with pytest.raises(StorageCorruptError, match="7 waiting"):
        outbox.upkeep(now_ms=WALL_MS)
    outbox.upkeep(now_ms=WALL_MS)
    assert keeper.rows("PRAGMA integrity_check") == [("ok",)]
    outbox.close()
    keeper.close()


@pytest.mark.parametrize(
    ("now_ms", "kept", "left"),
    [
        (WALL_MS, {}, 3),
        (LATER_MS, {}, 0),
        (LATER_MS, {"sample_days": 300}, 3),
        (WALL_MS, {"sample_bytes": 11}, 2),
    ],
)
def test_raw_samples_are_kept_for_so_long_and_so_many(
    tmp_path: Path, now_ms: UnixMs, kept: dict[str, int], left: int
) -> None:
    """30 days or 64 megabytes; the oldest viewing goes first."""
    database = Database(tmp_path)
    for session_id in ("a", "b", "c"):
        append_samples(database, session_id, ["12345"], wall_ms=WALL_MS)
    keep_up(tmp_path, now_ms, **kept).close()
    assert database.rows("SELECT count(*) FROM sample") == [(left,)]
    database.close()
