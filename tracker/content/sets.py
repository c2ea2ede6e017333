"""The sets of content on this disk: which one is shown, which one waits, which one may go.

The folder holds ``sets/VERSION/`` with the files and their manifest, ``incoming/`` with a set that
is being fetched, and ``current.json``, which names the version that is shown. That file is
replaced in one step, so that there is always one whole set, whatever is cut off when.

Knows: the layout of the folder, and the order in which it changes.
Must never know: where content comes from, or who vouches for it.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tracker.content.manifest import MANIFEST_LIMIT, MANIFEST_NAME, Manifest, parse_manifest
from tracker.model.errors import ContentError


@dataclass(frozen=True, slots=True)
class ContentSet:
    """A whole set: its folder, and what it holds."""

    folder: Path
    manifest: Manifest

    @property
    def version(self) -> int:
        """The higher, the newer."""
        return self.manifest.version

    def path(self, name: str) -> Path:
        """Return where a file of the set lies. Raise ContentError if the set has none such."""
        if all(item.path != name for item in self.manifest.items):
            raise ContentError(
                f"The content of version {self.version} has no file {name}.",
                hint="Offer a newer version that has it, or name another file.",
            )
        return self.folder / name


class ContentSets:
    """One folder of sets. Only one process may change it; any may look."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.incoming = root / "incoming"
        self._sets = root / "sets"
        self._current = root / "current.json"

    def current(self) -> ContentSet | None:
        """Return the set that is shown; where it has lost a file, the newest older whole one."""
        shown = self._shown_version()
        versions = sorted((v for v in self._versions() if v <= shown), reverse=True)
        return next(filter(None, map(self._whole, versions)), None)

    def waiting(self) -> ContentSet | None:
        """Return the newest whole set that is newer than the one that is shown."""
        shown = self._shown_version()
        versions = sorted((v for v in self._versions() if v > shown), reverse=True)
        return next(filter(None, map(self._whole, versions)), None)

    def newest_version(self) -> int:
        """Return the version that new content must exceed; 0 where there is none."""
        waiting = self.waiting()
        return waiting.version if waiting else self._shown_version()

    def take_in(self, manifest: Manifest) -> None:
        """Make a set of what has been fetched and verified in ``incoming``; it waits then."""
        for folder in {path.parent for path in self.incoming.rglob("*")}:
            _flush(folder)
        self._sets.mkdir(mode=0o700, exist_ok=True)
        place = self._sets / str(manifest.version)
        if place.exists():
            # It has lost a file, or it would not have been fetched again.
            shutil.rmtree(place)
        self.incoming.rename(place)
        _flush(self._sets)
        _flush(self.root)

    def swap(self) -> ContentSet | None:
        """Show the set that waits from now on; return it, or None where none waits.

        The set that was shown until now is kept, older ones go.
        """
        waiting = self.waiting()
        if waiting is None:
            return None
        before = self.current()
        beside = self._current.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump({"version": waiting.version}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._current)
        _flush(self.root)
        kept = {waiting.version, before.version if before else 0}
        for version in set(self._versions()) - kept:
            shutil.rmtree(self._sets / str(version), ignore_errors=True)
        return waiting

    def _shown_version(self) -> int:
        try:
            return int(json.loads(self._current.read_bytes()[:100])["version"])
        except FileNotFoundError:
            return 0
        except (OSError, ValueError, KeyError, TypeError):
            # Whoever damaged it did not harm the sets: the newest whole one is right.
            return max(self._versions(), default=0)

    def _versions(self) -> Iterator[int]:
        with suppress(FileNotFoundError):
            yield from (int(p.name) for p in self._sets.iterdir() if p.name.isdecimal())

    def _whole(self, version: int) -> ContentSet | None:
        folder = self._sets / str(version)
        try:
            with (folder / MANIFEST_NAME).open("rb") as file:
                manifest = parse_manifest(file.read(MANIFEST_LIMIT + 1))
            sizes = [(folder / item.path).stat().st_size for item in manifest.items]
        except (OSError, ContentError):
            return None
        is_whole = sizes == [item.size_bytes for item in manifest.items]
        return ContentSet(folder, manifest) if is_whole and manifest.version == version else None


def _flush(folder: Path) -> None:
    """Make a folder's new entries survive a power cut, where the system can do that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
