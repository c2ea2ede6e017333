"""Who records: a lock for each journal, so that nobody ends a session that is still recorded.

A process's number and start cannot tell: the start is reckoned from a wall clock that may be set
meanwhile (R10), and numbers are given anew. A lock is freed by the kernel, however its process
ends.

Knows: the folder ``recording`` of the profile, and one lock file for each journal that records.
Must never know: sessions; it hands out names.
"""

import re
import secrets
from contextlib import suppress
from pathlib import Path

from tracker.model.errors import StorageError
from tracker.model.phrases import phrase
from tracker.storage.process_lock import ProcessLock

FOLDER_NAME = "recording"

_NAME = re.compile(r"[0-9a-f]{32}")
_TRIES = 10
"""Whoever looks for the living holds a lock for a moment; another name is then taken."""


class RecorderLock:
    """One journal's sign of life. Not to be shared between threads."""

    def __init__(self, profile: Path) -> None:
        self._folder = profile / FOLDER_NAME
        self._name: str | None = None
        self._lock: ProcessLock | None = None

    def name(self) -> str:
        """Return our name, whose lock is held from the first call until ``release``.

        Raise StorageError if no lock can be had.
        """
        if self._name is not None:
            return self._name
        self._make_folder()
        for _ in range(_TRIES):
            name = secrets.token_hex(16)
            lock = ProcessLock(self._path(name))
            if lock.acquire():
                self._name, self._lock = name, lock
                return name
        raise StorageError(
            phrase("Errors", "No lock can be had in {folder}.").format(folder=self._folder),
            hint=phrase("Errors", "Make sure that the profile directory is yours and writable."),
        )

    def living(self) -> set[str]:
        """Return the names whose journals still record, ours among them; tidy the others away."""
        alive = set()
        for path in self._folder.glob("*.lock"):
            if _NAME.fullmatch(path.stem) and (path.stem == self._name or _is_held(path)):
                alive.add(path.stem)
        return alive

    def release(self) -> None:
        """Give the name up."""
        if self._lock is not None and self._name is not None:
            _remove(self._path(self._name))
            self._lock.release()
        self._name = self._lock = None

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.lock"

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StorageError(
                phrase("Errors", "The folder {folder} cannot be made: {why}.").format(
                    folder=self._folder, why=error.strerror or error
                ),
                hint=phrase(
                    "Errors", "Make sure that the profile directory is yours and writable."
                ),
            ) from error


def _is_held(path: Path) -> bool:
    """Whether another journal holds a lock; one that nobody holds is removed."""
    lock = ProcessLock(path)
    if not lock.acquire():
        return True
    # Only whoever holds a lock may take its file away: nobody else can then hold another one.
    _remove(path)
    lock.release()
    return False


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
