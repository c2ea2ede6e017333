"""What the recorder has to write, in order; it waits in memory while nothing can be written (R13).

Knows: the steps that were not written yet, how many may wait, and what was lost for good.
Must never know: how a step came about, or how long to wait before the next try.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from tracker.engagement.keeper import Step
from tracker.model.crossings import RowQueued, ViewerNamed, Witness
from tracker.model.errors import StorageError, TrackerError
from tracker.model.events import Checkpoint
from tracker.model.media import SessionOpening
from tracker.model.phrases import phrase
from tracker.model.protocols import SessionJournal
from tracker.model.records import dataclass

_log = logging.getLogger(__name__)

MOST_STEPS, MOST_WITH_SAMPLES = 10_000, 200
"""How many steps wait in memory at most while nothing can be written (delivery, 3.7), and of how
many of them the raw samples do, too."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A step that has to be written, and the raw samples since the one before."""

    step: Step
    checkpoint: Checkpoint
    trace_rows: tuple[str, ...] = ()


class Backlog:
    """The steps of one recorder, on its thread.

    ``is_anothers`` says that the running session turned out to be somebody else's, until it is set
    back.
    """

    def __init__(self, on_problem: Callable[[TrackerError], None], witness: Witness) -> None:
        self._on_problem = on_problem
        self._witness = witness
        self._entries: list[_Entry] = []
        self._lost_events = 0
        self._noted: SessionOpening | None = None
        self.is_anothers = False

    def __len__(self) -> int:
        """How many steps wait."""
        return len(self._entries)

    def write(
        self, journal: SessionJournal, step: Step, checkpoint: Checkpoint, rows: tuple[str, ...]
    ) -> None:
        """Write a step after those that still wait; a newer checkpoint replaces an older."""
        last = self._entries[-1] if self._entries else None
        if last is not None and not last.step.events and last.step.opening is step.opening:
            rows = last.trace_rows + rows
            self._entries.pop()
        self._entries.append(_Entry(step, checkpoint, rows))
        if not self.flush(journal):
            self._bound()

    def flush(self, journal: SessionJournal) -> bool:
        """Write what waits, in order, each step in one transaction; return whether all went.

        A step that fails stays, and is tried again: writing twice changes nothing (R13). One that
        cannot be written at all, by a mistake of our own, must not keep the others from it: it
        goes, and the mistake is raised.
        """
        while self._entries:
            entry = self._entries[0]
            try:
                placed = self._append(journal, entry)
            except StorageError as error:
                _log.warning("The journal cannot be written: %s", error)
                self._on_problem(error)
                return False
            except Exception:
                del self._entries[0]
                raise
            del self._entries[0]
            for event, (seq, held) in zip(entry.step.events, placed, strict=True):
                if seq:
                    self._witness(RowQueued(seq, event, held))
        return True

    def _append(self, journal: SessionJournal, entry: _Entry) -> list[tuple[int, bool]]:
        """Write one entry; return where its events went."""
        opening, checkpoint = entry.step.opening, entry.checkpoint
        noted = self._noted
        if noted is None or noted.session_id != opening.session_id:
            journal.open_session(opening, wall_ms=checkpoint.wall_ms)
        elif noted.viewer != opening.viewer:
            is_theirs = journal.name_viewer(opening, wall_ms=checkpoint.wall_ms)
            if is_theirs:
                released = opening.viewer.is_deliverable
                self._witness(ViewerNamed(opening.session_id, released))
            self.is_anothers |= not is_theirs
        self._noted = opening
        placed = journal.append(entry.step.events, checkpoint, entry.trace_rows)
        if entry.step.is_over:
            journal.close_session(opening.session_id, wall_ms=checkpoint.wall_ms)
        return placed

    def _bound(self) -> None:
        """Keep what waits within bounds: raw samples go first, then the oldest step."""
        if len(self._entries) > MOST_WITH_SAMPLES:
            oldest = self._entries[-MOST_WITH_SAMPLES - 1]
            self._entries[-MOST_WITH_SAMPLES - 1] = replace(oldest, trace_rows=())
        if len(self._entries) > MOST_STEPS:
            lost = self._entries.pop(0)
            self._lost_events += len(lost.step.events)
            _log.error("%d events were lost: nothing can be written", self._lost_events)
            self._on_problem(
                StorageError(
                    phrase(
                        "Errors", "{lost_events} events were lost, since nothing can be written."
                    ).format(lost_events=self._lost_events),
                    hint=phrase("Errors", "Free some space on the disk."),
                )
            )
