"""The raw pages of a damaged database, without SQLite (delivery, 3.7).

Knows: the file format of SQLite, as far as it takes to find the records of table leaves.
Must never know: which records are worth saving.
"""

import struct
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import apsw

from tracker.storage.log_file import images_of, page_bytes_of

Record: TypeAlias = tuple[int, list[Any]]
"""A rowid and the values of a record's columns, of any kind: None, int, float, str or bytes."""

Readings: TypeAlias = Iterator[Record | None]
"""What the bytes of one record may mean: first as they stand (None if that is no record), then
with each single bit of its head turned over. Only a checksum can tell which of these is right."""

HEADER_BYTES = 100
"""The head of the first page, which says what the file is."""

_LEAF = 13
_TREE_PAGES = (2, 5, 10, _LEAF)
_LONGEST_RECORD_BYTES = 1 << 22

_LOOKS_LIKE_OURS = b"\x00\x2c"
"""In a record's head: a rowid that stands elsewhere, and a blob of 16 bytes, the dedupe key."""

_LONGEST_PREFIX_BYTES = 16
"""More than what stands before that in a record: the lengths of all and of its head, the rowid."""

_RECORD_HEAD_BYTES = 48
"""More than the lengths, the rowid and the columns' types of any of our tables take."""

_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class DamagedRecordError(Exception):
    """These bytes are no record; only ``records_of`` and its callers meet it."""


def open_raw(database: Path) -> apsw.VFSFile:
    """Open a database file for reading its bytes; end it by ``xClose``.

    By SQLite's own file layer: a plain open and close would drop the locks that connections of
    this process hold (delivery, 1.3).
    """
    flags = [apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_MAIN_DB, 0]
    return apsw.VFSFile("", str(database), flags)


