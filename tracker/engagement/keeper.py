"""Which session a sample belongs to: where sessions begin, split and end (R11).

Knows: openings, viewers, long pauses, long sessions, loops, replays, and when nothing is counted.
Must never know: where sessions are stored, or how an id is made.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tracker.engagement.gate import TrackingGate
from tracker.engagement.handover import moved, opened
from tracker.engagement.rules import EngagementRules
from tracker.engagement.session import EngagementSession, Standing
from tracker.model.events import Checkpoint, Circumstances, DurationSource, EngagementEvent
from tracker.model.media import ANONYMOUS, MediaType, SessionOpening, Viewer
from tracker.model.progress import SessionProgress
from tracker.model.records import dataclass
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MediaMs, MonotonicNs, UnixMs

STILLS = frozenset({MediaType.IMAGE, MediaType.DOCUMENT})
"""What is shown and not played: its view counts, and nothing else."""

_ENDS = frozenset({SampleKind.ENDED, SampleKind.STOP, SampleKind.ERROR})


@dataclass(frozen=True, slots=True)
class Step:
    """What a sample did to one session.

    ``samples`` are those that the session took, among them some that nobody reported: a session
    that begins in the middle of a film opens with how things stood. ``checkpoint`` is there when
    it has to be written: with events, at the end, and every few seconds in between (R13); never
    for a film that was opened and not played. ``last`` is the session's last word on itself; it
    is there when the session is over.
    """

    opening: SessionOpening
    samples: tuple[PlaybackSample, ...]
    events: tuple[EngagementEvent, ...]
    checkpoint: Checkpoint | None
    last: SessionProgress | None = None

    @property
    def is_over(self) -> bool:
        """Whether the session ended with this."""
        return self.last is not None


class SessionKeeper:
    """Takes one player's openings and samples and keeps their sessions apart.

    ``new_session_id`` makes the id of a session that begins without an opening of its own.
    """

    def __init__(self, rules: EngagementRules, new_session_id: Callable[[], str]) -> None:
        self._rules = rules
        self._new_session_id = new_session_id
        self._opening: SessionOpening | None = None
        self._left_off: Checkpoint | None = None
        self._session: EngagementSession | None = None
        self._standing: Standing | None = None
        self._circumstances = Circumstances()
        self._began_ns = self._written_ns = MonotonicNs(0)
        self._paused_ns: MonotonicNs | None = None
        self._next_viewer: Viewer | None = None
        self._gate = TrackingGate(rules)

    def begin(self, opening: SessionOpening, left_off: Checkpoint | None = None) -> list[Step]:
        """Announce an opening; what ran before ends.

        ``left_off`` is where a session of the same id was cut off by a crash, to go on from.
        """
        steps = self.close()
        self._opening = opening
        self._left_off = left_off
        self._standing = None
        return steps

    def take(self, sample: PlaybackSample) -> list[Step]:
        """Take a sample; return what it did, session by session, in order."""
        opening = self._opening
        if opening is None or sample.generation != opening.generation:
            return []
        duration_ms = opening.asset.canonical_duration_ms
        if sample.kind is SampleKind.OPEN and duration_ms is not None:
            sample = replace(sample, duration_ms=duration_ms, canonical=True)
        steps = self.expire(sample.at_ns)
        for heard in self._gate.let_through(sample):
            steps += self._hear(heard)
        gate = self._gate
        if self._standing is not None and gate.plays and not gate.counts:
            # A session that counts nothing: by it a door sees where the film stands.
            steps.append(self._follow(replace(self._standing, is_playing=False), sample.at_ns))
        return steps

    def _hear(self, sample: PlaybackSample) -> list[Step]:
        """Take a sample that the gate lets through."""
        steps: list[Step] = []
        opening, session, standing = self._opening, self._session, self._standing
        if opening is None:
            return []
        if session is not None:
            steps.append(self._observe(opening, session, sample))
        elif standing is None:
            steps.append(self._observe(opening, self._make(opening, sample), sample))
        elif sample.kind is SampleKind.PLAY:
            steps.append(self._follow(standing, sample.at_ns, sample))
        else:
            self._standing = moved(standing, sample)
        return steps + self._after(sample)

    def expire(self, now_ns: MonotonicNs) -> list[Step]:
        """End a session that has been paused too long, or split one that is too long."""
        session = self._session
        if session is None:
            return []
        longest_pause_ns = self._rules.longest_pause_wall_ms * NS_PER_MS
        if self._paused_ns is not None and now_ns - self._paused_ns > longest_pause_ns:
            return self._end(session.leave(now_ns))
        if now_ns - self._began_ns > self._rules.longest_session_wall_ms * NS_PER_MS:
            return self._split(now_ns)
        return []

    def change_viewer(self, viewer: Viewer, now_ns: MonotonicNs) -> list[Step]:
        """Say who watches from here.

        Where nobody was known the running session becomes the viewer's; otherwise another one
        begins, nothing of which is the former's.
        """
        opening, session = self._opening, self._session
        if opening is None or viewer == (self._next_viewer or opening.viewer):
            return []
        if session is None and self._standing is None:
            self._opening = replace(opening, viewer=viewer)
            return []
        if session is not None and opening.viewer == ANONYMOUS:
            self._opening = replace(opening, viewer=viewer)
            checkpoint = session.checkpoint() if session.has_begun else None
            return [Step(self._opening, (), (), checkpoint)]
        self._next_viewer = viewer
        return self._split(now_ns)

    def part(self, now_ns: MonotonicNs) -> list[Step]:
        """Begin another session here: the running one turned out to be somebody else's."""
        return self._split(now_ns)

    def pause_tracking(self, now_ns: MonotonicNs) -> list[Step]:
        """Count nothing from here on; the film may play on."""
        steps: list[Step] = []
        for sample in self._gate.shut(now_ns):
            steps += self._hear(sample)
        return steps

    def resume_tracking(self) -> None:
        """Count again, from where the film is at its next tick."""
        self._gate.open()

    def note(self, circumstances: Circumstances) -> None:
        """Hear how things stand around the film from now on (R12)."""
        self._circumstances = circumstances
        if self._session is not None:
            self._session.note(circumstances)

    def go_on_from(self, kept: Checkpoint | None) -> list[Step]:
        """Forget what was counted since a checkpoint, and go on from it with the next tick.

        For a session whose count met a mistake of our own. Where ``kept`` is none of its own,
        nothing more of the opening is counted.
        """
        opening, session, gate = self._opening, self._session, self._gate
        self._session = None
        if opening is None or session is None:
            return []
        if kept is None or kept.session_id != opening.session_id:
            self._opening = None
            return []
        self._left_off = kept
        standing = Standing(
            position_ms=gate.position_ms,
            duration_ms=kept.duration_ms,
            is_canonical=kept.duration_source is DurationSource.CANONICAL,
            rate=gate.rate,
            is_playing=False,
            wall_ms=kept.wall_ms,
        )
        at_ns = session.moment(kept.t_ms)
        samples = opened(standing, at_ns, opening.generation)
        step = self._observe(opening, self._make(opening, samples[0]), *samples)
        self._paused_ns = None if gate.plays else at_ns
        gate.miss_since(kept.position_ms or MediaMs(0))
        return [step]

    def close(self) -> list[Step]:
        """End what runs, for good."""
        steps = self._end(None)
        self._opening = None
        return steps

    def progress(self) -> SessionProgress | None:
        """Return what a door shows of the running session, if one runs."""
        if self._session is None or self._opening is None:
            return None
        return self._told(self._session, self._opening.generation)

    def _after(self, sample: PlaybackSample) -> list[Step]:
        """End the session where the sample ended it: at a wrap, or with the medium."""
        session = self._session
        if session is None:
            return []
        wrap = session.wrap
        if wrap is not None:
            standing = session.standing_at_start(wrap.t)
            steps = self._end(standing)
            first = replace(sample, at_ns=session.moment(wrap.tick_t), position_ms=wrap.tick_ms)
            steps.append(self._follow(standing, session.moment(wrap.t), first, sample))
            return steps
        if sample.kind in _ENDS:
            return self._end(replace(session.leave(sample.at_ns), position_ms=MediaMs(0)))
        return []

    def _split(self, now_ns: MonotonicNs) -> list[Step]:
        """End the session here; go on in another one, at once or when it plays again."""
        if self._session is None:
            return []
        standing = self._session.leave(now_ns)
        steps = self._end(standing)
        if standing.is_playing:
            steps.append(self._follow(standing, now_ns))
        return steps

    def _end(self, standing: Standing | None) -> list[Step]:
        """End the running session; ``standing`` is how things stand for one that may follow."""
        session, opening = self._session, self._opening
        self._session = None
        self._standing = standing
        if session is None or opening is None:
            return []
        events = session.close()
        checkpoint = session.checkpoint() if session.has_begun else None
        return [Step(opening, (), events, checkpoint, self._told(session, opening.generation))]

    def _told(self, session: EngagementSession, generation: int) -> SessionProgress:
        """Return what a door shows of a session; of the film where that goes its own way."""
        progress, gate = session.progress(generation), self._gate
        if gate.counts or progress.is_over:
            return replace(progress, tracked=gate.is_open)
        return replace(
            progress,
            at_ns=gate.at_ns,
            position_ms=gate.position_ms,
            playing=gate.plays,
            tracked=gate.is_open,
        )

    def _follow(self, standing: Standing, at_ns: MonotonicNs, *samples: PlaybackSample) -> Step:
        """Begin another session of the opening, in the middle of things."""
        opening = self._opening
        if opening is None:
            raise RuntimeError("a session can only follow within an opening")
        opening = self._opening = replace(
            opening,
            session_id=self._new_session_id(),
            viewer=self._next_viewer or opening.viewer,
        )
        first = opened(standing, at_ns, opening.generation)
        session = self._make(opening, first[0])
        return self._observe(opening, session, *first, *samples)

    def _make(self, opening: SessionOpening, first: PlaybackSample) -> EngagementSession:
        """Make the session whose first sample this is."""
        left_off, self._left_off = self._left_off, None
        is_still = opening.asset.media_type in STILLS
        if left_off is not None:
            session = EngagementSession.resume(left_off, rules=self._rules, is_still=is_still)
        else:
            session = EngagementSession(
                opening.session_id,
                anchor_wall_ms=first.wall_ms or UnixMs(0),
                rules=self._rules,
                is_still=is_still,
            )
        session.note(self._circumstances)
        self._session = session
        self._standing = self._next_viewer = self._paused_ns = None
        self._began_ns = self._written_ns = first.at_ns
        return session

    def _observe(
        self, opening: SessionOpening, session: EngagementSession, *samples: PlaybackSample
    ) -> Step:
        events: list[EngagementEvent] = []
        for sample in samples:
            events.extend(session.observe(sample))
            if sample.kind is SampleKind.PAUSE:
                self._paused_ns = sample.at_ns
            elif sample.kind is SampleKind.PLAY:
                self._paused_ns = None
        return Step(opening, samples, tuple(events), self._checkpoint(session, samples, events))

    def _checkpoint(
        self,
        session: EngagementSession,
        samples: Sequence[PlaybackSample],
        events: Sequence[EngagementEvent],
    ) -> Checkpoint | None:
        """Return the checkpoint, where one is due (R13)."""
        at_ns = samples[-1].at_ns
        is_due = at_ns - self._written_ns >= self._rules.checkpoint_wall_ms * NS_PER_MS
        if not session.has_begun or not (events or is_due):
            return None
        self._written_ns = at_ns
        return session.checkpoint()
