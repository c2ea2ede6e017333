"""Builders of samples and viewings, for every test that needs some."""

from dataclasses import dataclass, field

from tracker.engagement.rules import EngagementRules
from tracker.engagement.session import EngagementSession
from tracker.model.events import AttentionSpan, EngagementEvent, QuartileReached
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MediaMs, MonotonicNs, UnixMs

ANCHOR_WALL_MS = UnixMs(1_700_000_000_000)


def sample(
    kind: SampleKind,
    t_ms: int,
    *,
    position_ms: int | None = None,
    duration_ms: int | None = None,
    rate: float | None = None,
    wall_ms: int | None = None,
    canonical: bool = False,
    generation: int = 0,
) -> PlaybackSample:
    """Build a sample at a time in milliseconds since the opening."""
    return PlaybackSample(
        kind,
        MonotonicNs(t_ms * NS_PER_MS),
        wall_ms=None if wall_ms is None else UnixMs(wall_ms),
        position_ms=None if position_ms is None else MediaMs(position_ms),
        duration_ms=None if duration_ms is None else MediaMs(duration_ms),
        rate=rate,
        canonical=canonical,
        generation=generation,
    )


@dataclass
class Take:
    """A viewing written down step by step, as a player would report it.

    ``t`` and ``at`` are where the clock and the film are now, in milliseconds.
    """

    duration_ms: int | None = 600_000
    start_ms: int = 0
    canonical: bool = False
    tick_ms: int = 250
    rate: float = 1.0
    t: int = 0
    at: int = 0
    samples: list[PlaybackSample] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open the film."""
        self.at = self.start_ms
        self.add(
            SampleKind.OPEN,
            position_ms=self.start_ms,
            duration_ms=self.duration_ms,
            canonical=self.canonical,
        )

    def add(self, kind: SampleKind, **fields: object) -> "Take":
        """Add a sample at the present moment."""
        self.samples.append(sample(kind, self.t, **fields))  # type: ignore[arg-type]
        return self

    def play(self, wall_ms: int) -> "Take":
        """Say Playing, then play for a while, with a tick at each step and at the end."""
        self.add(SampleKind.PLAY)
        return self.run_on(wall_ms)

    def run_on(self, wall_ms: int) -> "Take":
        """Play on for a while."""
        left = wall_ms
        while left > 0:
            step = min(self.tick_ms, left)
            self.wait(step)
            self.at += round(step * self.rate)
            left -= step
            self.tick()
        return self

    def tick(self, position_ms: int | None = None) -> "Take":
        """Report a position: the present one, or any other."""
        return self.add(
            SampleKind.TICK, position_ms=self.at if position_ms is None else position_ms
        )

    def seek(self, to_ms: int) -> "Take":
        """Announce a seek; libVLC echoes its target at once."""
        self.add(SampleKind.SEEK, position_ms=to_ms)
        self.at = to_ms
        return self.tick()

    def set_rate(self, rate: float) -> "Take":
        """Announce another speed."""
        self.rate = rate
        return self.add(SampleKind.RATE, rate=rate)

    def wait(self, wall_ms: int) -> "Take":
        """Let time pass without a word."""
        self.t += wall_ms
        return self

    def pause(self) -> "Take":
        """Say Paused."""
        return self.add(SampleKind.PAUSE)

    def end(self) -> "Take":
        """Say EndReached."""
        return self.add(SampleKind.ENDED)

    def stop(self) -> "Take":
        """Say Stopped."""
        return self.add(SampleKind.STOP)


@dataclass(frozen=True)
class Count:
    """What a session made of its samples."""

    session: EngagementSession
    events: list[EngagementEvent]

    @property
    def quartiles(self) -> list[int]:
        """The quartiles, in the order in which they were told."""
        return [int(e.quartile) for e in self.events if isinstance(e, QuartileReached)]

    @property
    def covered_ms(self) -> int:
        """How much was watched."""
        return self.session.covered_ms

    @property
    def attention(self) -> AttentionSpan | None:
        """The attention span, if one was told."""
        return next((e for e in self.events if isinstance(e, AttentionSpan)), None)


def count(samples: list[PlaybackSample], rules: EngagementRules | None = None) -> Count:
    """Run samples through a session and close it."""
    session = EngagementSession("session", anchor_wall_ms=ANCHOR_WALL_MS, rules=rules)
    events: list[EngagementEvent] = []
    for item in samples:
        events.extend(session.observe(item))
    events.extend(session.close())
    return Count(session, events)
