"""New content brought to this disk: read, measured, verified, and left waiting for its turn.

Knows: in which order that is done, and what is reused after an interruption.
Must never know: when the new set may be shown.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from tracker.content.manifest import (
    MANIFEST_LIMIT,
    MANIFEST_NAME,
    SIGNATURE_NAME,
    Item,
    parse_manifest,
)
from tracker.content.sets import ContentSets
from tracker.content.signature import SIGNATURE_LIMIT, PublicKey
from tracker.content.sources import Source
from tracker.model.errors import ContentError
from tracker.model.records import dataclass

ROOM_LEFT_BYTES = 500_000_000
"""What new content must leave free on the disk: the queue needs room, too."""


Progress = Callable[[int, int], None]
"""Told of so many bytes done of so many."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a source has: a version that is newer than ours (``is_new``), or not."""

    version: int
    is_new: bool


def fetch(
    source: Source,
    key: PublicKey,
    sets: ContentSets,
    *,
    needs: Collection[str] = (),
    on_progress: Progress = lambda *_: None,
    room_left_bytes: int = ROOM_LEFT_BYTES,
) -> Offer:
    """Bring what is newer than ours to ``sets``, where it waits for ``ContentSets.swap``.

    What an interrupted call had verified is used again. Raise ContentError if it cannot be had,
    is not what the list says, lacks a file of ``needs``, or is not signed by ``key``: then
    nothing of ours has changed.
    """
    data = _read_small(source, MANIFEST_NAME, MANIFEST_LIMIT)
    key.check(data, _read_small(source, SIGNATURE_NAME, SIGNATURE_LIMIT))
    manifest = parse_manifest(data)
    if manifest.version <= sets.newest_version():
        return Offer(manifest.version, is_new=False)
    manifest.require(needs)
    try:
        _prepare(sets, data)
        have = _known_files(sets)
        missing = [item for item in manifest.items if not _is_there(sets.incoming, item, have)]
        _check_room(sets.root, sum(item.size_bytes for item in missing) + room_left_bytes)
        done_bytes = manifest.size_bytes - sum(item.size_bytes for item in missing)
        for item in missing:
            for part_bytes in _fetch_item(source, item, sets.incoming / item.path):
                on_progress(done_bytes + part_bytes, manifest.size_bytes)
            done_bytes += item.size_bytes
        sets.take_in(manifest)
    except OSError as error:
        raise ContentError(
            f"New content cannot be kept: {error.strerror or error}.",
            hint=f"Look at the disk that holds {sets.root}; what is shown now stays.",
        ) from error
    on_progress(manifest.size_bytes, manifest.size_bytes)
    return Offer(manifest.version, is_new=True)


def _read_small(source: Source, name: str, limit: int) -> bytes:
    data = bytearray()
    with source.read(name) as reading:
        for chunk in reading.chunks:
            data += chunk
            if len(data) > limit:
                raise ContentError(
                    f"{name} is larger than {limit} bytes.",
                    hint="Make the list anew; what is shown now stays.",
                )
    return bytes(data)


def _prepare(sets: ContentSets, data: bytes) -> None:
    """Make room for incoming files; those of another list are of no use."""
    sets.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    noted = sets.incoming / MANIFEST_NAME
    if noted.exists() and noted.read_bytes() == data:
        return
    shutil.rmtree(sets.incoming, ignore_errors=True)
    sets.incoming.mkdir(mode=0o700)
    with _opened(noted) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _known_files(sets: ContentSets) -> dict[tuple[str, int], Path]:
    """Return what the set that is shown now holds, by hash and size."""
    current = sets.current()
    items = current.manifest.items if current else ()
    return {(item.sha256, item.size_bytes): current.folder / item.path for item in items if current}


def _is_there(incoming: Path, item: Item, have: dict[tuple[str, int], Path]) -> bool:
    """Whether a file has been fetched before; one that is shown now is taken from there."""
    place = incoming / item.path
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not place.exists() and (known := have.get((item.sha256, item.size_bytes))):
        try:
            place.hardlink_to(known)
        except OSError:
            shutil.copyfile(known, place, follow_symlinks=False)
    return place.exists() and _sha256(place) == item.sha256


def _check_room(root: Path, needed_bytes: int) -> None:
    free_bytes = shutil.disk_usage(root).free
    if free_bytes < needed_bytes:
        raise ContentError(
            f"New content needs {needed_bytes // 1_000_000} MB, and {free_bytes // 1_000_000} MB "
            "are free.",
            hint=f"Make room on the disk that holds {root}; what is shown now stays.",
        )


def _fetch_item(source: Source, item: Item, place: Path) -> Iterator[int]:
    """Fetch one file, from where an interrupted call left off, and verify it.

    Yield how many of its bytes are there.
    """
    part = place.with_name(f".{place.name}.part")
    with suppress(FileNotFoundError):
        place.unlink()
    have_bytes = part.stat().st_size if part.exists() else 0
    if have_bytes > item.size_bytes:
        have_bytes = 0
    # A server has no answer to who asks for what lies behind a file's end.
    if have_bytes < item.size_bytes or not item.size_bytes:
        yield from _fetch_rest(source, item, part, have_bytes)
    with _opened(part) as file:
        os.fsync(file.fileno())
    if 0 < part.stat().st_size < item.size_bytes:
        raise _wrong(item, "breaks off")
    if part.stat().st_size != item.size_bytes or _sha256(part) != item.sha256:
        part.unlink()
        raise _wrong(item, "is not the one that the list means")
    part.rename(place)


def _fetch_rest(source: Source, item: Item, part: Path, have_bytes: int) -> Iterator[int]:
    with source.read(item.path, offset_bytes=have_bytes) as reading, _opened(part) as file:
        file.truncate(reading.offset_bytes)
        file.seek(reading.offset_bytes)
        for chunk in reading.chunks:
            if file.tell() + len(chunk) > item.size_bytes:
                file.truncate(0)
                break
            file.write(chunk)
            yield file.tell()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened(path: Path) -> BinaryIO:
    """Open a file of ours alone for reading and writing, and make it if need be."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")


def _wrong(item: Item, what: str) -> ContentError:
    return ContentError(
        f"The file {item.path} of the new content {what}.",
        hint="It is tried again later; what is shown now stays.",
    )
