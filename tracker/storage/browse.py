"""What a person sees of the queue, and does to it by hand.

Knows: every row in every state, and how a viewer is attached to a waiting session.
Must never know: sending. It works while a player and a sender write.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tracker.model.delivery import OutboxStats, RowState, RowView
from tracker.model.media import Viewer
from tracker.model.people import Consent
from tracker.model.phrases import phrase
from tracker.model.repair import QueueTroubles, SessionRows
from tracker.model.units import UnixMs
from tracker.storage import counts, healing, sessions
from tracker.storage.database import Database, Row
from tracker.storage.people import attach_viewer
from tracker.storage.process_lock import Holder, ProcessLock
from tracker.storage.ring import read_samples
from tracker.storage.rows import CHECKED_COLUMNS, damage_of
from tracker.storage.sessions import StoredSession
from tracker.storage.spill import waiting_bytes

_PAGE_ROWS = 500
"""Rows read at a time: a reader that dawdles must not keep the log from being folded in."""

# One statement, hence one state of the database: a row that moves is seen once or not at all.
_LIST = """
SELECT o.seq AS seq, o.session_id, o.kind, o.percent, o.status, o.held,
  coalesce(o.told_ms, o.occurred_ms), o.attempts,
  nullif(o.not_before_ms, 0), o.last_status, o.last_error, s.contact_id
FROM outbox o LEFT JOIN session s ON s.session_id=o.session_id
WHERE o.seq>?1 AND (?2 IS NULL OR o.status=?2)
UNION ALL
SELECT seq, session_id, kind, percent, 'delivered', NULL, coalesce(told_ms, occurred_ms), sends,
  NULL, status, NULL, contact_id
FROM delivered WHERE seq>?1 AND (?2 IS NULL OR ?2='delivered')
UNION ALL
SELECT d.seq, d.row_json->>'session_id', d.row_json->>'kind', d.row_json->>'percent', 'dead',
  d.reason, coalesce(d.row_json->>'told_ms', d.row_json->>'occurred_ms'), d.row_json->>'attempts',
  NULL, coalesce(d.status, d.row_json->>'last_status'), d.row_json->>'last_error', s.contact_id
FROM dead d LEFT JOIN session s ON s.session_id=d.row_json->>'session_id'
WHERE d.seq>?1 AND (?2 IS NULL OR ?2='dead')
ORDER BY seq LIMIT ?3
"""

# The states come as a JSON list. No group is larger than a session: a handful of rows.
_SURVEY = """
SELECT session_id, group_concat(seq) FROM (
  SELECT session_id, seq FROM outbox WHERE status IN (SELECT value FROM json_each(?1))
  UNION ALL
  SELECT session_id, seq FROM delivered
  WHERE 'delivered' IN (SELECT value FROM json_each(?1))
  UNION ALL
  SELECT coalesce(row_json->>'session_id', ''), seq FROM dead
  WHERE 'dead' IN (SELECT value FROM json_each(?1)))
