"""Erasure: a person and all that was noted of them, while the proof that events were sent stays.

Knows: every column that says who watched, or what they watched.
Must never know: who asks, or why.

What stays of an erased session is its random id, and for each of its rows the kind, the
percentage and the times: that something was sent, not of whom. Rows that were never sent are
given up, since nobody is left to whom they could belong.
"""

import json
from pathlib import Path

from tracker.model.errors import SettingsError, StorageBusyError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass
from tracker.model.units import UnixMs
from tracker.storage import ledger
from tracker.storage.clocks import wall_now_ms
from tracker.storage.database import Database

REASON = "forgotten"
"""What the dead letters say of a row that was given up for its person's sake."""

_OF_PERSON = """
SELECT session_id FROM session WHERE lower(email)=lower(?1) OR contact_id IN (
  SELECT contact_id FROM session WHERE lower(email)=lower(?1) AND contact_id IS NOT NULL)
"""

# A session that still has something to send is not old, however long ago it was.
_OLD = """
SELECT session_id FROM session s
WHERE opened_ms<?1 AND closed_ms IS NOT NULL AND NOT EXISTS(
    SELECT 1 FROM outbox o WHERE o.session_id=s.session_id AND o.held IS NULL)
  AND (contact_id IS NOT NULL OR email IS NOT NULL OR badge IS NOT NULL
       OR contact_utk IS NOT NULL OR consent IS NOT NULL)
"""

_WHO = (
    "contact_id=NULL, email=NULL, badge=NULL, contact_utk=NULL, hsenc=NULL, consent=NULL, salt=NULL"
)
"""The ledger's digests of a viewer are keyed by the salt: without it nobody can tell whose."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What an erasure came to: sessions, rows that will never be sent, rows that were."""

    sessions: int = 0
    given_up: int = 0
    delivered: int = 0


class Forgetter:
    """Erases people from the profile's database. Use it only in the thread that made it."""

    def __init__(self, profile: Path) -> None:
        """Open the profile's database. Raise StorageError if it cannot be used."""
        self._database = Database(profile)
        # What is deleted is overwritten, not just marked as free.
        self._database.rows("PRAGMA secure_delete=ON")

    def forget_session(self, session_id: str) -> Forgotten:
        """Erase who watched a session, and what. Raise SettingsError if there is no such one."""
        with self._database.transaction():
            known = self._database.row("SELECT 1 FROM session WHERE session_id=?", (session_id,))
            if known is None:
                raise SettingsError(
                    phrase("Errors", "There is no session {session_id}.").format(
                        session_id=session_id
                    ),
                    hint=phrase("Errors", "`tracker outbox list` shows the sessions."),
                )
            done = self._erase([session_id])
        self._sweep()
        return done

    def forget_email(self, email: str) -> Forgotten:
        """Erase every session of an address, and of the contact that it was found to be."""
        with self._database.transaction():
            found = self._database.rows(_OF_PERSON, (email,))
            done = self._erase([session_id for (session_id,) in found])
        self._sweep()
        return done

    def expire(self, before_ms: UnixMs) -> Forgotten:
        """Erase who watched the settled sessions that began before a moment."""
        with self._database.transaction():
            found = self._database.rows(_OLD, (before_ms,))
            done = self._erase([session_id for (session_id,) in found])
        if done.sessions:
            # What is deleted is overwritten in the file itself; a player must not wait for more.
            self._empty_log()
        return done

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _erase(self, session_ids: list[str]) -> Forgotten:
        given_up = delivered = 0
        for session_id in session_ids:
            given_up += self._give_up(session_id)
            delivered += self._strip(session_id)
        return Forgotten(len(session_ids), given_up, delivered)

    def _give_up(self, session_id: str) -> int:
        """Bury the session's rows without what they held; return their number."""
        database = self._database
        if database.row("SELECT 1 FROM outbox WHERE session_id=? AND state=1", (session_id,)):
            raise StorageBusyError(
                phrase(
                    "Errors", "An event of session {session_id} is being sent at this moment."
                ).format(session_id=session_id),
                hint=phrase("Errors", "Try again in a minute."),
            )
        rows = database.rows(
            "SELECT seq, kind, percent, occurred_ms, attempts FROM outbox WHERE session_id=?",
            (session_id,),
        )
        for seq, kind, percent, occurred_ms, attempts in rows:
            database.change(
                "INSERT INTO dead(seq, dedupe, at_ms, reason, row_json, entry) "
                "SELECT seq, dedupe, ?2, ?3, ?4, ?5 FROM outbox WHERE seq=?1",
                (
                    seq,
                    now_ms := wall_now_ms(),
                    REASON,
                    _husk(session_id, kind, percent, occurred_ms, attempts),
                    ledger.enter_burial(database, seq, REASON, at_ms=now_ms),
                ),
            )
        database.change("DELETE FROM outbox WHERE session_id=?", (session_id,))
        return len(rows)

    def _strip(self, session_id: str) -> int:
        """Take from a session, and from what was sent or given up of it, who and what it was."""
        database = self._database
        dead = database.rows(
            "SELECT seq, row_json->>'kind', row_json->>'percent', row_json->>'occurred_ms', "
            "row_json->>'attempts' FROM dead WHERE row_json->>'session_id'=?",
            (session_id,),
        )
        for seq, *facts in dead:
            database.change(
                "UPDATE dead SET row_json=? WHERE seq=?", (_husk(session_id, *facts), seq)
            )
        for table, keys in (
            ("sample", "session_id=?"),
            ("checkpoint", "session_id=?"),
            ("viewing", "session_id=?"),
            ("evidence", "seq IN (SELECT seq FROM delivered WHERE session_id=?)"),
        ):
            database.change(f"DELETE FROM {table} WHERE {keys}", (session_id,))  # noqa: S608
        ledger.enter_session(database, session_id, ledger.ERASED, at_ms=wall_now_ms())
        database.change(
            f"UPDATE session SET {_WHO}, identified_reason=? WHERE session_id=?",  # noqa: S608
            (REASON, session_id),
        )
        return database.change(
            "UPDATE delivered SET contact_id=NULL WHERE session_id=?", (session_id,)
        )

    def _sweep(self) -> None:
        """Write the file anew and empty its log: earlier writes left copies in both."""
        self._database.rows("VACUUM")
        self._empty_log()

    def _empty_log(self) -> None:
        self._database.rows("PRAGMA wal_checkpoint(TRUNCATE)")


def _husk(
    session_id: str, kind: str, percent: int | None, occurred_ms: int, attempts: int | None
) -> str:
    """Return what the dead letters keep of a row."""
    return json.dumps(
        {
            "session_id": session_id,
            "kind": kind,
            "percent": percent,
            "occurred_ms": occurred_ms,
            "attempts": attempts or 0,
        },
        sort_keys=True,
    )
