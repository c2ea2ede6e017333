"""The sets of content on this disk: which one is shown, which one waits, which one may go.

The folder holds ``sets/VERSION/`` with the files and their manifest, ``incoming/`` with a set that
is being fetched, and ``current``, a link to the set that is shown. The link is replaced in one
step, so that there is always one whole set behind it, whatever is cut off when.

Knows: the layout of the folder, and the order in which it changes.
Must never know: where content comes from, or who vouches for it.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tracker.content.manifest import MANIFEST_LIMIT, MANIFEST_NAME, Manifest, parse_manifest
from tracker.model.errors import ContentError
from tracker.model.records import dataclass


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
        self._link = root / "current"

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
        self._point_to(waiting.version)
        kept = {waiting.version, before.version if before else 0}
        for version in set(self._versions()) - kept:
            shutil.rmtree(self._sets / str(version), ignore_errors=True)
        return waiting

    def mend(self) -> ContentSet | None:
        """Show another whole set where the one that was shown is lost; return what is shown."""
        current = self.current()
        if current is not None and current.version != self._linked_version():
            self._point_to(current.version)
        return current

    def _point_to(self, version: int) -> None:
        beside = self._link.with_suffix(".new")
        beside.unlink(missing_ok=True)
        beside.symlink_to(Path("sets") / str(version), target_is_directory=True)
        beside.replace(self._link)
        _flush(self.root)

    def _linked_version(self) -> int | None:
        try:
            return int(self._link.readlink().name)
        except (OSError, ValueError):
            return None

    def _shown_version(self) -> int:
        linked = self._linked_version()
        if linked is None and (self._link.exists() or self._link.is_symlink()):
            # Whoever damaged the link did not harm the sets: the newest whole one is right.
            return max(self._versions(), default=0)
        return linked or 0

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
