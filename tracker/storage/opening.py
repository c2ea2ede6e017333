"""A connection to the database file, made ready: pragmas, version, tables (delivery, 3.1).

Knows: what a file must be before it is used, and how one is made or upgraded.
Must never know: who else uses it; the caller holds the swap lock as it is told.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from tracker.model.errors import StorageCorruptError, StorageError
from tracker.model.phrases import phrase
from tracker.storage import schema
from tracker.storage.location import flush_directory
from tracker.storage.swap import SwapLock

_log = logging.getLogger(__name__)

_FIRST_LOOK = (
    "SELECT * FROM outbox ORDER BY seq LIMIT 1",
    "SELECT seq FROM outbox INDEXED BY outbox_inflight WHERE state=1 LIMIT 1",
    "SELECT name, n FROM tally",
)
"""What everybody reads first: damage there is met before anything is built upon it."""


def connect(path: Path, *, busy_timeout_s: float) -> apsw.Connection | None:
    """Open a database of the present version; None for one that must be made or upgraded first.

    Call it with a share of the swap lock. Raise StorageTooNewError, StorageCorruptError or
    another StorageError for a file that is not for us (it stays as it was), and apsw's errors.
    """
    connection = apsw.Connection(str(path))
    with _closing_on_failure(connection):
        plan_once(connection)
        _vet(connection, busy_timeout_s)
        if _version(connection, path) < len(schema.STEPS):
            connection.close()
            return None
        _make_ready(connection, path)
    return connection


def plan_once(connection: apsw.Connection) -> None:
    """Have each statement planned when it is first run, and not again for each value bound to it.

    SQLite as apsw builds it plans anew whenever another value might make another plan better.
    Ours name their indexes, so that this gains nothing, and it costs several times their run.
    """
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)


def build(path: Path, swap: SwapLock, *, busy_timeout_s: float) -> None:
    """Make or upgrade the tables. Call it with the swap lock held alone."""
    connection = apsw.Connection(str(path))
    try:
        _vet(connection, busy_timeout_s)
        version = _version(connection, path)
        if version == len(schema.STEPS):
            return
        if version == 0:
            if swap.is_marked():
                _log.warning("The queue %s was removed by somebody else; it begins anew.", path)
            path.chmod(0o600)
            connection.execute(schema.FIRST_PRAGMAS).fetchall()
        else:
            _back_up(connection, path, version)
        connection.execute("PRAGMA synchronous=FULL")
        try:
            schema.migrate(connection, version)
        except apsw.SQLError as error:
            if version == 0:
                raise
            raise StorageCorruptError(
                phrase("Errors", "The tables in {path} are not those of version {version}.").format(
                    path=path, version=version
                ),
                hint=phrase("Errors", "Choose another profile with --profile DIR."),
            ) from error
        # The file itself, not only its log, must say whose it is: damage may come any time.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        flush_directory(path.parent)
        swap.mark()
    finally:
        connection.close()


def _vet(connection: apsw.Connection, busy_timeout_s: float) -> None:
    connection.set_busy_timeout(round(busy_timeout_s * 1000))
    # Until the file is known to be ours, not even its log may be folded into it.
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    if connection.readonly("main"):
        raise apsw.ReadOnlyError


def _make_ready(connection: apsw.Connection, path: Path) -> None:
    mode = connection.pragma("journal_mode")
    if mode != "wal":
        # Another program may have changed it, or a power cut before it was on the disk.
        mode = connection.pragma("journal_mode", "wal")
    if mode != "wal":
        raise StorageError(
            phrase(
                "Errors", "The disk of {parent} cannot hold a write-ahead log (mode {mode})."
            ).format(parent=path.parent, mode=mode),
            hint=phrase(
                "Errors", "Choose a directory on an ordinary local disk with --profile DIR."
            ),
        )
    # A pragma answers with a row, and the rest of the text runs only once that is read.
    connection.execute(schema.CONNECTION_PRAGMAS).fetchall()
    if sys.platform == "darwin":
        connection.execute(schema.MACOS_PRAGMAS).fetchall()
    for sql in _FIRST_LOOK:
        connection.execute(sql).fetchall()
    if not schema.is_as_made(connection):
        raise apsw.CorruptError(f"the tables in {path} are not as they were made")
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)


def _version(connection: apsw.Connection, path: Path) -> int:
    # What a crash left half-made is rolled back by the first read; only then the size is true.
    connection.pragma("schema_version")
    return schema.version_of(connection, file_bytes=path.stat().st_size)


def _back_up(connection: apsw.Connection, path: Path, version: int) -> None:
    """Keep the database as it was; a copy of the file could catch it half-written."""
    backup = path.with_name(f"{path.stem}-version-{version}.db")
    backup.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", (str(backup),))
        backup.chmod(0o600)
    except BaseException:
        with suppress(OSError):
            backup.unlink(missing_ok=True)
        raise


@contextmanager
def _closing_on_failure(connection: apsw.Connection) -> Iterator[None]:
    """Close a connection if the block raises."""
    try:
        yield
    except BaseException:
        connection.close()
        raise
