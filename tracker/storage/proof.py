"""Whether the ledger is whole, and agrees with the rows that it vouches for.

Knows: the chain, its anchor, and which of its digests can be recomputed.
Must never know: the rules by which an event is earned.
"""

from collections.abc import Iterator
from dataclasses import fields

from tracker.model.delivery import DeadReason
from tracker.model.records import dataclass
from tracker.storage import ledger
from tracker.storage.database import Database, Row
from tracker.storage.ledger import Entry

_PAGE_ROWS = 500

CHANGED_CURE = (
    "Compare with an earlier export: its hashes say up to which entry the ledger is as it was."
)
_LOST_CURE = "If the queue was mended after damage, a row may be lost; the others are not touched."

_PAGE = f"""
SELECT {", ".join(f"l.{field.name}" for field in fields(Entry))}, l.hash,
  d.seq IS NOT NULL, d.dedupe, d.session_id, d.kind, d.percent, d.occurred_ms, d.told_ms,
  d.status, d.sends, d.at_ms, d.contact_id,
  e.payload, s.salt, s.contact_utk, s.session_id IS NOT NULL
FROM ledger l LEFT JOIN delivered d ON d.seq=l.seq AND d.entry=l.n
  LEFT JOIN evidence e ON e.seq=l.seq LEFT JOIN session s ON s.session_id=l.session_id
WHERE l.n>? ORDER BY l.n LIMIT ?
"""  # noqa: S608 - constants only

# Rows whose entry is not there, or is another's: the last entries were cut off, or exchanged.
_UNVOUCHED = """
SELECT d.seq, d.entry FROM {table} d LEFT JOIN ledger l ON l.n=d.entry AND l.seq=d.seq
  AND l.dedupe=d.dedupe AND l.act{act}
WHERE d.entry>? AND l.n IS NULL ORDER BY d.seq
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not agree; ``message`` is one sentence and ``cure`` another.

    ``kind`` is ``row``, ``ledger``, ``evidence`` or ``samples``.
    """

    kind: str
    message: str
    cure: str
    seq: int | None = None
    session_id: str | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class _Delivery:
    """What the database has beside an entry of a delivery."""

    is_there: int
    dedupe: bytes
    session_id: str
    kind: str
    percent: int | None
    occurred_ms: int
    told_ms: int | None
    status: int
    sends: int
    at_ms: int
    contact_id: int | None
    payload: bytes | None
    salt: bytes | None
    contact_utk: str | None
    has_session: int


_COPIED = ("dedupe", "session_id", "kind", "percent", "occurred_ms", "told_ms")
_SETTLED = ("status", "sends", "at_ms")


def erased_sessions(database: Database) -> set[str]:
    """Return the sessions of which the ledger says that they were erased."""
    found = database.rows("SELECT session_id FROM ledger WHERE act=?", (ledger.ERASED,))
    return {session_id for (session_id,) in found}


def check_ledger(database: Database, erased: set[str]) -> Iterator[Problem | int]:
    """Yield the problems of the ledger, and after each page the number of its last entry.

    An entry that was changed is named once: from there on its own hash is believed again.
    """
    anchored, before = ledger.anchor(database)
    number = anchored
    width = len(fields(Entry))
    spared = ledger.spared_evidence(database)
    while page := database.rows(_PAGE, (number, _PAGE_ROWS)):
        for row in page:
            entry, hash_ = Entry(*row[:width]), row[width]
            yield from _check_link(entry, hash_, number, before)
            yield from _check_row(entry, _Delivery(*row[width + 1 :]), erased, spared)
            number, before = entry.n, hash_
        yield number
    yield from _check_unvouched(database, anchored)


def _check_link(entry: Entry, hash_: bytes, number: int, before: bytes) -> Iterator[Problem]:
    if entry.n != number + 1:
        gone = f"entry {number + 1}" if entry.n == number + 2 else f"{number + 1} to {entry.n - 1}"
        message = f"Of the ledger {gone} is missing."
        yield Problem("ledger", message, CHANGED_CURE, entry=number + 1)
    elif entry.hash_after(before) != hash_:
        message = f"Entry {entry.n} of the ledger was changed or moved: its hash does not follow."
        yield _about(entry, message, CHANGED_CURE)


def _check_row(entry: Entry, row: _Delivery, erased: set[str], spared: int) -> Iterator[Problem]:
    """Compare an entry of a delivery with the row that it is about."""
    if entry.act != ledger.DELIVERED or entry.seq is None:
        return
    if not row.is_there:
        yield _about(entry, f"Row {entry.seq} was delivered, but its record is gone.", _LOST_CURE)
        return
    changed = [name for name in (*_COPIED, *_SETTLED) if getattr(entry, name) != getattr(row, name)]
    is_erased = entry.session_id in erased
    if row.salt is not None:
        viewer = ledger.viewer_digest(row.salt, row.contact_id, row.contact_utk)
        if entry.viewer != viewer:
            changed.append("contact_id")
    elif row.has_session and not is_erased:
        yield _about(
            entry,
            f"Session {entry.session_id} lost its salt, though nobody asked to forget it.",
            "Nothing mends it: who was sent to cannot be proven any more.",
        )
    if row.payload is None and not is_erased and entry.seq > spared:
        yield _about(entry, f"The evidence of row {entry.seq} is gone.", _LOST_CURE)
    elif row.payload is not None and ledger.payload_digest(row.payload) != entry.payload:
        changed.append("evidence")
    if changed:
        yield _about(
            entry,
            f"The record of row {entry.seq} was changed: {', '.join(changed)}.",
            f"Entry {entry.n} of the ledger vouches for what it was.",
        )


def _check_unvouched(database: Database, anchored: int) -> Iterator[Problem]:
    for table, act in (
        ("delivered", f"='{ledger.DELIVERED}'"),
        ("dead", f" LIKE '{ledger.DEAD}%'"),
    ):
        sql = _UNVOUCHED.format(table=table, act=act)
        for seq, entry in database.rows(sql, (anchored,)):
            message = f"Row {seq} is {table}, but entry {entry} of the ledger does not say so."
            yield Problem("ledger", message, CHANGED_CURE, seq=seq, entry=entry)
    known = database.row("SELECT v FROM meta WHERE k='older_than_ledger'")
    older: Row | None = database.row(
        "SELECT (SELECT count(*) FROM delivered WHERE entry=0)"
        "+(SELECT count(*) FROM dead WHERE entry=0 AND reason<>?)",
        (DeadReason.DAMAGED.value,),  # such a one may come from mending the queue
    )
    count, most = older[0] if older else 0, known[0] if known else 0
    if count > most:
        yield Problem(
            "ledger",
            f"{count - most} rows are delivered or dead without an entry of the ledger.",
            CHANGED_CURE,
        )


def _about(entry: Entry, message: str, cure: str) -> Problem:
    return Problem(
        "ledger", message, cure, seq=entry.seq, session_id=entry.session_id, entry=entry.n
    )
