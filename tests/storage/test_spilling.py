"""The journal while the database cannot be used: set aside durably, merged once, never lost."""

import os
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from tests.storage.builders import ADA, WALL_MS, checkpoint, opening, quartile, whole_film
from tracker.model.errors import StorageError, StorageFullError, StorageTooNewError
from tracker.storage.ballast import Ballast
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.spill import waiting_bytes
from tracker.storage.spilling import SpillingJournal


def listed(profile: Path) -> list[tuple[str, str, int | None]]:
    """Return session, kind and percentage of each row."""
    browser = OutboxBrowser(profile)
    rows = [(row.session_id, row.kind, row.percent) for row in browser.list_rows()]
    browser.close()
    return rows


def newer(profile: Path, version: int) -> None:
    """Give the database the version of another program."""
    connection = apsw.Connection(str(profile / "queue.db"))
    connection.execute(f"PRAGMA user_version={version}")
    connection.close()


def version_of(profile: Path) -> int:
    """Return the version of the database."""
    database = Database(profile)
    found = database.rows("PRAGMA user_version")
    database.close()
    return int(found[0][0])


def test_what_a_newer_database_refuses_is_merged_by_the_newer_program(tmp_path: Path) -> None:
    """Two versions on one queue: the old one reads nothing, spills, and loses nothing."""
    journal = SpillingJournal(tmp_path)
    version = version_of(tmp_path)
    journal.open_session(opening("before", ADA), wall_ms=WALL_MS)
    journal.append(whole_film("before")[:2], checkpoint("before"))
    newer(tmp_path, version + 1)
    assert journal.append(whole_film("before")[2:], checkpoint("before")) == [(0, False)] * 5
    journal.close_session("before", wall_ms=WALL_MS)
    journal.open_session(opening("after", ADA), wall_ms=WALL_MS)
    journal.append(whole_film("after"), checkpoint("after"))
    journal.close()
    assert waiting_bytes(tmp_path) > 0
    newer(tmp_path, version)
    assert len(listed(tmp_path)) == 2
    SpillingJournal(tmp_path).close()
    assert waiting_bytes(tmp_path) == 0
    rows = listed(tmp_path)
    assert rows == [
        *[("before", kind, percent) for _, kind, percent in rows[:7]],
        *[("after", kind, percent) for _, kind, percent in rows[:7]],
    ]
    database = Database(tmp_path)
    assert database.rows("SELECT session_id FROM session WHERE closed_ms IS NULL") == [("after",)]
    assert database.rows("SELECT session_id, max(session_ord) FROM outbox GROUP BY 1") == [
        ("after", 6),
        ("before", 6),
    ]
    database.close()


