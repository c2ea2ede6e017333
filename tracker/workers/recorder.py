"""The recorder: samples in, durable rows out, on a thread of its own (R13).

Knows: one running session, its checkpoint clock, and what could not be written yet.
Must never know: which player or which database it serves; it is unaffected by a frozen window.
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from tracker.engagement.rules import EngagementRules
from tracker.engagement.session import EngagementSession
from tracker.model.crossings import EventEarned, RowQueued, SampleTaken, Witness
from tracker.model.errors import StorageError
from tracker.model.events import Checkpoint, EngagementEvent
from tracker.model.media import SessionOpening
from tracker.model.progress import SessionProgress
from tracker.model.protocols import SessionJournal
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MonotonicNs, UnixMs

_log = logging.getLogger(__name__)

CHECKPOINT_NS = 5_000 * NS_PER_MS
"""R13: how much monotonic time may pass before coverage is written again, in nanoseconds."""

RETRY_S = 1.0
"""How long to wait, in seconds, before a write that failed is tried again."""

LAST_TRIES = 3
"""How often a write is tried at the end, when nobody will come back to it."""

_SESSION_ENDS = frozenset({SampleKind.ENDED, SampleKind.STOP, SampleKind.ERROR})


@dataclass(frozen=True, slots=True)
class _Close:
    """Asks the thread to end its session and itself."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one transaction writes. ``is_over`` says that the session ends with it."""

    opening: SessionOpening
    events: tuple[EngagementEvent, ...]
    checkpoint: Checkpoint
    is_over: bool = False


_Item: TypeAlias = SessionOpening | PlaybackSample | _Close


class Recorder:
    """Runs the engagement core on its own thread and writes what it concludes.

    ``open_journal`` is called on that thread, so that the journal belongs to it.
    ``on_progress`` and ``on_problem`` are called on that thread and must return at once.
    ``on_sample`` sees each sample of a session with its opening (for a trace).
    """

    def __init__(
        self,
        open_journal: Callable[[], SessionJournal],
        *,
        rules: EngagementRules,
        on_progress: Callable[[SessionProgress], None],
        on_problem: Callable[[StorageError], None],
        on_sample: Callable[[SessionOpening, PlaybackSample], None] | None = None,
        witness: Witness | None = None,
    ) -> None:
        self._open_journal = open_journal
        self._rules = rules
        self._on_progress = on_progress
        self._on_problem = on_problem
        self._on_sample = on_sample
        self._witness = witness
        self._inbox: queue.SimpleQueue[_Item] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="recorder", daemon=True)
        self._opening: SessionOpening | None = None
        self._session: EngagementSession | None = None
        self._checkpoint_ns = MonotonicNs(0)
        self._noted_session_id: str | None = None
        self._backlog: list[_Entry] = []

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def begin(self, opening: SessionOpening) -> None:
        """Announce a session; call it before the first sample of its generation."""
        self._inbox.put(opening)

    def take(self, sample: PlaybackSample) -> None:
        """Hand over a sample. Returns at once; callable from any thread."""
        self._inbox.put(sample)

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
                if isinstance(item, SessionOpening):
                    self._end_session(journal)
                    self._opening = item
                else:
                    self._observe(journal, item)
            self._end_session(journal)
            for _ in range(LAST_TRIES):
                if self._flush(journal):
                    break
            else:
                _log.error("The end of %d sessions could not be written", len(self._backlog))
        finally:
            journal.close()

    def _next(self, journal: SessionJournal) -> _Item:
        """Wait for the next item; meanwhile try again what could not be written."""
        while True:
            try:
                return self._inbox.get(timeout=RETRY_S if self._backlog else None)
            except queue.Empty:
                self._flush(journal)

    def _observe(self, journal: SessionJournal, sample: PlaybackSample) -> None:
        opening = self._opening
        if opening is None or sample.generation != opening.generation:
            return
        duration_ms = opening.asset.canonical_duration_ms
        if sample.kind is SampleKind.OPEN and duration_ms is not None:
            sample = replace(sample, duration_ms=duration_ms, canonical=True)
        session = self._session
        if session is None:
            session = self._session = EngagementSession(
                opening.session_id,
                anchor_wall_ms=sample.wall_ms or UnixMs(0),
                rules=self._rules,
            )
            self._checkpoint_ns = sample.at_ns
        self._tell(SampleTaken(sample))
        if self._on_sample is not None:
            self._on_sample(opening, sample)
        events = session.observe(sample)
        is_due = sample.at_ns - self._checkpoint_ns >= CHECKPOINT_NS
        if events or (is_due and session.has_begun):
            self._checkpoint_ns = sample.at_ns
            self._write(journal, _Entry(opening, events, session.checkpoint()))
        if sample.kind in _SESSION_ENDS:
            self._end_session(journal)
        elif self._inbox.empty():
            self._on_progress(session.progress(opening.generation))

    def _end_session(self, journal: SessionJournal) -> None:
        """R11: close what runs; samples of its generation that come later mean nothing."""
        session, opening = self._session, self._opening
        self._session = self._opening = None
        if session is None or opening is None:
            return
        events = session.close()
        if session.has_begun:
            # A film that was opened and never played leaves no trace in the journal.
            self._write(journal, _Entry(opening, events, session.checkpoint(), is_over=True))
        self._on_progress(session.progress(opening.generation))

    def _write(self, journal: SessionJournal, entry: _Entry) -> None:
        """Write an entry after those that still wait; a newer checkpoint replaces an older."""
        for event in entry.events:
            self._tell(EventEarned(event))
        last = self._backlog[-1] if self._backlog else None
        if last is not None and not last.events and last.opening is entry.opening:
            self._backlog.pop()
        self._backlog.append(entry)
        self._flush(journal)

    def _flush(self, journal: SessionJournal) -> bool:
        """Write what waits, in order, each entry in one transaction; return whether all went.

        An entry that fails stays, and is tried again: writing twice changes nothing (R13).
        """
        while self._backlog:
            entry = self._backlog[0]
            session_id, wall_ms = entry.opening.session_id, entry.checkpoint.wall_ms
            try:
                if self._noted_session_id != session_id:
                    journal.open_session(entry.opening, wall_ms=wall_ms)
                    self._noted_session_id = session_id
                rows = journal.append(entry.events, entry.checkpoint)
                if entry.is_over:
                    journal.close_session(session_id, wall_ms=wall_ms)
            except StorageError as error:
                _log.warning("The journal cannot be written: %s", error)
                self._on_problem(error)
                return False
            del self._backlog[0]
            for event, (seq, held) in zip(entry.events, rows, strict=True):
                self._tell(RowQueued(seq, event, held))
        return True

    def _tell(self, crossing: SampleTaken | EventEarned | RowQueued) -> None:
        if self._witness is not None:
            self._witness(crossing)
