"""A new database built of the rows of a damaged one (delivery, 3.7).

Knows: what a salvaged row may claim: nothing but that it may have been sent.
Must never know: where the rows come from, or where the new file goes.
"""

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, field
from pathlib import Path
from typing import Any

import apsw

from tracker.model.delivery import DeadReason, HeldReason
from tracker.model.records import dataclass
from tracker.model.units import UnixMs
from tracker.storage import schema
from tracker.storage.facts import decode_event, encode_asset
from tracker.storage.rows import IMMUTABLE_COLUMNS, ClaimedColumns
from tracker.storage.salvage import Fields, Find, has_sound_body, is_intact, salvaged_rows

# What may have been sent since the file was written cannot be known.
_NOTHING_CERTAIN: Fields = {"state": 0, "epoch": None, "not_before_ms": 0}
_NEVER_CLAIMED: Fields = asdict(ClaimedColumns())

_COVERED = (*IMMUTABLE_COLUMNS.split(", "), "crc")
"""What the checksum vouches for."""

_WORTH_OLD = frozenset({"outbox", "session"})
"""Tables of which a row that a newer page is without may have moved to a page that is lost."""

_FINAL = """
CREATE TEMP TABLE final(key ANY PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO final SELECT dedupe FROM ledger WHERE dedupe IS NOT NULL
  UNION ALL SELECT session_id FROM ledger WHERE act='erased';
"""

_TIDY = f"""
DELETE FROM outbox WHERE dedupe IN (SELECT dedupe FROM delivered UNION ALL SELECT dedupe FROM dead);
UPDATE session SET next_ord=max(next_ord, coalesce((SELECT max(session_ord)+1 FROM outbox o
  WHERE o.session_id=session.session_id), 0));
UPDATE outbox SET held='{HeldReason.NO_VIEWER.value}' WHERE held IS NULL AND session_id IN
  (SELECT session_id FROM session WHERE contact_id IS NULL AND contact_utk IS NULL);
INSERT INTO meta(k, v) VALUES ('epoch', 1) ON CONFLICT(k) DO UPDATE SET v=v+1;
INSERT INTO sqlite_sequence(name, seq) SELECT 'outbox', 0
  WHERE NOT EXISTS(SELECT 1 FROM sqlite_sequence WHERE name='outbox');
UPDATE sqlite_sequence SET seq=max(seq, (SELECT coalesce(max(seq), 0) FROM delivered),
  (SELECT coalesce(max(seq), 0) FROM dead)) WHERE name='outbox';
"""  # noqa: S608 - constants only

_ORPHANS = """
SELECT o.session_id, min(o.occurred_ms), o.boot_id, o.boot_ms, o.payload FROM outbox o
WHERE NOT EXISTS(SELECT 1 FROM session s WHERE s.session_id=o.session_id) GROUP BY o.session_id
"""


@dataclass(slots=True)
class Saved:
    """How many rows were saved; ``damaged`` were recognised, and are dead letters now."""

    queued: int = 0
    delivered: int = 0
    dead: int = 0
    damaged: int = 0


