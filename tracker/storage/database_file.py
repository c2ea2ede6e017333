"""The database file: opened, vetted, mended where it is ours and damaged, and watched.

Knows: which file stands at the path, and what must be sound before anything is written.
Must never know: statements; whoever opens it runs them.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import apsw

from tracker.model.errors import StorageBusyError, StorageCorruptError
from tracker.model.phrases import phrase
from tracker.storage import healing, opening
from tracker.storage.failures import explained, not_ours
from tracker.storage.log_file import forgotten_commits, images_of
from tracker.storage.pages import open_raw
from tracker.storage.swap import SwapLock

DATABASE_NAME = "queue.db"

AT_ONCE_BYTES = 4_000_000
"""A file of this size is read whole as soon as a crash has left its log: that takes a few
milliseconds, 0.1 s from a cold disk (delivery, 2.3)."""

Identity = tuple[int, int]
"""A file's device and number: what tells it from another one at the same path."""


class DatabaseFile:
    """One connection's view of the file. Not to be shared between threads."""

    def __init__(self, profile: Path, *, timeout_s: float) -> None:
        """Prepare to open a profile's database. Raise OSError if its lock cannot be made."""
        self.profile = profile
        self.path = profile / DATABASE_NAME
        self.unchecked = profile / "unchecked"
        self.timeout_s = timeout_s
        self.swap = SwapLock(profile)
        self._log_path = profile / f"{DATABASE_NAME}-wal"
        self._identity: Identity | None = None

    def open(self) -> apsw.Connection:
        """Open the file; mend it first where that is needed and it is ours.

        Raise StorageError; then no file is trusted, and it is to be opened again.
        """
        try:
            try:
                return self._connect()
            except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError, StorageCorruptError):
                if self.mend(self._identity) is None:
                    raise
                return self._connect()
        except (apsw.Error, OSError) as error:
            self.distrust()
            raise explained(error, self.path) from error
        except BaseException:
            self.distrust()
            raise

    def _connect(self) -> apsw.Connection:
        if self._is_cut_off():
            self._heal(self._is_cut_off)
        with self.swap.shared(self.timeout_s):
            self._identity = self._identity_now()
            connection = opening.connect(self.path, busy_timeout_s=self.timeout_s)
            if connection is not None:
                self._identity = self._identity_now()
        if connection is not None:
            self._check_files(connection)
            return connection
        with self.swap.alone(self.timeout_s):
            opening.build(self.path, self.swap, busy_timeout_s=self.timeout_s)
        return self._connect()

    def _check_files(self, connection: apsw.Connection) -> None:
        """See that SQLite believes all of a log that was left behind, and that no page is missing.

        Raise StorageCorruptError otherwise, before anything is written over what is left.
        """
        log, page_bytes = b"", int(connection.pragma("page_size"))
        try:
            with self.swap.alone(0):
                believed, _ = connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_NOOP)
                if self._log_bytes():
                    log = self._log_path.read_bytes()
                    self.unchecked.touch(mode=0o600)
                file_bytes = self.path.stat().st_size
                pages = range(file_bytes // page_bytes + 1, connection.pragma("page_count") + 1)
        except (StorageBusyError, apsw.BusyError, OSError):
            # Others are at work on it, and found it sound when they came.
            return
        in_log = images_of(log, page_bytes).newer
        is_in_doubt = any(page not in in_log for page in pages)
        if log and file_bytes <= AT_ONCE_BYTES:
            # What is written next may go over the only copy of a page that was lost.
            is_in_doubt = True
        forgotten = forgotten_commits(log, believed, file_bytes)
        is_forgotten = forgotten > 0 and not self._holds(in_log)
        if not is_forgotten and (not is_in_doubt or self._is_sound(connection)):
            return
        connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        connection.close()
        raise not_ours(self.path)

    def _holds(self, in_log: Mapping[int, Sequence[bytes]]) -> bool:
        """Whether all that stands in a log is in the file already.

        A log that was folded in begins anew with another head. A power cut that tears that head
        leaves the old commits behind it, which nobody needs.
        """
        file = open_raw(self.path)
        try:
            return all(
                file.xRead(len(images[-1]), (page - 1) * len(images[-1])) == images[-1]
                for page, images in in_log.items()
            )
        except apsw.Error:
            return False
        finally:
            file.xClose()

    def _is_sound(self, connection: apsw.Connection) -> bool:
        if connection.execute("PRAGMA quick_check(1)").get != "ok":
            return False
        self.unchecked.unlink(missing_ok=True)
        return True

    def _is_cut_off(self) -> bool:
        if healing.is_unfinished(self.profile) or healing.lost_its_database(self.path):
            return True
        # What was a queue and holds nothing any more was emptied by somebody else, or by the disk.
        return healing.is_empty(self.path) and self.swap.is_marked()

    def mend(self, damaged: Identity | None) -> str | None:
        """Mend the file; return what became of it, or None if it is not ours and is left alone."""

        def is_needed() -> bool:
            return damaged == self._identity_now()

        if is_needed() and not healing.is_ours(self.path, is_marked=self.swap.is_marked()):
            return None
        return self._heal(is_needed)

    def _heal(self, is_needed: Callable[[], bool]) -> str:
        """Mend the file unless, once nobody else uses it, that is no longer needed."""
        with self.swap.alone(self.timeout_s):
            if is_needed():
                return str(healing.heal(self.profile, self.path))
        return phrase("Errors", "Another process has just mended the queue.")

    def is_current(self) -> bool:
        """Whether the file that was opened last still stands at its path, and is trusted."""
        try:
            return self._identity is not None and self._identity == self._identity_now()
        except OSError:
            # A disk that fails is met again, and explained, when the file is opened anew.
            return False

    def _identity_now(self) -> Identity | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def distrust(self) -> Identity | None:
        """Have the file opened anew before it is used again; return what it was."""
        found, self._identity = self._identity, None
        return found

    @property
    def is_trusted(self) -> bool:
        """Whether the file need not be opened anew."""
        return self._identity is not None

    def _log_bytes(self) -> int:
        try:
            return self._log_path.stat().st_size
        except OSError:
            return 0
