"""What must hold for every viewing, against a simulated viewer whose truth is known."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import Take, count, sample
from tests.engagement.walker import Walk, Walker
from tracker.engagement.attention import attention_spans, span_count
from tracker.engagement.coverage import Coverage
from tracker.engagement.rules import EngagementRules
from tracker.model.events import QuartileReached
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import MediaMs

OVER_MS = 600
UNDER_MS_A_DISCONTINUITY = 1_500


def judge(walk: Walk) -> tuple[int, float]:
    """Return over-count, and under-count a discontinuity, in milliseconds."""
    counted = count(walk.samples)
    over = counted.covered_ms - walk.truth.total_ms
    assert counted.quartiles == sorted(set(counted.quartiles))
    times = [e.t_ms for e in counted.events if isinstance(e, QuartileReached)]
    assert times == sorted(times)
    return over, -over / walk.discontinuities


@pytest.mark.parametrize("block", range(10))
def test_the_count_stays_close_to_the_truth(block: int) -> None:
    """10,000 random walks: never more than 0.6 s too much, 1.5 s a discontinuity too little."""
    worst_over, worst_under = 0, 0.0
    for seed in range(block * 1_000, (block + 1) * 1_000):
        over, under = judge(Walker(seed).run())
        worst_over, worst_under = max(worst_over, over), max(worst_under, under)
        assert over <= OVER_MS, f"seed {seed} counts {over} ms too much"
        assert under <= UNDER_MS_A_DISCONTINUITY, f"seed {seed} counts {under} ms too little"


@pytest.mark.parametrize("block", range(2))
def test_loops_earn_no_quartile_twice(block: int) -> None:
    """1,000 walks of a player that repeats: the truth still bounds the count."""
    for seed in range(block * 500, (block + 1) * 500):
        over, _ = judge(Walker(seed, loops=True).run())
        assert over <= OVER_MS, f"seed {seed} counts {over} ms too much"


@given(st.integers(0, 10**9), st.sampled_from([1, 7, 100, 1_000]))
def test_map_and_quartiles_cannot_disagree(seed: int, max_spans: int) -> None:
    """The share of spans that were touched is never below the highest quartile's need."""
    rules = EngagementRules(max_spans=max_spans)
    counted = count(Walker(seed).run().samples, rules)
    attention = counted.attention
    if attention is None:
        assert counted.events == []
        return
    assert len(attention.spans) <= rules.max_spans
    touched = sum(1 for passes in attention.spans if passes) / len(attention.spans)
    duration_ms = attention.duration_ms
    highest = max(counted.quartiles)
    needed = rules.complete_at_of(duration_ms) if highest == 100 else duration_ms * highest / 100
    assert touched >= needed / duration_ms - 1e-9
    assert touched >= attention.covered_ms / duration_ms - 1e-9


@given(st.lists(st.integers(0, 600_000), min_size=1, max_size=60), st.integers(1, 90))
def test_no_seeking_earns_anything(targets: list[int], pause_ms: int) -> None:
    """Targets and their echoes are no evidence, however many there are."""
    take = Take().add(SampleKind.PLAY)
    for target in targets:
        take.seek(target).wait(pause_ms)
    assert count(take.stop().samples).covered_ms == 0


STEPS = st.lists(
    st.tuples(
        st.integers(1_000, 40_000),
        st.sampled_from(["pause", "rate", "seek"]),
        st.integers(0, 110_000),
    ),
    min_size=1,
    max_size=8,
)


def follow(steps: list[tuple[int, str, int]], tick_ms: int) -> list[PlaybackSample]:
    """Carry out the same viewing with ticks of a given step."""
    take = Take(120_000, tick_ms=tick_ms)
    take.add(SampleKind.PLAY)
    for play_ms, act, number in steps:
        take.run_on(min(play_ms, max(int((119_000 - take.at) / take.rate), 0)))
        if act == "pause":
            take.pause().wait(number).add(SampleKind.PLAY)
        elif act == "rate":
            take.set_rate([0.5, 1.0, 2.0][number % 3])
        else:
            take.seek(number)
    return take.stop().samples