class PageStore:
    """Every readable page of a database that nobody writes any more, in its newest image."""

    def __init__(self, database: Path, log: Path) -> None:
        """Open both files. Either may be missing."""
        self._file = open_raw(database) if database.exists() else None
        self._bytes = self._file.xFileSize() if self._file else 0
        self._log = log.read_bytes() if log.exists() else b""
        self.page_bytes = self._page_size()
        self._images = images_of(self._log, self.page_bytes)

    def __enter__(self) -> "PageStore":
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the files."""
        if self._file is not None:
            self._file.xClose()

    def records(self) -> Iterator[Readings]:
        """Return what could be a record of any table, of the newest sound image of each page.

        A caller checks each by its own means: some will be none.
        """
        for image in self._images.loose:
            yield from self._records_of(image)
        for number in self._numbers():
            for image in self._versions(number):
                yield from self._records_of(image)
                if _is_sane(image):
                    break
                yield from self._records_amid(image)

    def superseded_records(self) -> Iterator[Readings]:
        """Return what could be a record of older images: it has moved since, or is gone.

        So it is with what a page holds and does not list. But a damaged page may also have
        forgotten where its records are.
        """
        for number in self._numbers():
            versions = self._versions(number)
            for image in versions:
                if _is_sane(image):
                    yield from self._records_amid(image)
                    break
            for image in versions:
                yield from self._records_of(image)

    def _numbers(self) -> Iterator[int]:
        stored = range(1, -(-self._bytes // self.page_bytes) + 1)
        yield from stored
        # A damaged head of an image may name any number: those in between are not there.
        images = self._images.newer.keys() | self._images.older.keys()
        yield from sorted(number for number in images if number not in stored)

    def _versions(self, number: int) -> Iterator[bytes]:
        """Return the images of a page, the newest first."""
        yield from reversed(self._images.newer.get(number, ()))
        if stored := self._stored(number):
            yield stored
        yield from reversed(self._images.older.get(number, ()))

    def _stored(self, number: int) -> bytes:
        """Return a page of the database file; what is cut off is zeros, "" if all is."""
        offset = (number - 1) * self.page_bytes
        wanted = min(self.page_bytes, self._bytes - offset)
        if self._file is None or wanted <= 0:
            return b""
        try:
            return self._file.xRead(wanted, offset).ljust(self.page_bytes, b"\0")
        except apsw.Error:
            return b""

    def _page_size(self) -> int:
        if self._file is not None and self._bytes >= HEADER_BYTES:
            size = int.from_bytes(self._file.xRead(2, 16), "big")
            size = 65536 if size == 1 else size
            if size >= 512 and size & (size - 1) == 0:
                return size
        return page_bytes_of(self._log)

    def _records_of(self, page: bytes) -> Iterator[Readings]:
        if len(page) < self.page_bytes or page[0] != _LEAF:
            return
        (cells,) = struct.unpack_from(">H", page, 3)
        for at in range(8, min(8 + 2 * cells, len(page) - 1), 2):
            (cell,) = struct.unpack_from(">H", page, at)
            yield self._readings(page, cell)

    def _records_amid(self, page: bytes) -> Iterator[Readings]:
        """Return records of a page whose own head is lost, by how our chief tables begin."""
        at = -1
        while (at := page.find(_LOOKS_LIKE_OURS, at + 1)) >= 0:
            # Before it stand the length of the record's head, the rowid, and the length of all.
            for cell in range(max(at - 9, 0), at - 2):
                with suppress(IndexError):
                    _, past = _varint(page, cell)
                    _, past = _varint(page, past)
                    if past == at - 1:
                        yield iter((self._reading(page, cell),))

    def _readings(self, page: bytes, at: int) -> Readings:
        yield self._reading(page, at)
        if not _resembles_ours(page[at : at + _LONGEST_PREFIX_BYTES]):
            return
        changed = bytearray(page)
        for place in range(at, min(at + _RECORD_HEAD_BYTES, len(page))):
            for bit in range(8):
                changed[place] ^= 1 << bit
                yield self._reading(changed, at)
                changed[place] ^= 1 << bit

    def _reading(self, page: bytes | bytearray, at: int) -> Record | None:
        try:
            return self._record(page, at)
        except (DamagedRecordError, IndexError, struct.error, UnicodeDecodeError):
            return None

    def _record(self, page: bytes | bytearray, at: int) -> Record:
        size, at = _varint(page, at)
        rowid, at = _varint(page, at)
        if rowid >= 1 << 63:
            rowid -= 1 << 64
        if not 0 < size <= _LONGEST_RECORD_BYTES:
            raise DamagedRecordError
        usable = self.page_bytes
        local = size
        if size > usable - 35:
            least = (usable - 12) * 32 // 255 - 23
            local = least + (size - least) % (usable - 4)
            if local > usable - 35:
                local = least
        payload = bytes(page[at : at + local])
        if local < size:
            (further,) = struct.unpack_from(">I", page, at + local)
            payload += self._overflow(further, size - local)
        if len(payload) != size:
            raise DamagedRecordError
        return rowid, _values(payload)

    def _overflow(self, number: int, wanted: int) -> bytes:
        parts = []
        for _ in range(-(-wanted // (self.page_bytes - 4))):
            image = next(self._versions(number), b"") if number else b""
            if len(image) < self.page_bytes:
                raise DamagedRecordError
            (number,) = struct.unpack_from(">I", image)
            parts.append(image[4:])
        return b"".join(parts)[:wanted]


def _resembles_ours(head: bytes) -> bool:
    """Whether a record's head would look like ours, were one bit of it turned over at most."""
    ours = int.from_bytes(_LOOKS_LIKE_OURS, "big")
    differences = (int.from_bytes(pair, "big") ^ ours for pair in pairwise(head))
    return any(difference & (difference - 1) == 0 for difference in differences)


def _is_sane(page: bytes) -> bool:
    """Whether a page looks as a tree's page does: then older images of it say nothing more."""
    if page[0] not in _TREE_PAGES:
        return False
    head = 8 if page[0] > 5 else 12
    (cells,) = struct.unpack_from(">H", page, 3)
    if head + 2 * cells > len(page):
        return False
    pointers = struct.unpack_from(f">{cells}H", page, head)
    return all(head + 2 * cells <= pointer < len(page) for pointer in pointers)


def _varint(data: bytes | bytearray, at: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1


def _values(payload: bytes) -> list[Any]:
    head, at = _varint(payload, 0)
    body = head
    if head > len(payload):
        raise DamagedRecordError
    values: list[Any] = []
    while at < head:
        kind, at = _varint(payload, at)
        value, body = _value(payload, kind, body)
        values.append(value)
    if at != head or body != len(payload):
        raise DamagedRecordError
    return values


def _value(payload: bytes, kind: int, at: int) -> tuple[Any, int]:
    if kind >= 12:
        end = at + (kind - 12) // 2
        if end > len(payload):
            raise DamagedRecordError
        data = payload[at:end]
        return (data if kind % 2 == 0 else data.decode()), end
    if kind in _INTEGER_BYTES:
        end = at + _INTEGER_BYTES[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    match kind:
        case 0:
            return None, at
        case 7:
            return struct.unpack_from(">d", payload, at)[0], at + 8
        case 8 | 9:
            return kind - 8, at
        case _:
            raise DamagedRecordError
