"""One connection to the queue's database, for the one thread that made it.

Knows: transactions; when the file must be opened anew, and when it must be mended first.
Must never know: what the rows mean.
"""

import logging
import struct
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

import apsw

from tracker.model.errors import StorageCorruptError, StorageError, StorageFullError
from tracker.model.phrases import phrase
from tracker.storage import schema
from tracker.storage.ballast import Ballast
from tracker.storage.database_file import DATABASE_NAME, DatabaseFile
from tracker.storage.failures import disk_full, explained, not_ours
from tracker.storage.location import prepare_profile

_log = logging.getLogger(__name__)

OLDEST_SQLITE = (3, 51, 3)
"""Earlier ones can corrupt a log that several connections write (delivery, section 0)."""
BUSY_TIMEOUT_MS = 10_000
_SPARING_LOG_PAGES = 50
"""The log's length at which it is folded in while room is short (delivery, 3.7)."""

Row: TypeAlias = tuple[Any, ...]
"""A row as SQLite returns it; the columns' types are those of the schema, which is STRICT."""


def sqlite_version() -> str:
    """Return the version of SQLite that the wheel carries."""
    return str(apsw.sqlite_lib_version())


class Database:
    """A connection with every pragma of delivery 3.1. Use it only in the thread that made it.

    Only this package opens the file, and only by apsw: any other open and close of it in the
    same process would drop SQLite's locks (delivery, 1.3).

    A file that was replaced, or whose disk failed, is opened anew before it is used again: what
    a failed flush left behind on the old handle must not be believed (delivery, 3.7). One that
    is damaged is mended on the spot, by whoever meets it first.
    """

    def __init__(
        self,
        profile: Path,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        may_use_ballast: bool = False,
    ) -> None:
        """Open the profile's database; make, upgrade or mend it where needed.

        ``may_use_ballast`` is for the sender, which makes the queue shrink. Raise
        StorageTooNewError or StorageCorruptError for a file that is not for us (it stays as it
        was), and another StorageError for whatever else keeps it from being used.
        """
        # The one that runs, not the one that apsw was compiled with: a system's may be older.
        if tuple(map(int, sqlite_version().split("."))) < OLDEST_SQLITE:
            raise StorageError(
                phrase("Errors", "The SQLite in use ({version}) can damage a shared queue.").format(
                    version=sqlite_version()
                ),
                hint=phrase("Errors", "Install apsw 3.51.3.0 or later."),
            )
        prepare_profile(profile)
        self.profile = profile
        self.ballast = Ballast(profile)
        self._owner = threading.get_ident()
        self._may_use_ballast = may_use_ballast
        self._is_cramped = False
        self._is_sparing = False
        try:
            self._file = DatabaseFile(profile, timeout_s=busy_timeout_ms / 1000)
        except OSError as error:
            raise explained(error, profile / DATABASE_NAME) from error
        self.path = self._file.path
        try:
            self._connection = self._open()
        except BaseException:
            self._file.swap.close()
            raise

    def _open(self) -> apsw.Connection:
        """Open the file; on a full disk with the room that is kept for who makes it shrink."""
        try:
            return self._file.open()
        except StorageFullError:
            if not (self._may_use_ballast and self.ballast.drop()):
                raise
            self._is_cramped = True
            return self._file.open()

    @contextmanager
    def transaction(self, *, grows: bool = False) -> Iterator[None]:
        """Write in one transaction, durable when the block is left; undone if it raises.

        ``grows`` says that the queue grows by it, for which the disk's last room is too good.
        Raise StorageError if it cannot be made durable. Like every failed commit that one is
        doubtful: a repeated enqueue meets its own dedupe key.
        """
        self._check_thread()
        if grows and not self.ballast.has_room_for_more():
            raise disk_full(self.profile)
        if self._is_cramped and self._may_use_ballast:
            self._make_room()
        self._share()
        try:
            self._run("BEGIN IMMEDIATE")
            # A newer program may have upgraded the file since it was opened.
            ((version,),) = self._run("PRAGMA user_version")
            if version != len(schema.STEPS):
                raise schema.too_new(int(version))
            yield
            self.rows("COMMIT")
        except BaseException:
            # After some failures SQLite has rolled back by itself, or the file was let go.
            with suppress(apsw.Error):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            raise
        finally:
            self._file.swap.let_go()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read several times from one and the same state of the database."""
        self.rows("BEGIN")
        try:
            yield
        finally:
            with suppress(apsw.Error):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def rows(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """Run a statement and return its rows."""
        self._check_thread()
        if not self._in_transaction and not self._file.is_current():
            self._reopen()
        return self._run(sql, args)

    def _run(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """Run a statement on the connection as it is."""
        try:
            return self._connection.execute(sql, args).fetchall()
        except (apsw.Error, UnicodeDecodeError) as error:
            raise self._after(error) from error

    def row(self, sql: str, args: Sequence[Any] = ()) -> Row | None:
        """Run a statement and return its first row, if there is one."""
        found = self.rows(sql, args)
        return found[0] if found else None

    def change(self, sql: str, args: Sequence[Any] = ()) -> int:
        """Run a statement and return how many rows it changed, those of triggers apart."""
        self.rows(sql, args)
        return self._connection.changes()

    def change_mark(self) -> int:
        """Return a number that differs after another connection, anywhere, has committed."""
        found = self.row("PRAGMA data_version")
        return int(found[0]) if found else 0

    @contextmanager
    def decoding(self) -> Iterator[None]:
        """Take it for damage if the block can make no sense of what was read.

        For what nobody but this program writes, and what no checksum covers. Raise
        StorageCorruptError, which says what became of the file.
        """
        try:
            yield
        except (ValueError, KeyError, TypeError, AttributeError, zlib.error, struct.error) as error:
            _log.warning("The queue is damaged: what it holds makes no sense (%r)", type(error))
            raise self._after_damage() from error

    def check(self, most_bytes: int) -> None:
        """Read the whole of a file that a crash left with its log, once, if it is not too large.

        Raise StorageCorruptError if it was damaged, and say what became of it.
        """
        if not self._file.unchecked.exists():
            return
        if self.path.stat().st_size <= most_bytes:
            found = self.rows("PRAGMA quick_check(1)")
            if found != [("ok",)]:
                _log.warning("The queue is damaged: %s", found[0][0] if found else "")
                self.mend()
        self._file.unchecked.unlink(missing_ok=True)

    def mend(self) -> None:
        """Build the database anew of what can be read of it.

        Raise StorageCorruptError, which says what became of it.
        """
        raise self._after_damage()

    def load_ballast(self) -> bool:
        """Keep some room for a full disk; while there is none, keep the log short instead."""
        is_loaded = self.ballast.load()
        if is_loaded == self._is_sparing:
            self._spare_room(not is_loaded)
        return is_loaded

    def close(self) -> None:
        """Let go of the file."""
        try:
            self._connection.close()
        except apsw.Error as error:
            raise explained(error, self.path) from error
        finally:
            self._file.swap.close()

    @property
    def _in_transaction(self) -> bool:
        return self._file.is_trusted and self._connection.in_transaction

    def _share(self) -> None:
        """Keep the file in its place until ``let_go``, and see that it is the one we have open."""
        self._file.swap.share(self._file.timeout_s)
        while not self._file.is_current():
            self._file.swap.let_go()
            self._reopen()
            self._file.swap.share(self._file.timeout_s)

    def _reopen(self) -> None:
        _log.warning("The queue is opened anew")
        self._disconnect()
        self._connection = self._open()

    def _disconnect(self) -> None:
        """Let go of a file that is no longer trusted, without folding its log into it."""
        self._file.distrust()
        with suppress(apsw.Error):
            self._connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            self._connection.close()

    def _after(self, error: Exception) -> Exception:
        """Return what a failure means, having done what it asks for."""
        match error:
            case apsw.FullError():
                self._is_cramped = True
            case apsw.IOError():
                # Never try again on the same handle (delivery, 3.7).
                self._file.distrust()
            case apsw.SQLError() if not self._is_damage(error):
                return error
            case apsw.CorruptError() | apsw.NotADBError() | apsw.SQLError() | UnicodeDecodeError():
                return self._after_damage()
        return explained(error, self.path)

    def _is_damage(self, error: apsw.SQLError) -> bool:
        """Whether it is the file that is wrong, and not our statement."""
        return "malformed" in str(error) or not schema.is_as_made(self._connection)

    def _after_damage(self) -> Exception:
        damaged = self._file.distrust()
        self._disconnect()
        try:
            report = self._file.mend(damaged)
            if report is None:
                return not_ours(self.path)
            self._connection = self._file.open()
        except StorageError as error:
            return error
        except (apsw.Error, OSError) as error:
            return explained(error, self.path)
        return StorageCorruptError(
            report, hint=phrase("Errors", "Nothing needs to be done but to try again.")
        )

    def _make_room(self) -> None:
        """On a full disk: throw the ballast overboard, and keep the log short from now on."""
        self.ballast.drop()
        self._spare_room(True)
        self._is_cramped = False

    def _spare_room(self, is_sparing: bool) -> None:
        pages = _SPARING_LOG_PAGES if is_sparing else schema.LOG_PAGES
        self.rows(f"PRAGMA wal_autocheckpoint={pages}")
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        self._is_sparing = is_sparing

    def _check_thread(self) -> None:
        if threading.get_ident() != self._owner:
            raise RuntimeError("a database connection was used outside the thread that made it")
