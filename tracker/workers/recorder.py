"""The recorder: samples in, durable rows out, on a thread of its own (R13).

Knows: one running session, its checkpoint clock, and what could not be written yet.
Must never know: which player or which database it serves; it is unaffected by a frozen window.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from tracker.engagement.keeper import SessionKeeper, Step, close_left_off, goes_on
from tracker.engagement.rules import EngagementRules
from tracker.engagement.trace import TraceRows
from tracker.model.crossings import EventEarned, RowQueued, SampleTaken, ViewerNamed, Witness
from tracker.model.errors import StorageError
from tracker.model.events import Checkpoint, Circumstances
from tracker.model.media import SessionOpening, Viewer
from tracker.model.phrases import phrase
from tracker.model.progress import SessionProgress
from tracker.model.protocols import SessionJournal
from tracker.model.records import dataclass
from tracker.model.recovery import LeftOff
from tracker.model.samples import PlaybackSample
from tracker.model.units import NS_PER_MS, MonotonicNs
from tracker.workers.unfailing import unfailing

_log = logging.getLogger(__name__)

RETRY_S = 1.0
"""How long to wait, in seconds, before a write that failed is tried again."""

LOOK_UP_S = 30.0
"""How often the clock is looked at while no sample comes, in seconds, for R11's long pause."""

MOST_BACKLOG, BACKLOG_WITH_SAMPLES = 10_000, 200
"""How many steps wait in memory at most while nothing can be written (delivery, 3.7), and of how
many of them the raw samples do, too."""

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


@dataclass(frozen=True, slots=True)
class _Tracking:
    """Everything is counted from now on, or nothing."""

    is_on: bool
    at_ns: MonotonicNs


@dataclass(frozen=True, slots=True)
class _Entry:
    """A step that has to be written, and the raw samples since the one before."""

    step: Step
    checkpoint: Checkpoint
    trace_rows: tuple[str, ...] = ()


