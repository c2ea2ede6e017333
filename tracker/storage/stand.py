"""A stand's visits and its proof of play.

Knows: the tables ``visit`` and ``proof_of_play``, and which sessions a visit has.
Must never know: who touched what, or how a film is played.
"""

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

from tracker.model.media import Viewer
from tracker.model.people import Consent
from tracker.model.units import UnixMs
from tracker.model.visits import ProofOfPlay, Visit, VisitOutcome
from tracker.storage import sessions
from tracker.storage.clocks import BUILT_MS
from tracker.storage.database import Database
from tracker.storage.people import attach_viewer

_VISIT = "visit_id, device, language, opened_ms, closed_ms, outcome"
_PLAY = "play_id, device, item, name, external_id, started_ms, ended_ms, is_full"

_TIMED = "{0}>=?1 AND {0}<?2 OR {0}<?3"


class StandLog:
    """What happened at a stand. Use it only in the thread that made it."""

    def __init__(self, profile: Path) -> None:
        """Open the profile's database. Raise StorageError if it cannot be used."""
        self._database = Database(profile)

    def open_visit(self, visit: Visit) -> None:
        """Note that a visit began, durably; a second time changes nothing."""
        with self._database.transaction(grows=True):
            self._database.change(
                f"INSERT INTO visit({_VISIT}) VALUES (?,?,?,?,?,?) ON CONFLICT DO NOTHING",  # noqa: S608 - constants only
                (*astuple(visit)[:-1], visit.outcome.value),
            )

    def close_visit(
        self, visit_id: str, outcome: VisitOutcome, language: str, *, closed_ms: UnixMs
    ) -> None:
        """Note how a visit ended, durably. One that has ended stays as it ended."""
        with self._database.transaction():
            self._database.change(
                "UPDATE visit SET closed_ms=?, outcome=?, language=? "
                "WHERE visit_id=? AND closed_ms IS NULL",
                (closed_ms, outcome.value, language, visit_id),
            )

    def close_cut_off(self, device: str) -> int:
        """Close the visits that a crash left open on a device; return how many there were.

        They end with the last thing that is known of them.
        """
        with self._database.transaction():
            return self._database.change(
                "UPDATE visit SET outcome=?, closed_ms=max(opened_ms, coalesce((SELECT "
                "max(coalesce(s.closed_ms, c.wall_ms, s.opened_ms)) FROM session s "
                "LEFT JOIN checkpoint c USING (session_id) "
                "WHERE s.visit_id=visit.visit_id), 0)) WHERE closed_ms IS NULL AND device=?",
                (VisitOutcome.CUT_OFF.value, device),
            )

    def identify_visit(
        self, visit_id: str, viewer: Viewer, consent: Consent | None, *, now_ms: UnixMs
    ) -> int:
        """Attach a visitor to the sessions of their visit, durably; return how many there are.

        A session whose row comes later is not among them: say it again then.
        """
        with self._database.transaction():
            of_visit = sessions.sessions_of_visit(self._database, visit_id)
            for session_id in of_visit:
                attach_viewer(
                    self._database,
                    session_id,
                    viewer,
                    now_ms=now_ms,
                    reason="kiosk",
                    consent=consent,
                )
            return len(of_visit)

    def note_play(self, play: ProofOfPlay) -> None:
        """Note how far a film has run unattended, durably; later words replace earlier ones."""
        with self._database.transaction(grows=True):
            self._database.change(
                f"INSERT INTO proof_of_play({_PLAY}) VALUES (?,?,?,?,?,?,?,?) "  # noqa: S608 - constants only
                "ON CONFLICT(play_id) DO UPDATE SET ended_ms=excluded.ended_ms, "
                "is_full=excluded.is_full",
                astuple(play),
            )

    def visits(self, from_ms: UnixMs, to_ms: UnixMs) -> Iterator[Visit]:
        """Return the visits that began in a period, in their order; ``to_ms`` is outside it.

        Those that began by a clock that cannot be true come first, whatever the period.
        """
        for visit_id, device, language, opened_ms, closed_ms, outcome in self._database.rows(
            f"SELECT {_VISIT} FROM visit WHERE {_TIMED.format('opened_ms')} "  # noqa: S608 - constants only
            "ORDER BY opened_ms, rowid",
            (from_ms, to_ms, BUILT_MS),
        ):
            yield Visit(visit_id, device, language, opened_ms, closed_ms, VisitOutcome(outcome))

    def plays(self, from_ms: UnixMs, to_ms: UnixMs) -> Iterator[ProofOfPlay]:
        """Return what began to run unattended in a period; ``to_ms`` is outside it.

        What began by a clock that cannot be true comes first, whatever the period.
        """
        for play_id, device, item, name, external_id, *facts in self._database.rows(
            f"SELECT {_PLAY} FROM proof_of_play WHERE {_TIMED.format('started_ms')} "  # noqa: S608 - constants only
            "ORDER BY started_ms, rowid",
            (from_ms, to_ms, BUILT_MS),
        ):
            started_ms, ended_ms, is_full = facts
            yield ProofOfPlay(
                play_id, device, item, name, external_id, started_ms, ended_ms, bool(is_full)
            )

    def expire(self, before_ms: UnixMs) -> None:
        """Forget visits and proof of play from before a moment.

        A time that cannot be true makes nothing old (R10).
        """
        for table, began in (("visit", "opened_ms"), ("proof_of_play", "started_ms")):
            with self._database.transaction():
                self._database.change(
                    f"DELETE FROM {table} WHERE {began}>=? AND {began}<?",  # noqa: S608 - constants only
                    (BUILT_MS, before_ms),
                )

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()
