"""Mending: cut off half-way, by several at once, of files that are not ours, and over and over."""

import os
from pathlib import Path

import apsw
import pytest

from tests.storage import children
from tests.storage.builders import ADA, WALL_MS, checkpoint, opening, queue_events, whole_film
from tracker.model.delivery import Delivered
from tracker.model.errors import StorageCorruptError, StorageError
from tracker.model.media import ANONYMOUS
from tracker.storage import healing
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database
from tracker.storage.healing import QUARANTINE_NAME, quarantines
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox


def blank_outbox(profile: Path) -> None:
    """Blank the page that leads to the queued rows; none of theirs."""
    connection = apsw.Connection(str(profile / "queue.db"))
    found = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name='outbox'").fetchall()
    page = int(str(found[0][0]))
    connection.close()
    data = bytearray((profile / "queue.db").read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    (profile / "queue.db").write_bytes(data)


def queued(profile: Path) -> int:
    """Open the profile as any command does, and count what waits."""
    browser = OutboxBrowser(profile)
    found = len(list(browser.list_rows()))
    browser.close()
    return found


def damaged_profile(profile: Path, sessions: int = 4) -> Path:
    """Return a profile whose queue lost the page that leads to its rows."""
    for number in range(sessions):
        queue_events(profile, f"s{number}", viewer=ADA if number else ANONYMOUS)
    blank_outbox(profile)
    return profile


def test_who_watched_and_who_nobody_knows_is_as_before(tmp_path: Path) -> None:
    """Every row waits, doubtful or held, in its session's order; counts and numbers go on."""
    damaged_profile(tmp_path)
    database = Database(tmp_path)
    assert database.rows("SELECT status, count(*) FROM outbox GROUP BY 1") == [
        ("doubtful", 21),
        ("held", 7),
    ]
    assert database.rows("SELECT session_id, contact_id, next_ord FROM session ORDER BY 1") == [
        ("s0", None, 7),
        *[(f"s{number}", 4711, 7) for number in (1, 2, 3)],
    ]
    assert database.rows("SELECT n FROM tally WHERE name='doubtful'") == [(21,)]
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    database.close()
    assert queue_events(tmp_path, "later")[0] == (29, False)


def test_what_the_ledger_has_is_not_sent_again(tmp_path: Path) -> None:
    """Though an older image of its row may still stand in the log."""
    queue_events(tmp_path, "s")
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    keeper = Database(tmp_path)
    [row] = outbox.due(1, now_ms=WALL_MS)
    assert outbox.claim(row, b"{}")
    outbox.settle(row, Delivered(200), now_ms=WALL_MS, next_try_ms=WALL_MS)
    with pytest.raises(StorageCorruptError):
        keeper.mend()
    assert keeper.rows("SELECT count(*) FROM outbox") == [(6,)]
    assert keeper.rows("SELECT seq FROM delivered") == [(1,)]
    keeper.close()
    outbox.close()


def test_a_leader_whose_queue_was_mended_leads_on_under_a_new_epoch(tmp_path: Path) -> None:
    """What it had in flight is doubtful, and its old claim settles nothing."""
    queue_events(tmp_path, "s")
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    [row] = outbox.due(1, now_ms=WALL_MS)
    assert outbox.claim(row, b"{}")
    other = Database(tmp_path)
    with pytest.raises(StorageCorruptError):
        other.mend()
    with pytest.raises(StorageError):
        outbox.claim(row, b"{}")
    assert outbox.take_lead()
    [again] = outbox.due(1, now_ms=WALL_MS)
    assert (again.seq, again.maybe_sent) == (row.seq, 1)
    outbox.close()
    other.close()


@pytest.mark.parametrize("moved", [["queue.db-wal"], ["queue.db-wal", "queue.db"]])
def test_mending_that_was_cut_off_is_finished_by_the_next(tmp_path: Path, moved: list[str]) -> None:
    """Killed before, between or after the files moved: nothing is opened until all is done."""
    queue_events(tmp_path, "s")
    keeper = Database(tmp_path)
    with keeper.transaction():
        keeper.change("INSERT INTO meta VALUES ('in', 'the log')")
    aside = tmp_path / QUARANTINE_NAME / "unfinished"
    aside.mkdir(parents=True)
    for name in moved:
        (tmp_path / name).rename(aside / name)
    keeper._disconnect()
    assert queued(tmp_path) == 7
    assert [path.name for path in quarantines(tmp_path)] != ["unfinished"]
    database = Database(tmp_path)
    assert database.row("SELECT v FROM meta WHERE k='in'") == ("the log",)
    database.close()


def test_mending_that_was_cut_off_at_its_very_end_is_not_done_twice(tmp_path: Path) -> None:
    """The new database is in its place already, and in use."""
    damaged_profile(tmp_path)
    assert queued(tmp_path) == 28
    [kept] = quarantines(tmp_path)
    kept.rename(kept.with_name("unfinished"))
    queue_events(tmp_path, "newer")
    assert queued(tmp_path) == 35
    assert len(quarantines(tmp_path)) == 1


def test_several_processes_that_meet_the_damage_mend_it_once(tmp_path: Path) -> None:
    """Each of them then finds a sound queue."""
    for number in range(10):
        damaged_profile(tmp_path / str(number), sessions=2)
    started = [children.start("look_together", tmp_path) for _ in range(3)]
    for child in started:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in started:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [child.communicate(timeout=60)[0] for child in started] == ["opened\n" * 10] * 3
    for number in range(10):
        assert queued(tmp_path / str(number)) == 14
        assert len(quarantines(tmp_path / str(number))) == 1


def test_a_writer_never_writes_into_a_file_that_was_moved_away(tmp_path: Path) -> None:
    """It sees before each transaction, and before each read, that the file is another."""
    journal = Journal(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    other = Database(tmp_path)
    with pytest.raises(StorageCorruptError):
        other.mend()
    journal.append(whole_film("s"), checkpoint("s"))
    assert other.rows("SELECT count(*) FROM outbox") == [(7,)]
    journal.close()
    other.close()
    assert queued(tmp_path) == 7


@pytest.mark.parametrize("content", [b"Dear diary,\n" * 400, b"hello"])
def test_a_text_stays_where_it_is_though_a_queue_of_ours_was_there(
    tmp_path: Path, content: bytes
) -> None:
    """Whoever put it there may want it back."""
    queue_events(tmp_path, "s")
    (tmp_path / "queue.db").write_bytes(content)
    with pytest.raises(StorageCorruptError):
        Database(tmp_path)
    assert (tmp_path / "queue.db").read_bytes() == content


def test_another_programs_database_stays_though_a_queue_of_ours_was_there(tmp_path: Path) -> None:
    """A sound file of somebody else's is no damage."""
    queue_events(tmp_path, "s")
    for path in tmp_path.glob("queue.db*"):
        path.unlink()
    foreign = apsw.Connection(str(tmp_path / "queue.db"))
    foreign.execute("CREATE TABLE recipes(name)")
    foreign.close()
    before = (tmp_path / "queue.db").read_bytes()
    with pytest.raises(StorageCorruptError):
        Database(tmp_path)
    assert (tmp_path / "queue.db").read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", bytes(8192), os.urandom(8192)], ids=["empty", "zeros", "noise"]
)
def test_rubbish_where_a_queue_of_ours_was_is_put_aside(tmp_path: Path, content: bytes) -> None:
    """Nothing can be saved, nothing is deleted, and the kiosk goes on."""
    queue_events(tmp_path, "s")
    (tmp_path / "queue.db").write_bytes(content)
    assert queued(tmp_path) == 0
    [kept] = quarantines(tmp_path)
    assert (kept / "queue.db").read_bytes() == content


def test_a_queue_that_somebody_removed_is_not_replaced_without_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It may have held events that nobody has seen."""
    queue_events(tmp_path, "s")
    assert caplog.text == ""
    for path in tmp_path.glob("queue.db*"):
        path.unlink()
    assert queued(tmp_path) == 0
    assert "removed by somebody else" in caplog.text


def test_damage_without_end_is_the_disks_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The quarantine must not fill what is left of the disk."""
    monkeypatch.setattr(healing, "MOST_QUARANTINES", 2)
    database = Database(tmp_path)
    for _ in range(2):
        with pytest.raises(StorageCorruptError, match="built anew"):
            database.mend()
    with pytest.raises(StorageCorruptError, match="2 times") as caught:
        database.mend()
    assert "Check the disk" in caught.value.hint
    database.close()
