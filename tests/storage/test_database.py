"""Opening: the right pragmas, nothing touched that is not ours, and a sentence for each failure."""

import errno
import os
import stat
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from tests.storage import children
from tests.storage.builders import FILM, WALL_MS, quartile, queue_events
from tracker.model.errors import (
    StorageBusyError,
    StorageCorruptError,
    StorageError,
    StorageFullError,
    StorageTooNewError,
)
from tracker.storage import location, opening, schema
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database
from tracker.storage.database_file import DatabaseFile
from tracker.storage.facts import dedupe_key, encode_event
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox
from tracker.storage.rows import IMMUTABLE_COLUMNS, ImmutableColumns


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a profile directory that is not there yet."""
    return tmp_path / "some" / "profile"


@pytest.fixture
def database(profile: Path) -> Iterator[Database]:
    """Return a database that was just made."""
    database = Database(profile)
    yield database
    database.close()


def pragma(database: Database, name: str) -> object:
    """Return a pragma's value on this very connection."""
    found = database.row(f"PRAGMA {name}")
    return found[0] if found else None


def test_every_connection_flushes_each_commit(profile: Path) -> None:
    """Delivery 3.1, on the first connection, on a later one, and inside each user of one."""
    first, second = Database(profile), Database(profile)
    users = Journal(profile), Outbox(profile), OutboxBrowser(profile)
    for database in (first, second, *(user._database for user in users)):
        assert pragma(database, "synchronous") == 2
        assert pragma(database, "journal_mode") == "wal"
        assert pragma(database, "auto_vacuum") == 2
        assert pragma(database, "application_id") == 0x4D42514F
        assert pragma(database, "user_version") == len(schema.STEPS)
        assert pragma(database, "wal_autocheckpoint") == 256
        assert pragma(database, "journal_size_limit") == 4_194_304
        assert pragma(database, "mmap_size") == 0
        assert pragma(database, "trusted_schema") == 0
        assert pragma(database, "cell_size_check") == 1
        assert pragma(database, "busy_timeout") == 10_000
        database.close()


