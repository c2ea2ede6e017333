"""The registry changed by command: added to, taken from, filled from a CSV file.

Knows: how ``media.toml`` is changed so that what a person wrote around it stays, and how it is
replaced whole or not at all.
Must never know: who plays what, or HubSpot.

A change is made in the text, then read back: only a text that says exactly what was meant
replaces the file. Where the text resists, as with tables written inline, it is written anew.
"""

import csv
import io
import json
import re
import tomllib
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from tracker.library.private_files import replace_private_file
from tracker.library.registry import FILE_NAME, Registered, Registry
from tracker.model.errors import SettingsError
from tracker.model.records import dataclass

MOST_CSV_BYTES = 5_000_000
PLACES = ("file", "content", "address")
COLUMNS = (*PLACES, *(field.name for field in fields(Registered)))
_INTEGERS = frozenset({"media_bridge_id", "page_id", "duration_ms"})

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*media[ \t]*\]\][ \t]*(#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the registry: where the medium is (place and value), and what is known."""

    place: str
    value: str
    known: Registered

    def fields(self) -> dict[str, str | int]:
        """Return what is written of it, in the order of the columns."""
        said = {name: value for name, value in asdict(self.known).items() if value is not None}
        return {self.place: self.value, **said}


def list_entries(profile: Path) -> list[Entry]:
    """Return the registry's entries in their order. Raise SettingsError."""
    Registry.read(profile)
    return [_entry(raw) for raw in _parsed(_text(profile))]


def add_entries(profile: Path, entries: list[Entry]) -> None:
    """Add entries at the end. Raise SettingsError for one that is there, or cannot be."""
    text = _text(profile)
    before = _parsed(text)
    places = {(name, str(raw[name])) for raw in before for name in PLACES if name in raw}
    wanted = list(before)
    for entry in entries:
        if (entry.place, entry.value) in places:
            raise SettingsError(
                f"{entry.value} is registered already.",
                hint="Take it out first with `tracker media remove`.",
            )
        places.add((entry.place, entry.value))
        wanted.append(entry.fields())
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    added = "\n".join(_block(entry.fields()) for entry in entries)
    _write(profile, text + gap + added, wanted)


def remove_entry(profile: Path, what: str) -> Entry:
    """Take the one entry out whose file, address, content, external id or name this is.

    Raise SettingsError if none is it, or several are.
    """
    text = _text(profile)
    before = _parsed(text)
    number = _find(before, what)
    wanted = before[:number] + before[number + 1 :]
    blocks = _blocks(text)
    changed = text
    if len(blocks) == len(before) + 1:
        changed = "".join(blocks[: number + 1] + blocks[number + 2 :])
    _write(profile, changed, wanted)
    return _entry(before[number])


def note_bridge_id(profile: Path, what: str, media_bridge_id: int) -> None:
    """Write down the id that the CRM gave the one entry that this names."""
    text = _text(profile)
    before = _parsed(text)
    number = _find(before, what)
    wanted = list(before)
    wanted[number] = {**before[number], "media_bridge_id": media_bridge_id}
    blocks = _blocks(text)
    if len(blocks) == len(before) + 1:
        header, _, rest = blocks[number + 1].partition("\n")
        blocks[number + 1] = f"{header}\nmedia_bridge_id = {media_bridge_id}\n{rest}"
        text = "".join(blocks)
    _write(profile, text, wanted)


def find_entry(profile: Path, what: str) -> Entry:
    """Return the one entry that this names. Raise SettingsError."""
    entries = list_entries(profile)
    return entries[_find([entry.fields() for entry in entries], what)]


def read_csv(path: Path) -> list[Entry]:
    """Return the entries of a CSV file whose first line names its columns.

    Raise SettingsError, naming the line, for what cannot be used.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_CSV_BYTES + 1)
        if len(raw) > MOST_CSV_BYTES:
            raise SettingsError(f"{path} is too large.", hint="Import it in parts.")
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read: {error.strerror or error}.", hint="Give the path of a file."
        ) from error
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not in UTF-8.", hint="Save it as CSV in UTF-8.") from None
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    try:
        reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True)
        return [_from_row(path, reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise SettingsError(f"{path} is no CSV file: {error}.", hint=_columns_hint()) from None


def make_entry(place: str, value: str, **known: str | int | None) -> Entry:
    """Return an entry; a file's path is made absolute. Raise SettingsError for what cannot be."""
    if place == "file":
        path = Path(value).expanduser().absolute()
        if not path.is_file():
            raise SettingsError(f"{value} is not a file.", hint="Give the path of a film.")
        value = str(path)
    for name, said in known.items():
        if name in _INTEGERS and said is not None and (type(said) is not int or said < 1):
            raise SettingsError(f"{name} is no number above 0.", hint=_columns_hint())
    return Entry(place, value, Registered(**known))  # type: ignore[arg-type]


def _from_row(path: Path, line: int, row: dict[Any, Any]) -> Entry:
    where = f"{path}, line {line}"
    if None in row or set(row) - set(COLUMNS):
        odd = ", ".join(sorted(str(name) for name in set(row) - set(COLUMNS) - {None}))
        what = f"does not know the column {odd}" if odd else "has more values than columns"
        raise SettingsError(f"{where}: the registry {what}.", hint=_columns_hint())
    said = {name: value.strip() for name, value in row.items() if value and value.strip()}
    places = [name for name in PLACES if name in said]
    if len(places) != 1:
        raise SettingsError(f"{where} does not say which medium it is about.", hint=_columns_hint())
    known: dict[str, str | int] = {}
    for name, value in said.items():
        if name in _INTEGERS:
            if not value.isascii() or not value.isdecimal() or not 0 < len(value) < 19:
                raise SettingsError(f"{where}: {name} is no number.", hint=_columns_hint())
            known[name] = int(value)
        elif name not in PLACES:
            known[name] = value
    try:
        return make_entry(places[0], said[places[0]], **known)
    except SettingsError as error:
        raise SettingsError(f"{where}: {error}", hint=error.hint) from None


def _columns_hint() -> str:
    return f"The columns are {', '.join(COLUMNS)}; each line has one of the first three."


def _find(raws: list[dict[str, Any]], what: str) -> int:
    names = (*PLACES, "external_id", "name")
    path = str(Path(what).expanduser().absolute())
    found = [
        number
        for number, raw in enumerate(raws)
        if any(raw.get(name) == what for name in names) or raw.get("file") == path
    ]
    if len(found) == 1:
        return found[0]
    raise SettingsError(
        f"{what} is not registered." if not found else f"Several entries are called {what}.",
        hint="`tracker media list` shows all; name one by its file, address or content.",
    )


def _entry(raw: dict[str, Any]) -> Entry:
    place = next(name for name in PLACES if name in raw)
    known = {name: value for name, value in raw.items() if name not in PLACES}
    return Entry(place, raw[place], Registered(**known))


def _text(profile: Path) -> str:
    # Read and checked by the registry first, so that nothing is changed that is not understood.
    Registry.read(profile)
    path = profile / FILE_NAME
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _parsed(text: str) -> list[dict[str, Any]]:
    found = tomllib.loads(text).get("media", [])
    return list(found)


def _blocks(text: str) -> list[str]:
    """Return what stands before the first entry, then each with the comments above it."""
    starts = []
    for header in _HEADER.finditer(text):
        at = header.start()
        # Comments right above an entry are about it.
        while at > 0 and text[text.rfind("\n", 0, at - 1) + 1 : at].lstrip().startswith("#"):
            at = text.rfind("\n", 0, at - 1) + 1
        starts.append(at)
    ends = [*starts[1:], len(text)]
    head = text[: starts[0]] if starts else text
    return [head, *(text[start:end] for start, end in zip(starts, ends, strict=True))]


def _block(fields_: dict[str, Any]) -> str:
    lines = [f"{name} = {_literal(value)}" for name, value in fields_.items()]
    return "\n".join(("[[media]]", *lines, ""))


def _literal(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    # JSON's escapes are TOML's, which has DEL escaped as well; half a character is neither's.
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return text.encode("utf-8", "replace").decode()


def _write(profile: Path, text: str, wanted: list[dict[str, Any]]) -> None:
    try:
        if _parsed(text) != wanted:
            raise ValueError
    except ValueError:
        text = "\n".join(_block(raw) for raw in wanted)
    if _parsed(text) != wanted:
        raise SettingsError(
            "The registry cannot hold one of these texts.", hint="Use plain characters."
        )
    try:
        replace_private_file(profile / FILE_NAME, text.encode())
    except OSError as error:
        raise SettingsError(
            f"{profile / FILE_NAME} cannot be written: {error.strerror or error}.",
            hint="Make sure that the profile is yours and has room.",
        ) from error
