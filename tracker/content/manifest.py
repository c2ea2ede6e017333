"""The list of files that make up a set of content, checked before a byte of it is fetched.

Knows: the form of the list, and which names and sizes are sane.
Must never know: where the files come from or go to.
"""

import json
import re
import unicodedata
from collections.abc import Collection
from typing import Any

from tracker.model.errors import ContentError
from tracker.model.records import dataclass

MANIFEST_NAME = "manifest.json"
SIGNATURE_NAME = "manifest.json.minisig"
MANIFEST_LIMIT = 1_000_000
"""The longest list that is read, in bytes: about 5,000 files."""

_MOST_ITEMS = 5_000
_LARGEST_BYTES = 2**40
_LARGEST_VERSION = 2**53
_LONGEST_PATH = 200
_SHA256 = re.compile(r"[0-9a-f]{64}")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_HINT = "Make the list anew, sign it, and offer it again; what is shown now stays."


@dataclass(frozen=True, slots=True)
class Item:
    """One file: its path within the set (with ``/``), its size, its SHA-256 in hexadecimal."""

    path: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A set of content. A higher version replaces a lower one, never the other way."""

    version: int
    items: tuple[Item, ...]

    @property
    def size_bytes(self) -> int:
        """How much room all files take together."""
        return sum(item.size_bytes for item in self.items)

    def require(self, paths: Collection[str]) -> None:
        """Raise ContentError where one of these files is not on the list."""
        lacking = sorted(set(paths) - {item.path for item in self.items})
        if lacking:
            raise ContentError(
                f"The content of version {self.version} has no file {lacking[0]}, which the stand "
                "shows.",
                hint="Offer a newer version that has it, or take it out of the stand's file; "
                "what is shown now stays.",
            )


def parse_manifest(data: bytes) -> Manifest:
    """Return the manifest of ``{"version": 7, "files": [{"path": …, "bytes": …, "sha256": …}]}``.

    Raise ContentError for anything else: a path that leaves the set, two paths that are one on
    some disks, a size or a hash that cannot be.
    """
    try:
        facts = json.loads(data)
        version, files = facts["version"], facts["files"]
        if not _is_count(version, 1, _LARGEST_VERSION):
            raise _wrong("its version is not a whole number above 0")
        if not isinstance(files, list) or not 0 < len(files) <= _MOST_ITEMS:
            raise _wrong(f"it does not name between 1 and {_MOST_ITEMS} files")
        items = tuple(map(_item, files))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _wrong("it is not in the form that is expected") from None
    _refuse_clashes(items)
    return Manifest(version, items)


def _item(facts: dict[str, Any]) -> Item:
    path, size_bytes, sha256 = facts["path"], facts["bytes"], facts["sha256"]
    if not isinstance(path, str) or not _is_sane(path):
        raise _wrong(f"the path {path!r:.80} cannot be used")
    if not _is_count(size_bytes, 0, _LARGEST_BYTES):
        raise _wrong(f"the size of {path} cannot be")
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        raise _wrong(f"the SHA-256 of {path} is none")
    return Item(path, size_bytes, sha256)


def _is_count(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_sane(path: str) -> bool:
    """Whether a path stays inside its set, on every file system that we may stand on."""
    if not 0 < len(path) <= _LONGEST_PATH or not path.isprintable():
        return False
    if unicodedata.normalize("NFC", path) != path or set(path) & set('\\:*?"<>|'):
        return False
    return all(
        part and part[0] != "." and part[-1] not in ". " and not _RESERVED.fullmatch(part)
        for part in path.split("/")
    )


def _refuse_clashes(items: tuple[Item, ...]) -> None:
    """Refuse two paths that are one file on some disks, and a file that is also a folder."""
    names = [item.path.casefold() for item in items]
    folders = {name[:at] for name in names for at, sign in enumerate(name) if sign == "/"}
    if len(set(names)) < len(names) or folders & set(names) or MANIFEST_NAME in names:
        raise _wrong("two of its paths stand for the same file")


def _wrong(what: str) -> ContentError:
    return ContentError(f"The list of new content cannot be used: {what}.", hint=_HINT)
