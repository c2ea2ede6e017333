"""One connection to the queue's database, for the one thread that made it.

Knows: opening, pragmas, transactions, and what each failure of SQLite means to a person.
Must never know: what the rows mean.
"""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

import apsw
from filelock import FileLock, Timeout

from tracker.model.errors import (
    StorageBusyError,
    StorageCorruptError,
    StorageError,
    StorageFullError,
)
from tracker.storage import schema
from tracker.storage.location import flush_directory, prepare_profile

DATABASE_NAME = "queue.db"
OLDEST_SQLITE = 3_051_003
"""Earlier ones can corrupt a log that several connections write (delivery, section 0)."""
BUSY_TIMEOUT_MS = 10_000

Row: TypeAlias = tuple[Any, ...]
"""A row as SQLite returns it; the columns' types are those of the schema, which is STRICT."""


def sqlite_version() -> str:
    """Return the version of SQLite that the wheel carries."""
    return str(apsw.sqlite_lib_version())


@contextmanager
def _closing_on_failure(connection: apsw.Connection) -> Iterator[None]:
    """Close a connection if the block raises."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


class Database:
    """A connection with every pragma of delivery 3.1. Use it only in the thread that made it.

    Only this module opens the file, and only by apsw: any other open and close of it in the same
    process would drop SQLite's locks (delivery, 1.3).
    """

    def __init__(self, profile: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        """Open the profile's database, and make or upgrade it where needed.

        Raise StorageTooNewError or StorageCorruptError for a file that is not for us (it stays
        as it was), and another StorageError for whatever else keeps it from being used.
        """
        if apsw.SQLITE_VERSION_NUMBER < OLDEST_SQLITE:
            raise StorageError(
                f"The SQLite in use ({apsw.sqlite_lib_version()}) can damage a shared queue.",
                hint="Install apsw 3.51.3.0 or later.",
            )
        prepare_profile(profile)
        self.profile = profile
        self.path = profile / DATABASE_NAME
        self._owner = threading.get_ident()
        try:
            self._connection = apsw.Connection(str(self.path))
            with _closing_on_failure(self._connection):
                self._prepare(busy_timeout_ms)
        except (apsw.Error, OSError) as error:
            raise self._explained(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write in one transaction, durable when the block is left; undone if it raises.

        Raise StorageError if it cannot be made durable. Like every failed commit that one is
        doubtful: a repeated enqueue meets its own dedupe key.
        """
        self.rows("BEGIN IMMEDIATE")
        try:
            yield
            self.rows("COMMIT")
        except BaseException:
            # After some failures SQLite has rolled back by itself.
            if self._connection.in_transaction:
                with suppress(apsw.Error):
                    self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read several times from one and the same state of the database."""
        self.rows("BEGIN")
        try:
            yield
        finally:
            self.rows("ROLLBACK")

    def rows(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """Run a statement and return its rows."""
        if threading.get_ident() != self._owner:
            raise RuntimeError("a database connection was used outside the thread that made it")
        try:
            return self._connection.execute(sql, tuple(args)).fetchall()
        except apsw.Error as error:
            raise self._explained(error) from error

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

    def close(self) -> None:
        """Let go of the file."""
        try:
            self._connection.close()
        except apsw.Error as error:
            raise self._explained(error) from error

    def _prepare(self, busy_timeout_ms: int) -> None:
        connection = self._connection
        connection.set_busy_timeout(busy_timeout_ms)
        # Until the file is known to be ours, not even its log may be folded into it.
        connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        if connection.readonly("main"):
            raise apsw.ReadOnlyError
        if self._version() < len(schema.STEPS):
            self._build(busy_timeout_ms)
        mode = connection.pragma("journal_mode")
        if mode != "wal":
            raise StorageError(
                f"The disk of {self.profile} cannot hold a write-ahead log (mode {mode}).",
                hint="Choose a directory on an ordinary local disk with --profile DIR.",
            )
        # A pragma answers with a row, and the rest of the text runs only once that is read.
        connection.execute(schema.CONNECTION_PRAGMAS).fetchall()
        if sys.platform == "darwin":
            connection.execute(schema.MACOS_PRAGMAS).fetchall()
        connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)

    def _version(self) -> int:
        return schema.version_of(self._connection, file_bytes=self.path.stat().st_size)

    def _build(self, busy_timeout_ms: int) -> None:
        """Make or upgrade the tables while no other process does."""
        try:
            with FileLock(self.profile / "swap.lock", timeout=busy_timeout_ms / 1000, mode=0o600):
                if (version := self._version()) == len(schema.STEPS):
                    return
                if version == 0:
                    self.path.chmod(0o600)
                    self._connection.execute(schema.FIRST_PRAGMAS).fetchall()
                self._connection.execute("PRAGMA synchronous=FULL")
                schema.migrate(self._connection, version)
                flush_directory(self.profile)
        except Timeout as error:
            raise StorageBusyError(
                "Another process is preparing the queue and does not finish.",
                hint="Wait a moment and try again.",
            ) from error

    def _explained(self, error: Exception) -> Exception:
        """Return what a failure of the environment means; a mistake of ours stays what it is."""
        match error:
            case apsw.BusyError() | apsw.LockedError() | apsw.ProtocolError():
                return StorageBusyError(
                    "Another process keeps the queue locked.",
                    hint="Wait a moment; if it lasts, end the other process.",
                )
            case apsw.FullError():
                return StorageFullError(
                    f"The disk of {self.profile} is full.",
                    hint="Free some space; nothing that was queued is lost.",
                )
            case apsw.CorruptError() | apsw.NotADBError():
                return StorageCorruptError(
                    f"The file {self.path} is damaged or is not a queue of this program.",
                    hint="Move the file away, or choose another profile with --profile DIR.",
                )
            case apsw.ReadOnlyError() | apsw.CantOpenError() | apsw.PermissionsError():
                return StorageError(
                    f"The queue {self.path} cannot be opened for writing.",
                    hint="Make sure that the profile directory and its files are yours and "
                    "writable.",
                )
            case apsw.IOError():
                return StorageError(
                    f"The disk failed while the queue {self.path} was used ({error}).",
                    hint="Check the disk; nothing that was acknowledged is lost.",
                )
            case OSError():
                return StorageError(
                    f"The profile {self.profile} cannot be used: {error.strerror or error}.",
                    hint="Make sure that the profile directory is yours and writable.",
                )
            case _:
                return error
