"""The rows of a damaged database that can still be read (delivery, 3.7).

Two ways lead to a row, and what either finds counts: SQLite's own walk, which sees the last
committed state but stops at the first bad page, and a scan of all table leaves, which minds no
bad page but its own.

Knows: the tables' columns, and by what a record is recognised as a row of one of them.
Must never know: how rows are put into another database.
"""

import json
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import apsw

from tracker.model.events import DurationSource, EventKind
from tracker.model.history import CURVE_PARTS
from tracker.model.records import dataclass
from tracker.storage import schema
from tracker.storage.facts import decode_asset
from tracker.storage.pages import PageStore, Readings, Record
from tracker.storage.progress import decode_earned, decode_flags, decode_passes
from tracker.storage.rows import (
    CLAIMED_COLUMNS,
    IMMUTABLE_COLUMNS,
    ClaimedColumns,
    ImmutableColumns,
)

Fields: TypeAlias = dict[str, Any]
"""A row: its stored columns by name, each of its declared type."""

_IMMUTABLE = IMMUTABLE_COLUMNS.split(", ")
_KINDS = frozenset(kind.value for kind in EventKind)
_TYPES: dict[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "TEXT": (str,),
    "BLOB": (bytes,),
    "REAL": (float, int),
    "ANY": (int, float, str, bytes),
}


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    type: str
    is_required: bool
    is_rowid: bool


_Tables: TypeAlias = dict[str, tuple[_Column, ...]]


@dataclass(frozen=True, slots=True)
class Find:
    """A row that was found. ``is_old`` says that a newer image of its page is without it."""

    table: str
    row: Fields
    is_old: bool = False


def salvaged_rows(database: Path, log: Path) -> Iterator[Find]:
    """Return, table by table, every row that can be read of a file (with its log) nobody uses.

    A row may come several times; the first is the most trustworthy. Queued rows that SQLite
    finds may be damaged, see ``is_intact``; those that only the scan finds are intact.
    """
    tables = _tables()
    yield from _walk(database, tables)
    with PageStore(database, log) as pages:
        yield from _recognised(pages.records(), tables)
        for find in _recognised(pages.superseded_records(), tables):
            yield replace(find, is_old=True)


def holds_our_rows(database: Path, log: Path) -> bool:
    """Whether a file or its log holds a single queued row whose checksum holds."""
    tables = _tables()
    with PageStore(database, log) as pages:
        return any(find.table == "outbox" for find in _recognised(pages.records(), tables))


def is_intact(row: Fields) -> bool:
    """Whether the checksum of a queued row holds."""
    return bool(ImmutableColumns(*(row[name] for name in _IMMUTABLE)).crc() == row["crc"])


def has_sound_body(row: Fields) -> bool:
    """Whether a queued row has the body of its first send, and a checksum that holds for it."""
    claimed = ClaimedColumns(*(row.get(name) for name in CLAIMED_COLUMNS.split(", ")))
    return claimed.body_crc is not None and claimed.is_sound


def _tables() -> _Tables:
    """Return the tables of the newest version with their stored columns, in order."""
    connection = apsw.Connection(":memory:")
    for step in schema.STEPS:
        connection.execute(step).fetchall()
    names = "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%'"
    columns = (
        "SELECT name, type, \"notnull\" AND dflt_value IS NULL, pk AND type='INTEGER' "
        "FROM pragma_table_xinfo(?) WHERE hidden=0 ORDER BY cid"
    )
    tables = {
        str(name): tuple(_Column(*column) for column in connection.execute(columns, (name,)))
        for (name,) in connection.execute(names).fetchall()
    }
    connection.close()
    return tables


def _walk(database: Path, tables: _Tables) -> Iterator[Find]:
    """Return the rows that SQLite finds, from both ends of each table, as far as it comes."""
    if not database.exists() or database.stat().st_size == 0:
        # At the sight of an empty database SQLite deletes its log.
        return
    with suppress(apsw.Error):
        connection = apsw.Connection(str(database))
        try:
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            connection.execute("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON").fetchall()
            for name, columns in tables.items():
                for order in ("ASC", "DESC"):
                    with suppress(apsw.Error, UnicodeDecodeError):
                        yield from _walk_table(connection, name, columns, order)
                        break
        finally:
            connection.close()


