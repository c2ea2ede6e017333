"""Rows that will not be sent: moved to the dead letters, with all that they held.

Knows: the table ``dead``, and the JSON in which a whole row is kept there.
Must never know: why a row was given up; it is told.
"""

import json

from tracker.model.delivery import DeadReason
from tracker.model.units import UnixMs
from tracker.storage import ledger
from tracker.storage.database import Database


def bury(
    database: Database, seq: int, reason: DeadReason, *, at_ms: UnixMs, status: int | None = None
) -> None:
    """Move a row from the outbox to the dead letters, inside the caller's transaction.

    Every column is kept: bytes as hexadecimal digits, the rest as they are.
    """
    columns = [name for (name,) in database.rows("SELECT name FROM pragma_table_info('outbox')")]
    row = database.row(f"SELECT {', '.join(columns)} FROM outbox WHERE seq=?", (seq,))  # noqa: S608
    if row is None:
        raise LookupError(f"there is no row {seq} to bury")
    whole = {
        name: value.hex() if isinstance(value, bytes) else value
        for name, value in zip(columns, row, strict=True)
    }
    entry = ledger.enter_burial(database, seq, reason.value, at_ms=at_ms, status=status)
    database.change(
        "INSERT INTO dead(seq, dedupe, at_ms, status, reason, row_json, entry) "
        "SELECT seq, dedupe, ?2, ?3, ?4, ?5, ?6 FROM outbox WHERE seq=?1",
        (seq, at_ms, status, reason.value, json.dumps(whole, sort_keys=True), entry),
    )
    database.change("DELETE FROM outbox WHERE seq=?", (seq,))