def test_the_profile_is_private(profile: Path, database: Database) -> None:
    """0700 for what we make, 0600 for each file, the log and its index included."""
    assert stat.S_IMODE(profile.stat().st_mode) == 0o700
    assert stat.S_IMODE(profile.parent.stat().st_mode) == 0o700
    database.change("INSERT INTO meta VALUES ('k', 1)")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in profile.iterdir()}
    assert {"queue.db", "queue.db-wal", "queue.db-shm"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_a_newer_database_stays_as_it_is(profile: Path) -> None:
    """Neither the file nor a log that the newer version left behind is changed."""
    Database(profile).close()
    newer = apsw.Connection(str(profile / "queue.db"))
    newer.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    newer.execute("PRAGMA user_version=99; CREATE TABLE later(x); INSERT INTO later VALUES (1)")
    newer.close()
    files = [profile / "queue.db", profile / "queue.db-wal"]
    before = [path.read_bytes() for path in files]
    assert before[1]
    with pytest.raises(StorageTooNewError) as caught:
        Database(profile)
    assert "99" in str(caught.value)
    assert "newer version" in caught.value.hint
    assert [path.read_bytes() for path in files] == before


@pytest.mark.parametrize(
    "content",
    [b"x", b"hello\n" * 9, b"Dear diary, this is a text file.\n" * 500, b"\0" * 8192],
    ids=["one byte", "a line", "a text", "zeros"],
)
def test_a_file_that_is_no_database_stays_as_it_is(profile: Path, content: bytes) -> None:
    """Something else called queue.db is not ours to overwrite."""
    profile.mkdir(parents=True)
    (profile / "queue.db").write_bytes(content)
    with pytest.raises(StorageCorruptError) as caught:
        Database(profile)
    assert caught.value.hint
    assert (profile / "queue.db").read_bytes() == content


def test_another_programs_database_stays_as_it_is(profile: Path) -> None:
    """A sound SQLite file without our mark is foreign."""
    profile.mkdir(parents=True)
    foreign = apsw.Connection(str(profile / "queue.db"))
    foreign.execute("CREATE TABLE recipes(name)")
    foreign.close()
    before = (profile / "queue.db").read_bytes()
    with pytest.raises(StorageCorruptError):
        Database(profile)
    assert (profile / "queue.db").read_bytes() == before


def test_a_queue_without_its_log_mode_gets_it_back(profile: Path) -> None:
    """Somebody's tool has switched it off; nothing is wrong with the disk."""
    queue_events(profile, "s")
    tool = apsw.Connection(str(profile / "queue.db"))
    assert tool.pragma("journal_mode", "delete") == "delete"
    tool.close()
    database = Database(profile)
    assert pragma(database, "journal_mode") == "wal"
    assert database.rows("SELECT count(*) FROM outbox") == [(7,)]
    database.close()


def test_a_disk_that_fails_for_a_while_is_told_each_time(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while the file is opened anew: then it is opened again, once the disk is there."""
    queue_events(profile, "s")
    outbox = Outbox(profile)

    def fail(*_: object, **__: object) -> None:
        raise apsw.IOError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(opening, "connect", fail)
        outbox._database._file.distrust()
        for look in (outbox.stats, outbox.stats, outbox.take_lead, outbox.sync_requests):
            with pytest.raises(StorageError, match="The disk failed"):
                look()
    assert outbox.stats().pending == 7
    assert outbox.take_lead()
    outbox.close()


def test_an_empty_file_becomes_a_database(profile: Path) -> None:
    """A power cut may come between the file and its first page."""
    profile.mkdir(parents=True)
    (profile / "queue.db").touch()
    assert queue_events(profile, "s")


def test_damage_that_is_met_is_mended_on_the_spot(profile: Path, database: Database) -> None:
    """The statement fails with a word of what was done; the next one works on a sound file."""
    queue_events(profile, "s")
    other = Database(profile, busy_timeout_ms=50)
    raw = apsw.VFSFile("", str(database.path), [apsw.SQLITE_OPEN_READWRITE | 0x100, 0])
    database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    for at in range(4096, raw.xFileSize(), 4096):
        raw.xWrite(os.urandom(4096), at)
    raw.xClose()
    database.rows("PRAGMA shrink_memory")
    with pytest.raises(StorageCorruptError) as caught:
        database.rows("SELECT * FROM session ORDER BY opened_ms DESC")
    assert "try again" in caught.value.hint
    assert database.rows("SELECT * FROM session") == []
    assert pragma(database, "integrity_check") == "ok"
    with other.transaction():
        other.change("INSERT INTO meta VALUES ('k', 1)")
    assert database.row("SELECT v FROM meta WHERE k='k'") == (1,)
    other.close()


@pytest.mark.parametrize(
    ("is_there", "directory_mode"), [(True, 0o555), (False, 0o555), (True, 0o777)]
)
def test_a_read_only_profile_is_told_as_such(is_there: bool, directory_mode: int) -> None:
    """The directory, or the file alone; as an ordinary user, since root may write anywhere."""
    with tempfile.TemporaryDirectory() as name:
        profile = Path(name)
        if is_there:
            queue_events(profile, "s")
        for path in profile.iterdir():
            path.chmod(0o444)
        profile.chmod(directory_mode)
        try:
            said, _ = children.start("look_as_nobody", profile).communicate(timeout=30)
        finally:
            profile.chmod(0o700)
    assert said.startswith("StorageError: ")
    assert "yours and writable" in said


def test_a_path_through_a_file_is_told_as_such(tmp_path: Path) -> None:
    """A profile below a file, or a file as a profile, cannot be."""
    (tmp_path / "file").write_text("x")
    for profile in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(StorageError) as caught:
            Database(profile)
        assert "--profile" in caught.value.hint


def test_a_disk_that_fails_at_the_first_look_is_told_as_such(
    profile: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a power cut; once the disk is there again, so is the queue."""
    queue_events(profile, "s")

    def fail(_: DatabaseFile) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        broken.setattr(DatabaseFile, "_identity_now", fail)
        for look in (database.transaction().__enter__, lambda: database.rows("SELECT 1")):
            with pytest.raises(StorageError, match="Input/output error"):
                look()
    assert database.rows("SELECT count(*) FROM outbox") == [(7,)]
    with database.transaction():
        database.rows("SELECT 1")


def test_a_network_file_system_is_refused(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log's shared memory works on one host only."""
    monkeypatch.setattr(location, "file_system_of", lambda _: "nfs4")
    with pytest.raises(StorageError, match="nfs4"):
        Database(profile)
    assert not (profile / "queue.db").exists()


def test_a_full_disk_is_told_as_such_and_nothing_is_half_written(database: Database) -> None:
    """SQLite's own limit on pages fails exactly as a disk without room does."""
    pages = pragma(database, "page_count")
    database.rows(f"PRAGMA max_page_count={pages}")

    def write_too_much() -> None:
        with database.transaction():
            database.change("INSERT INTO meta VALUES ('a', 1)")
            database.change("INSERT INTO meta VALUES ('big', zeroblob(100000))")

    with pytest.raises(StorageFullError) as caught:
        write_too_much()
    assert "space" in caught.value.hint
    assert database.rows("SELECT * FROM meta") == []
    with database.transaction():
        database.change("INSERT INTO meta VALUES ('small', 1)")


def test_a_lock_that_is_never_let_go_is_told_as_such(profile: Path, database: Database) -> None:
    """After the busy timeout, not before, and without a word of SQL."""
    impatient = Database(profile, busy_timeout_ms=50)
    with database.transaction():
        began_s = time.monotonic()
        with pytest.raises(StorageBusyError), impatient.transaction():
            pass
        assert time.monotonic() - began_s >= 0.05
    with impatient.transaction():
        impatient.change("INSERT INTO meta VALUES ('k', 1)")
    impatient.close()


def test_a_block_that_raises_is_undone(database: Database) -> None:
    """Our own mistakes leave no half of a transaction behind either."""

    def blunder() -> None:
        with database.transaction():
            database.change("INSERT INTO meta VALUES ('k', 1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        blunder()
    assert database.rows("SELECT * FROM meta") == []


def test_a_connection_belongs_to_its_thread(database: Database) -> None:
    """Use from another thread is our own mistake and says so at once."""
    caught: list[BaseException] = []

    def use() -> None:
        try:
            database.rows("SELECT 1")
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_several_processes_may_make_the_database_at_once(profile: Path) -> None:
    """Each of them ends with the same sound tables."""
    started = [children.start("look_together", profile) for _ in range(4)]
    for child in started:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in started:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [child.communicate(timeout=60)[0] for child in started] == ["opened\n" * 10] * 4
    for number in range(10):
        database = Database(profile / str(number))
        assert pragma(database, "integrity_check") == "ok"
        database.close()


@pytest.mark.parametrize("version", ["3.51.2", "3.40.1", "3.9.2", "2.8.17"])
def test_an_old_sqlite_is_refused(
    profile: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    """Before 3.51.3 two connections could corrupt the log between them.

    It is the library that runs which counts, whatever apsw was compiled with.
    """
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: version)
    with pytest.raises(StorageError, match=version):
        Database(profile)
    assert not profile.exists()


def test_steps_lead_from_any_version_to_the_newest(tmp_path: Path) -> None:
    """Each step runs once, in order, and the version tells which have run."""
    connection = apsw.Connection(str(tmp_path / "some.db"))
    steps = ("CREATE TABLE a(x)", "ALTER TABLE a ADD COLUMN y", "ALTER TABLE a ADD COLUMN z")
    schema.migrate(connection, 0, steps[:1])
    assert connection.pragma("user_version") == 1
    schema.migrate(connection, 1, steps)
    assert connection.pragma("user_version") == 3
    assert [column[1] for column in connection.execute("PRAGMA table_info(a)")] == ["x", "y", "z"]
    connection.close()


@pytest.mark.parametrize("version", range(1, len(schema.STEPS)))
def test_a_database_of_any_earlier_version_is_upgraded(tmp_path: Path, version: int) -> None:
    """Its row is there afterwards, to be sent; the database as it was is kept beside it."""
    connection = apsw.Connection(str(tmp_path / "queue.db"))
    connection.execute(schema.FIRST_PRAGMAS).fetchall()
    schema.migrate(connection, 0, schema.STEPS[:version])
    columns = ImmutableColumns(
        dedupe_key(quartile("s", 25), FILM), "s", 0, "quartile", 25, WALL_MS, bytes(16), 1,
        encode_event(quartile("s", 25), FILM),
    )  # fmt: skip
    connection.execute(
        f"INSERT INTO outbox({IMMUTABLE_COLUMNS}, crc, state, epoch, attempts, maybe_sent, "  # noqa: S608
        "sent_body) VALUES (?,?,?,?,?,?,?,?,?,?,0,NULL,1,1,x'7b7d')",
        (*columns.values(), columns.crc()),
    ).fetchall()
    connection.close()
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    [row] = outbox.due(1, now_ms=WALL_MS)
    assert (row.sent_body, row.maybe_sent, row.event.session_id) == (b"{}", 1, "s")
    outbox.close()
    kept = apsw.Connection(str(tmp_path / f"queue-version-{version}.db"))
    assert kept.pragma("user_version") == version
    kept.close()


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    """All steps are one transaction."""
    connection = apsw.Connection(str(tmp_path / "some.db"))
    with pytest.raises(apsw.SQLError):
        schema.migrate(connection, 0, ("CREATE TABLE a(x)", "CREATE TABLE a(x)"))
    assert connection.pragma("user_version") == 0
    assert connection.execute("SELECT count(*) FROM sqlite_schema").get == 0
    connection.close()
