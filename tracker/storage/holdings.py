"""Every row in every state, with all that is known of it: for whoever checks or takes it away.

Knows: the tables that hold a row, and where each keeps its facts.
Must never know: what is done with them.
"""

from collections.abc import Iterator

from tracker.model.delivery import RowState
from tracker.model.records import dataclass
from tracker.storage.database import Database

_PAGE_ROWS = 500

# One statement, hence one state of the database: a row that moves is seen once or not at all.
_ALL = """
SELECT o.seq AS seq, o.status, o.held, o.session_id, o.kind, o.percent, o.occurred_ms, o.told_ms,
  o.clock, o.payload, o.attempts, o.last_status, NULL, NULL, NULL
FROM outbox o WHERE o.seq>?1 AND (?2 IS NULL OR o.status=?2)
UNION ALL
SELECT d.seq, 'delivered', NULL, d.session_id, d.kind, d.percent, d.occurred_ms, d.told_ms,
  d.clock, e.payload, d.sends, d.status, d.at_ms, d.entry, l.hash
FROM delivered d LEFT JOIN evidence e ON e.seq=d.seq
  LEFT JOIN ledger l ON l.n=d.entry AND l.seq=d.seq
WHERE d.seq>?1 AND (?2 IS NULL OR ?2='delivered')
UNION ALL
SELECT d.seq, 'dead', d.reason, d.row_json->>'session_id', d.row_json->>'kind',
  d.row_json->>'percent', d.row_json->>'occurred_ms', d.row_json->>'told_ms',
  d.row_json->>'clock', unhex(d.row_json->>'payload'), d.row_json->>'attempts',
  coalesce(d.status, d.row_json->>'last_status'), d.at_ms, d.entry, l.hash
FROM dead d LEFT JOIN ledger l ON l.n=d.entry AND l.seq=d.seq
WHERE d.seq>?1 AND (?2 IS NULL OR ?2='dead')
ORDER BY seq LIMIT ?3
"""


@dataclass(frozen=True, slots=True)
class Holding:
    """One row. ``occurred_ms`` is as stamped, ``told_ms`` as told once, ``clock`` why it differs.

    ``payload`` is None where it was erased. ``at_ms`` is when the row became final; ``entry`` and
    ``hash`` are those of the ledger, None before that, and 0 and None for rows that are older
    than the ledger.
    """

    seq: int
    state: RowState
    reason: str | None
    session_id: str
    kind: str
    percent: int | None
    occurred_ms: int
    told_ms: int | None
    clock: str | None
    payload: bytes | None
    sends: int
    status: int | None
    at_ms: int | None
    entry: int | None
    hash: bytes | None


def read_holdings(database: Database, state: RowState | None = None) -> Iterator[Holding]:
    """Return the rows of one state, or of all, in the order in which they were queued."""
    after = 0
    while page := database.rows(_ALL, (after, state.value if state else None, _PAGE_ROWS)):
        for seq, found, *rest in page:
            yield Holding(seq, RowState(found), *rest)
        after = page[-1][0]
