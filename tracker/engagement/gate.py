"""The gate of the count: while tracking is paused, nothing that is played reaches a session.

Knows: which samples a session may still hear of, and where counting goes on afterwards.
Must never know: sessions, viewers, or why tracking is paused.

To the rules a pause of tracking is a pause of the film, and its end a seek to where the film has
come to meanwhile, followed by play (R2 to R4): what was played in between earns nothing, and
nobody can tell it from the trace. Counting goes on with a tick, never before it, and never so near
to where it was left that the hole in between would be healed (R7).
"""

from dataclasses import replace

from tracker.engagement.rules import EngagementRules
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MediaMs, MonotonicNs

_HEARD = frozenset(
    {
        SampleKind.OPEN,
        SampleKind.SEEK,
        SampleKind.RATE,
        SampleKind.LENGTH,
        SampleKind.ENDED,
        SampleKind.ERROR,
        SampleKind.STOP,
        SampleKind.WALL,
    }
)
"""What says how things stand, and never that anything was played."""

_OVER = frozenset({SampleKind.ENDED, SampleKind.ERROR, SampleKind.STOP})


class TrackingGate:
    """Stands between one player's samples and the count.

    ``plays``, ``position_ms``, ``rate`` and ``at_ns`` tell how the film itself stands, counted or
    not.
    """

    def __init__(self, rules: EngagementRules) -> None:
        self._rules = rules
        self._is_open = True
        self._has_missed = False
        self._generation = 0
        self._left_ms = -rules.heal_gap_ms - 1
        self.rate = 1.0
        self._shut_ns = MonotonicNs(0)
        self.plays = False
        self.position_ms = MediaMs(0)
        self.at_ns = MonotonicNs(0)

    @property
    def is_open(self) -> bool:
        """Whether tracking is on."""
        return self._is_open

    @property
    def counts(self) -> bool:
        """Whether samples pass as they are: it is open, and nothing has to be caught up with."""
        return self._is_open and not self._has_missed

    def shut(self, now_ns: MonotonicNs) -> tuple[PlaybackSample, ...]:
        """Pause tracking; return what the session has to hear."""
        was_counting = self.counts
        self._is_open = False
        if not self.plays:
            return ()
        self._has_missed = True
        if not was_counting:
            return ()
        at_ns = max(now_ns, self.at_ns)
        silence_ms = min((at_ns - self.at_ns) / NS_PER_MS, self._rules.tail_cap_wall_ms)
        self._shut_ns = at_ns
        self._left_ms = self.position_ms + round(self.rate * silence_ms)
        return (PlaybackSample(SampleKind.PAUSE, at_ns, generation=self._generation),)

    def open(self) -> None:
        """Go on tracking, from the next tick where the film plays."""
        self._is_open = True

    def miss_since(self, left_ms: MediaMs) -> None:
        """Go on with the next tick: what was played since ``left_ms`` is not counted."""
        self._has_missed |= self.plays
        self._left_ms = left_ms

    def let_through(self, sample: PlaybackSample) -> tuple[PlaybackSample, ...]:
        """Return what the session may hear of a sample."""
        if sample.at_ns < self._shut_ns:
            # It was stamped before tracking was paused, and comes in after that.
            sample = replace(sample, at_ns=self._shut_ns)
        self._follow(sample)
        if self.counts or sample.kind in _HEARD:
            return (sample,)
        if sample.kind is not SampleKind.TICK or not self.plays:
            self._has_missed |= sample.kind is SampleKind.PLAY
            return ()
        hole_ms = self.position_ms - self._left_ms
        if not self._is_open or 0 <= hole_ms <= self._rules.heal_gap_ms:
            return ()
        self._has_missed = False
        return (
            replace(sample, kind=SampleKind.SEEK),
            replace(sample, kind=SampleKind.PLAY, wall_ms=None, position_ms=None),
        )

    def _follow(self, sample: PlaybackSample) -> None:
        if sample.position_ms is not None:
            self.position_ms = sample.position_ms
            self.at_ns = sample.at_ns
        if sample.kind is SampleKind.RATE and sample.rate is not None:
            self.rate = sample.rate
        if sample.kind is SampleKind.OPEN:
            self._generation, self.rate = sample.generation, 1.0
            self._has_missed = False
            self._left_ms = -self._rules.heal_gap_ms - 1
        if sample.kind is SampleKind.PLAY:
            self.plays = True
        elif sample.kind is SampleKind.PAUSE or sample.kind is SampleKind.OPEN:
            self.plays = False
        elif sample.kind in _OVER:
            self.plays = False
            self.position_ms = MediaMs(0)
