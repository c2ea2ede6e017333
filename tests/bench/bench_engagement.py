"""How fast the count is: ``python -m tests.bench.bench_engagement``.

Prints samples a second through ``observe``, how the cost of a sample grows from a clip of a
minute to a day with 10,000 seeks, and what a tick costs on the recorder's thread, the commit
aside. Both sides of each ratio are measured in one run, in turn.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from tests.builders import ANCHOR_WALL_MS, Take
from tracker.engagement.keeper import SessionKeeper
from tracker.engagement.rules import EngagementRules
from tracker.engagement.session import EngagementSession
from tracker.model.media import Asset, SessionOpening
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, UnixMs

ROUNDS = 7


def clip() -> list[PlaybackSample]:
    """Return a minute of play, repeated in one session until there are as many samples."""
    return with_wall(Take(60_000).play(60_000).end().samples)


def day() -> list[PlaybackSample]:
    """Return a day's play of a long film with 10,000 seeks."""
    dice = random.Random(1)
    take = Take(24 * 3_600_000, tick_ms=500).add(SampleKind.PLAY)
    for _ in range(10_000):
        take.run_on(8_640).seek(dice.randrange(24 * 3_600_000))
    return with_wall(take.stop().samples)


def with_wall(samples: list[PlaybackSample]) -> list[PlaybackSample]:
    """Give each sample the wall clock that a real one has."""
    return [
        replace(item, wall_ms=UnixMs(ANCHOR_WALL_MS + item.at_ns // NS_PER_MS)) for item in samples
    ]


def observe(samples: list[PlaybackSample]) -> float:
    """Return nanoseconds a sample through ``observe``."""
    session = EngagementSession("session", anchor_wall_ms=ANCHOR_WALL_MS)
    take = session.observe
    began = time.perf_counter_ns()
    for item in samples:
        take(item)
    return (time.perf_counter_ns() - began) / len(samples)


def keep(samples: list[PlaybackSample]) -> float:
    """Return nanoseconds a sample through keeper and progress, as on the recorder's thread."""
    keeper = SessionKeeper(EngagementRules(), lambda: "next")
    keeper.begin(SessionOpening("session", 0, Asset("Film")))
    began = time.perf_counter_ns()
    for item in samples:
        keeper.take(item)
        keeper.progress()
    return (time.perf_counter_ns() - began) / len(samples)


def in_turn(*works: Callable[[], float]) -> list[list[float]]:
    """Run the works in turn, so that a machine that slows down slows all of them."""
    rounds = [[work() for work in works] for _ in range(ROUNDS)]
    return [list(column) for column in zip(*rounds, strict=True)]


def main() -> None:
    """Measure and print."""
    short, long = clip(), day()
    repeated = max(1, len(long) // len(short) // 20)
    clip_ns, day_ns, tick_ns = in_turn(
        lambda: statistics.median(observe(short) for _ in range(repeated)),
        lambda: observe(long),
        lambda: statistics.median(keep(short) for _ in range(repeated)),
    )
    ratios = [a / b for a, b in zip(day_ns, clip_ns, strict=True)]
    rate = 1e9 / statistics.median(day_ns)
    for line in (
        f"observe, a clip of a minute:      {statistics.median(clip_ns):8.0f} ns a sample",
        f"observe, a day, 10,000 seeks:     {statistics.median(day_ns):8.0f} ns a sample",
        f"ratio, day over clip:             {statistics.median(ratios):8.2f}   (target ≤ 2)",
        f"samples a second, the day:        {rate:8.0f}   (target ≥ 100,000)",
        f"a tick on the recorder's thread:  {statistics.median(tick_ns) / 1000:8.1f} µs "
        "(target < 50, the commit aside)",
    ):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
