"""The recorder's side of the database: sessions, checkpoints, and rows as they are earned.

Knows: R13 (playback-semantics): coverage and new rows in one transaction, each event once.
Must never know: sending.
"""

from collections.abc import Sequence
from pathlib import Path

from tracker.model.delivery import HeldReason
from tracker.model.errors import SettingsError
from tracker.model.events import (
    AttentionSpan,
    Checkpoint,
    EngagementEvent,
    EventKind,
    QuartileReached,
    kind_of,
)
from tracker.model.media import Asset, SessionOpening
from tracker.model.recovery import LeftOff
from tracker.model.units import UnixMs
from tracker.storage import history, sessions
from tracker.storage.clocks import SAME_TIME_MS, UNKNOWN_MOMENT, BootClock, BootMoment
from tracker.storage.correction import ClockBook
from tracker.storage.database import Database
from tracker.storage.facts import dedupe_key, encode_event
from tracker.storage.people import attach_viewer
from tracker.storage.recorder_lock import RecorderLock
from tracker.storage.ring import append_samples
from tracker.storage.rows import IMMUTABLE_COLUMNS, ImmutableColumns

NAMED_WHILE_WATCHING = "while-watching"
"""The reason that is kept with a viewer who was named before the session was over."""

# An attention span that was never sent may still be replaced: the last value wins. All else
# stays as it was first queued (delivery, 3.1).
_INSERT = f"""
INSERT INTO outbox({IMMUTABLE_COLUMNS}, crc, held)
SELECT ?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11
WHERE NOT EXISTS(SELECT 1 FROM delivered WHERE dedupe=?1)
  AND NOT EXISTS(SELECT 1 FROM dead WHERE dedupe=?1)
ON CONFLICT(dedupe) DO UPDATE SET
  session_ord=excluded.session_ord, occurred_ms=excluded.occurred_ms, boot_id=excluded.boot_id,
  boot_ms=excluded.boot_ms, payload=excluded.payload, crc=excluded.crc
  WHERE kind='{EventKind.ATTENTION_SPAN.value}'
    AND state=0 AND attempts=0 AND sent_body IS NULL
RETURNING seq, held IS NOT NULL
"""  # noqa: S608 - constants only

_KNOWN = """
SELECT seq, held IS NOT NULL FROM outbox WHERE dedupe=?1
UNION ALL SELECT seq, 0 FROM delivered WHERE dedupe=?1
UNION ALL SELECT seq, 0 FROM dead WHERE dedupe=?1
"""