def test_what_was_set_aside_is_merged_as_soon_as_the_database_works(tmp_path: Path) -> None:
    """By the same journal, before anything newer, with each event once."""
    journal = SpillingJournal(tmp_path)
    version = version_of(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    newer(tmp_path, version + 1)
    journal.append([quartile("s", 0), quartile("s", 25)], checkpoint("s"))
    journal.append([quartile("s", 25)], checkpoint("s"))
    newer(tmp_path, version)
    [(seq, held)] = journal.append([quartile("s", 50)], checkpoint("s"))
    assert seq > 0
    assert not held
    assert waiting_bytes(tmp_path) == 0
    assert [percent for _, _, percent in listed(tmp_path)] == [0, 25, 50]
    journal.close()


def test_a_viewer_who_is_named_while_the_database_fails_gets_the_session(tmp_path: Path) -> None:
    """R11: the naming is set aside in its place among the events, and released with them."""
    journal = SpillingJournal(tmp_path)
    version = version_of(tmp_path)
    journal.open_session(opening("s"), wall_ms=WALL_MS)
    journal.append([quartile("s", 0)], checkpoint("s"))
    newer(tmp_path, version + 1)
    assert journal.name_viewer(opening("s", ADA), wall_ms=WALL_MS)
    journal.append([quartile("s", 25)], checkpoint("s"))
    newer(tmp_path, version)
    journal.close()
    database = Database(tmp_path)
    assert database.rows("SELECT contact_id, identified_reason FROM session") == [
        (ADA.contact_id, "while-watching")
    ]
    assert database.rows("SELECT percent, held FROM outbox ORDER BY seq") == [(0, None), (25, None)]
    database.close()


def test_a_queue_that_others_keep_locked_does_not_cost_an_event(tmp_path: Path) -> None:
    """As while another process mends a large file."""
    journal = SpillingJournal(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    assert journal._journal is not None
    journal._journal._database._file.timeout_s = 0.05
    other = Database(tmp_path)
    with other._file.swap.alone(1):
        assert journal.append(whole_film("s"), checkpoint("s")) == [(0, False)] * 7
    assert listed(tmp_path) == []
    journal.close()
    assert len(listed(tmp_path)) == 7
    other.close()


def test_a_queue_that_cannot_be_opened_at_first_does_not_cost_an_event(tmp_path: Path) -> None:
    """Whoever may wait for it sets aside what comes; whoever may not is told."""
    SpillingJournal(tmp_path).close()
    version = version_of(tmp_path)
    newer(tmp_path, version + 1)
    with pytest.raises(StorageTooNewError):
        SpillingJournal(tmp_path)
    journal, gone = (SpillingJournal(tmp_path, may_wait=True) for _ in range(2))
    for name, one in (("s", journal), ("t", gone)):
        one.open_session(opening(name, ADA), wall_ms=WALL_MS)
        assert one.append(whole_film(name)[:3], checkpoint(name)) == [(0, False)] * 3
        with pytest.raises(StorageTooNewError):
            one.left_off()
    gone.close()
    newer(tmp_path, version)
    placed = journal.append(whole_film("s")[3:], checkpoint("s"))
    assert all(seq > 0 for seq, _ in placed)
    assert waiting_bytes(tmp_path) == 0
    journal.close()
    assert [name for name, *_ in listed(tmp_path)] == ["t"] * 3 + ["s"] * 7


def test_a_damaged_queue_is_mended_and_written_at_once(tmp_path: Path) -> None:
    """The session's own row is lost with the file, and written anew."""
    journal = SpillingJournal(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    assert journal._journal is not None
    database = journal._journal._database
    database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_MAIN_DB
    raw = apsw.VFSFile("", str(database.path), [flags, 0])
    for at in range(4096, raw.xFileSize(), 4096):
        raw.xWrite(os.urandom(4096), at)
    raw.xClose()
    database.rows("PRAGMA shrink_memory")
    placed = journal.append(whole_film("s"), checkpoint("s"))
    assert all(seq > 0 for seq, _ in placed)
    assert waiting_bytes(tmp_path) == 0
    journal.close()
    assert len(listed(tmp_path)) == 7
    assert (tmp_path / "quarantine").exists()


def test_a_full_disk_is_left_to_the_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no room for a spill either."""
    journal = SpillingJournal(tmp_path)
    monkeypatch.setattr(Ballast, "has_room_for_more", lambda _: False)
    with pytest.raises(StorageFullError):
        journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    assert waiting_bytes(tmp_path) == 0
    journal.close()


def test_what_cannot_be_merged_yet_does_not_keep_a_film_from_being_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that begins on a full disk finds a spill of the last one, and leaves it there."""
    journal = SpillingJournal(tmp_path)
    version = version_of(tmp_path)
    newer(tmp_path, version + 1)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    journal.append(whole_film("s"), checkpoint("s"))
    journal.close()
    newer(tmp_path, version)
    with monkeypatch.context() as full:
        full.setattr(Ballast, "has_room_for_more", lambda _: False)
        SpillingJournal(tmp_path).close()
    assert waiting_bytes(tmp_path) > 0
    SpillingJournal(tmp_path).close()
    assert (len(listed(tmp_path)), waiting_bytes(tmp_path)) == (7, 0)


def test_where_neither_can_be_written_the_caller_is_told(tmp_path: Path) -> None:
    """Nothing counts as written that is nowhere."""
    journal = SpillingJournal(tmp_path)
    newer(tmp_path, version_of(tmp_path) + 1)
    (tmp_path / "spill").write_text("in the way")
    with pytest.raises(StorageError, match="Neither"):
        journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    journal.close()


def spill_some(profile: Path) -> Path:
    """Leave a spill of three records, as a process does that was killed; return its file."""
    code = (
        "import os, sys; from pathlib import Path; "
        "from tests.storage.test_spilling import *; profile = Path(sys.argv[1]); "
        "journal = SpillingJournal(profile); version = version_of(profile); "
        "newer(profile, version + 1); "
        "journal.open_session(opening('s', ADA), wall_ms=WALL_MS); "
        "journal.append([quartile('s', 0)], checkpoint('s')); "
        "journal.append([quartile('s', 25)], checkpoint('s')); "
        "newer(profile, version); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(profile)], check=False).returncode == 9
    [path] = (profile / "spill").iterdir()
    return path


@pytest.mark.parametrize("cut", [0, 1, 40])
def test_a_last_record_that_was_cut_off_is_no_loss(tmp_path: Path, cut: int) -> None:
    """Its writer was killed before it could be acknowledged; those before it are merged."""
    path = spill_some(tmp_path)
    os.truncate(path, path.stat().st_size - cut)
    SpillingJournal(tmp_path).close()
    assert [percent for _, _, percent in listed(tmp_path)] == ([0] if cut else [0, 25])
    assert list((tmp_path / "spill").iterdir()) == []


def test_a_damaged_spill_is_merged_up_to_the_damage_and_kept(tmp_path: Path) -> None:
    """Nothing that may still be read by hand is deleted."""
    path = spill_some(tmp_path)
    data = bytearray(path.read_bytes())
    data[-200] ^= 1
    path.write_bytes(data)
    SpillingJournal(tmp_path).close()
    assert [percent for _, _, percent in listed(tmp_path)] == [0]
    assert [left.suffix for left in (tmp_path / "spill").iterdir()] == [".damaged"]


def test_the_spill_of_a_living_journal_is_left_to_it(tmp_path: Path) -> None:
    """Its lock says that it lives."""
    journal = SpillingJournal(tmp_path)
    version = version_of(tmp_path)
    newer(tmp_path, version + 1)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    newer(tmp_path, version)
    SpillingJournal(tmp_path).close()
    assert waiting_bytes(tmp_path) > 0
    journal.close()
    assert waiting_bytes(tmp_path) == 0


def test_a_failed_flush_is_never_tried_again_on_the_same_handle(tmp_path: Path) -> None:
    """An event whose commit failed goes to the spill; the file is opened anew and read again."""
    journal = SpillingJournal(tmp_path)
    journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
    assert journal._journal is not None
    database = journal._journal._database
    before = database._connection
    database._after(apsw.IOError("disk I/O error"))
    journal.append([quartile("s", 0)], checkpoint("s"))
    assert database._connection is not before
    assert len(listed(tmp_path)) == 1
    journal.close()


def test_an_ordinary_journal_says_the_same(tmp_path: Path) -> None:
    """Where nothing is wrong the two write the same rows."""
    plain = Journal(tmp_path / "plain")
    careful = SpillingJournal(tmp_path / "careful")
    answers = []
    for journal in (plain, careful):
        journal.open_session(opening("s", ADA), wall_ms=WALL_MS)
        answers.append(journal.append(whole_film("s"), checkpoint("s"), ['{"t":0}']))
        journal.close_session("s", wall_ms=WALL_MS)
        journal.close()
    assert answers[0] == answers[1]
    assert listed(tmp_path / "plain") == listed(tmp_path / "careful")
