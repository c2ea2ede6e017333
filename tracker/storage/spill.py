"""What the database could not take, kept in files of its own until it can (delivery, 3.7).

Knows: the folder ``spill``: a file for each journal that spills, records of length, checksum and
JSON, each flushed before it counts.
Must never know: why the database could not be used.
"""

import fcntl
import json
import logging
import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

from tracker.model.events import (
    Checkpoint,
    DurationSource,
    EngagementEvent,
    Quartile,
    SessionFlags,
)
from tracker.model.media import SessionOpening, Viewer
from tracker.model.units import UnixMs
from tracker.storage.facts import decode_asset, decode_event, encode_asset, encode_event
from tracker.storage.journal import Journal
from tracker.storage.location import flush_directory

_log = logging.getLogger(__name__)

FOLDER_NAME = "spill"

_HEAD = struct.Struct(">II")
_LONGEST_BYTES = 1 << 24

Record: TypeAlias = dict[str, Any]
"""One call of a journal as a JSON object."""


def opened(opening: SessionOpening, wall_ms: UnixMs) -> Record:
    """Return the record of a session's beginning."""
    return {"do": "open", "opening": _opening_facts(opening), "wall_ms": wall_ms}


def appended(
    opening: SessionOpening,
    wall_ms: UnixMs,
    events: Sequence[EngagementEvent],
    checkpoint: Checkpoint,
    trace_rows: Sequence[str],
) -> Record:
    """Return the record of events and a checkpoint, with all that their session takes."""
    return {
        "do": "append",
        "opening": _opening_facts(opening),
        "wall_ms": wall_ms,
        "events": [
            [event.occurred_ms, encode_event(event, opening.asset).decode()] for event in events
        ],
        "checkpoint": asdict(checkpoint),
        "trace_rows": list(trace_rows),
    }


def viewer_named(opening: SessionOpening, wall_ms: UnixMs) -> Record:
    """Return the record of a viewer who became known while the session ran."""
    return {"do": "name", "opening": _opening_facts(opening), "wall_ms": wall_ms}


def closed(session_id: str, wall_ms: UnixMs) -> Record:
    """Return the record of a session's end."""
    return {"do": "close", "session_id": session_id, "wall_ms": wall_ms}


class SpillFile:
    """One journal's file, held for as long as the object lives: nobody else merges it."""

    def __init__(self, profile: Path) -> None:
        """Make the file. Raise OSError where that cannot be done."""
        folder = profile / FOLDER_NAME
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            flush_directory(profile)
        for number in count():
            self.path = folder / f"{os.getpid()}-{number}.log"
            with suppress(FileExistsError):
                flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
                self._descriptor = os.open(self.path, flags, 0o600)
                break
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        flush_directory(folder)

    def write(self, record: Record) -> None:
        """Add a record; it is on the disk when this returns. Raise OSError if it is not."""
        data = json.dumps(record, separators=(",", ":")).encode()
        size = os.fstat(self._descriptor).st_size
        try:
            os.pwrite(self._descriptor, _HEAD.pack(len(data), zlib.crc32(data)) + data, size)
            os.fsync(self._descriptor)
        except OSError:
            # Half a record would hide those after it.
            with suppress(OSError):
                os.ftruncate(self._descriptor, size)
            raise

    def merge_into(self, journal: Journal) -> None:
        """Give all records to the journal, and end the file. Raise StorageError."""
        _merge(self.path, journal)
        self.close()

    def close(self) -> None:
        """Let go of the file; whoever opens the profile next merges what is in it."""
        os.close(self._descriptor)


def waiting_bytes(profile: Path) -> int:
    """Return how much waits to be merged."""
    sizes = 0
    for path in (profile / FOLDER_NAME).glob("*.log"):
        with suppress(FileNotFoundError):
            sizes += path.stat().st_size
    return sizes


def merge_left_behind(profile: Path, journal: Journal) -> None:
    """Merge the files of journals that are gone. Raise StorageError; then they stay."""
    for path in sorted((profile / FOLDER_NAME).glob("*.log")):
        with _held(path) as is_ours:
            if is_ours:
                _merge(path, journal)


@contextmanager
def _held(path: Path) -> Iterator[bool]:
    """Hold a file's lock; yield False if its writer lives, or somebody else merges it."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        yield False
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield path.exists()
    except BlockingIOError:
        yield False
    finally:
        os.close(descriptor)


def _merge(path: Path, journal: Journal) -> None:
    """Repeat a file's calls: what is known already changes nothing (R13)."""
    data = path.read_bytes()
    end = merged = 0
    for at, record in _records(data):
        _repeat(record, journal)
        end, merged = at, merged + 1
    if _is_damaged(data, end):
        path.rename(path.with_suffix(".damaged"))
        _log.warning("%s is damaged after %d records; it is kept beside the others", path, merged)
    else:
        path.unlink()
    flush_directory(path.parent)
    _log.info("%d records were merged from %s", merged, path)


def _records(data: bytes) -> Iterator[tuple[int, Record]]:
    """Return the sound records with where each ends, up to the first that is none."""
    at = 0
    while len(data) - at >= _HEAD.size:
        length, crc = _HEAD.unpack_from(data, at)
        body = data[at + _HEAD.size : at + _HEAD.size + length]
        if len(body) < length or zlib.crc32(body) != crc:
            return
        at += _HEAD.size + length
        yield at, json.loads(body)


def _is_damaged(data: bytes, at: int) -> bool:
    """Whether what follows was more than a last record whose writing was cut off."""
    if len(data) - at < _HEAD.size:
        return False
    length = int(_HEAD.unpack_from(data, at)[0])
    return length > _LONGEST_BYTES or len(data) - at - _HEAD.size >= length


def _repeat(record: Record, journal: Journal) -> None:
    wall_ms = UnixMs(record["wall_ms"])
    if record["do"] == "close":
        journal.close_session(record["session_id"], wall_ms=wall_ms)
        return
    opening = _opening(record["opening"])
    if record["do"] == "open":
        journal.open_session(opening, wall_ms=wall_ms)
        return
    if record["do"] == "name":
        journal.name_viewer(opening, wall_ms=wall_ms)
        return
    checkpoint = _checkpoint(record["checkpoint"])
    events = [
        decode_event(text.encode(), session_id=opening.session_id, occurred_ms=UnixMs(at_ms))[0]
        for at_ms, text in record["events"]
    ]
    try:
        journal.append(events, checkpoint, record["trace_rows"])
    except LookupError:
        journal.open_session(opening, wall_ms=wall_ms)
        journal.append(events, checkpoint, record["trace_rows"])


def _opening_facts(opening: SessionOpening) -> Record:
    return {
        "session_id": opening.session_id,
        "asset": encode_asset(opening.asset),
        "viewer": asdict(opening.viewer),
        "device": opening.device,
        "visit_id": opening.visit_id,
    }


def _opening(facts: Record) -> SessionOpening:
    return SessionOpening(
        facts["session_id"],
        generation=0,
        asset=decode_asset(facts["asset"]),
        viewer=Viewer(**facts["viewer"]),
        device=facts["device"],
        visit_id=facts.get("visit_id"),
    )


def _checkpoint(facts: Record) -> Checkpoint:
    return Checkpoint(
        **{
            **facts,
            "passes": tuple((start, end) for start, end in facts["passes"]),
            "duration_source": DurationSource(facts["duration_source"]),
            "earned": tuple(Quartile(percent) for percent in facts["earned"]),
            "flags": SessionFlags(**facts["flags"]),
        }
    )
