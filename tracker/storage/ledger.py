"""The ledger: what became final, in an order that nobody can change unnoticed.

Each entry's hash covers the entry and the hash before it. So an entry that is changed, removed
or moved breaks every hash from there on, and whoever has kept one hash (an export has them all)
can tell a ledger that was written anew.

An entry names nobody. It commits to the viewer and to what was sent by digests under the
session's salt: as long as the salt is there, they can be checked; once it is erased, they say
nothing, and the chain holds all the same.

Knows: the table ``ledger``, its canonical form, and its anchor once the oldest entries are gone.
Must never know: why something became final.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from operator import attrgetter
from typing import Any

from tracker.model.records import dataclass
from tracker.model.units import UnixMs
from tracker.storage.database import Database, Row

DELIVERED = "delivered"
IDENTIFIED = "identified"
ERASED = "erased"
DEAD = "dead-"

_FORM = "tracker ledger 1"
"""The first of what is hashed: another canonical form gets another name."""

_GENESIS = bytes(32)
"""What stands before the first entry."""

_PAGE_ROWS = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry without its hash. The order of the fields is that in which they are hashed.

    ``act`` is ``delivered``, ``dead-`` with the reason, ``identified`` or ``erased``; the last
    two are about a session, and most fields are None. ``payload``, ``body`` and ``viewer`` are
    digests: of the facts, of the bytes that were sent, and of whom they named (None: nobody).
    ``occurred_ms`` is the time that was stamped, ``told_ms`` the one that was told.
    """

    n: int
    act: str
    seq: int | None
    dedupe: bytes | None
    session_id: str
    kind: str | None
    percent: int | None
    occurred_ms: int | None
    told_ms: int | None
    payload: bytes | None
    body: bytes | None
    viewer: bytes | None
    status: int | None
    sends: int | None
    at_ms: int

    def hash_after(self, before: bytes) -> bytes:
        """Return the hash (SHA-256) of this entry after one whose hash is ``before``."""
        digest = hashlib.sha256()
        for value in (_FORM, before, *_values_of(self)):
            data = _canonical(value)
            digest.update(len(data).to_bytes(4, "big"))
            digest.update(data)
        return digest.digest()


NEXT = """
coalesce((SELECT max(n) FROM ledger), (SELECT v FROM meta WHERE k='ledger_anchor'), 0)+1
"""
"""SQL for the number that the next entry will get."""

_FIELDS = tuple(field.name for field in fields(Entry))
_NAMES = ", ".join(_FIELDS)
_values_of = attrgetter(*_FIELDS)
_INSERT = f"INSERT INTO ledger({_NAMES}, hash) VALUES ({'?,' * len(fields(Entry))}?)"  # noqa: S608
_ROW = """
SELECT o.dedupe, o.session_id, o.kind, o.percent, o.occurred_ms, o.told_ms, o.payload,
  o.sent_body, o.attempts, s.salt, s.contact_id, s.contact_utk
FROM outbox o LEFT JOIN session s USING (session_id) WHERE o.seq=?
"""


def payload_digest(payload: bytes) -> bytes:
    """Return the digest by which an entry vouches for an event's facts."""
    return hashlib.sha256(payload).digest()


def body_digest(salt: bytes, body: bytes) -> bytes:
    """Return the digest of the bytes that were sent; they name a contact, hence the salt."""
    return hashlib.blake2b(body, key=salt, digest_size=32).digest()


def viewer_digest(salt: bytes, contact_id: int | None, contact_utk: str | None) -> bytes | None:
    """Return the digest of whom an event was sent for, None for nobody."""
    if contact_id is None and contact_utk is None:
        return None
    name = f"contact {contact_id}" if contact_id is not None else f"token {contact_utk}"
    return hashlib.blake2b(name.encode(), key=salt, digest_size=16).digest()


def head(database: Database) -> tuple[int, bytes]:
    """Return number and hash of the last entry; of the anchor where there is none after it."""
    found = database.row("SELECT n, hash FROM ledger ORDER BY n DESC LIMIT 1")
    return (found[0], found[1]) if found else anchor(database)


def anchor(database: Database) -> tuple[int, bytes]:
    """Return number and hash of the last entry that was let go of; 0 and zeros for none."""
    found: dict[str, Any] = dict(
        database.rows("SELECT k, v FROM meta WHERE k IN ('ledger_anchor', 'ledger_anchor_hash')")
    )
    return found.get("ledger_anchor", 0), found.get("ledger_anchor_hash", _GENESIS)


def enter_delivery(
    database: Database, seq: int, *, at_ms: UnixMs, status: int, contact_id: int | None
) -> int:
    """Enter a row that is being delivered, and keep its facts; return the entry's number.

    It and the following run inside the caller's transaction, while the row is in the outbox.
    """
    n = _enter_row(database, seq, DELIVERED, at_ms, status, contact_id, more_sends=1)
    database.change(
        "INSERT OR REPLACE INTO evidence(seq, payload) SELECT seq, payload FROM outbox WHERE seq=?",
        (seq,),
    )
    return n


