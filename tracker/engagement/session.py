"""One session: samples in, engagement events out, each at most once (R7 to R11).

Knows: coverage, earned quartiles, the held-back duration, and the session's two clocks.
Must never know: where samples come from, where events go, or when a session should end.
"""

from dataclasses import replace
from math import ceil

from tracker.engagement.attention import attention_spans
from tracker.engagement.circumstances import CircumstanceTally
from tracker.engagement.clocks import SessionClocks
from tracker.engagement.duration import DurationKeeper
from tracker.engagement.quartiles import QuartileLadder
from tracker.engagement.rules import RULES_VERSION, EngagementRules
from tracker.engagement.runs import Played, RunTracker, Wrap
from tracker.engagement.watched import Watched
from tracker.model.events import (
    AttentionSpan,
    Checkpoint,
    Circumstances,
    DurationSource,
    EngagementEvent,
    Evidence,
    MediaPlayed,
    PlayedState,
    Quartile,
    QuartileReached,
)
from tracker.model.progress import SessionProgress
from tracker.model.records import dataclass
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import ElapsedMs, MediaMs, MonotonicNs, UnixMs


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand when a session hands over to the next one of the same opening."""

    position_ms: MediaMs
    duration_ms: MediaMs | None
    is_canonical: bool
    rate: float
    is_playing: bool
    wall_ms: UnixMs


class EngagementSession:
    """The count of one opening, for one viewer, on one device.

    ``is_still`` says that it is an image or a page: shown for long enough it is viewed, once, and
    has neither quartiles nor an attention span.
    ``anchor_wall_ms`` is the wall clock at the first sample; samples that carry a wall clock of
    their own correct it when the two clocks part (R10).
    """

    def __init__(
        self,
        session_id: str,
        *,
        anchor_wall_ms: UnixMs,
        rules: EngagementRules | None = None,
        is_still: bool = False,
    ) -> None:
        self.session_id = session_id
        self._is_still = is_still
        self._rules = rules or EngagementRules()
        self._runs = RunTracker(self._rules)
        self._watched = Watched(self._rules.heal_gap_ms)
        self._duration = DurationKeeper(self._rules)
        self._clocks = SessionClocks(anchor_wall_ms)
        self._tally = CircumstanceTally()
        self._began_t: ElapsedMs | None = None
        self._ladder = QuartileLadder(self._rules)
        self._failed = False
        self._closed = False

    @classmethod
    def resume(
        cls,
        checkpoint: Checkpoint,
        *,
        rules: EngagementRules | None = None,
        is_still: bool = False,
    ) -> "EngagementSession":
        """Go on from a checkpoint: a session that a crash cut off (R11, R13)."""
        session = cls(
            checkpoint.session_id,
            anchor_wall_ms=checkpoint.wall_ms,
            rules=rules,
            is_still=is_still,
        )
        session._clocks = SessionClocks(checkpoint.wall_ms, checkpoint.t_ms)
        session._watched = Watched(session._rules.heal_gap_ms, checkpoint.passes, checkpoint.t_ms)
        session._duration.report(
            checkpoint.duration_ms,
            checkpoint.t_ms,
            canonical=checkpoint.duration_source is DurationSource.CANONICAL,
        )
        session._runs.loops = checkpoint.loops
        session._began_t = checkpoint.t_ms if checkpoint.played else None
        session._ladder = QuartileLadder(session._rules, checkpoint.earned)
        session._tally = CircumstanceTally(checkpoint.flags)
        return session

    @property
    def wrap(self) -> Wrap | None:
        """The loop at which this session ends, where a loop begins a new one (R11)."""
        return self._runs.wrap

    @property
    def duration_ms(self) -> MediaMs | None:
        """The best known duration, None while unknown."""
        return self._duration.duration_ms

    @property
    def covered_ms(self) -> MediaMs:
        """The union of what was watched, never more than the duration (R7)."""
        return self._watched.covered_ms(self._duration.duration_ms)

    @property
    def loops(self) -> int:
        """How often play wrapped from the end to the start."""
        return self._runs.loops

    @property
    def has_begun(self) -> bool:
        """Whether anything has really been played; for a still, whether it has been viewed."""
        return bool(self._ladder.earned) if self._is_still else self._began_t is not None

    def observe(self, sample: PlaybackSample) -> tuple[EngagementEvent, ...]:
        """Take one sample and return what it earns, in the order in which it must be told."""
        if self._closed:
            return ()
        if not self._clocks.is_anchored:
            self._clocks.anchor(sample.at_ns, sample.wall_ms)
            self._tally.resumed |= bool(sample.position_ms) or self._clocks.went_on
        self._clocks.advance(sample.at_ns)
        self._watch_clocks(sample.wall_ms)
        self._take(sample)
        if self._runs.has_jumped:
            self._tally.note_jump()
        return self._conclude(final=sample.kind in _FINAL_KINDS or self.wrap is not None)

    def note(self, circumstances: Circumstances) -> None:
        """Hear how things stand around the film from now on (R12)."""
        self._tally.note(circumstances)

    def leave(self, at_ns: MonotonicNs) -> Standing:
        """Close the run at a moment, and say how things stand for a session that follows."""
        self._clocks.advance(at_ns)
        self._play(self._runs.interrupt(self._clocks.t, self.duration_ms))
        return replace(
            self.standing_at_start(self._clocks.t),
            position_ms=self._runs.position_ms,
            is_playing=self._runs.is_playing,
        )

    def standing_at_start(self, t: ElapsedMs) -> Standing:
        """Say how things stand for a session that follows at ``t``, from the film's start."""
        return Standing(
            position_ms=MediaMs(0),
            duration_ms=self.duration_ms,
            is_canonical=self._duration.source is DurationSource.CANONICAL,
            rate=self._runs.rate,
            is_playing=True,
            wall_ms=self._clocks.wall_at(t),
        )

    def moment(self, t: ElapsedMs) -> MonotonicNs:
        """Return the monotonic reading at ``t``."""
        return self._clocks.moment(t)

    def close(self) -> tuple[EngagementEvent, ...]:
        """End the session; return what is left to tell, the attention span last.

        There is none where nothing was played or the duration was never known, for then there
        is nothing to divide into spans. Closing a second time returns nothing.
        """
        if self._closed:
            return ()
        self._play(self._runs.stop(self._clocks.t, self.duration_ms))
        events = list(self._conclude(final=True))
        self._closed = True
        duration_ms = self.duration_ms
        if duration_ms is not None and self.has_begun and not self._is_still:
            events.append(
                AttentionSpan(
                    session_id=self.session_id,
                    t_ms=self._clocks.t,
                    occurred_ms=self._clocks.wall_at(self._clocks.t),
                    spans=attention_spans(
                        self._watched.passes, self._watched.intervals, duration_ms, self._rules
                    ),
                    covered_ms=self.covered_ms,
                    duration_ms=duration_ms,
                )
            )
        return tuple(events)

    def checkpoint(self) -> Checkpoint:
        """Return all that has been counted so far (R13)."""
        return Checkpoint(
            session_id=self.session_id,
            t_ms=self._clocks.t,
            wall_ms=self._clocks.wall_at(self._clocks.t),
            passes=self._watched.passes,
            covered_ms=self.covered_ms,
            duration_ms=self.duration_ms,
            duration_source=self._duration.source,
            position_ms=self._runs.position_ms,
            loops=self.loops,
            played=self.has_begun,
            earned=self._ladder.earned,
            flags=self._tally.flags(),
        )

    def progress(self, generation: int) -> SessionProgress:
        """Return what a door shows of the session now."""
        return SessionProgress(
            session_id=self.session_id,
            generation=generation,
            at_ns=self.moment(self._clocks.t),
            position_ms=self._runs.position_ms,
            duration_ms=self.duration_ms,
            covered_ms=self.covered_ms,
            intervals=self._watched.intervals,
            earned=self._ladder.earned,
            playing=self._runs.is_playing,
            rate=self._runs.rate,
            is_over=self._closed,
            repeated=self._watched.repeated,
        )

    def _take(self, sample: PlaybackSample) -> None:
        """Hand the sample to the rule that it concerns."""
        runs, t, duration_ms = self._runs, self._clocks.t, self.duration_ms
        # Nothing can be watched before the beginning, whatever a player says.
        place_ms = MediaMs(max(sample.position_ms or 0, 0))
        match sample.kind:
            case SampleKind.TICK if sample.position_ms is not None:
                self._play(runs.tick(place_ms, t, duration_ms))
            case SampleKind.OPEN:
                runs.open(place_ms)
                self._duration.report(sample.duration_ms, t, canonical=sample.canonical)
            case SampleKind.LENGTH:
                self._duration.report(sample.duration_ms, t, canonical=sample.canonical)
            case SampleKind.PLAY:
                runs.play(t)
            case SampleKind.PAUSE:
                self._play(runs.pause(t, duration_ms))
            case SampleKind.BUFFERING:
                runs.buffering(t)
            case SampleKind.SEEK if sample.position_ms is not None:
                self._play(runs.seek(place_ms, t, duration_ms))
            case SampleKind.RATE if sample.rate is not None:
                self._play(runs.set_rate(sample.rate, t, duration_ms))
            case SampleKind.ENDED:
                self._play(runs.end(t, duration_ms))
            case SampleKind.STOP:
                self._play(runs.stop(t, duration_ms))
            case SampleKind.ERROR:
                self._failed = True
                self._play(runs.stop(t, duration_ms))

    def _play(self, pieces: list[Played]) -> None:
        """Take in what was played, as far as it counts."""
        for piece in pieces:
            if self._began_t is None:
                self._began_t = piece.from_t
            self._tally.add(piece)
            if piece.counts:
                self._watched.add(piece)

    def _conclude(self, *, final: bool) -> tuple[EngagementEvent, ...]:
        """Return what has been earned and not yet been told (R8, held back by R9)."""
        began = self._began_t
        if began is None:
            return ()
        if self._is_still:
            return self._viewed(began)
        events: list[EngagementEvent] = []
        if self._ladder.start():
            events.append(MediaPlayed(self.session_id, began, self._clocks.wall_at(began)))
            events.append(self._reached(Quartile.START, began, 0))
        duration_ms = self.duration_ms
        is_trusted = self._duration.is_trusted(self._clocks.t)
        if duration_ms is None or not (final or is_trusted):
            return tuple(events)
        covered = self.covered_ms
        # A medium that failed does not complete by being over (adapter rules).
        up_to = Quartile.THIRD if self._failed and final else Quartile.COMPLETE
        for quartile, needed in self._ladder.climb(covered, duration_ms, up_to=up_to):
            events.append(self._reached(quartile, self._watched.time_at(needed), needed))
        if is_trusted:
            self._watched.forget_growth_before(covered)
        return tuple(events)

    def _viewed(self, began: ElapsedMs) -> tuple[EngagementEvent, ...]:
        """Return that a still was viewed, once it has been shown for long enough."""
        shown_ms = self._tally.played_wall_ms
        if shown_ms < self._rules.viewed_after_wall_ms or not self._ladder.start():
            return ()
        return (
            MediaPlayed(self.session_id, began, self._clocks.wall_at(began), PlayedState.VIEWED),
        )

    def _reached(self, quartile: Quartile, t: ElapsedMs, needed_ms: float) -> QuartileReached:
        return QuartileReached(
            session_id=self.session_id,
            t_ms=t,
            occurred_ms=self._clocks.wall_at(t),
            quartile=quartile,
            evidence=Evidence(
                intervals=self._watched.intervals,
                needed_ms=MediaMs(ceil(needed_ms)),
                duration_ms=self.duration_ms,
                duration_source=self._duration.source,
                rules_version=RULES_VERSION,
                error_bound_ms=self._rules.error_bound_of(
                    seeks_found=self._tally.seeks_found, observed=self._tally.observed
                ),
            ),
        )

    def _watch_clocks(self, wall_ms: UnixMs | None) -> None:
        """R10: where the two clocks part, the run is closed and the wall clock believed anew."""
        if wall_ms is not None and self._clocks.has_parted(wall_ms, self._rules.clock_step_ms):
            self._play(self._runs.interrupt(self._clocks.t, self.duration_ms))
            self._clocks.believe(wall_ms)


_FINAL_KINDS = frozenset({SampleKind.ENDED, SampleKind.STOP, SampleKind.ERROR})
