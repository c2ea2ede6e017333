"""The films that may be followed in other programs: those in a folder, or of a pattern.

Knows: real paths, so that no link leads out of what is allowed.
Must never know: who plays them.
"""

import fnmatch
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase

_WILD = frozenset("*?[")


class AllowedFilms:
    """A list of folders and patterns, such as ``/films`` and ``/srv/demo/*.mp4``.

    A folder allows all that is in it, at any depth; so does a pattern's ``*``. Raise SettingsError
    for an empty list, and for a folder that is not there.
    """

    def __init__(self, entries: Sequence[str]) -> None:
        if not entries:
            raise SettingsError(
                phrase("Errors", "No film may be followed."),
                hint=phrase("Errors", "Name folders or patterns, such as ~/Films."),
            )
        self._folders: list[Path] = []
        self._patterns: list[str] = []
        for entry in entries:
            self._add(Path(entry).expanduser())

    def find(self, address: str) -> str | None:
        """Return the real path of a file that may be followed; None for anything else."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return None
        named = unquote(parts.path, errors="surrogateescape")
        if "\0" in named or not named.startswith("/"):
            return None
        path = Path(os.path.realpath(named))
        is_allowed = any(folder in path.parents for folder in self._folders) or any(
            fnmatch.fnmatchcase(str(path), pattern) for pattern in self._patterns
        )
        return str(path) if is_allowed and path.is_file() else None

    def _add(self, entry: Path) -> None:
        wild = next((at for at, part in enumerate(entry.parts) if _WILD & set(part)), None)
        if wild is not None:
            folder = Path(*entry.parts[:wild]).resolve()
            rest = "/".join(entry.parts[wild:])
            self._patterns.append(f"{_literally(str(folder).rstrip('/'))}/{rest}")
        elif entry.is_dir():
            self._folders.append(entry.resolve())
        elif entry.is_file():
            self._patterns.append(_literally(str(entry.resolve())))
        else:
            raise SettingsError(
                phrase("Errors", "There is no {entry}.").format(entry=entry),
                hint=phrase("Errors", "Name a folder, a file, or a pattern with a *."),
            )


def _literally(path: str) -> str:
    return "".join(f"[{sign}]" if sign in _WILD else sign for sign in path)
