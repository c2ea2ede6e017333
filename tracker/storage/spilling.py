"""A journal that also writes while the database cannot be used (delivery, 3.7).

Knows: what may wait in a spill file, and when it is merged.
Must never know: what is recorded, or what is wrong with the database.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from tracker.model.errors import StorageCorruptError, StorageError, StorageFullError
from tracker.model.events import Checkpoint, EngagementEvent
from tracker.model.media import SessionOpening
from tracker.model.phrases import phrase
from tracker.model.recovery import LeftOff
from tracker.model.units import UnixMs
from tracker.storage.journal import Journal
from tracker.storage.spill import (
    Record,
    SpillFile,
    appended,
    closed,
    merge_left_behind,
    opened,
    viewer_named,
)

_log = logging.getLogger(__name__)

T = TypeVar("T")


class SpillingJournal:
    """A ``SessionJournal`` over a ``Journal``. Use it only in the thread that made it.

    What the database refuses goes to the spill, durably, and is merged as soon as the database
    works again: each event once, by its dedupe key. Only a full disk is left to the caller.
    """

    def __init__(self, profile: Path, *, may_wait: bool = False) -> None:
        """Open the profile's database. Raise StorageError if it cannot be used.

        With ``may_wait`` it is opened later in that case, and what comes until then is set aside.
        """
        self._profile = profile
        self._journal: Journal | None = None
        self._spill: SpillFile | None = None
        self._openings: dict[str, tuple[SessionOpening, UnixMs]] = {}
        try:
            self._opened()
        except StorageError as error:
            if not may_wait:
                raise
            _log.warning("The queue cannot be opened yet: %s", error)

    def _opened(self) -> Journal:
        """Return the journal in the database; open it where that was not possible so far."""
        if self._journal is None:
            self._journal = Journal(self._profile)
            try:
                merge_left_behind(self._profile, self._journal)
            except StorageError as error:
                # The sender merges it as soon as that works; a film need not wait for it.
                _log.warning("What was set aside stays so: %s", error)
        return self._journal

    def open_session(self, opening: SessionOpening, *, wall_ms: UnixMs) -> None:
        """Note that a session began, durably. Raise StorageFullError."""
        self._openings[opening.session_id] = opening, wall_ms
        self._write(
            lambda: self._opened().open_session(opening, wall_ms=wall_ms),
            lambda: opened(opening, wall_ms),
        )

    def append(
        self,
        events: Sequence[EngagementEvent],
        checkpoint: Checkpoint,
        trace_rows: Sequence[str] = (),
    ) -> list[tuple[int, bool]]:
        """Write events, checkpoint and raw samples, durably at return. Raise StorageFullError.

        The seq of an event that went to the spill is 0: it has none yet.
        """
        known = self._openings.get(checkpoint.session_id)

        def write() -> list[tuple[int, bool]]:
            try:
                return self._opened().append(events, checkpoint, trace_rows)
            except LookupError:
                # The session was lost with a damaged file; its row is written anew.
                if known is None:
                    raise
                self._opened().open_session(known[0], wall_ms=known[1])
                return self._opened().append(events, checkpoint, trace_rows)

        if known is None:
            return write()
        placed = self._write(write, lambda: appended(*known, events, checkpoint, trace_rows))
        return [(0, False)] * len(events) if placed is None else placed

    def name_viewer(self, opening: SessionOpening, *, wall_ms: UnixMs) -> bool:
        """Attach the opening's viewer to its session. Raise StorageFullError.

        What was set aside counts as theirs; should it prove to be another's when it is merged,
        it stays the other's, as the database has it.
        """
        known = self._openings.get(opening.session_id)
        if known is not None:
            self._openings[opening.session_id] = opening, known[1]
        named = self._write(
            lambda: self._opened().name_viewer(opening, wall_ms=wall_ms),
            lambda: viewer_named(opening, wall_ms),
        )
        return named is None or named

    def close_session(self, session_id: str, *, wall_ms: UnixMs) -> None:
        """Note that the session is over. Raise StorageFullError."""
        self._write(
            lambda: self._opened().close_session(session_id, wall_ms=wall_ms),
            lambda: closed(session_id, wall_ms),
        )
        self._openings.pop(session_id, None)

    def left_off(self) -> list[LeftOff]:
        """Return the sessions that a crash cut off and that no living process records."""
        found = self._opened().left_off()
        for one in found:
            self._openings[one.opening.session_id] = one.opening, one.checkpoint.wall_ms
        return found

    def close(self) -> None:
        """Let go of the database, having tried once more to merge what was spilled."""
        try:
            self._merge()
        except StorageError as error:
            _log.warning("What was set aside stays so: %s", error)
            if self._spill is not None:
                self._spill.close()
        if self._journal is not None:
            self._journal.close()

    def _write(self, write: Callable[[], T], record: Callable[[], Record]) -> T | None:
        """Write to the database, or else to the spill; return None in that case."""
        try:
            self._merge()
            try:
                return write()
            except StorageCorruptError as error:
                # It was mended when the damage was met.
                _log.warning("%s", error)
                return write()
        except StorageFullError:
            if self._spill is None:
                raise
            reason: StorageError | None = None
        except StorageError as error:
            reason = error
        self._set_aside(record(), reason)
        return None

    def _merge(self) -> None:
        if self._spill is not None:
            self._spill.merge_into(self._opened())
            self._spill = None

    def _set_aside(self, record: Record, reason: StorageError | None) -> None:
        try:
            if self._spill is None:
                _log.warning("The queue cannot be used, events are set aside: %s", reason)
                self._spill = SpillFile(self._profile)
            self._spill.write(record)
        except OSError as error:
            raise StorageError(
                phrase("Errors", "Neither the queue nor the spill can be written: {why}.").format(
                    why=error.strerror or error
                ),
                hint=phrase("Errors", "Check the disk; what was acknowledged before is not lost."),
            ) from (reason or error)