def _walk_table(
    connection: apsw.Connection, name: str, columns: tuple[_Column, ...], order: str
) -> Iterator[Find]:
    found = connection.execute("SELECT name FROM pragma_table_xinfo(?)", (name,)).fetchall()
    there = [column for column in columns if (column.name,) in found]
    # An older version lacks the columns that came last; whatever else is missing was damaged.
    # Then the scan, which goes by the columns' order, knows the rows better.
    lacking = columns[len(there) :]
    if there == list(columns[: len(there)]) and not any(one.is_required for one in lacking):
        names = [column.name for column in there]
        sql = f"SELECT {', '.join(names)} FROM {name} ORDER BY 1 {order}"  # noqa: S608 - our own names
        for values in connection.execute(sql):
            fields = dict(zip(names, values, strict=True))
            is_queued = name == "outbox"
            if all(map(_fits, there, values)) and (is_queued or _looks_right(name, fields)):
                yield Find(name, fields)


def _recognised(records: Iterable[Readings], tables: _Tables) -> Iterator[Find]:
    """Return the records that are rows of ours."""
    for readings in records:
        if (find := _row_of(next(readings), tables)) is not None:
            yield find
            continue
        for reading in readings:
            # Only a queued row's checksum proves that a bit was put right.
            find = _row_of(reading, tables, ("outbox",))
            if find is not None:
                yield find
                break


def _row_of(
    record: Record | None, tables: _Tables, names: Iterable[str] | None = None
) -> Find | None:
    if record is None:
        return None
    for name in _CHECKS if names is None else names:
        fields = _fitted(tables[name], *record)
        if fields is not None and _looks_right(name, fields):
            return Find(name, fields)
    return None


def _fitted(columns: tuple[_Column, ...], rowid: int, values: list[Any]) -> Fields | None:
    """Return a record as a row, or None if it is of another form.

    A row that was written before columns were added ends early.
    """
    further = columns[len(values) :]
    if len(values) > len(columns) or any(column.is_required for column in further):
        return None
    fields = {}
    for column, value in zip(columns, values, strict=False):
        if column.is_rowid:
            if value is not None:
                return None
            value = rowid
        if not _fits(column, value):
            return None
        fields[column.name] = value
    return fields


def _fits(column: _Column, value: Any) -> bool:
    if value is None:
        return not column.is_required
    return isinstance(value, _TYPES[column.type])


def _is_delivered(row: Fields) -> bool:
    return len(row["dedupe"]) == 16 and row["kind"] in _KINDS


def _is_dead(row: Fields) -> bool:
    return len(row["dedupe"]) == 16 and isinstance(json.loads(row["row_json"]), dict)


def _is_session(row: Fields) -> bool:
    return bool(decode_asset(row["asset"]) and decode_flags(row["flags"]))


def _is_checkpoint(row: Fields) -> bool:
    DurationSource(row["duration_source"])
    decode_passes(row["passes"])
    decode_earned(row["earned"])
    return bool(row["session_id"]) and len(row["boot_id"]) == 16


def _is_sample(row: Fields) -> bool:
    return row["lines"][:1] in ("{", "[")


def _is_entry(row: Fields) -> bool:
    return len(row["hash"]) == 32


def _is_evidence(row: Fields) -> bool:
    return isinstance(json.loads(row["payload"]), dict)


def _is_viewing(row: Fields) -> bool:
    return len(row["curve"]) in (0, CURVE_PARTS) and row["covered_ms"] >= 0


_CHECKS: dict[str, Callable[[Fields], bool]] = {
    "outbox": is_intact,
    "delivered": _is_delivered,
    "dead": _is_dead,
    "session": _is_session,
    "checkpoint": _is_checkpoint,
    "sample": _is_sample,
    "ledger": _is_entry,
    "evidence": _is_evidence,
    "viewing": _is_viewing,
}
"""By what a record, whose columns fit, is recognised; for other tables those alone decide."""


def _looks_right(name: str, row: Fields) -> bool:
    check = _CHECKS.get(name)
    try:
        return check is None or check(row)
    except (ValueError, KeyError, TypeError, AttributeError, zlib.error, struct.error):
        return False
