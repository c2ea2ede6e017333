"""Rows written out of the database before it lets go of them.

Knows: the folder ``exports`` of the profile: JSON Lines, private, flushed, never overwritten.
Must never know: why rows leave.
"""

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tracker.storage.location import flush_directory

EXPORTS_NAME = "exports"


def write_export(profile: Path, name: str, rows: Iterable[dict[str, Any]]) -> Path:
    """Write rows, an object a line, to a new file whose name begins with ``name``; return it.

    It is on the disk when this returns. Raise OSError where it cannot be written.
    """
    folder = profile / EXPORTS_NAME
    if not folder.exists():
        folder.mkdir(mode=0o700, exist_ok=True)
        flush_directory(profile)
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    descriptor, path = _new_file(folder, f"{name}-{stamp}")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())
    flush_directory(folder)
    return path


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as JSON takes it: bytes as hexadecimal digits, the rest as it is."""
    return {name: v.hex() if isinstance(v, bytes) else v for name, v in row.items()}


def _new_file(folder: Path, stem: str) -> tuple[int, Path]:
    for number in range(1000):
        path = folder / (f"{stem}-{number}.jsonl" if number else f"{stem}.jsonl")
        try:
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), path
        except FileExistsError:
            continue
    raise FileExistsError(f"{folder} is full of exports of this second")
