"""The auditor: what was earned is earned again, what was not is not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import ANCHOR_WALL_MS, Take, count
from tests.storage.builders import FILM
from tracker.app.audit import RulesAuditor
from tracker.engagement.rules import EngagementRules
from tracker.engagement.session import EngagementSession
from tracker.engagement.trace import TraceRows
from tracker.model.events import QuartileReached
from tracker.model.samples import PlaybackSample
from tracker.model.units import NS_PER_MS, MediaMs, MonotonicNs, UnixMs

AUDITOR = RulesAuditor(EngagementRules())


def trace(samples: list[PlaybackSample]) -> list[str]:
    """Return samples as the ring has them."""
    rows = TraceRows(samples[0].at_ns)
    return [row for item in samples for row in rows.of(item)]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 60_000), st.integers(1, 20_000)), min_size=1, max_size=8),
    st.sampled_from([90.0, 99.0, 100.0]),
)
def test_every_viewing_proves_itself(walk: list[tuple[int, int]], percent: float) -> None:
    """Quartiles, map and samples, whatever was set for the last quartile."""
    take = Take(60_000).play(1_000)
    for to_ms, wall_ms in walk:
        take.seek(to_ms).run_on(wall_ms)
    take.stop()
    counted = count(take.samples, EngagementRules(complete_at_percent=percent))
    reached = [event for event in counted.events if isinstance(event, QuartileReached)]
    assert [AUDITOR.doubt_quartile(event) for event in reached] == [None] * len(reached)
    assert counted.attention is not None
    assert AUDITOR.doubt_attention(counted.attention, reached) is None
    replayed = AUDITOR.replay(FILM, trace(take.samples), is_over=True)
    assert replayed is not None
    assert replayed.at_least <= set(counted.quartiles) <= replayed.at_most
    assert abs(replayed.covered_ms - counted.covered_ms) <= replayed.tolerance_ms


@settings(max_examples=60)
@given(
    st.integers(300, 18_000), st.integers(0, 30_000), st.integers(0, 19_000), st.integers(1, 20_000)
)
def test_a_viewing_that_went_on_after_a_crash_proves_itself(
    before_ms: int, away_ms: int, from_ms: int, after_ms: int
) -> None:
    """What was kept of it before the crash, and what came after, is one session."""
    first = Take(20_000).play(before_ms)
    again = Take(20_000, start_ms=from_ms, t=first.t + away_ms).play(after_ms).stop()
    session = EngagementSession("s", anchor_wall_ms=ANCHOR_WALL_MS)
    events = [event for item in first.samples for event in session.observe(item)]
    session = EngagementSession.resume(session.checkpoint())
    anew_ms = again.samples[0].at_ns
    for item in again.samples:
        wall_ms = UnixMs(ANCHOR_WALL_MS + item.at_ns // NS_PER_MS)
        at_ns = MonotonicNs(item.at_ns - anew_ms)
        events += session.observe(replace(item, at_ns=at_ns, wall_ms=wall_ms))
    covered_ms = session.covered_ms
    events += session.close()
    samples = [
        replace(item, wall_ms=UnixMs(ANCHOR_WALL_MS + item.at_ns // NS_PER_MS))
        for item in (*first.samples, *again.samples)
    ]
    replayed = AUDITOR.replay(FILM, trace(samples), is_over=True)
    assert replayed is not None
    reached = {int(event.quartile) for event in events if isinstance(event, QuartileReached)}
    assert replayed.at_least <= reached <= replayed.at_most
    assert abs(replayed.covered_ms - covered_ms) <= replayed.tolerance_ms


@settings(max_examples=40)
@given(st.integers(0, 19_000), st.sampled_from([25, 50, 75, 100]))
def test_less_than_was_needed_is_doubted(missing_ms: int, percent: int) -> None:
    """Wherever a piece is taken out of the evidence that just earned a quartile."""
    counted = count(Take(20_000).play(20_000).end().samples)
    event = next(
        e for e in counted.events if isinstance(e, QuartileReached) and e.quartile == percent
    )
    [(start, end)] = event.evidence.intervals
    cut = start + missing_ms % (end - start - 3_000)
    parts = [(start, MediaMs(cut)), (MediaMs(cut + 3_000), end)]
    intervals = tuple((a, b) for a, b in parts if a < b)
    doubted = replace(event, evidence=replace(event.evidence, intervals=intervals))
    assert AUDITOR.doubt_quartile(doubted) is not None


def completed(percent: float) -> QuartileReached:
    """Return the last quartile of a film of 100 s of which 96 s were watched, or fewer."""
    take = Take(100_000).play(95_000).stop()
    counted = count(take.samples, EngagementRules(complete_at_percent=percent))
    return [event for event in counted.events if isinstance(event, QuartileReached)][-1]


def test_the_last_quartile_is_held_to_what_it_was_earned_by() -> None:
    """A piece less than the setting of that day asked for is a doubt, whatever today's says."""
    event = completed(95.0)
    assert event.quartile == 100
    assert event.evidence.needed_ms == 95_000
    assert AUDITOR.doubt_quartile(event) is None
    fewer = replace(event.evidence, intervals=((MediaMs(0), MediaMs(94_000)),))
    assert AUDITOR.doubt_quartile(replace(event, evidence=fewer)) is not None


