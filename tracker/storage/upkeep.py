"""What the sender does for the queue when there is time: checks, quota, retention (delivery, 3.7).

Each turn does a bounded piece of work; what is left waits for the next.

Knows: how much is kept, for how long, and what goes first.
Must never know: sending.
"""

import logging
import time

from tracker.model.events import EventKind
from tracker.model.records import dataclass
from tracker.model.units import UnixMs
from tracker.storage import counts, history, ledger
from tracker.storage.calendar import believed_ms
from tracker.storage.database import Database
from tracker.storage.exports import write_export
from tracker.storage.forget import Forgetter
from tracker.storage.journal import Journal
from tracker.storage.ring import prune_samples
from tracker.storage.spill import merge_left_behind, waiting_bytes

_log = logging.getLogger(__name__)

PERIOD_S = 60.0
"""How often there is a turn, in seconds."""

SHORT_OF_ROOM_S = 1.0
"""The same while the disk is full, in seconds."""

BYTES_A_ROW = 588
"""What a queued event takes on the disk with its indexes (delivery, 2.3)."""

CHECKED_BYTES = 20_000_000
"""A larger file is not read whole after a crash: that would take seconds (delivery, 2.3)."""

BATCH = 500
"""Rows that one transaction sheds or lets go of."""

BATCHES = 20
"""Transactions of one kind in a turn."""

_FREE_PAGES, _VACUUMED_PAGES = 256, 1024
"""Free pages that are left in the file, and how many a turn gives back to the disk."""

_DAY_MS = 24 * 3600 * 1000

# A session's last event tells what its quartiles told, but for the moments.
_SHEDDABLE = f"""
SELECT seq FROM outbox o WHERE seq>?1 AND kind='{EventKind.QUARTILE.value}'
  AND state=0 AND maybe_sent=0
  AND EXISTS(SELECT 1 FROM outbox f
             WHERE f.session_id=o.session_id AND f.kind='{EventKind.ATTENTION_SPAN.value}')
ORDER BY seq LIMIT ?2
"""  # noqa: S608 - constants only


@dataclass(frozen=True, slots=True)
class Retention:
    """How much is kept: bytes of what waits, days of dead letters, days and rows of delivered.

    And days and bytes of raw samples, days of who watched (0: for ever), and days of what every
    viewing came to.
    """

    queue_bytes: int = 500_000_000
    dead_days: int = 90
    delivered_days: int = 180
    delivered_rows: int = 5_000_000
    sample_days: int = 30
    sample_bytes: int = 64_000_000
    person_days: int = 0
    history_days: int = 1_095