class Journal:
    """A ``SessionJournal`` in the profile's database. Use it only in the thread that made it."""

    def __init__(self, profile: Path, *, boot: BootClock | None = None) -> None:
        """Open the profile's database. Raise StorageError if it cannot be used."""
        self._database = Database(profile)
        self._boot = boot or BootClock()
        self._clocks = ClockBook(self._database, self._boot)
        self._recorder = RecorderLock(profile)
        self._assets: dict[str, Asset] = {}

    def open_session(self, opening: SessionOpening, *, wall_ms: UnixMs) -> None:
        """Note that a session began, durably."""
        recorder = self._recorder.name()
        with self._database.transaction(grows=True):
            boot = self._boot.now() if self._is_now(wall_ms) else UNKNOWN_MOMENT
            sessions.insert_session(
                self._database, opening, wall_ms=wall_ms, boot=boot, recorder=recorder
            )
        self._assets[opening.session_id] = opening.asset

    def append(
        self,
        events: Sequence[EngagementEvent],
        checkpoint: Checkpoint,
        trace_rows: Sequence[str] = (),
    ) -> list[tuple[int, bool]]:
        """Write checkpoint, rows and raw samples in one transaction, durable at return (R13).

        Return (seq, held) for each event. Rows are held while nobody that the CRM can know has
        been attached to the session, in whichever process that may happen.
        """
        database, session_id = self._database, checkpoint.session_id
        with database.transaction(grows=True):
            now_t_ms, boot = self._moment_of(checkpoint)
            placed = []
            if events:
                asset = self._asset_of(session_id)
                first_ord, held = self._reserve(session_id, len(events))
                for ord_, event in enumerate(events, first_ord):
                    moment = boot.later(event.t_ms - now_t_ms)
                    placed.append(self._queue(event, asset, ord_, moment, held))
            moment = boot.later(checkpoint.t_ms - now_t_ms)
            sessions.write_checkpoint(database, checkpoint, boot=moment)
            for event in events:
                if isinstance(event, AttentionSpan):
                    history.note_ending(database, checkpoint, event)
            append_samples(database, session_id, trace_rows, wall_ms=checkpoint.wall_ms)
            self._clocks.note()
        return placed

    def name_viewer(self, opening: SessionOpening, *, wall_ms: UnixMs) -> bool:
        """Attach the opening's viewer to its session; return whether it is theirs now (R11)."""
        try:
            with self._database.transaction():
                attach_viewer(
                    self._database,
                    opening.session_id,
                    opening.viewer,
                    now_ms=wall_ms,
                    reason=NAMED_WHILE_WATCHING,
                )
        except SettingsError:
            return False
        return True

    def close_session(self, session_id: str, *, wall_ms: UnixMs) -> None:
        """Note that the session is over; its checkpoint is no longer needed to resume it."""
        with self._database.transaction():
            history.note_closing(self._database, session_id)
            sessions.mark_closed(self._database, session_id, wall_ms=wall_ms)
        self._assets.pop(session_id, None)

    def left_off(self) -> list[LeftOff]:
        """Return the sessions that a crash cut off, the oldest first (R11, R13).

        From then on they are this journal's: nobody else gets them, unless it goes the same way.
        A session that a living journal records is never among them.
        """
        recorder, living = self._recorder.name(), self._recorder.living()
        with self._database.transaction():
            sessions.adopt_left_off(self._database, recorder, living)
            found = sessions.open_sessions(
                self._database,
                now_ms=self._boot.wall_ms(),
                boot=self._boot.now(),
                recorder=recorder,
            )
        return [one for one in found if one.opening.session_id not in self._assets]

    def close(self) -> None:
        """Let go of the database."""
        self._recorder.release()
        self._database.close()

    def _is_now(self, wall_ms: UnixMs) -> bool:
        """Whether a session's wall clock says what the machine's says."""
        return abs(self._boot.wall_ms() - wall_ms) <= SAME_TIME_MS

    def _moment_of(self, checkpoint: Checkpoint) -> tuple[int, BootMoment]:
        """Return a ``t_ms`` of the session and the machine's clock at it (delivery, 3.6).

        It is the present moment, unless the checkpoint comes late, or was left by another run of
        the program: then the last one is carried on. A trace that is replayed has none.
        """
        if checkpoint.session_id in self._assets and self._is_now(checkpoint.wall_ms):
            return checkpoint.t_ms, self._boot.now()
        last = sessions.checkpoint_boot(self._database, checkpoint.session_id)
        if last is None:
            raise LookupError(f"session {checkpoint.session_id} was never opened")
        return last

    def _asset_of(self, session_id: str) -> Asset:
        if session_id in self._assets:
            return self._assets[session_id]
        session = sessions.read_session(self._database, session_id)
        if session is None:
            raise LookupError(f"session {session_id} was never opened")
        return session.asset

    def _reserve(self, session_id: str, count: int) -> tuple[int, HeldReason | None]:
        """Return the first free place in the session's order, and why its rows are held."""
        found = self._database.row(
            "UPDATE session SET next_ord=next_ord+?1 WHERE session_id=?2 "
            "RETURNING next_ord-?1, contact_id IS NULL AND contact_utk IS NULL",
            (count, session_id),
        )
        if found is None:
            raise LookupError(f"session {session_id} was never opened")
        first_ord, nobody = found
        return first_ord, HeldReason.NO_VIEWER if nobody else None

    def _queue(
        self,
        event: EngagementEvent,
        asset: Asset,
        session_ord: int,
        moment: BootMoment,
        held: HeldReason | None,
    ) -> tuple[int, bool]:
        columns = ImmutableColumns(
            dedupe=dedupe_key(event, asset),
            session_id=event.session_id,
            session_ord=session_ord,
            kind=kind_of(event).value,
            percent=int(event.quartile) if isinstance(event, QuartileReached) else None,
            occurred_ms=event.occurred_ms,
            boot_id=moment.boot_id,
            boot_ms=moment.boot_ms,
            payload=encode_event(event, asset),
        )
        arguments = (*columns.values(), columns.crc(), held.value if held else None)
        found = self._database.row(_INSERT, arguments)
        if found is None:
            found = self._database.row(_KNOWN, (columns.dedupe,))
        if found is None:
            raise RuntimeError("a row was neither queued nor known")
        return int(found[0]), bool(found[1])
