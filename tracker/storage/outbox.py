"""The sender's side of the database: who may send, what is due, and what became of it.

Knows: leadership and its epoch, claims and settlements (delivery, 3.2 to 3.4).
Must never know: requests, breakers, pacing, or how long to wait.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tracker.model.delivery import (
    DeadReason,
    DeliveryOutcome,
    OnAmbiguous,
    OutboxRow,
    OutboxStats,
    Pause,
)
from tracker.model.errors import AuthError, StorageBusyError
from tracker.model.phrases import phrase
from tracker.model.units import UnixMs
from tracker.storage import counts
from tracker.storage.burial import bury
from tracker.storage.clocks import BootClock, ToldTime, wall_now_ms
from tracker.storage.correction import ClockBook
from tracker.storage.database import Database
from tracker.storage.location import flush_s
from tracker.storage.pauses import read_pause, write_pause
from tracker.storage.process_lock import ProcessLock
from tracker.storage.rows import (
    CLAIMED_COLUMNS,
    ROW_COLUMNS,
    ClaimedColumns,
    claimed_of,
    read_row,
)
from tracker.storage.settlement import Settlement, write_settlement
from tracker.storage.upkeep import Retention, Upkeep

_log = logging.getLogger(__name__)

SLOW_FLUSH_S, GROUP = 0.005, 4
"""Above so many seconds a flush, rows are claimed and settled in groups (delivery, 3.3)."""

LATEST_HINT_MS = 15 * 60 * 1_000
"""A row's next try is a hint that no clock jump may stretch beyond this (delivery, 3.6)."""

# A head is the first queued row of its session, while nothing of that session is in flight.
_READY_HEAD = """
  o.state=0 AND o.held IS NULL
  AND NOT EXISTS(SELECT 1 FROM outbox p
                 WHERE p.session_id=o.session_id AND p.session_ord<o.session_ord)
  AND o.session_id NOT IN (SELECT session_id FROM outbox INDEXED BY outbox_inflight WHERE state=1)
"""
_SELECT = f"SELECT {ROW_COLUMNS} FROM outbox o"  # noqa: S608 - constants only
_SESSION = "LEFT JOIN session s ON s.session_id=o.session_id"

_DUE = f"""{_SELECT} INDEXED BY outbox_ready {_SESSION}
  WHERE o.not_before_ms<=?1 AND {_READY_HEAD} ORDER BY o.seq LIMIT ?2"""
_CLAIMABLE = f"{_SELECT} {_SESSION} WHERE o.seq=?1 AND {_READY_HEAD}"
_CLAIM = f"""UPDATE outbox SET state=1, epoch=?2, ({CLAIMED_COLUMNS})=(?3, ?4, ?5, ?6),
  portal_id=(SELECT v FROM meta WHERE k='portal_id') WHERE seq=?1"""  # noqa: S608 - constants only
_DUE_AT_ONCE = f"""SELECT 1 FROM outbox o INDEXED BY outbox_ready
  WHERE o.not_before_ms=0 AND {_READY_HEAD} ORDER BY o.seq LIMIT 1"""  # noqa: S608 - constants only
_DUE_LATER = f"""SELECT o.not_before_ms FROM outbox o INDEXED BY outbox_later
  WHERE o.not_before_ms>0 AND {_READY_HEAD} ORDER BY o.not_before_ms LIMIT 1"""  # noqa: S608 - constants only
# The first term tells SQLite that the partial index holds all the rows that are meant.
_BEYOND = "SELECT 1 FROM outbox WHERE not_before_ms>0 AND not_before_ms>?1 LIMIT 1"
_PULL_IN = "UPDATE outbox SET not_before_ms=?1 WHERE not_before_ms>0 AND not_before_ms>?1"


