"""The recorder: samples in, durable rows out, on a thread of its own (R13).

Knows: one running session, its checkpoint clock, and what could not be written yet.
Must never know: which player or which database it serves; it is unaffected by a frozen window.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from tracker.engagement.keeper import SessionKeeper, Step
from tracker.engagement.rules import EngagementRules
from tracker.model.crossings import EventEarned, RowQueued, SampleTaken, Witness
from tracker.model.errors import StorageError
from tracker.model.events import Circumstances
from tracker.model.media import SessionOpening, Viewer
from tracker.model.progress import SessionProgress
from tracker.model.protocols import SessionJournal
from tracker.model.samples import PlaybackSample
from tracker.model.units import MonotonicNs
from tracker.workers.unfailing import unfailing

_log = logging.getLogger(__name__)

RETRY_S = 1.0
"""How long to wait, in seconds, before a write that failed is tried again."""

LOOK_UP_S = 30.0
"""How often the clock is looked at while no sample comes, in seconds, for R11's long pause."""

LAST_TRIES = 3
"""How often a write is tried at the end, when nobody will come back to it."""


@dataclass(frozen=True, slots=True)
class _Close:
    """Asks the thread to end its session and itself."""


@dataclass(frozen=True, slots=True)
class _ViewerChange:
    """Somebody else watches from now on."""

    viewer: Viewer
    at_ns: MonotonicNs


_Item: TypeAlias = SessionOpening | PlaybackSample | Circumstances | _ViewerChange | _Close


class Recorder:
    """Runs the engagement core on its own thread and writes what it concludes.

    ``open_journal`` is called on that thread, so that the journal belongs to it.
    ``new_session_id`` names sessions that begin without an opening of their own (R11).
    ``on_progress`` and ``on_problem`` are called on that thread and must return at once.
    ``on_sample`` sees each sample of a session with its opening (for a trace).
    """

    def __init__(
        self,
        open_journal: Callable[[], SessionJournal],
        *,
        rules: EngagementRules,
        new_session_id: Callable[[], str],
        on_progress: Callable[[SessionProgress], None],
        on_problem: Callable[[StorageError], None],
        on_sample: Callable[[SessionOpening, PlaybackSample], None] | None = None,
        witness: Witness | None = None,
    ) -> None:
        self._open_journal = open_journal
        self._keeper = SessionKeeper(rules, new_session_id)
        self._on_progress = unfailing(on_progress)
        self._on_problem = unfailing(on_problem)
        self._on_sample = unfailing(on_sample)
        self._witness = unfailing(witness)
        self._inbox: queue.SimpleQueue[_Item] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="recorder", daemon=True)
        self._noted_session_id: str | None = None
        self._backlog: list[Step] = []

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def begin(self, opening: SessionOpening) -> None:
        """Announce a session; call it before the first sample of its generation."""
        self._inbox.put(opening)

    def take(self, sample: PlaybackSample) -> None:
        """Hand over a sample. Returns at once; callable from any thread."""
        self._inbox.put(sample)

    def note(self, circumstances: Circumstances) -> None:
        """Say how things stand around the film from now on (R12). Callable from any thread."""
        self._inbox.put(circumstances)

    def change_viewer(self, viewer: Viewer) -> None:
        """Say that somebody else watches from now on (R11). Callable from any thread."""
        self._inbox.put(_ViewerChange(viewer, MonotonicNs(time.monotonic_ns())))

    def close(self, timeout_s: float = 10.0) -> bool:
        """Close the session, write what is left and end the thread.

        Return whether it ended within ``timeout_s`` seconds.
        """
        self._inbox.put(_Close())
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _work(self) -> None:
        try:
            journal = self._open_journal()
        except StorageError as error:
            self._on_problem(error)
            return
        try:
            while not isinstance(item := self._next(journal), _Close):
                self._take(journal, item)
            self._record(journal, self._keeper.close())
            for _ in range(LAST_TRIES):
                if self._flush(journal):
                    break
            else:
                _log.error("The end of %d sessions could not be written", len(self._backlog))
        finally:
            journal.close()

    def _next(self, journal: SessionJournal) -> _Item:
        """Wait for the next item; meanwhile mind what time alone brings about."""
        while True:
            try:
                return self._inbox.get(timeout=RETRY_S if self._backlog else LOOK_UP_S)
            except queue.Empty:
                self._flush(journal)
                self._record(journal, self._keeper.expire(MonotonicNs(time.monotonic_ns())))

    def _take(self, journal: SessionJournal, item: _Item) -> None:
        match item:
            case SessionOpening():
                self._record(journal, self._keeper.begin(item))
            case PlaybackSample():
                self._record(journal, self._keeper.take(item))
            case Circumstances():
                self._keeper.note(item)
            case _ViewerChange():
                self._record(journal, self._keeper.change_viewer(item.viewer, item.at_ns))

    def _record(self, journal: SessionJournal, steps: list[Step]) -> None:
        """Write what the steps concluded, and tell of it."""
        for step in steps:
            for sample in step.samples:
                self._witness(SampleTaken(sample))
                self._on_sample(step.opening, sample)
            for event in step.events:
                self._witness(EventEarned(event))
            if step.checkpoint is not None:
                self._write(journal, step)
            if step.last is not None:
                self._on_progress(step.last)
        progress = self._keeper.progress() if steps and self._inbox.empty() else None
        if progress is not None:
            self._on_progress(progress)

    def _write(self, journal: SessionJournal, step: Step) -> None:
        """Write a step after those that still wait; a newer checkpoint replaces an older."""
        last = self._backlog[-1] if self._backlog else None
        if last is not None and not last.events and last.opening is step.opening:
            self._backlog.pop()
        self._backlog.append(step)
        self._flush(journal)

    def _flush(self, journal: SessionJournal) -> bool:
        """Write what waits, in order, each step in one transaction; return whether all went.

        A step that fails stays, and is tried again: writing twice changes nothing (R13).
        """
        while self._backlog:
            step = self._backlog[0]
            try:
                rows = self._append(journal, step)
            except StorageError as error:
                _log.warning("The journal cannot be written: %s", error)
                self._on_problem(error)
                return False
            del self._backlog[0]
            for event, (seq, held) in zip(step.events, rows, strict=True):
                self._witness(RowQueued(seq, event, held))
        return True

    def _append(self, journal: SessionJournal, step: Step) -> list[tuple[int, bool]]:
        """Write one step; return where its events went."""
        session_id, checkpoint = step.opening.session_id, step.checkpoint
        if checkpoint is None:
            return []
        if self._noted_session_id != session_id:
            journal.open_session(step.opening, wall_ms=checkpoint.wall_ms)
            self._noted_session_id = session_id
        rows = journal.append(step.events, checkpoint)
        if step.is_over:
            journal.close_session(session_id, wall_ms=checkpoint.wall_ms)
        return rows
