"""The recorder: samples in, durable rows out, on a thread of its own (R13).

Knows: one player's sessions, what a crash cut off, and how to go on after a mistake of our own.
Must never know: which player or which database it serves; it is unaffected by a frozen window.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from tracker.engagement.keeper import SessionKeeper, Step
from tracker.engagement.left_off import close_left_off, goes_on
from tracker.engagement.rules import EngagementRules
from tracker.engagement.trace import TraceRows
from tracker.model.crossings import EventEarned, SampleTaken, Witness
from tracker.model.errors import StorageError, TrackerError, as_error
from tracker.model.events import Checkpoint, Circumstances
from tracker.model.media import SessionOpening, Viewer
from tracker.model.phrases import phrase
from tracker.model.progress import SessionProgress
from tracker.model.protocols import SessionJournal
from tracker.model.records import dataclass
from tracker.model.recovery import LeftOff
from tracker.model.samples import PlaybackSample
from tracker.model.units import NS_PER_MS, MonotonicNs
from tracker.workers.backlog import Backlog
from tracker.workers.unfailing import unfailing

_log = logging.getLogger(__name__)

RETRY_S = 1.0
"""How long to wait, in seconds, before a write that failed is tried again."""

LOOK_UP_S = 30.0
"""How often the clock is looked at while no sample comes, in seconds, for R11's long pause."""

LAST_TRIES = 3
"""How often a write is tried at the end, when nobody will come back to it."""

MOST_MISTAKES = 3
"""After so many mistakes of our own in one opening it is not counted any further."""


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
        on_problem: Callable[[TrackerError], None],
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
        self._backlog = Backlog(self._on_problem, self._witness)
        self._rows: TraceRows | None = None
        self._rows_of: str | None = None
        self._unwritten_rows: list[str] = []
        self._went_on: Checkpoint | None = None
        self._kept: Checkpoint | None = None
        self._mistakes = 0
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
            self._unless_mistaken(journal, self._look_back)
            while not isinstance(item := self._next(), _Close):
                self._unless_mistaken(journal, partial(self._take, item=item))
            self._unless_mistaken(journal, self._close_session)
            for _ in range(LAST_TRIES):
                if self._backlog.flush(journal):
                    break
            else:
                _log.error("The end of %d sessions could not be written", len(self._backlog))
        finally:
            journal.close()

    def _close_session(self, journal: SessionJournal) -> None:
        self._record(journal, self._keeper.close())

    def _unless_mistaken(
        self, journal: SessionJournal, work: Callable[[SessionJournal], None]
    ) -> None:
        """Work; a mistake of our own must not be the end of all counting.

        The session goes on from what was kept of it last, as after a crash. One that makes the
        same mistake again and again is left as it is.
        """
        try:
            work(journal)
        except Exception as mistake:
            _log.exception("Counting failed by a mistake of the program's own")
            said = phrase("Errors", "Counting failed by a mistake of this program ({kind}).")
            hint = phrase("Errors", "It goes on from what was saved last; the log says more.")
            self._on_problem(as_error(mistake, said, hint=hint))
            self._mistakes += 1
            kept = self._kept if self._mistakes < MOST_MISTAKES else None
            self._rows, self._went_on = None, kept
            self._unwritten_rows.clear()
            try:
                self._record(journal, self._keeper.go_on_from(kept))
            except Exception:
                _log.exception("The session cannot go on")
                self._keeper.go_on_from(None)

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

    def _next(self) -> _Item | None:
        """Return the next item; None where none came, and time alone may bring something about."""
        try:
            return self._inbox.get(timeout=RETRY_S if self._backlog else LOOK_UP_S)
        except queue.Empty:
            return None

    def _take(self, journal: SessionJournal, item: _Item | None) -> None:
        match item:
            case None:
                self._backlog.flush(journal)
                self._record(journal, self._keeper.expire(MonotonicNs(time.monotonic_ns())))
                self._close_left_off(journal, only_old=True)
                return
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
        if self._backlog.is_anothers:
            self._backlog.is_anothers = False
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
        self._kept, self._mistakes = left_off, 0

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
        """Write a step with the raw samples since the one before."""
        rows: tuple[str, ...] = ()
        if self._rows_of == checkpoint.session_id:
            rows = tuple(self._unwritten_rows)
            self._unwritten_rows.clear()
        self._backlog.write(journal, step, checkpoint, rows)
        self._kept = checkpoint


def _opened_ns(first: PlaybackSample, went_on: Checkpoint | None) -> MonotonicNs:
    """Return when a session was opened, so that the trace of one that goes on goes on too."""
    if went_on is None:
        return first.at_ns
    away_ms = 0 if first.wall_ms is None else max(first.wall_ms - went_on.wall_ms, 0)
    return MonotonicNs(first.at_ns - (went_on.t_ms + away_ms) * NS_PER_MS)