@pytest.mark.parametrize("needed_ms", [0, 94_999, 100_001])
def test_what_no_setting_asks_for_is_doubted(needed_ms: int) -> None:
    """The last quartile never forgives more than five seconds, however it was set."""
    event = completed(95.0)
    told = replace(event.evidence, needed_ms=MediaMs(needed_ms))
    assert AUDITOR.doubt_quartile(replace(event, evidence=told)) is not None


@pytest.mark.parametrize(
    "intervals", [((0, 5), (4, 20_000)), ((10, 5),), ((5, 20_000), (0, 4)), ((0, 0), (1, 20_000))]
)
def test_intervals_that_nothing_can_have_left_are_doubted(
    intervals: tuple[tuple[MediaMs, MediaMs], ...],
) -> None:
    """Ascending and disjoint, or not ours."""
    counted = count(Take(20_000).play(20_000).end().samples)
    event = next(e for e in counted.events if isinstance(e, QuartileReached))
    doubted = replace(event, evidence=replace(event.evidence, intervals=intervals))
    assert AUDITOR.doubt_quartile(doubted) is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"spans": ()},
        {"spans": (0,) * 20},
        {"spans": (1,) * 12 + (0,) + (1,) * 7},
        {"spans": (1,) * 12 + (0,) + (1,) * 7, "covered_ms": 19_000},
        {"covered_ms": 20_001},
        {"covered_ms": -1},
        {"duration_ms": 0},
        {"duration_ms": 5},
    ],
)
def test_a_map_that_cannot_be_is_doubted(changes: dict[str, object]) -> None:
    """It disagrees with itself, or with a quartile."""
    counted = count(Take(20_000).play(20_000).end().samples)
    span = counted.attention
    assert span is not None
    reached = [event for event in counted.events if isinstance(event, QuartileReached)]
    assert AUDITOR.doubt_attention(span, reached) is None
    assert AUDITOR.doubt_attention(replace(span, **changes), reached) is not None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        ["not a trace"],
        trace(Take(20_000).play(20_000).samples)[1:],
        trace(Take(20_000).play(5_000).samples) + trace(Take(20_000).play(5_000).samples),
        ['{"t": 5, "e": "open", "duration": 20000, "start": 0, "canonical": true}'],
    ],
)
def test_what_is_not_a_whole_session_is_not_replayed(rows: list[str]) -> None:
    """Its head was let go of, its clock goes back, or it is no trace at all."""
    assert AUDITOR.replay(FILM, rows, is_over=True) is None
