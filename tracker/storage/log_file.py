"""The write-ahead log as a file: its frames, and what standing each has (delivery, 3.7).

SQLite believes a log up to the first frame whose checksum fails, and silently forgets the rest.
What was committed after a damaged frame was acknowledged all the same.

Knows: the file format of SQLite's log. A plain open of the log drops no lock.
Must never know: what is in a page.
"""

import struct
from collections import Counter
from dataclasses import field
from typing import NamedTuple

from tracker.model.records import dataclass

_MAGIC = (0x377F0682, 0x377F0683)
_HEADER_BYTES, _FRAME_HEADER_BYTES = 32, 24
_USUAL_PAGE_BYTES = 4096


class _Frame(NamedTuple):
    page: int
    pages_after: int
    salts: bytes
    at: int

    @property
    def is_commit(self) -> bool:
        return self.pages_after > 0


@dataclass(slots=True)
class Images:
    """The images of pages in a log, by page number, in the order in which they were written.

    ``newer`` are committed; ``older`` are left over from before the log was last folded in;
    ``loose`` are those of frames whose head is damaged: of any page and time.
    """

    newer: dict[int, list[bytes]] = field(default_factory=dict)
    older: dict[int, list[bytes]] = field(default_factory=dict)
    loose: list[bytes] = field(default_factory=list)


def page_bytes_of(log: bytes) -> int:
    """Return the size of a page that a log's head names, or the usual one."""
    size = int.from_bytes(log[8:12], "big")
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 else _USUAL_PAGE_BYTES


def images_of(log: bytes, page_bytes: int) -> Images:
    """Return the pages of a log.

    What follows the last commit was never acknowledged, may hold half of a change, and is left
    out.
    """
    images = Images()
    frames = _frames(log, page_bytes)
    salts = _salts(log, frames)
    ours = [n for n, frame in enumerate(frames) if frame.salts == salts]
    commits = [n for n in ours if frames[n].is_commit]
    committed = commits[-1] + 1 if commits else 0
    stale = Counter(frame.salts for frame in frames[ours[-1] + 1 if ours else 0 :])
    for n, frame in enumerate(frames):
        image = log[frame.at : frame.at + page_bytes]
        if frame.salts == salts:
            if n < committed:
                images.newer.setdefault(frame.page, []).append(image)
        elif n < committed:
            images.loose.append(image)
        elif stale[frame.salts] > 1:
            images.older.setdefault(frame.page, []).append(image)
    return images


def forgotten_commits(log: bytes, believed: int, file_bytes: int) -> int:
    """Return how many commits stand behind the first one that SQLite does not believe.

    ``believed`` is the number of frames that it does, ``file_bytes`` the database's size. The
    first may be torn: it was under way when the power went or the process was killed, and never
    acknowledged. But no commit follows one that was not flushed. A torn head of a frame may look
    like a commit; one of pages that there cannot be is none.
    """
    page_bytes = page_bytes_of(log)
    frames = _frames(log, page_bytes)
    salts = _salts(log, frames)
    most_pages = file_bytes // page_bytes + len(frames)
    commits = [
        n
        for n, frame in enumerate(frames[believed:], believed)
        if frame.is_commit
        and frame.salts == salts
        and frame.page <= frame.pages_after <= most_pages
    ]
    # A single commit may be left over; several behind a torn one were acknowledged.
    if len(commits) == 2 and not _continues(log, frames, commits[0], page_bytes):
        return 0
    return max(len(commits) - 1, 0)


def _continues(log: bytes, frames: list[_Frame], torn: int, page_bytes: int) -> bool:
    """Whether what follows a torn commit was written after it.

    Whoever is killed in a commit may leave all its frames behind. The next one writes over them;
    killed in its last frame, it leaves the end of the former's commit. Nobody waits for either,
    and they are not of one chain of checksums: what is written after a frame, however that is
    damaged later, goes on from the checksum that it had.
    """
    if torn == 0 or torn + 1 == len(frames):
        return True
    order = _order(log)
    before, own, after = (_checksum_of(log, frames[n]) for n in (torn - 1, torn, torn + 1))
    reckoned = _checksum_after(log, frames[torn], before, order, page_bytes)
    following = frames[torn + 1]
    return after in (
        _checksum_after(log, following, seed, order, page_bytes) for seed in (own, reckoned)
    )


def _checksum_of(log: bytes, frame: _Frame) -> tuple[int, int]:
    """Return the checksum in a frame's head."""
    first, second = struct.unpack_from(">II", log, frame.at - 8)
    return first, second


def _checksum_after(
    log: bytes, frame: _Frame, seed: tuple[int, int], order: str, page_bytes: int
) -> tuple[int, int]:
    """Return the checksum that a frame should have after one with the checksum ``seed``."""
    starts_at = frame.at - _FRAME_HEADER_BYTES
    head = log[starts_at : starts_at + 8]
    return _checksum(head + log[frame.at : frame.at + page_bytes], seed, order)


def _frames(log: bytes, page_bytes: int) -> list[_Frame]:
    stride = _FRAME_HEADER_BYTES + page_bytes
    frames = []
    for at in range(_HEADER_BYTES, len(log) - stride + 1, stride):
        page, pages_after, salts = struct.unpack_from(">II8s", log, at)
        if 0 < page < 1 << 31:
            frames.append(_Frame(page, pages_after, salts, at + _FRAME_HEADER_BYTES))
        else:
            frames.append(_Frame(0, 0, b"", at + _FRAME_HEADER_BYTES))
    return frames


def _salts(log: bytes, frames: list[_Frame]) -> bytes:
    """Return what marks the log's present frames: its head says it, or else its beginning."""
    if _is_sound_head(log[:_HEADER_BYTES]):
        return log[16:24]
    common = Counter(frame.salts for frame in frames[:5] if frame.page).most_common(1)
    return common[0][0] if common else b""


def _is_sound_head(head: bytes) -> bool:
    if len(head) < _HEADER_BYTES:
        return False
    magic = int.from_bytes(head[:4], "big")
    if magic not in _MAGIC:
        return False
    return struct.unpack(">II", head[24:]) == _checksum(head[:24], (0, 0), _order(head))


def _order(head: bytes) -> str:
    """Return the order of bytes in which checksums are reckoned; the magic number names it."""
    return ">" if head[3] & 1 else "<"


def _checksum(data: bytes, seed: tuple[int, int], order: str) -> tuple[int, int]:
    """Return SQLite's checksum of data, going on from another one."""
    first, second = seed
    for even, odd in struct.iter_unpack(f"{order}II", data):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