class Upkeep:
    """Keeps one database in order; for the one sender of a profile."""

    def __init__(self, database: Database, retention: Retention) -> None:
        self._database = database
        self._retention = retention
        self._next_turn_s = 0.0

    def take_turn(self, *, now_ms: UnixMs) -> None:
        """Do the next piece of work, if it is time.

        Raise StorageCorruptError if the database turned out to be damaged; it has been mended.
        """
        if time.monotonic() < self._next_turn_s:
            return
        self._next_turn_s = time.monotonic() + PERIOD_S
        self._database.check(CHECKED_BYTES)
        if not self._database.load_ballast():
            self._next_turn_s = time.monotonic() + SHORT_OF_ROOM_S
            self._spare_evidence()
        self._merge_spills()
        self._shed()
        now_ms = believed_ms(self._database, now_ms)
        self._let_go_of_dead(now_ms)
        self._let_go_of_delivered(now_ms)
        self._let_go_of_samples(now_ms)
        self._let_go_of_people(now_ms)
        self._let_go_of_history(now_ms)
        self._give_pages_back()

    def _merge_spills(self) -> None:
        """Queue what a journal that is gone has set aside."""
        if waiting_bytes(self._database.profile):
            journal = Journal(self._database.profile)
            try:
                merge_left_behind(self._database.profile, journal)
            finally:
                journal.close()

    def _shed(self) -> None:
        """At the quota: give up the oldest quartiles of sessions that are told to their end."""
        most_rows = self._retention.queue_bytes // BYTES_A_ROW
        after = shed = 0
        for _ in range(BATCHES):
            excess = _queued(self._database) - most_rows
            if excess <= 0:
                break
            found = self._database.rows(_SHEDDABLE, (after, min(excess, BATCH)))
            if not found:
                _log.warning("The queue is above its quota, and nothing in it can be shed")
                break
            after = found[-1][0]
            with self._database.transaction():
                gone = [
                    self._database.change(
                        "DELETE FROM outbox WHERE seq=? AND state=0 AND maybe_sent=0", row
                    )
                    for row in found
                ]
                counts.note_shed(self._database, sum(gone))
            shed += sum(gone)
        if shed:
            _log.warning("The queue was at its quota: %d quartile events were shed", shed)

    def _spare_evidence(self) -> None:
        """While the disk is full, let delivered events go without their evidence, oldest first.

        What waits must be able to leave, and each row that leaves would keep its payload.
        """
        with self._database.transaction():
            gone = ledger.spare_evidence(self._database, BATCH)
        if gone:
            _log.warning("The disk is full: the evidence of %d delivered events was let go", gone)

    def _let_go_of_dead(self, now_ms: UnixMs) -> None:
        """Export dead letters of long ago, and only then delete them."""
        before_ms = now_ms - self._retention.dead_days * _DAY_MS
        found = self._database.rows(
            "SELECT seq, at_ms, status, reason, row_json FROM dead WHERE at_ms<? "
            "ORDER BY seq LIMIT ?",
            (before_ms, BATCH),
        )
        if not found:
            return
        names = ("seq", "at_ms", "status", "reason", "row")
        try:
            path = write_export(
                self._database.profile,
                "dead",
                (dict(zip(names, row, strict=True)) for row in found),
            )
        except OSError as error:
            _log.warning("Old dead letters cannot be exported: %s", error)
            return
        with self._database.transaction():
            for row in found:
                self._database.change(
                    "DELETE FROM dead WHERE seq=? AND at_ms<?", (row[0], before_ms)
                )
        _log.info("%d dead letters of long ago are now in %s", len(found), path)

    def _let_go_of_delivered(self, now_ms: UnixMs) -> None:
        """Forget what became final long ago, the oldest first; the ledger keeps an anchor."""
        before_ms = UnixMs(now_ms - self._retention.delivered_days * _DAY_MS)
        gone = 0
        for _ in range(BATCHES):
            excess = counts.read_stats(self._database).delivered - self._retention.delivered_rows
            oldest = self._database.row("SELECT at_ms FROM ledger ORDER BY n LIMIT 1")
            if oldest is None or (oldest[0] >= before_ms and excess <= 0):
                break
            with self._database.transaction():
                gone += ledger.prune(self._database, before_ms=before_ms, excess=max(excess, 0))
        if gone:
            _log.info("%d entries of the ledger were old and were let go", gone)

    def _let_go_of_history(self, now_ms: UnixMs) -> None:
        before_ms = UnixMs(now_ms - self._retention.history_days * _DAY_MS)
        for _ in range(BATCHES):
            with self._database.transaction():
                if not history.expire(self._database, before_ms, limit=BATCH):
                    return

    def _let_go_of_samples(self, now_ms: UnixMs) -> None:
        """Forget raw samples of long ago, and the oldest where there are too many."""
        before_ms = UnixMs(now_ms - self._retention.sample_days * _DAY_MS)
        most_bytes = self._retention.sample_bytes
        for _ in range(BATCHES):
            with self._database.transaction():
                if not prune_samples(self._database, before_ms=before_ms, most_bytes=most_bytes):
                    return

    def _let_go_of_people(self, now_ms: UnixMs) -> None:
        """Erase who watched what was settled long ago."""
        if self._retention.person_days == 0:
            return
        forgetter = Forgetter(self._database.profile)
        try:
            before_ms = UnixMs(now_ms - self._retention.person_days * _DAY_MS)
            gone = forgetter.expire(before_ms).sessions
        finally:
            forgetter.close()
        if gone:
            _log.info("Who watched %d sessions of long ago was erased", gone)

    def _give_pages_back(self) -> None:
        if self._database.rows("PRAGMA freelist_count")[0][0] > _FREE_PAGES:
            with self._database.transaction():
                self._database.rows(f"PRAGMA incremental_vacuum({_VACUUMED_PAGES})")


def _queued(database: Database) -> int:
    stats = counts.read_stats(database)
    return stats.unsettled + stats.held
