"""In which line of a TOML file each key stands.

Knows: that a statement ends with the first line at which it is a TOML document by itself.
Must never know: what the keys mean.

The parser of the standard library tells no lines, and a second parser of our own could disagree
with it. So the first one is asked, statement by statement, what it has just read.
"""

import tomllib
from collections.abc import Iterator
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands: keys, and places (from 0) in arrays."""


def key_lines(text: str) -> dict[Path, int]:
    """Return the line, from 1, in which each key, table and table of an array begins.

    ``text`` must be TOML that can be read. What stands in one statement has its first line.
    """
    lines: dict[Path, int] = {}
    document: dict[str, Any] = {}
    table: Path = ()
    for line, statement, parsed in _statements(text):
        if statement.startswith("["):
            table = _header(document, parsed, is_element=statement.startswith("[["))
            for length in range(1, len(table) + 1):
                lines.setdefault(table[:length], line)
            continue
        for path in _paths(parsed, table):
            lines.setdefault(path, line)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield first line, text and meaning of each statement."""
    waiting: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), 1):
        if not waiting:
            first = number
        waiting.append(line)
        statement = "\n".join(waiting)
        try:
            parsed = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        waiting.clear()
        if parsed:
            yield first, statement.strip(), parsed


def _header(document: dict[str, Any], parsed: dict[str, Any], *, is_element: bool) -> Path:
    """Enter a header into the outline of the document; return the path of its table."""
    keys: list[str] = []
    inner: Any = parsed
    while isinstance(inner, dict) and inner:
        key, inner = next(iter(inner.items()))
        keys.append(key)
    path: list[str | int] = []
    here: Any = document
    for place, key in enumerate(keys):
        path.append(key)
        is_last = place == len(keys) - 1
        if is_last and is_element:
            here.setdefault(key, []).append({})
        here = here.setdefault(key, {})
        if isinstance(here, list):
            path.append(len(here) - 1)
            here = here[-1]
    return tuple(path)


def _paths(value: Any, start: Path) -> Iterator[Path]:
    """Yield the paths of all that a statement says, below ``start``."""
    if start:
        yield start
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*start, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _paths(inner, (*start, place))
