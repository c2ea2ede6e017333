"""A disk that loses its power: what was not flushed is kept, lost or garbled, sector by sector.

A VFS under SQLite, as SQLite's own crash tests have one (delivery, section 4). All processes of a
machine see what was written; only a flush makes it sure. At a power cut the dice decide the fate
of each sector that was written since, in any mixture: that tears pages, and reorders writes.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR_BYTES = 512

KEPT, LOST, GARBLED = range(3)


@dataclass(slots=True)
class _Written:
    """A part of one sector, or a new length where ``data`` is None."""

    at: int
    data: bytes | None


@dataclass(slots=True)
class _Contents:
    """A file: what surely is on the disk, and what was written since, in order."""

    sure: bytearray
    since: list[_Written] = field(default_factory=list)

    def flush(self) -> None:
        for one in self.since:
            _apply(self.sure, one)
        self.since.clear()


def _apply(contents: bytearray, one: _Written) -> None:
    if one.data is None:
        del contents[one.at :]
        contents.extend(bytes(one.at - len(contents)))
        return
    if len(contents) < one.at:
        contents.extend(bytes(one.at - len(contents)))
    contents[one.at : one.at + len(one.data)] = one.data


class TornDisk(apsw.VFS):
    """The default VFS while its context lasts. ``dice`` decide what a power cut leaves."""

    def __init__(self, dice: random.Random) -> None:
        # The default one comes first; its name, since this one is about to take its place.
        self.base = apsw.vfs_names()[0]
        super().__init__(f"torn-{id(self)}", self.base, makedefault=True)
        self.dice = dice
        self.calls = 0
        self.dies_at: int | None = None
        """The power goes at the call of this number: a write, a flush, a truncation, an unlink."""
        self.is_dead = False
        self._files: dict[str, _Contents] = {}
        self._names: list[tuple[str, bytes | None]] = []
        """Names that came (None) and went (with what was in the file) since the last flush."""

    def __enter__(self) -> "TornDisk":
        return self

    def __exit__(self, *_: object) -> None:
        self.unregister()

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        """Open a file as SQLite wants it; none can be opened once the power is gone."""
        self.check_power()
        known = name.filename() if isinstance(name, apsw.URIFilename) else name
        if known and not Path(known).exists():
            self._names.append((known, None))
        return _TornFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Remove a file; without a flush of its directory it may come back."""
        self.step()
        if Path(filename).exists():
            self._names.append((filename, bytes(self.contents(filename).sure)))
        self._files.pop(filename, None)
        super().xDelete(filename, syncdir)
        if syncdir:
            self._names.clear()

    def contents(self, name: str) -> _Contents:
        """Return what is known of a file; what was there before is on the disk."""
        if name not in self._files:
            path = Path(name)
            self._files[name] = _Contents(bytearray(path.read_bytes() if path.exists() else b""))
        return self._files[name]

    def write(self, name: str, data: bytes, at: int) -> None:
        """Note a write, sector by sector."""
        since = self.contents(name).since
        end = at + len(data)
        while at < end:
            until = min(end, (at // SECTOR_BYTES + 1) * SECTOR_BYTES)
            since.append(_Written(at, data[len(data) - (end - at) : len(data) - (end - until)]))
            at = until

    def truncate(self, name: str, size: int) -> None:
        """Note a new length."""
        self.contents(name).since.append(_Written(size, None))

    def flush(self, name: str) -> None:
        """Make sure of a file, and of all names: a file system writes those in their order."""
        self.contents(name).flush()
        self._names.clear()

    def step(self) -> None:
        """Count a call that changes the disk; let the power go if it is time. Raise IOError."""
        self.check_power()
        self.calls += 1
        if self.dies_at is not None and self.calls >= self.dies_at:
            self.is_dead = True
            raise apsw.IOError("the power is gone")

    def check_power(self) -> None:
        """Raise IOError once the power is gone."""
        if self.is_dead:
            raise apsw.IOError("the power is gone")

    def cut_power(self) -> dict[int, int]:
        """Lose what is not sure, once nothing has a file open; return how often which fate came.

        Then the power is back.
        """
        fates: dict[int, int] = defaultdict(int)
        for name, contents in self._files.items():
            for one in contents.since:
                fate = self.dice.choice((KEPT, LOST, GARBLED))
                fates[fate] += 1
                if fate == GARBLED and one.data is not None:
                    one = _Written(one.at, self.dice.randbytes(len(one.data)))
                if fate != LOST:
                    _apply(contents.sure, one)
            Path(name).write_bytes(contents.sure)
        # Of the changes of names, in their order, the first few are on the disk.
        for name, data in reversed(self._names[self.dice.randint(0, len(self._names)) :]):
            if data is not None:
                Path(name).write_bytes(data)
            else:
                Path(name).unlink(missing_ok=True)
        self._files.clear()
        self._names.clear()
        self.is_dead, self.dies_at = False, None
        return fates


class _TornFile(apsw.VFSFile):
    def __init__(
        self, disk: TornDisk, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        super().__init__(disk.base, name, flags)
        self._disk = disk
        known = name.filename() if isinstance(name, apsw.URIFilename) else name
        # A file without a name is SQLite's own, and gone with its process.
        self._name = known or ""
        if known:
            disk.contents(known)

    def xRead(self, amount: int, offset: int) -> bytes:
        self._disk.check_power()
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.check_power()
        if self._name:
            # Also of a write that is under way some sectors may get there.
            self._disk.write(self._name, bytes(data), offset)
        self._disk.step()
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._disk.check_power()
        if self._name:
            self._disk.truncate(self._name, newsize)
        self._disk.step()
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        # The real disk need not be waited for: nobody cuts its power.
        self._disk.step()
        if self._name:
            self._disk.flush(self._name)