def enter_burial(
    database: Database, seq: int, reason: str, *, at_ms: UnixMs, status: int | None = None
) -> int:
    """Enter a row that is given up, and why; return the entry's number."""
    return _enter_row(database, seq, DEAD + reason, at_ms, status, None, more_sends=0)


def enter_session(database: Database, session_id: str, act: str, *, at_ms: UnixMs) -> int:
    """Enter that a session was identified or erased; return the entry's number."""
    found = database.row(
        "SELECT salt, contact_id, contact_utk FROM session WHERE session_id=?", (session_id,)
    )
    viewer = None if found is None or found[0] is None else viewer_digest(*found)
    values = (
        *(act, None, None, session_id, None, None, None, None),
        *(None, None, viewer, None, None, at_ms),
    )
    return _enter(database, values)


def read_entries(database: Database, *, after: int = 0) -> Iterator[tuple[Entry, bytes]]:
    """Return the entries with their hashes, in order, as far as they are there."""
    while page := database.rows(
        f"SELECT {_NAMES}, hash FROM ledger WHERE n>? ORDER BY n LIMIT ?",  # noqa: S608 - constants
        (after, _PAGE_ROWS),
    ):
        for *values, hash_ in page:
            yield Entry(*values), hash_
        after = page[-1][0]


def prune(database: Database, *, before_ms: UnixMs, excess: int = 0) -> int:
    """Let go of the oldest entries: those older than a moment, and ``excess`` of any age.

    Deliveries and facts go with their entries; the chain goes on from the last of these, which
    becomes the anchor. It runs inside the caller's transaction and does a bounded piece of the
    work; return how many went, 0 when there is nothing left to do.
    """
    last: Row | None = None
    for n, (*numbered, at_ms) in enumerate(
        database.rows("SELECT n, hash, at_ms FROM ledger ORDER BY n LIMIT ?", (_PAGE_ROWS,))
    ):
        if at_ms >= before_ms and n >= excess:
            break
        last = tuple(numbered)
    if last is None:
        return 0
    database.change(
        "INSERT INTO meta(k, v) VALUES ('ledger_anchor', ?), ('ledger_anchor_hash', ?) "
        "ON CONFLICT(k) DO UPDATE SET v=excluded.v",
        last,
    )
    pruned = "SELECT seq FROM ledger WHERE n<=? AND act=?"
    arguments = (last[0], DELIVERED)
    database.change(f"DELETE FROM evidence WHERE seq IN ({pruned})", arguments)  # noqa: S608
    database.change(f"DELETE FROM delivered WHERE seq IN ({pruned})", arguments)  # noqa: S608
    return database.change("DELETE FROM ledger WHERE n<=?", (last[0],))


def spare_evidence(database: Database, limit: int) -> int:
    """Let go of the oldest facts that are kept, and note up to which row; return how many went.

    For a full disk only: what waits must be able to leave, and what leaves keeps its facts here.
    """
    found = database.rows(
        "DELETE FROM evidence WHERE seq IN (SELECT seq FROM evidence ORDER BY seq LIMIT ?) "
        "RETURNING seq",
        (limit,),
    )
    if found:
        database.change(
            "INSERT INTO meta(k, v) VALUES ('evidence_spared', ?1) "
            "ON CONFLICT(k) DO UPDATE SET v=max(v, ?1)",
            max(found),
        )
    return len(found)


def spared_evidence(database: Database) -> int:
    """Return the last row whose facts may have been let go of for want of room; 0 for none."""
    found = database.row("SELECT v FROM meta WHERE k='evidence_spared'")
    return int(found[0]) if found else 0


def _enter_row(
    database: Database,
    seq: int,
    act: str,
    at_ms: UnixMs,
    status: int | None,
    contact_id: int | None,
    *,
    more_sends: int,
) -> int:
    found = database.row(_ROW, (seq,))
    if found is None:
        raise LookupError(f"there is no row {seq} to enter")
    dedupe, session_id, kind, percent, occurred_ms, told_ms, payload, body, sends, salt, *who = (
        found
    )
    if contact_id is not None:
        who = [contact_id, None]
    return _enter(
        database,
        (
            *(act, seq, dedupe, session_id, kind, percent, occurred_ms, told_ms),
            payload_digest(payload),
            None if salt is None or body is None else body_digest(salt, body),
            None if salt is None else viewer_digest(salt, *who),
            *(status, sends + more_sends, at_ms),
        ),
    )


def _enter(database: Database, values: Row) -> int:
    n, before = head(database)
    entry = Entry(n + 1, *values)
    database.change(_INSERT, (*_values_of(entry), entry.hash_after(before)))
    return entry.n


def _canonical(value: Any) -> bytes:
    """Return a value so that no two are mistaken for one another, whatever their types."""
    match value:
        case None:
            return b"n"
        case bytes():
            return b"b" + value
        case int():
            return b"i" + str(value).encode()
        case _:
            return b"t" + str(value).encode()