@given(STEPS)
@settings(max_examples=200)
def test_finer_sampling_earns_the_same_quartiles(steps: list[tuple[int, str, int]]) -> None:
    """Ticks of 100 ms and of 500 ms tell the same story."""
    fine, coarse = count(follow(steps, 100)), count(follow(steps, 500))
    assert fine.quartiles == coarse.quartiles
    assert abs(fine.covered_ms - coarse.covered_ms) <= 2 * len(steps)


PARTS = st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 900)), max_size=40)


@given(PARTS, st.integers(0, 300))
def test_coverage_is_the_healed_union(parts: list[tuple[int, int]], gap_ms: int) -> None:
    """Against a plain set of milliseconds, holes of up to the gap filled in."""
    coverage = Coverage(gap_ms)
    model: set[int] = set()
    for start, length in parts:
        before = coverage.total_ms
        fresh = coverage.add(MediaMs(start), MediaMs(start + length))
        assert coverage.total_ms == before + sum(end - begin for begin, end in fresh)
        model |= set(range(start, start + length))
    points = sorted(model)
    for left, right in pairwise(points):
        if right - left - 1 <= gap_ms:
            model |= set(range(left, right))
    assert coverage.total_ms == len(model)
    assert coverage.within(MediaMs(2_000)) == len([point for point in model if point < 2_000])
    assert list(coverage.intervals) == sorted(coverage.intervals)


@given(PARTS, st.integers(1, 6_000), st.integers(1, 50))
def test_attention_counts_what_a_plain_sum_counts(
    parts: list[tuple[int, int]], duration_ms: int, spans: int
) -> None:
    """The swept sums equal those made one part and one span at a time."""
    passes = [
        (MediaMs(start), MediaMs(min(start + length, duration_ms)))
        for start, length in parts
        if start < duration_ms
    ]
    coverage = Coverage(0, passes)
    rules = EngagementRules(span_ms=100, max_spans=spans)
    got = attention_spans(passes, coverage.intervals, MediaMs(duration_ms), rules)
    number = span_count(MediaMs(duration_ms), rules)
    assert len(got) == number
    width = duration_ms / number
    for index, passes_counted in enumerate(got):
        low, high = index * width, (index + 1) * width
        played = sum(max(0.0, min(end, high) - max(start, low)) for start, end in passes)
        assert abs(passes_counted - played / width) <= 1.0
        assert (passes_counted > 0) == (played > 1e-6)


KINDS = st.sampled_from(list(SampleKind))
BEFORE_THE_BEGINNING = [
    (SampleKind.PLAY, 0, None, None),
    (SampleKind.TICK, 0, -4, None),
    (SampleKind.TICK, 0, 0, None),
    (SampleKind.OPEN, 0, 3, None),
]


@example(BEFORE_THE_BEGINNING)
@given(
    st.lists(
        st.tuples(
            KINDS,
            st.integers(0, 5_000),
            st.one_of(st.none(), st.integers(-(10**9), 10**9)),
            st.one_of(st.none(), st.floats(0.001, 500)),
        ),
        max_size=80,
    )
)
def test_no_order_of_samples_breaks_the_count(
    steps: list[tuple[SampleKind, int, int | None, float | None]],
) -> None:
    """Whatever a player says: quartiles ascend, each once, within a film that exists."""
    t = 0
    samples = []
    for kind, wait_ms, number, rate in steps:
        t += wait_ms
        samples.append(
            sample(kind, t, position_ms=number, duration_ms=number, rate=rate, wall_ms=number)
        )
    counted = count(samples)
    assert counted.quartiles == sorted(set(counted.quartiles))
    assert counted.covered_ms >= 0
    if counted.session.duration_ms is not None:
        assert counted.covered_ms <= counted.session.duration_ms