_Item: TypeAlias = (
    SessionOpening | PlaybackSample | Circumstances | _ViewerChange | _Tracking | _Close
)


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
        self._rules = rules
        self._keeper = SessionKeeper(rules, new_session_id)
        self._on_progress = unfailing(on_progress)
        self._on_problem = unfailing(on_problem)
        self._on_sample = unfailing(on_sample)
        self._witness = unfailing(witness)
        self._inbox: queue.SimpleQueue[_Item] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="recorder", daemon=True)
        self._noted: SessionOpening | None = None
        self._is_anothers = False
        self._backlog: list[_Entry] = []
        self._lost_events = 0
        self._rows: TraceRows | None = None
        self._rows_of: str | None = None
        self._unwritten_rows: list[str] = []
        self._went_on: Checkpoint | None = None
        self._left_off: list[LeftOff] = []
        self._left_off_ns = MonotonicNs(0)

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
        """Say who watches from now on (R11). Callable from any thread.

        A session of which nobody was known becomes theirs; any other ends here.
        """
        self._inbox.put(_ViewerChange(viewer, MonotonicNs(time.monotonic_ns())))

    def track(self, is_on: bool) -> None:
        """Count from now on, or count nothing. Callable from any thread."""
        self._inbox.put(_Tracking(is_on, MonotonicNs(time.monotonic_ns())))

    @property
    def is_on_own_thread(self) -> bool:
        """Whether the caller is one of the callbacks, on the recorder's thread."""
        return threading.current_thread() is self._thread

    def close(self, timeout_s: float = 10.0) -> bool:
        """Close the session, write what is left and end the thread.

        Return whether it ended within ``timeout_s`` seconds. Not for the recorder's own callbacks:
        it cannot wait for itself.
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
            self._look_back(journal)
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

    def _look_back(self, journal: SessionJournal) -> None:
        """Find what a crash cut off, and close what nobody can go on with any more."""
        try:
            self._left_off = journal.left_off()
        except StorageError as error:
            self._on_problem(error)
        self._left_off_ns = MonotonicNs(time.monotonic_ns())
        self._close_left_off(journal, only_old=True)

    def _close_left_off(self, journal: SessionJournal, *, only_old: bool) -> None:
        """Close sessions that a crash cut off, with what they had counted (R13)."""
        passed_ms = (time.monotonic_ns() - self._left_off_ns) // NS_PER_MS
        fresh_ms = self._rules.resume_within_wall_ms
        kept = [one for one in self._left_off if only_old and one.age_ms + passed_ms <= fresh_ms]
        gone = [one for one in self._left_off if one not in kept]
        self._left_off = kept
        for one in gone:
            self._record(journal, [close_left_off(one, self._rules)])

    def _next(self, journal: SessionJournal) -> _Item:
        """Wait for the next item; meanwhile mind what time alone brings about."""
        while True:
            try:
                return self._inbox.get(timeout=RETRY_S if self._backlog else LOOK_UP_S)
            except queue.Empty:
                self._flush(journal)
                self._record(journal, self._keeper.expire(MonotonicNs(time.monotonic_ns())))
                self._close_left_off(journal, only_old=True)

    def _take(self, journal: SessionJournal, item: _Item) -> None:
        match item:
            case SessionOpening():
                self._begin(journal, item)
            case PlaybackSample():
                self._record(journal, self._keeper.take(item))
            case Circumstances():
                self._keeper.note(item)
            case _ViewerChange():
                self._record(journal, self._keeper.change_viewer(item.viewer, item.at_ns))
            case _Tracking(is_on=True):
                self._keeper.resume_tracking()
            case _Tracking():
                self._record(journal, self._keeper.pause_tracking(item.at_ns))
        if self._is_anothers:
            self._is_anothers = False
            self._record(journal, self._keeper.part(MonotonicNs(time.monotonic_ns())))
        self._tell_progress()

    def _begin(self, journal: SessionJournal, opening: SessionOpening) -> None:
        """Begin a session, or go on with the one that a crash cut off (R11)."""
        mine = next((one for one in self._left_off if goes_on(one, opening)), None)
        if mine is not None:
            self._left_off.remove(mine)
            opening = replace(opening, session_id=mine.opening.session_id)
        self._close_left_off(journal, only_old=False)
        left_off = self._went_on = None if mine is None else mine.checkpoint
        self._record(journal, self._keeper.begin(opening, left_off))

    def _record(self, journal: SessionJournal, steps: list[Step]) -> None:
        """Write what the steps concluded, and tell of it."""
        for step in steps:
            for sample in step.samples:
                self._witness(SampleTaken(sample))
                self._on_sample(step.opening, sample)
                self._keep(step.opening.session_id, sample)
            for event in step.events:
                self._witness(EventEarned(event))
            if step.checkpoint is not None:
                self._write(journal, step, step.checkpoint)
            if step.last is not None:
                self._on_progress(step.last)

    def _tell_progress(self) -> None:
        """Tell where the session stands, unless more has come in already."""
        progress = self._keeper.progress() if self._inbox.empty() else None
        if progress is not None:
            self._on_progress(progress)

    def _keep(self, session_id: str, sample: PlaybackSample) -> None:
        """Keep a raw sample until it is written with the next checkpoint."""
        if self._rows is None or self._rows_of != session_id:
            self._rows = TraceRows(_opened_ns(sample, self._went_on))
            self._rows_of, self._went_on = session_id, None
            self._unwritten_rows.clear()
        self._unwritten_rows.extend(self._rows.of(sample))

    def _write(self, journal: SessionJournal, step: Step, checkpoint: Checkpoint) -> None:
        """Write a step after those that still wait; a newer checkpoint replaces an older."""
        rows: tuple[str, ...] = ()
        if self._rows_of == checkpoint.session_id:
            rows = tuple(self._unwritten_rows)
            self._unwritten_rows.clear()
        last = self._backlog[-1] if self._backlog else None
        if last is not None and not last.step.events and last.step.opening is step.opening:
            rows = last.trace_rows + rows
            self._backlog.pop()
        self._backlog.append(_Entry(step, checkpoint, rows))
        if not self._flush(journal):
            self._bound_backlog()

    def _bound_backlog(self) -> None:
        """Keep what waits in memory within bounds: raw samples go first, then the oldest step."""
        if len(self._backlog) > BACKLOG_WITH_SAMPLES:
            oldest = self._backlog[-BACKLOG_WITH_SAMPLES - 1]
            self._backlog[-BACKLOG_WITH_SAMPLES - 1] = replace(oldest, trace_rows=())
        if len(self._backlog) > MOST_BACKLOG:
            lost = self._backlog.pop(0)
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

    def _flush(self, journal: SessionJournal) -> bool:
        """Write what waits, in order, each step in one transaction; return whether all went.

        A step that fails stays, and is tried again: writing twice changes nothing (R13).
        """
        while self._backlog:
            entry = self._backlog[0]
            try:
                placed = self._append(journal, entry)
            except StorageError as error:
                _log.warning("The journal cannot be written: %s", error)
                self._on_problem(error)
                return False
            del self._backlog[0]
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
            self._is_anothers |= not is_theirs
        self._noted = opening
        placed = journal.append(entry.step.events, checkpoint, entry.trace_rows)
        if entry.step.is_over:
            journal.close_session(opening.session_id, wall_ms=checkpoint.wall_ms)
        return placed


def _opened_ns(first: PlaybackSample, went_on: Checkpoint | None) -> MonotonicNs:
    """Return when a session was opened, so that the trace of one that goes on goes on too."""
    if went_on is None:
        return first.at_ns
    away_ms = 0 if first.wall_ms is None else max(first.wall_ms - went_on.wall_ms, 0)
    return MonotonicNs(first.at_ns - (went_on.t_ms + away_ms) * NS_PER_MS)
