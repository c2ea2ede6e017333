"""One table of a configuration, read key by key; what is wrong is collected, never raised.

Knows: how a value is checked, and how a mistake is told: its line, the sentence, the cure.
Must never know: which keys there are.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.app.kiosk.toml_lines import Path

MOST_TEXT_CHARS = 4000


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something that cannot be used: the line it stands in, what is wrong, and what mends it."""

    line: int
    text: str
    cure: str


@dataclass(slots=True)
class Notebook:
    """The mistakes of one file, and the lines of its keys."""

    lines: Mapping[Path, int]
    mistakes: list[Mistake] = field(default_factory=list)

    def line_of(self, path: Path) -> int:
        """Return the line of a key; of the table around it, where the key is missing."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def add(self, path: Path, text: str, cure: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(self.line_of(path), text, cure))


class Table:
    """A table of the file. Each method takes one key; what is never taken is unknown."""

    def __init__(self, values: Mapping[str, Any], path: Path, notes: Notebook) -> None:
        self._values = values
        self._path = path
        self._notes = notes
        self._taken: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def wrong(self, key: str, text: str, cure: str) -> None:
        """Note a mistake in the value of a key; an empty key means the table."""
        path = (*self._path, key) if key else self._path
        self._notes.add(path, f"{self._name(key)}: {text}", cure)

    def text(self, key: str, default: str | None = "", *, cure: str = "") -> str:
        """Take a text of one line; without a default it must be there."""
        value: str = self._take(key, default, str, "a text in quotes", cure)
        if not value.isprintable() or len(value) > MOST_TEXT_CHARS:
            self.wrong(key, "must be one line of printable text.", "Write it anew.")
            return default or ""
        if default is None and not value.strip():
            if self.has(key):
                self.wrong(key, "must not be empty.", cure)
            return ""
        return value

    def choice(self, key: str, default: str, choices: Sequence[str]) -> str:
        """Take one of several texts."""
        value = self.text(key, default)
        if value not in choices:
            self.wrong(key, f"cannot be “{value}”.", f"It is one of: {', '.join(choices)}.")
            return default
        return value

    def flag(self, key: str, default: bool) -> bool:
        """Take true or false."""
        value: bool = self._take(key, default, bool, "true or false", "Write it without quotes.")
        return value

    def whole(self, key: str, default: int, least: int, most: int, unit: str) -> int:
        """Take a whole number."""
        wanted = f"a whole number of {unit}, {least} to {most}"
        value = self._take(key, default, int, wanted, "Write it without quotes.")
        return value if self._is_between(key, value, least, most, unit) else default

    def seconds(self, key: str, default: float, least: float, most: float) -> float:
        """Take a number of seconds."""
        wanted = f"a number of seconds, {least:g} to {most:g}"
        value = self._take(key, default, (int, float), wanted, "Write it without quotes.")
        return float(value) if self._is_between(key, value, least, most, "seconds") else default

    def texts(self, key: str, languages: Sequence[str], *, is_needed: bool) -> dict[str, str]:
        """Take a text in several languages; one text alone is that of the first language.

        Each of ``languages`` must be there, if the text is needed or there at all.
        """
        value = self._take(key, {}, (str, dict), "a text, or one for each language", "")
        cure = f"Write {key} = {{ {', '.join(f'{code} = “…”' for code in languages)} }}"
        cure = cure.replace("“", '"').replace("”", '"')
        if isinstance(value, str):
            value = {languages[0]: value} if value else {}
        found: dict[str, str] = {}
        for code, text in value.items():
            if code not in languages:
                self.wrong(key, f"“{code}” is not among the stand's languages.", cure)
            elif not isinstance(text, str) or not text.strip() or len(text) > MOST_TEXT_CHARS:
                self.wrong(key, f"the text in “{code}” is no text.", cure)
            else:
                found[code] = text
        missing = [code for code in languages if code not in value]
        if missing and (value or is_needed):
            self.wrong(key, f"is missing in: {', '.join(missing)}.", cure)
        return found

    def strings(self, key: str) -> tuple[str, ...]:
        """Take a list of texts."""
        value = self._take(key, [], list, "a list of texts", 'Write ["one", "two"].')
        if not all(isinstance(one, str) and one for one in value):
            self.wrong(key, "must be a list of texts.", 'Write ["one", "two"].')
            return ()
        return tuple(value)

    def table(self, key: str) -> "Table":
        """Take a table; an empty one where there is none."""
        value = self._take(key, {}, dict, "a table", f"Begin it with [{self._name(key)}].")
        return Table(value, (*self._path, key), self._notes)

    def tables(self, key: str) -> list["Table"]:
        """Take a list of tables."""
        cure = f"Begin each with [[{self._name(key)}]]."
        value = self._take(key, [], list, "a list of tables", cure)
        if not all(isinstance(one, dict) for one in value):
            self.wrong(key, "must be a list of tables.", cure)
            return []
        return [
            Table(one, (*self._path, key, place), self._notes) for place, one in enumerate(value)
        ]

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._values:
            if key not in self._taken:
                near = difflib.get_close_matches(key, sorted(self._taken), 1)
                meant = f"Did you mean “{near[0]}”? " if near else ""
                known = ", ".join(sorted(self._taken))
                self.wrong(key, "is not known here.", f"{meant}There are: {known}.")

    def _take(self, key: str, default: Any, kind: Any, wanted: str, cure: str) -> Any:
        """Return the value of a key as one of ``kind``; the default where it is not one.

        Any, since the kind is only known at run time.
        """
        self._taken.add(key)
        empty = "" if default is None else default
        if key not in self._values:
            if default is None:
                self.wrong(key, "is missing.", cure or f"It is {wanted}.")
            return empty
        value = self._values[key]
        kinds = kind if isinstance(kind, tuple) else (kind,)
        is_one = isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))
        if not is_one:
            self.wrong(key, f"must be {wanted}.", cure or f"Write {wanted}.")
            return empty
        return value

    def _is_between(self, key: str, value: float, least: float, most: float, unit: str) -> bool:
        if least <= value <= most:
            return True
        self.wrong(key, f"cannot be {value:g}.", f"It lies between {least:g} and {most:g} {unit}.")
        return False

    def _name(self, key: str) -> str:
        parts = [*self._path, key] if key else list(self._path)
        named = [f"{part}" for part in parts if not isinstance(part, int)]
        return ".".join(named) or "the file"
