"""A damaged database put aside, and a new one built of what can be read of it (delivery, 3.7).

Nothing is ever deleted: the damaged files stay in ``quarantine/``. A crash half-way is made good
by whoever opens the profile next.

Knows: which files belong together, in which order they move, and whether a file is ours.
Must never know: who uses the database; the caller holds the swap lock alone.
"""

import logging
import time
from contextlib import suppress
from pathlib import Path

import apsw

from tracker.model.errors import StorageCorruptError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass
from tracker.storage import schema
from tracker.storage.ballast import Ballast
from tracker.storage.location import flush_directory
from tracker.storage.pages import HEADER_BYTES, open_raw
from tracker.storage.rebuilding import Saved, rebuild
from tracker.storage.salvage import holds_our_rows

_log = logging.getLogger(__name__)

QUARANTINE_NAME = "quarantine"
MOST_QUARANTINES = 20
"""So many damaged files are the disk's fault, and each one more would only fill it."""

_UNFINISHED = "unfinished"
_REBUILT = "rebuilt.db"
_SUFFIXES = ("-wal", "-shm", "")
"""The log goes first: a database without its log looks sound, and lacks what the log held."""

_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Healed:
    """Where the damaged files are, and what was saved of them."""

    quarantine: Path
    saved: Saved

    def __str__(self) -> str:
        """Say it in one sentence."""
        saved, lost = self.saved, ""
        if saved.damaged:
            lost = phrase("Errors", "; {count} could not be read").format(count=saved.damaged)
        return phrase(
            "Errors",
            "The queue was damaged and has been built anew: {queued} waiting and {delivered} "
            "delivered events were saved{lost}. The damaged file is kept in {quarantine}.",
        ).format(
            queued=saved.queued, delivered=saved.delivered, lost=lost, quarantine=self.quarantine
        )


def is_unfinished(profile: Path) -> bool:
    """Whether healing was cut off half-way and must be finished before anything is opened."""
    return (profile / QUARANTINE_NAME / _UNFINISHED).exists()


def is_empty(path: Path) -> bool:
    """Whether the file is there and holds nothing."""
    try:
        return path.stat().st_size == 0
    except FileNotFoundError:
        return False


def lost_its_database(path: Path) -> bool:
    """Whether only the log is left of a database; SQLite would delete it at the first look."""
    if path.exists() and not is_empty(path):
        return False
    log = _beside(path, "-wal")
    return log.exists() and holds_our_rows(path, log)


def is_ours(path: Path, *, is_marked: bool) -> bool:
    """Whether a file that cannot be used was a queue of ours, and of no newer version.

    ``is_marked`` says that a queue of ours was made here once. Then it may be any rubbish, but
    neither another program's database nor a text.
    """
    head = _head(path)
    has_magic = head.startswith(_MAGIC)
    if has_magic and int.from_bytes(head[68:72], "big") == schema.APPLICATION_ID:
        return int.from_bytes(head[60:64], "big") <= len(schema.STEPS)
    if holds_our_rows(path, _beside(path, "-wal")):
        return True
    is_cut_magic = _MAGIC.startswith(head[: len(_MAGIC)])
    return is_marked and not has_magic and (is_cut_magic or not _is_text(head))


def heal(profile: Path, path: Path) -> Healed:
    """Move the database away, salvage its rows, and put a new one with them in its place.

    Raise StorageCorruptError where that was needed too often, and apsw's or the system's errors
    where the disk does not take it; whoever opens the profile next then goes on.
    """
    home = profile / QUARANTINE_NAME
    aside = home / _UNFINISHED
    if not aside.exists():
        _make_aside(home, aside)
    # A database at the path while another is aside is the new one: only the end was cut off.
    if not ((aside / path.name).exists() and path.exists() and not (aside / _REBUILT).exists()):
        Ballast(profile).drop()
        for suffix in _SUFFIXES:
            source = _beside(path, suffix)
            if source.exists():
                source.rename(_beside(aside / path.name, suffix))
        flush_directory(aside)
        flush_directory(profile)
        saved = rebuild(aside / _REBUILT, aside / path.name, _beside(aside / path.name, "-wal"))
        (aside / _REBUILT).rename(path)
        flush_directory(profile)
    else:
        saved = Saved()
    kept = home / time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    while kept.exists():
        kept = kept.with_name(f"{kept.name}x")
    aside.rename(kept)
    flush_directory(home)
    healed = Healed(kept, saved)
    _log.warning("%s", healed)
    return healed


def quarantines(profile: Path) -> list[Path]:
    """Return where damaged databases are kept, the oldest first."""
    home = profile / QUARANTINE_NAME
    return sorted(home.iterdir()) if home.exists() else []


def _make_aside(home: Path, aside: Path) -> None:
    home.mkdir(mode=0o700, exist_ok=True)
    if len(quarantines(home.parent)) >= MOST_QUARANTINES:
        raise StorageCorruptError(
            phrase("Errors", "The queue has been damaged {count} times.").format(
                count=MOST_QUARANTINES
            ),
            hint=phrase("Errors", "Check the disk; then move what is in {home} away.").format(
                home=home
            ),
        )
    aside.mkdir(mode=0o700)
    flush_directory(home)
    flush_directory(home.parent)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _head(path: Path) -> bytes:
    with suppress(apsw.Error):
        file = open_raw(path)
        try:
            return file.xRead(min(HEADER_BYTES, file.xFileSize()), 0)
        finally:
            file.xClose()
    return b""


def _is_text(head: bytes) -> bool:
    text = head.decode("utf-8", errors="ignore")
    return bool(text) and all(char.isprintable() or char.isspace() for char in text)
