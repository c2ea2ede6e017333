"""The queue as a file: JSON Lines for programs, CSV for a spreadsheet.

Knows: the names of the fields, and what a spreadsheet must not be made to compute.
Must never know: where the rows are stored.
"""

import csv
import json
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, TextIO

from tracker.app.evidence import open_takeout
from tracker.app.files import write_whole
from tracker.model.delivery import RowState
from tracker.reports.cells import safe_cell
from tracker.storage.takeout import TakenRow


def fields_of(row: TakenRow) -> dict[str, Any]:
    """Return a row's fields; ``occurred_ms`` is the time that is told, ``stamped_ms`` the clock's.

    Intervals are pairs of media milliseconds, spans are counts; both are None for other kinds.
    """
    holding, session, asset = row.holding, row.session, row.asset
    told_ms = holding.occurred_ms if holding.told_ms is None else holding.told_ms
    return {
        "seq": holding.seq,
        "state": holding.state.value,
        "reason": holding.reason,
        "session_id": holding.session_id,
        "kind": holding.kind,
        "percent": holding.percent,
        "occurred_ms": told_ms,
        "stamped_ms": holding.occurred_ms,
        "clock": holding.clock,
        "sends": holding.sends,
        "status": holding.status,
        "settled_ms": holding.at_ms,
        **_evidence(row),
        "media_name": asset.name if asset else None,
        "media_type": asset.media_type.value if asset else None,
        "external_id": asset.external_id if asset else None,
        "media_object_id": asset.media_bridge_id if asset else None,
        "device": session.device,
        "opened_ms": session.opened_ms,
        "opened_boot_id": session.opened_boot_id,
        "opened_boot_ms": session.opened_boot_ms,
        "closed_ms": session.closed_ms,
        "flags": session.flags,
        "contact_id": session.contact_id,
        "ledger_entry": holding.entry or None,
        "ledger_hash": holding.hash.hex() if holding.hash else None,
    }


def write_jsonl(rows: Iterable[TakenRow], file: TextIO) -> int:
    """Write an object a line; return how many rows there were."""
    count = 0
    for row in rows:
        file.write(json.dumps(fields_of(row)) + "\n")
        count += 1
    return count


def write_csv(rows: Iterable[TakenRow], file: TextIO) -> int:
    """Write a table with a head; return how many rows there were.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    writer: csv.DictWriter[str] | None = None
    count = 0
    for row in rows:
        fields = fields_of(row)
        if writer is None:
            # Texts in quotes, whatever is in them: a lone \r would otherwise end the line.
            writer = csv.DictWriter(
                file, list(fields), lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC
            )
            writer.writeheader()
        writer.writerow({name: _cell(value) for name, value in fields.items()})
        count += 1
    return count


WRITERS: dict[str, Callable[[Iterable[TakenRow], TextIO], int]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
}
"""The forms in which a queue can be exported."""


def write_file(path: Path, rows: Iterable[TakenRow], form: str) -> int:
    """Write rows to a file of ours alone, whole or not at all; return how many.

    A file that is there already is replaced. Raise SettingsError where it cannot be written.
    """
    return write_whole(path, lambda file: WRITERS[form](rows, file))


def export_queue(
    profile: Path,
    path: Path,
    states: Collection[RowState] = tuple(RowState),
    session_id: str | None = None,
) -> int:
    """Write the rows in these states, of one session or of all, to a file; return how many.

    A path that ends in .csv gets a table, another one JSON Lines. Raise SettingsError where it
    cannot be written, StorageError where the queue cannot be read.
    """
    form = "csv" if path.suffix.lower() == ".csv" else "jsonl"
    with open_takeout(profile) as takeout:
        rows = (
            row
            for row in takeout.rows()
            if row.holding.state in states and session_id in (None, row.holding.session_id)
        )
        return write_file(path, rows, form)


def _evidence(row: TakenRow) -> dict[str, Any]:
    evidence = row.quartile.evidence if row.quartile else None
    span = row.attention
    duration_ms = evidence.duration_ms if evidence else span.duration_ms if span else None
    return {
        "rules_version": evidence.rules_version if evidence else None,
        "needed_ms": evidence.needed_ms if evidence else None,
        "duration_ms": duration_ms,
        "duration_source": evidence.duration_source.name.lower() if evidence else None,
        "error_bound_ms": evidence.error_bound_ms if evidence else None,
        "intervals": [list(interval) for interval in evidence.intervals] if evidence else None,
        "covered_ms": span.covered_ms if span else None,
        "spans": list(span.spans) if span else None,
    }


def _cell(value: Any) -> object:
    """Return a value as a cell: lists and objects as JSON, texts such that none is a formula."""
    if isinstance(value, list | dict):
        value = json.dumps(value, separators=(",", ":"))
    return safe_cell(value)