@dataclass(slots=True)
class _Builder:
    connection: apsw.Connection
    damaged: list[Fields] = field(default_factory=list)
    _knows_final: bool = False

    def take(self, find: Find) -> None:
        """Put a row in, unless one of its key is there already."""
        table, row = find.table, find.row
        if find.is_old and (table not in _WORTH_OLD or self._is_final(row)):
            return
        match table:
            case "tally":
                # The other counts follow the rows.
                if row["name"] == "resent":
                    self._run("UPDATE tally SET n=max(n, ?) WHERE name='resent'", (row["n"],))
            case "outbox" if is_intact(row):
                # A body that is surely whole, and the last one, may be sent again to the letter.
                is_sent = not find.is_old and has_sound_body(row)
                self._queue(row if is_sent else row | _NEVER_CLAIMED)
            case "outbox":
                self.damaged.append(row)
            case "meta":
                self._run("INSERT OR REPLACE INTO meta(k, v) VALUES (?, ?)", (row["k"], row["v"]))
            case _:
                self._insert(table, row)

    def finish(self) -> Saved:
        """Make the tables agree with one another."""
        self._run(_TIDY)
        self._number_anew("outbox", "SELECT seq FROM delivered UNION ALL SELECT seq FROM dead")
        self._number_anew("dead", "SELECT seq FROM delivered")
        for row in self.damaged:
            self._bury(row)
        orphans: list[Any] = self.connection.execute(_ORPHANS).fetchall()
        for orphan in orphans:
            with suppress(ValueError):
                self._adopt(*orphan)
        queued, delivered, dead = (
            self.connection.execute(f"SELECT count(*) FROM {table}").get  # noqa: S608 - our own names
            for table in ("outbox", "delivered", "dead")
        )
        return Saved(queued, delivered, dead, len(self.damaged))

    def _queue(self, row: Fields) -> None:
        """Queue an intact row: at worst without what the checksum does not cover."""
        maybe_sent = max(1, row.get("maybe_sent") or 0)
        facts = {name: row[name] for name in _COVERED} | {"maybe_sent": maybe_sent}
        for fields in ({**row, **_NOTHING_CERTAIN, "maybe_sent": maybe_sent}, facts):
            numbered = [{**fields, "seq": row["seq"]}] if row["seq"] > 0 else []
            # Its number may be damaged, too, and be another row's now.
            unnumbered = {name: value for name, value in fields.items() if name != "seq"}
            for attempt in (*numbered, unnumbered):
                if self._is_queued(row["dedupe"]):
                    return
                self._insert("outbox", attempt)

    def _number_anew(self, table: str, taken: str) -> None:
        """Give rows a new number where theirs is another row's: no checksum covers it."""
        twice = f"SELECT seq FROM {table} WHERE seq IN ({taken})"  # noqa: S608 - constants only
        for (seq,) in self.connection.execute(twice).fetchall():
            free = "UPDATE sqlite_sequence SET seq=seq+1 WHERE name='outbox' RETURNING seq"
            number = self.connection.execute(free).get
            self._run(f"UPDATE {table} SET seq=? WHERE seq=?", (number, seq))  # noqa: S608

    def _is_queued(self, dedupe: bytes) -> bool:
        found = self.connection.execute("SELECT 1 FROM outbox WHERE dedupe=?", (dedupe,))
        return found.fetchall() != []

    def _is_final(self, row: Fields) -> bool:
        """Whether the ledger says that a row, or the person of its session, is gone for good."""
        if not self._knows_final:
            self._knows_final = True
            self._run(_FINAL)
        found = self.connection.execute(
            "SELECT 1 FROM temp.final WHERE key IN (?1, ?2) LIMIT 1",
            (row.get("dedupe", b""), row["session_id"]),
        )
        return found.fetchall() != []

    def _bury(self, row: Fields) -> None:
        """Keep a row whose checksum does not hold, unless its like was found sound elsewhere."""
        whole = {k: v.hex() if isinstance(v, bytes) else v for k, v in row.items()}
        self._run(
            "INSERT OR IGNORE INTO dead(seq, dedupe, at_ms, reason, row_json) "
            "SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS(SELECT 1 FROM outbox WHERE seq=?1) "
            "AND NOT EXISTS(SELECT 1 FROM delivered WHERE seq=?1)",
            (
                row["seq"],
                row["dedupe"],
                time.time_ns() // 1_000_000,
                DeadReason.DAMAGED.value,
                json.dumps(whole, sort_keys=True),
            ),
        )

    def _adopt(
        self, session_id: str, opened_ms: UnixMs, boot_id: bytes, boot_ms: int, payload: bytes
    ) -> None:
        """Make a session for rows that have lost theirs; who watched must be said again."""
        _, asset = decode_event(payload, session_id=session_id, occurred_ms=opened_ms)
        self._insert(
            "session",
            {
                "session_id": session_id,
                "opened_ms": opened_ms,
                "boot_id": boot_id,
                "boot_ms": boot_ms,
                "device": "",
                "asset": encode_asset(asset),
            },
        )
        self._run(
            "UPDATE session SET next_ord=(SELECT max(session_ord)+1 FROM outbox "
            "WHERE session_id=?1), closed_ms=opened_ms WHERE session_id=?1",
            (session_id,),
        )
        self._run(
            "UPDATE outbox SET held=? WHERE session_id=?", (HeldReason.NO_VIEWER.value, session_id)
        )

    def _insert(self, table: str, row: Fields) -> None:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        with suppress(apsw.ConstraintError):
            self._run(
                f"INSERT OR IGNORE INTO {table}({names}) VALUES ({marks})",  # noqa: S608 - our own names
                tuple(row.values()),
            )

    def _run(self, sql: str, args: Sequence[Any] | None = None) -> None:
        self.connection.execute(sql, args).fetchall()


def rebuild(target: Path, database: Path, log: Path) -> Saved:
    """Make a database at ``target``, durably, of all that can be read of another and its log.

    Every row that waits is doubtful, unless the ledger that was saved says that it was
    delivered.
    """
    target.unlink(missing_ok=True)
    connection = apsw.Connection(str(target))
    try:
        target.chmod(0o600)
        # Half a new file is worth nothing: it is flushed as a whole, once it is whole.
        connection.execute(
            f"{schema.FIRST_PRAGMAS} PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF"
        ).fetchall()
        schema.migrate(connection, 0)
        connection.execute("BEGIN")
        builder = _Builder(connection)
        for find in salvaged_rows(database, log):
            builder.take(find)
        saved = builder.finish()
        connection.execute("COMMIT")
        connection.execute(schema.FIRST_PRAGMAS).fetchall()
    finally:
        connection.close()
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return saved