GROUP BY session_id ORDER BY max(seq) DESC
"""


class OutboxBrowser:
    """A look into the profile's queue. Use it only in the thread that made it."""

    def __init__(self, profile: Path) -> None:
        """Open the profile's database. Raise StorageError if it cannot be used."""
        self._database = Database(profile)
        self._leader = ProcessLock(profile / "leader.lock")

    def list_rows(self, state: RowState | None = None) -> Iterator[RowView]:
        """Return the rows of one state, or of all, in the order in which they were queued."""
        after = 0
        while page := self._database.rows(
            _LIST, (after, state.value if state else None, _PAGE_ROWS)
        ):
            with self._database.decoding():
                views = list(map(_view, page))
            yield from views
            after = page[-1][0]

    def survey(self, states: Iterable[RowState]) -> list[SessionRows]:
        """Return the rows that are in one of these states, by session, the latest session first."""
        wanted = json.dumps([state.value for state in states])
        return [
            SessionRows(session_id, tuple(sorted(map(int, seqs.split(",")))))
            for session_id, seqs in self._database.rows(_SURVEY, (wanted,))
        ]

    def find_row(self, seq: int) -> RowView | None:
        """Return one row, or None if there is none of that number."""
        found = self._database.row(_LIST, (seq - 1, None, 1))
        with self._database.decoding():
            return _view(found) if found and found[0] == seq else None

    def stats(self) -> OutboxStats:
        """Count the rows in each state."""
        return counts.read_stats(self._database)

    def oldest_waiting_ms(self) -> UnixMs | None:
        """Return when the oldest event happened that could be sent; None if none waits."""
        found = self._database.row("SELECT occurred_ms FROM outbox WHERE held IS NULL LIMIT 1")
        return UnixMs(found[0]) if found else None

    def troubles(self) -> QueueTroubles:
        """Return what has befallen the queue, beside what its rows say."""
        return QueueTroubles(
            shed=counts.read_shed(self._database),
            spilled_bytes=waiting_bytes(self._database.profile),
            quarantines=len(healing.quarantines(self._database.profile)),
        )

    def recent_sessions(self, limit: int = 20) -> list[StoredSession]:
        """Return the sessions that were opened last, the latest first."""
        return sessions.recent_sessions(self._database, limit)

    def identify(
        self,
        session_id: str,
        viewer: Viewer,
        *,
        now_ms: UnixMs,
        reason: str,
        consent: Consent | None = None,
    ) -> int:
        """Attach a viewer to a session, once, and return how many rows that released.

        ``session_id`` may also be the id of a visit to a stand: then all of its sessions.
        Rows of the session that come later are not held either. Naming the same viewer again
        changes nothing; a viewer of whom only an address or a badge is known may be completed.
        Raise SettingsError for an unknown session, one that belongs to somebody else, or a
        contact id that no contact can have.
        """
        with self._database.transaction():
            of_visit = sessions.sessions_of_visit(self._database, session_id)
            return sum(
                attach_viewer(
                    self._database, one, viewer, now_ms=now_ms, reason=reason, consent=consent
                )
                for one in of_visit or [session_id]
            )

    def trace_rows(self, session_id: str) -> list[str]:
        """Return a session's raw samples as the rows of a trace; empty where none are kept."""
        with self._database.snapshot():
            return list(read_samples(self._database, session_id))

    def leader_info(self) -> Holder | None:
        """Return the process that sends for this profile, if there is one."""
        return self._leader.holder()

    def request_sync(self) -> None:
        """Ask the profile's sender, whichever process it is, to send now."""
        with self._database.transaction():
            self._database.change(
                "INSERT INTO meta(k, v) VALUES ('sync_requests', 1) "
                "ON CONFLICT(k) DO UPDATE SET v=v+1"
            )

    def account_id(self) -> int | None:
        """Return the account that the profile belongs to, None before one has answered."""
        found = self._database.row("SELECT v FROM meta WHERE k='portal_id'")
        return int(found[0]) if found else None

    def forget_account(self) -> None:
        """Let the next answer say anew which account the profile belongs to."""
        with self._database.transaction():
            self._database.change("DELETE FROM meta WHERE k='portal_id'")

    def verify_rows(self) -> list[str]:
        """Return a sentence for each queued row whose checksum does not hold."""
        problems: list[str] = []
        after = 0
        while page := self._database.rows(
            f"SELECT seq, {CHECKED_COLUMNS} FROM outbox WHERE seq>? ORDER BY seq LIMIT ?",  # noqa: S608 - constants only
            (after, _PAGE_ROWS),
        ):
            for seq, *columns in page:
                if damage := damage_of(columns):
                    problems.append(
                        phrase("Errors", "row {seq} is damaged: {damage}").format(
                            seq=seq, damage=damage
                        )
                    )
            after = page[-1][0]
        return problems

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def _view(row: Row) -> RowView:
    seq, session_id, kind, percent, state, *rest = row
    return RowView(seq, session_id, kind, percent, RowState(state), *rest)
