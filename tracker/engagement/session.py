"""One session: samples in, engagement events out, each at most once (R7 to R11).

Knows: coverage, earned quartiles, the held-back duration, and the session's two clocks.
Must never know: where samples come from, where events go, or when a session should end.
"""

from tracker.engagement.attention import attention_spans
from tracker.engagement.coverage import Coverage, Interval
from tracker.engagement.duration import DurationKeeper
from tracker.engagement.growth import Growth
from tracker.engagement.rules import RULES_VERSION, EngagementRules
from tracker.engagement.runs import Played, RunTracker
from tracker.model.events import (
    AttentionSpan,
    Checkpoint,
    EngagementEvent,
    Evidence,
    MediaPlayed,
    Quartile,
    QuartileReached,
)
from tracker.model.progress import SessionProgress
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, ElapsedMs, MediaMs, MonotonicNs, UnixMs

_ADVANCING = tuple(Quartile)


class EngagementSession:
    """The count of one opening, for one viewer, on one device.

    ``anchor_wall_ms`` is the wall clock at the first sample; samples that carry a wall clock of
    their own correct it when the two clocks part (R10).
    """

    def __init__(
        self, session_id: str, *, anchor_wall_ms: UnixMs, rules: EngagementRules | None = None
    ) -> None:
        self.session_id = session_id
        self._rules = rules or EngagementRules()
        self._runs = RunTracker(self._rules)
        self._coverage = Coverage(self._rules.heal_gap_ms)
        self._passes: list[Interval] = []
        self._duration = DurationKeeper(self._rules)
        self._growth = Growth()
        self._opened_ns: MonotonicNs | None = None
        self._wall_offset_ms = anchor_wall_ms
        self._t = ElapsedMs(0)
        self._began_t: ElapsedMs | None = None
        self._earned: list[Quartile] = []
        self._failed = False
        self._closed = False

    @property
    def duration_ms(self) -> MediaMs | None:
        """The best known duration, None while unknown."""
        return self._duration.duration_ms

    @property
    def covered_ms(self) -> MediaMs:
        """The union of what was watched, never more than the duration (R7)."""
        if self._duration.duration_ms is None:
            return self._coverage.total_ms
        return self._coverage.within(self._duration.duration_ms)

    @property
    def loops(self) -> int:
        """How often play wrapped from the end to the start."""
        return self._runs.loops

    @property
    def has_begun(self) -> bool:
        """Whether anything has really been played."""
        return self._began_t is not None

    def observe(self, sample: PlaybackSample) -> tuple[EngagementEvent, ...]:
        """Take one sample and return what it earns, in the order in which it must be told."""
        if self._closed:
            return ()
        if self._opened_ns is None:
            self._opened_ns = sample.at_ns
        self._t = ElapsedMs(max((sample.at_ns - self._opened_ns) // NS_PER_MS, self._t))
        self._watch_clocks(sample.wall_ms)
        self._take(sample)
        return self._conclude(final=sample.kind in _FINAL_KINDS)

    def close(self) -> tuple[EngagementEvent, ...]:
        """End the session; return what is left to tell, the attention span last.

        There is none where nothing was played or the duration was never known, for then there
        is nothing to divide into spans. Closing a second time returns nothing.
        """
        if self._closed:
            return ()
        self._play(self._runs.stop(self._t, self.duration_ms))
        events = list(self._conclude(final=True))
        self._closed = True
        duration_ms = self.duration_ms
        if duration_ms is not None and self.has_begun:
            events.append(
                AttentionSpan(
                    session_id=self.session_id,
                    t_ms=self._t,
                    occurred_ms=self._wall_at(self._t),
                    spans=attention_spans(
                        self._passes, self._coverage.intervals, duration_ms, self._rules
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
            t_ms=self._t,
            wall_ms=self._wall_at(self._t),
            passes=tuple(self._passes),
            covered_ms=self.covered_ms,
            duration_ms=self.duration_ms,
            duration_source=self._duration.source,
            position_ms=self._runs.position_ms,
            loops=self.loops,
            played=self.has_begun,
            earned=tuple(self._earned),
        )

    def progress(self, generation: int) -> SessionProgress:
        """Return what a door shows of the session now."""
        opened_ns = self._opened_ns or 0
        return SessionProgress(
            session_id=self.session_id,
            generation=generation,
            at_ns=MonotonicNs(opened_ns + self._t * NS_PER_MS),
            position_ms=self._runs.position_ms,
            duration_ms=self.duration_ms,
            covered_ms=self.covered_ms,
            intervals=self._coverage.intervals,
            earned=tuple(self._earned),
            playing=self._runs.is_playing,
            rate=self._runs.rate,
            is_over=self._closed,
        )

    def _take(self, sample: PlaybackSample) -> None:
        """Hand the sample to the rule that it concerns."""
        runs, t, duration_ms = self._runs, self._t, self.duration_ms
        match sample.kind:
            case SampleKind.TICK if sample.position_ms is not None:
                self._play(runs.tick(sample.position_ms, t, duration_ms))
            case SampleKind.OPEN:
                self._play(runs.open(sample.position_ms or MediaMs(0), t, duration_ms))
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
                self._play(runs.seek(sample.position_ms, t, duration_ms))
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
        """Take the pieces into coverage and passes, and note when coverage grew."""
        for piece in pieces:
            if self._began_t is None:
                self._began_t = piece.from_t
            if not piece.counts:
                continue
            if self._passes and self._passes[-1][1] == piece.from_ms:
                self._passes[-1] = (self._passes[-1][0], piece.to_ms)
            else:
                self._passes.append((piece.from_ms, piece.to_ms))
            before = self._coverage.total_ms
            for fresh in self._coverage.add(piece.from_ms, piece.to_ms):
                before = self._growth.note(before, fresh, piece)

    def _conclude(self, *, final: bool) -> tuple[EngagementEvent, ...]:
        """Return what has been earned and not yet been told (R8, held back by R9)."""
        if self._began_t is None:
            return ()
        events: list[EngagementEvent] = []
        if not self._earned:
            began = self._began_t
            events.append(MediaPlayed(self.session_id, began, self._wall_at(began)))
            events.append(self._reached(Quartile.START, began))
        duration_ms = self.duration_ms
        if duration_ms is None or not (final or self._duration.is_trusted(self._t)):
            return tuple(events)
        covered = self.covered_ms
        for quartile in _ADVANCING[len(self._earned) :]:
            needed = self._needed(quartile, duration_ms)
            # A failed medium earns no last quartile by being over (adapter rules).
            held = self._failed and quartile is Quartile.COMPLETE and final
            if covered < needed or held:
                break
            events.append(self._reached(quartile, self._growth.time_at(needed)))
        if self._duration.is_trusted(self._t):
            self._growth.forget_before(covered)
        return tuple(events)

    def _needed(self, quartile: Quartile, duration_ms: MediaMs) -> float:
        if quartile is Quartile.COMPLETE:
            return self._rules.complete_at_of(duration_ms)
        return duration_ms * quartile / 100

    def _reached(self, quartile: Quartile, t: ElapsedMs) -> QuartileReached:
        self._earned.append(quartile)
        return QuartileReached(
            session_id=self.session_id,
            t_ms=t,
            occurred_ms=self._wall_at(t),
            quartile=quartile,
            evidence=Evidence(
                intervals=self._coverage.intervals,
                duration_ms=self.duration_ms,
                duration_source=self._duration.source,
                rules_version=RULES_VERSION,
                error_bound_ms=self._rules.head_slack_ms,
            ),
        )

    def _wall_at(self, t: ElapsedMs) -> UnixMs:
        return UnixMs(self._wall_offset_ms + t)

    def _watch_clocks(self, wall_ms: UnixMs | None) -> None:
        """R10: where the two clocks part, the run is closed and the wall clock believed anew."""
        if wall_ms is None:
            return
        if abs(wall_ms - self._wall_at(self._t)) > self._rules.clock_step_ms:
            self._play(self._runs.interrupt(self._t, self.duration_ms))
            self._wall_offset_ms = UnixMs(wall_ms - self._t)


_FINAL_KINDS = frozenset({SampleKind.ENDED, SampleKind.STOP, SampleKind.ERROR})