class Outbox:
    """A ``DeliveryQueue`` in the profile's database. Use it only in the thread that made it."""

    def __init__(
        self,
        profile: Path,
        *,
        on_ambiguous: OnAmbiguous = OnAmbiguous.RESEND,
        clock: BootClock | None = None,
        retention: Retention | None = None,
    ) -> None:
        """Open the profile's database. Raise StorageError if it cannot be used."""
        self._database = Database(profile, may_use_ballast=True)
        self._upkeep = Upkeep(self._database, retention or Retention())
        self._clocks = ClockBook(self._database, clock or BootClock())
        self._lock = ProcessLock(profile / "leader.lock")
        self._on_ambiguous = on_ambiguous
        self._epoch: int | None = None
        self._group = 1
        self._first_claimed: set[int] = set()
        self._unwritten: list[Settlement] = []

    def take_lead(self) -> bool:
        """Try to become the profile's one sender; True if this object now is, or already was.

        On taking it the epoch rises and every row that was in flight becomes doubtful (or is
        parked), in one transaction: what became of it is unknown.
        """
        if self._epoch is not None:
            return True
        if not self._lock.acquire():
            return False
        try:
            with self._database.transaction():
                epoch = self._next_epoch()
                self._recover()
        except BaseException:
            self._lock.release()
            raise
        self._epoch = epoch
        if flush_s(self._database.profile) > SLOW_FLUSH_S:
            self._group = GROUP
        return True

    @property
    def leads(self) -> bool:
        """Whether this object is the sender, as far as it knows: False once it was deposed."""
        return self._epoch is not None

    def due(self, limit: int, *, now_ms: UnixMs) -> list[OutboxRow]:
        """Return at most ``limit`` rows that may be sent now, one a session, oldest first.

        A time that a wrong clock stamped is put right as far as is known, until it is told.
        A row whose checksum does not hold goes to the dead letters instead, so that it cannot
        block its session.
        """
        self._write_settlements()
        self._pull_in_hints(now_ms)
        while True:
            rows, damaged = [], []
            for found in self._database.rows(_DUE, (now_ms, limit)):
                try:
                    rows.append(read_row(found, self._clocks.told))
                except ValueError:
                    damaged.append(int(found[0]))
            if not damaged:
                return rows
            with self._database.transaction():
                self._check_lead()
                for seq in damaged:
                    bury(self._database, seq, DeadReason.DAMAGED, at_ms=now_ms)

    @property
    def group(self) -> int:
        """How many rows to claim, and answers to settle, in one flush: 4 where a flush is slow.

        So many rows are doubtful after a crash, at most, instead of one (delivery, 3.3).
        """
        return self._group

    def claim(self, row: OutboxRow, body: bytes) -> OutboxRow | None:
        """Claim one row, as ``claim_group`` does; None if it can no longer be claimed."""
        return next(iter(self.claim_group([(row, body)])), None)

    def claim_group(self, pairs: Sequence[tuple[OutboxRow, bytes]]) -> list[OutboxRow]:
        """Mark rows in flight, durably and in one flush, before a byte of them leaves.

        The body of the first claim is kept; a later claim returns that one as ``sent_body``,
        which is what must be sent. With the body the time is fixed that the row has.
        Rows that can no longer be claimed are left out.
        Raise StorageBusyError if this process was deposed.
        """
        with self._database.transaction():
            epoch = self._check_lead()
            found = [(row.seq, self._claim(row, body, epoch)) for row, body in pairs]
            self._clocks.note()
        claimed = [(seq, *one) for seq, one in found if one is not None]
        for seq, row, is_first in claimed:
            if is_first:
                self._first_claimed.add(seq)
                if row.clock is not None:
                    told_ms, why = row.event.occurred_ms, row.clock.value
                    _log.warning("Row %d: a wrong clock; told as %d (%s)", seq, told_ms, why)
        return [row for _, row, _ in claimed]

    def _claim(self, row: OutboxRow, body: bytes, epoch: int) -> tuple[OutboxRow, bool] | None:
        """Claim a row inside a transaction; return it, and whether it is for the first time."""
        found = self._database.row(_CLAIMABLE, (row.seq,))
        if found is None:
            return None
        told = ToldTime(row.event.occurred_ms, row.clock)
        try:
            row = read_row(found, lambda *_: told)
        except ValueError:
            bury(self._database, row.seq, DeadReason.DAMAGED, at_ms=wall_now_ms())
            return None
        if not claimed_of(found).is_sound:
            _log.warning("Row %d: what was sent of it is damaged, and is built anew", row.seq)
        is_first = row.sent_body is None
        row = replace(row, sent_body=body if row.sent_body is None else row.sent_body)
        why = row.clock.value if row.clock else None
        claimed = ClaimedColumns(row.sent_body, row.event.occurred_ms, why).sealed()
        self._database.change(_CLAIM, (row.seq, epoch, *claimed.values()))
        return row, is_first

    def settle(
        self,
        row: OutboxRow,
        outcome: DeliveryOutcome,
        *,
        now_ms: UnixMs,
        next_try_ms: UnixMs,
        more_follow: bool = False,
    ) -> None:
        """Write what became of a claimed row (delivery, 3.4), durably.

        Where ``more_follow`` at once, it is written with the last of their group.
        Raise StorageBusyError if this process was deposed; then nothing was written. Raise
        AuthError if another account answered than at first; then the row is settled all the
        same, and nothing more should be sent. After any other StorageError the outcome is kept
        and written before the next row is handed out: what is known to have arrived must not be
        sent again because a disk was full.
        """
        settlement = Settlement(
            row.seq,
            outcome,
            contact_id=row.viewer.contact_id,
            now_ms=now_ms,
            next_try_ms=next_try_ms,
            body_is_first=row.seq in self._first_claimed,
            on_ambiguous=self._on_ambiguous,
        )
        self._first_claimed.discard(row.seq)
        self._unwritten.append(settlement)
        if more_follow and len(self._unwritten) < self._group:
            return
        stranger = self._write_settlements()
        if stranger is not None:
            raise AuthError(
                phrase(
                    "Errors",
                    "Account {stranger} answered, but this profile belongs to another account.",
                ).format(stranger=stranger),
                hint=phrase(
                    "Errors", "Log in to the profile's own account, or use another --profile DIR."
                ),
            )

    def note_pause(self, pause: Pause) -> None:
        """Keep a pause that the other side asked for, durably, in place of any other.

        Raise StorageBusyError if this process was deposed.
        """
        with self._database.transaction():
            self._check_lead()
            write_pause(self._database, pause)

    def last_pause(self) -> Pause | None:
        """Return the pause that was kept last; it may be long over."""
        return read_pause(self._database)

    def next_due_ms(self) -> UnixMs | None:
        """Return when the next row falls due (0 if one is due at once), or None."""
        if self._database.row(_DUE_AT_ONCE):
            return UnixMs(0)
        later = self._database.row(_DUE_LATER)
        return UnixMs(later[0]) if later else None

    def stats(self) -> OutboxStats:
        """Count the rows in each state."""
        return counts.read_stats(self._database)

    def change_mark(self) -> int:
        """Return a number that differs once another connection, in any process, has written."""
        return self._database.change_mark()

    def upkeep(self, *, now_ms: UnixMs) -> None:
        """Do a bounded piece of the queue's housekeeping, if it is time; for the leader.

        Raise StorageCorruptError if the queue turned out to be damaged; it has been mended.
        """
        if self._epoch is not None:
            self._upkeep.take_turn(now_ms=now_ms)

    def sync_requests(self) -> int:
        """Return how often anybody has asked this profile's sender to send now."""
        found = self._database.row("SELECT v FROM meta WHERE k='sync_requests'")
        return int(found[0]) if found else 0

    def close(self) -> None:
        """Give up the lead, if held, and let go of the database."""
        self._epoch = None
        self._lock.release()
        self._database.close()

    def _next_epoch(self) -> int:
        found = self._database.row(
            "INSERT INTO meta(k, v) VALUES ('epoch', 1) "
            "ON CONFLICT(k) DO UPDATE SET v=v+1 RETURNING v"
        )
        if found is None:
            raise RuntimeError("the epoch was not written")
        return int(found[0])

    def _recover(self) -> None:
        """Give the rows that a former sender left in flight back, as doubtful."""
        recovered = self._database.rows(
            "UPDATE outbox SET state=0, epoch=NULL, attempts=attempts+1, maybe_sent=maybe_sent+1, "
            "not_before_ms=0 WHERE state=1 RETURNING seq, attempts"
        )
        if resent := sum(attempts > 1 for _, attempts in recovered):
            counts.note_resent(self._database, resent)
        if self._on_ambiguous is OnAmbiguous.PARK:
            for seq, _ in recovered:
                bury(self._database, seq, DeadReason.AMBIGUOUS, at_ms=wall_now_ms())

    def _check_lead(self) -> int:
        """Return our epoch, inside a transaction, if it still is the database's."""
        found = self._database.row("SELECT v FROM meta WHERE k='epoch'")
        if self._epoch is None or found is None or found[0] != self._epoch:
            raise self._deposed()
        return self._epoch

    def _deposed(self) -> StorageBusyError:
        self._epoch = None
        self._first_claimed.clear()
        self._unwritten.clear()
        self._lock.release()
        return StorageBusyError(
            phrase("Errors", "Another process has taken over sending for this profile."),
            hint=phrase("Errors", "Nothing is lost: the other process sends what is queued."),
        )

    def _pull_in_hints(self, now_ms: UnixMs) -> None:
        latest_ms = now_ms + LATEST_HINT_MS
        if self._database.row(_BEYOND, (latest_ms,)):
            with self._database.transaction():
                self._database.change(_PULL_IN, (latest_ms,))

    def _write_settlements(self) -> int | None:
        """Write the outcomes that are known; return an account that should not have answered."""
        stranger = None
        while group := self._unwritten[: self._group]:
            with self._database.transaction():
                epoch = self._check_lead()
                for settlement in group:
                    stranger = write_settlement(self._database, settlement, epoch) or stranger
            del self._unwritten[: len(group)]
        return stranger
