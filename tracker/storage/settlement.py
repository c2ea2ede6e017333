"""What became of a row in flight, written into the database (delivery, 3.2 and 3.4).

Knows: which outcome leads to which table, and what each counts.
Must never know: who leads; the caller has checked the epoch in the same transaction.
"""

from typing import TypeAlias

from tracker.model.delivery import (
    AuthNeeded,
    DeadReason,
    Delivered,
    DeliveryOutcome,
    Doubtful,
    OnAmbiguous,
    Rejected,
    RetryLater,
)
from tracker.model.records import dataclass
from tracker.model.units import UnixMs
from tracker.storage import counts, ledger
from tracker.storage.burial import bury
from tracker.storage.database import Database

_DELIVER = f"""
INSERT INTO delivered(seq, dedupe, session_id, kind, percent, occurred_ms, contact_id,
  portal_id, at_ms, status, sends, told_ms, clock, entry)
SELECT seq, dedupe, session_id, kind, percent, occurred_ms, ?3, ?4, ?5, ?6, attempts+1,
  told_ms, clock, {ledger.NEXT}
FROM outbox WHERE seq=?1 AND state=1 AND epoch=?2 RETURNING sends
"""  # noqa: S608 - constants only

_NotDelivered: TypeAlias = RetryLater | Doubtful | AuthNeeded | Rejected


@dataclass(frozen=True, slots=True)
class Settlement:
    """The outcome for row ``seq``, and all that writing it down takes.

    ``contact_id`` is the viewer that the request named. ``body_is_first`` says that no earlier
    send of this body may have been processed.
    """

    seq: int
    outcome: DeliveryOutcome
    contact_id: int | None
    now_ms: UnixMs
    next_try_ms: UnixMs
    body_is_first: bool
    on_ambiguous: OnAmbiguous


def write_settlement(database: Database, settlement: Settlement, epoch: int) -> int | None:
    """Write a settlement, inside the caller's transaction; a second time changes nothing.

    Return the account that answered, if another one was the first to answer, else None.
    """
    outcome = settlement.outcome
    if isinstance(outcome, Delivered):
        _deliver(database, settlement, outcome, epoch)
        return _stranger(database, outcome.portal_id)
    if _put_back(database, settlement, outcome, epoch):
        reason = _reason_to_bury(outcome, settlement.on_ambiguous)
        if reason is not None:
            bury(database, settlement.seq, reason, at_ms=settlement.now_ms, status=outcome.status)
    return None


def _deliver(database: Database, settlement: Settlement, outcome: Delivered, epoch: int) -> None:
    named = settlement.contact_id if outcome.contact_id is None else outcome.contact_id
    written = database.row(
        _DELIVER,
        (settlement.seq, epoch, named, outcome.portal_id, settlement.now_ms, outcome.status),
    )
    if written is None:
        return
    ledger.enter_delivery(
        database,
        settlement.seq,
        at_ms=settlement.now_ms,
        status=outcome.status,
        contact_id=named,
    )
    database.change("DELETE FROM outbox WHERE seq=?", (settlement.seq,))
    if written[0] > 1:
        counts.note_resent(database)


def _put_back(
    database: Database, settlement: Settlement, outcome: _NotDelivered, epoch: int
) -> bool:
    """Make the row pending again, and note how it went. False if it no longer is in flight."""
    left = _has_left(outcome)
    # A body that was surely not processed need not be repeated to the letter: built anew, it
    # heeds a late identification, a corrected clock, or another version of the interface.
    drop_body = settlement.body_is_first and _is_surely_not_processed(outcome)
    written = database.row(
        "UPDATE outbox SET state=0, epoch=NULL, attempts=attempts+?3, maybe_sent=maybe_sent+?4, "
        "not_before_ms=?5, last_status=?6, last_error=?7, "
        "sent_body=CASE WHEN ?8 THEN NULL ELSE sent_body END, "
        "told_ms=CASE WHEN ?8 THEN NULL ELSE told_ms END, "
        "clock=CASE WHEN ?8 THEN NULL ELSE clock END, "
        "body_crc=CASE WHEN ?8 THEN NULL ELSE body_crc END "
        "WHERE seq=?1 AND state=1 AND epoch=?2 RETURNING attempts",
        (
            settlement.seq,
            epoch,
            int(left),
            int(isinstance(outcome, Doubtful)),
            settlement.next_try_ms,
            outcome.status,
            outcome.message,
            int(drop_body),
        ),
    )
    if written is None:
        return False
    if left and written[0] > 1:
        counts.note_resent(database)
    return True


def _has_left(outcome: _NotDelivered) -> bool:
    """Whether the request left this machine, or may have."""
    match outcome:
        case RetryLater():
            return outcome.counts_as_attempt
        case AuthNeeded():
            return outcome.status is not None
        case _:
            return True


def _is_surely_not_processed(outcome: _NotDelivered) -> bool:
    match outcome:
        case RetryLater():
            return not outcome.counts_as_attempt
        case Rejected():
            # One that is refused for itself goes to the dead letters, with what was refused.
            return outcome.systemic
        case Doubtful():
            return False
        case AuthNeeded():
            return True


def _reason_to_bury(outcome: _NotDelivered, on_ambiguous: OnAmbiguous) -> DeadReason | None:
    match outcome:
        case Rejected(systemic=False):
            return DeadReason.REJECTED
        case Doubtful() if on_ambiguous is OnAmbiguous.PARK:
            return DeadReason.AMBIGUOUS
        case _:
            return None


def _stranger(database: Database, portal_id: int | None) -> int | None:
    if portal_id is None:
        return None
    database.change("INSERT OR IGNORE INTO meta(k, v) VALUES ('portal_id', ?)", (portal_id,))
    first = database.row("SELECT v FROM meta WHERE k='portal_id'")
    return None if first is not None and first[0] == portal_id else portal_id
