"""The queue mended by hand: one row looked at whole, sent again, put aside, or dropped.

Knows: which row may go from which state to which, and that nothing is dropped without a copy.
Must never know: sending, or how a row is shown. It works while a player and a sender write.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tracker.model.delivery import DeadReason, HeldReason, OutboxRow, RowState
from tracker.model.phrases import phrase
from tracker.model.repair import Repaired, RowDetails
from tracker.model.units import UnixMs
from tracker.storage import forget, ledger
from tracker.storage.browse import OutboxBrowser
from tracker.storage.burial import bury
from tracker.storage.clocks import ToldTime, wall_now_ms
from tracker.storage.database import Database
from tracker.storage.exports import plain, write_export
from tracker.storage.failures import explained
from tracker.storage.rows import IMMUTABLE_COLUMNS, ROW_COLUMNS, ImmutableColumns, read_row
from tracker.storage.sessions import read_session

DROPPED = "dropped"
"""What the ledger says of a row that was dropped by hand."""

_BATCH = 500
_BYTES = ("dedupe", "boot_id", "payload", "sent_body")

_IN_QUEUE = "SELECT state FROM outbox WHERE seq=?"
_ERASED = f"SELECT 1 FROM session WHERE session_id=? AND identified_reason='{forget.REASON}'"  # noqa: S608 - constants only
_IN_DEAD = "SELECT reason, row_json FROM dead WHERE seq=?"


class OutboxRepair:
    """Repairs by hand in the profile's database. Use it only in the thread that made it."""

    def __init__(self, profile: Path) -> None:
        """Open the profile's database. Raise StorageError if it cannot be used."""
        self._database = Database(profile)
        self._browser = OutboxBrowser(profile)

    def show(self, seq: int) -> RowDetails | None:
        """Return all that is known of a row, or None if there is none of that number."""
        view = self._browser.find_row(seq)
        if view is None:
            return None
        session = read_session(self._database, view.session_id)
        row, columns = self._waiting(seq), self._dead(seq)
        body = row.sent_body if row else columns.get("sent_body")
        final = self._database.row(
            "SELECT at_ms, entry FROM delivered WHERE seq=?1 "
            "UNION ALL SELECT at_ms, entry FROM dead WHERE seq=?1",
            (seq,),
        )
        return RowDetails(
            view,
            asset=row.asset if row else session.asset if session else None,
            device=session.device if session else "",
            email=session.viewer.email if session else None,
            badge=session.viewer.badge if session else None,
            maybe_sent=row.maybe_sent if row else int(columns.get("maybe_sent") or 0),
            body=body,
            row=row,
            at_ms=UnixMs(final[0]) if final else None,
            entry=int(final[1]) if final else None,
        )

    def every(self, state: RowState) -> list[int]:
        """Return the numbers of all rows in a state."""
        return [row.seq for row in self._browser.list_rows(state)]

    def retry(self, seqs: Iterable[int]) -> Repaired:
        """Send rows again: dead letters go back to the queue, what waits is due now."""
        return self._each(seqs, self._retry)

    def park(self, seqs: Iterable[int]) -> Repaired:
        """Put rows that wait among the dead letters, until somebody wants them back."""
        return self._each(seqs, self._park)

    def drop(self, seqs: Iterable[int]) -> Repaired:
        """Let rows go for good, each only after a copy of it is on the disk.

        Raise StorageError where the copies cannot be written; then nothing was dropped.
        """
        done = Repaired()
        wanted = []
        for seq in dict.fromkeys(seqs):
            if refusal := self._refusal_to_drop(seq):
                done.refused[seq] = refusal
            else:
                wanted.append(seq)
        if not wanted:
            return done
        exported: set[int] = set()
        try:
            copies = self._copies(wanted, exported)
            done.export = str(write_export(self._database.profile, DROPPED, copies))
        except OSError as error:
            raise explained(error, self._database.path) from error
        for batch in _batches(wanted):
            with self._database.transaction():
                for seq in batch:
                    if seq in exported and not self._refusal_to_drop(seq):
                        self._drop(seq)
                        done.changed.append(seq)
                    else:
                        done.refused[seq] = phrase("Repair", "It has changed meanwhile.")
        return done

    def close(self) -> None:
        """Let go of the database."""
        self._browser.close()
        self._database.close()

    def _each(self, seqs: Iterable[int], repair: Callable[[int], str | None]) -> Repaired:
        done = Repaired()
        for batch in _batches(list(dict.fromkeys(seqs))):
            with self._database.transaction():
                for seq in batch:
                    if refusal := repair(seq):
                        done.refused[seq] = refusal
                    else:
                        done.changed.append(seq)
        return done

    def _retry(self, seq: int) -> str | None:
        if queued := self._database.row(_IN_QUEUE, (seq,)):
            if queued[0]:
                return phrase("Repair", "It is on its way; its answer decides.")
            self._database.change("UPDATE outbox SET not_before_ms=0 WHERE seq=?", (seq,))
            return None
        dead = self._database.row(_IN_DEAD, (seq,))
        if dead is None:
            return self._refusal(seq)
        columns = self._dead(seq)
        if dead[0] == forget.REASON or self._is_erased(columns.get("session_id")):
            return phrase("Repair", "Its person was forgotten, and what it told was erased.")
        if dead[0] == DeadReason.DAMAGED.value or not _is_intact(columns):
            return phrase(
                "Repair", "What it told cannot be read any more, so that it cannot be sent."
            )
        if dead[0] == DeadReason.REJECTED.value:
            # It was not processed: built anew, it heeds whatever was mended meanwhile.
            columns |= {"sent_body": None, "body_crc": None}
        columns |= {"seq": seq, "state": 0, "epoch": None, "not_before_ms": 0}
        columns["held"] = self._reason_to_hold(columns["session_id"])
        self._database.change("DELETE FROM dead WHERE seq=?", (seq,))
        names = [name for name in columns if name in self._column_names()]
        self._database.change(
            f"INSERT INTO outbox({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",  # noqa: S608 - the table's own names
            [columns[name] for name in names],
        )
        return None

    def _is_erased(self, session_id: str | None) -> bool:
        """Whether the person of a session was forgotten; its dead letters keep their reasons."""
        return self._database.row(_ERASED, (session_id,)) is not None

    def _park(self, seq: int) -> str | None:
        queued = self._database.row(_IN_QUEUE, (seq,))
        if queued is None:
            is_dead = self._database.row(_IN_DEAD, (seq,))
            return (
                phrase("Repair", "It is among the dead letters already.")
                if is_dead
                else self._refusal(seq)
            )
        if queued[0]:
            return phrase("Repair", "It is on its way; its answer decides.")
        bury(self._database, seq, DeadReason.PARKED, at_ms=wall_now_ms())
        return None

    def _refusal_to_drop(self, seq: int) -> str | None:
        queued = self._database.row(_IN_QUEUE, (seq,))
        if queued is not None:
            return phrase("Repair", "It is on its way; its answer decides.") if queued[0] else None
        return None if self._database.row(_IN_DEAD, (seq,)) else self._refusal(seq)

    def _drop(self, seq: int) -> None:
        if self._database.row(_IN_QUEUE, (seq,)):
            ledger.enter_burial(self._database, seq, DROPPED, at_ms=wall_now_ms())
            self._database.change("DELETE FROM outbox WHERE seq=?", (seq,))
        else:
            self._database.change("DELETE FROM dead WHERE seq=?", (seq,))

    def _refusal(self, seq: int) -> str:
        if self._database.row("SELECT 1 FROM delivered WHERE seq=?", (seq,)):
            return phrase("Repair", "It was delivered; the ledger keeps it as the proof.")
        return phrase("Repair", "There is no such row.")

    def _reason_to_hold(self, session_id: str) -> str | None:
        session = read_session(self._database, session_id)
        is_known = session is not None and session.viewer.is_deliverable
        return None if is_known else HeldReason.NO_VIEWER.value

    def _waiting(self, seq: int) -> OutboxRow | None:
        found = self._database.row(
            f"SELECT {ROW_COLUMNS} FROM outbox o LEFT JOIN session s USING (session_id) "  # noqa: S608 - constants only
            "WHERE o.seq=?",
            (seq,),
        )
        try:
            return read_row(found, lambda stamped, _: ToldTime(stamped)) if found else None
        except ValueError:
            return None

    def _dead(self, seq: int) -> dict[str, Any]:
        """Return the columns that a dead letter had in the queue; empty for any other row."""
        found = self._database.row(_IN_DEAD, (seq,))
        columns: dict[str, Any] = json.loads(found[1]) if found else {}
        for name in _BYTES:
            if columns.get(name) is not None:
                columns[name] = bytes.fromhex(columns[name])
        return columns

    def _copies(self, seqs: list[int], exported: set[int]) -> Iterator[dict[str, Any]]:
        """Return the rows whole, and note which there were."""
        names = self._column_names()
        for seq in seqs:
            queued = self._database.row(
                f"SELECT {', '.join(names)} FROM outbox WHERE seq=?",  # noqa: S608 - the table's own names
                (seq,),
            )
            dead = self._database.row(_IN_DEAD, (seq,))
            if queued is not None:
                exported.add(seq)
                yield plain(dict(zip(names, queued, strict=True)))
            elif dead is not None:
                exported.add(seq)
                yield {**json.loads(dead[1]), "seq": seq, "dead": dead[0]}

    def _column_names(self) -> list[str]:
        return [
            name for (name,) in self._database.rows("SELECT name FROM pragma_table_info('outbox')")
        ]


def _is_intact(columns: dict[str, Any]) -> bool:
    try:
        immutable = ImmutableColumns(*(columns[name] for name in IMMUTABLE_COLUMNS.split(", ")))
    except KeyError:
        return False
    return immutable.crc() == columns.get("crc")


def _batches(seqs: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(seqs), _BATCH):
        yield seqs[start : start + _BATCH]
