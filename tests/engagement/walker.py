"""A simulated viewer whose truth is known: random walks of play, pause, seek, rate and stall.

The player behind it behaves as libVLC was measured to: ticks of 250 to 1,000 ms, some of them
late, seeks that land up to a second before their target, echoes, stalls, loops, and jitter.
"""

import random
from dataclasses import dataclass, field

from tests.builders import sample
from tracker.engagement.coverage import Coverage
from tracker.engagement.rules import EngagementRules
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import MediaMs

RULES = EngagementRules()


@dataclass
class Walk:
    """What a viewer did: the samples that were reported, and what was really played."""

    duration_ms: int
    samples: list[PlaybackSample] = field(default_factory=list)
    truth: Coverage = field(default_factory=lambda: Coverage(RULES.heal_gap_ms))
    played_ms: int = 0
    discontinuities: int = 1
    seeks: int = 0


class Walker:
    """Walks at random; the same seed, the same walk."""

    def __init__(self, seed: int, *, loops: bool = False) -> None:
        self.dice = random.Random(seed)
        self.loops = loops
        duration_ms = self.dice.choice([5_000, 12_000, 61_000, 600_000])
        self.walk = Walk(duration_ms)
        self.tick_ms = self.dice.choice([250, 300, 500, 1_000])
        self.t = 0.0
        self.at = 0.0
        self.rate = 1.0
        self.playing = False
        self.until_tick = float(self.tick_ms)
        self.last_reported_t = 0

    def run(self) -> Walk:
        """Open, walk, and leave in one way or another."""
        self.say(SampleKind.OPEN, position_ms=0, duration_ms=self.walk.duration_ms)
        self.start()
        for _ in range(self.dice.randint(1, 25)):
            if not self.step():
                return self.walk
        self.say(SampleKind.STOP)
        return self.walk

    def step(self) -> bool:
        """Do one thing; False once the film has ended."""
        act = self.dice.choices(
            ["play", "pause", "seek", "rate", "stall", "jitter"], [10, 2, 4, 1, 1, 1]
        )[0]
        if act == "play":
            return self.play(self.dice.uniform(50, 20_000))
        self.walk.discontinuities += 1
        if act == "pause" and self.playing:
            self.say(SampleKind.PAUSE)
            self.playing = False
            self.t += self.dice.uniform(10, 60_000)
            if self.dice.random() < 0.3:
                self.seek()
            self.start()
        elif act == "seek":
            self.seek()
        elif act == "rate":
            self.rate = self.dice.choice([0.5, 1.0, 1.0, 1.5, 2.0, 4.0, 8.0])
            self.say(SampleKind.RATE, rate=self.rate)
        elif act == "stall":
            # libVLC stands still for a second before a stall is told as one.
            self.t += 1_000 + self.dice.uniform(0, 20_000)
            self.say(SampleKind.BUFFERING)
            self.t += self.dice.uniform(0, 5_000)
            self.say(SampleKind.PLAY)
        elif act == "jitter" and self.at > 1_000:
            self.say(SampleKind.TICK, position_ms=int(self.at - self.dice.uniform(0, 900)))
        return True

    def start(self) -> None:
        """Say Playing."""
        self.say(SampleKind.PLAY)
        self.playing = True
        self.until_tick = self.dice.uniform(50, self.tick_ms)

    def seek(self) -> None:
        """Seek somewhere; the picture lands up to a key frame earlier."""
        self.walk.seeks += 1
        if self.dice.random() < 0.3:
            target = min(
                max(self.at + self.dice.choice([-10_000, -5_000, 5_000, 10_000]), 0),
                self.walk.duration_ms,
            )
        else:
            target = self.dice.uniform(0, self.walk.duration_ms)
        target = int(target)
        self.say(SampleKind.SEEK, position_ms=target)
        if self.playing:
            self.say(SampleKind.TICK, position_ms=target)
        early = self.dice.uniform(0, 980) if self.dice.random() < 0.3 else 0
        self.at = float(max(target - early, 0))
        self.until_tick = self.dice.uniform(100, self.tick_ms)

    def play(self, wall_ms: float) -> bool:
        """Play for a while, ticking; False if the film ends meanwhile."""
        left = wall_ms
        while left > 0:
            to_end = (self.walk.duration_ms - self.at) / self.rate
            step = min(left, self.until_tick, to_end)
            self.note(self.at, self.at + step * self.rate)
            self.t += step
            self.at += step * self.rate
            left -= step
            self.until_tick -= step
            if self.at >= self.walk.duration_ms - 1e-6:
                if not self.loops:
                    self.say(SampleKind.ENDED)
                    return False
                self.at = 0.0
            if self.until_tick <= 1e-6:
                # A held callback holds commands as well: no tick is later than the next of them.
                late = self.dice.uniform(0, min(left, 3_000)) if self.dice.random() < 0.05 else 0
                self.say(SampleKind.TICK, position_ms=int(self.at), late_ms=late)
                doubles = self.tick_ms <= 500 and self.dice.random() < 0.25
                self.until_tick = self.tick_ms * (2 if doubles else 1)
        return True

    def note(self, start: float, end: float) -> None:
        """Take down what was really played and counts."""
        if 0 < self.rate <= RULES.max_counted_rate:
            self.walk.played_ms += round(end - start)
            self.walk.truth.add(MediaMs(round(start)), MediaMs(round(end)))

    def say(self, kind: SampleKind, late_ms: float = 0.0, **fields: int | float) -> None:
        """Report something; a late report is stamped late, and nothing goes back in time."""
        stamp = max(int(self.t + late_ms), self.last_reported_t)
        self.last_reported_t = stamp
        self.walk.samples.append(sample(kind, stamp, **fields))  # type: ignore[arg-type]
