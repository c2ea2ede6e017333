"""R1 to R9, a rule at a time, on viewings written down by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ANCHOR_WALL_MS, Take, count
from tracker.engagement.rules import EngagementRules
from tracker.engagement.session import EngagementSession
from tracker.model.events import Circumstances, MediaPlayed, QuartileReached
from tracker.model.samples import SampleKind


def test_a_film_watched_whole_earns_every_quartile_once() -> None:
    """R8: each once, ascending, the played event before and the attention span after."""
    counted = count(Take(60_000).play(60_000).end().samples)
    assert counted.quartiles == [0, 25, 50, 75, 100]
    assert isinstance(counted.events[0], MediaPlayed)
    assert counted.events[-1] is counted.attention


def test_a_quartile_is_dated_to_the_crossing_and_not_to_the_tick() -> None:
    """R8: with ticks of a second, a quarter of 10 s is crossed at 2.5 s."""
    counted = count(Take(10_000, tick_ms=1_000).play(10_000).end().samples)
    crossings = [e for e in counted.events if isinstance(e, QuartileReached)]
    assert [e.t_ms for e in crossings] == [0, 2_500, 5_000, 7_500, 9_900]
    assert crossings[1].occurred_ms == ANCHOR_WALL_MS + 2_500


def test_seeking_alone_earns_nothing() -> None:
    """R3: an echo of the target is no evidence."""
    take = Take().play(1_000)
    for target in range(50_000, 550_000, 20_000):
        take.seek(target).wait(40)
    assert count(take.stop().samples).covered_ms == 1_000


def test_jumping_to_the_end_does_not_complete_a_film() -> None:
    """R6: EndReached is no evidence of what was skipped."""
    counted = count(Take().play(3_000).seek(600_000).wait(160).end().samples)
    assert (counted.quartiles, counted.covered_ms) == ([0], 3_000)


def test_a_seek_beyond_the_end_earns_nothing() -> None:
    """R6: set_time(60 s) on a 12 s film ends it without a tick."""
    take = Take(12_000).play(3_000).add(SampleKind.SEEK, position_ms=60_000)
    assert count(take.wait(10).end().samples).covered_ms == 3_000


def test_a_seek_that_nobody_announced_earns_nothing_for_its_gap() -> None:
    """R2: a step further than time allows starts a new run."""
    take = Take().play(10_000)
    take.at = 300_000
    assert count(take.run_on(10_000).stop().samples).covered_ms == pytest.approx(20_000, abs=600)


def test_a_step_back_that_nobody_announced_is_no_loop() -> None:
    """R5: there was no time to reach the end and begin again."""
    take = Take().play(100_000)
    take.at = 20_000
    counted = count(take.run_on(10_000).stop().samples)
    assert counted.session.loops == 0
    assert counted.covered_ms == pytest.approx(100_000, abs=300)


def test_a_loop_shares_its_gap_between_tail_and_head() -> None:
    """R5: the wrap is seen, counted, and nothing of the film is missing."""
    take = Take(10_000).play(9_750)
    take.wait(500).tick(250)
    take.at = 250
    counted = count(take.run_on(5_000).stop().samples)
    assert (counted.session.loops, counted.covered_ms) == (1, 10_000)
    assert counted.attention is not None
    assert counted.attention.spans == (2, 2, 2, 2, 2, 1, 1, 1, 1, 1)


def test_zeros_before_the_end_are_ghosts() -> None:
    """R5: Ogg reports 0 four times during its last second."""
    take = Take(12_000, tick_ms=1_000).play(10_000)
    for _ in range(4):
        take.wait(400).tick(0)
    counted = count(take.wait(380).end().samples)
    assert (counted.covered_ms, counted.session.loops) == (12_000, 0)


def test_jitter_backwards_has_no_effect() -> None:
    """R5: small steps back neither earn nor cost."""
    take = Take().play(5_000)
    for _ in range(8):
        take.wait(250)
        take.at += 250
        take.tick(take.at - 400)
    assert count(take.run_on(1_000).stop().samples).covered_ms == 8_000


@pytest.mark.parametrize(
    ("rate", "covered_ms"), [(0.5, 5_000), (2.0, 20_000), (4.0, 40_000), (8.0, 0)]
)
def test_what_is_too_fast_to_be_watched_earns_nothing(rate: float, covered_ms: int) -> None:
    """R7: up to four times the speed counts; beyond, only the start is told."""
    take = Take().set_rate(rate).play(10_000)
    counted = count(take.stop().samples)
    assert (counted.covered_ms, counted.quartiles) == (covered_ms, [0])


def test_a_fast_end_does_not_fill_the_tail() -> None:
    """R6 and R7: the last second at 8× was not watched."""
    take = Take(10_000).play(9_000).set_rate(8.0).wait(125).end()
    assert count(take.samples).quartiles == [0, 25, 50, 75]


def test_a_pause_is_not_play() -> None:
    """R4: half an hour of pause adds nothing; play goes on where it stood."""
    take = Take(60_000).play(30_000).pause().wait(1_800_000).play(30_000).end()
    counted = count(take.samples)
    assert (counted.covered_ms, counted.quartiles) == (60_000, [0, 25, 50, 75, 100])


def test_ticks_while_not_playing_are_ignored() -> None:
    """R2: frame steps in a pause are not watching."""
    take = Take().play(10_000).pause()
    for _ in range(40):
        take.wait(500)
        take.at += 40
        take.tick()
    assert count(take.stop().samples).covered_ms == 10_000


def test_the_silence_before_a_pause_counts_up_to_a_limit() -> None:
    """R4: at most 2.5 s of silence are taken for play."""
    quiet = count(Take().play(10_000).wait(200).pause().stop().samples)
    frozen = count(Take().play(10_000).wait(60_000).pause().stop().samples)
    assert (quiet.covered_ms, frozen.covered_ms) == (10_200, 12_500)


def test_a_stall_is_not_play() -> None:
    """R4: the silence before buffering does not count."""
    take = Take().play(10_000).wait(2_000).add(SampleKind.BUFFERING).wait(20_000)
    assert count(take.play(10_000).stop().samples).covered_ms == 20_000


def test_ticks_after_a_stall_count_without_a_word() -> None:
    """R4: not every player says Playing again; only the first tick is lost."""
    take = Take().play(10_000).add(SampleKind.BUFFERING).wait(20_000).run_on(10_000)
    assert count(take.stop().samples).covered_ms == pytest.approx(20_000, abs=300)


def test_late_ticks_are_not_taken_for_a_jump() -> None:
    """R2: a held callback delivers 3.15 s at 9.5 s and 5.4 s right after."""
    take = Take(12_000).play(2_500)
    take.wait(6_996).tick(3_150).wait(413).tick(5_400)
    take.at = 5_400
    counted = count(take.run_on(6_500).wait(100).end().samples)
    assert (counted.covered_ms, counted.quartiles) == (12_000, [0, 25, 50, 75, 100])


def test_a_truncated_file_does_not_complete() -> None:
    """R6: the end came at 60 %."""
    assert count(Take().play(360_000).end().samples).quartiles == [0, 25, 50]


def test_a_clip_shorter_than_a_tick_counts_its_elapsed_time() -> None:
    """R6: 200 ms end before anything is reported."""
    take = Take(200).add(SampleKind.PLAY).wait(230).end()
    assert count(take.samples).quartiles == [0, 25, 50, 75, 100]


def test_an_end_without_a_tick_is_nothing_for_a_longer_film() -> None:
    """R6: a file that breaks at once was not watched."""
    counted = count(Take(12_000).add(SampleKind.PLAY).wait(300).end().samples)
    assert (counted.events, counted.covered_ms) == ([], 0)


def test_nothing_is_told_of_a_medium_that_never_advanced() -> None:
    """R8: junk that fails at once leaves no trace."""
    take = Take(None).add(SampleKind.PLAY).add(SampleKind.ERROR)
    assert count(take.samples).events == []


def test_a_failed_film_is_not_completed_by_its_failure() -> None:
    """The held last quartile is not set free by an error."""
    take = Take(1_500).play(1_490).add(SampleKind.ERROR)
    assert count(take.samples).quartiles == [0, 25, 50, 75]


def test_holes_of_half_a_second_heal_and_larger_ones_do_not() -> None:
    """R7: two sides of one measurement."""
    healed = count(Take().play(10_000).seek(10_450).run_on(5_000).stop().samples)
    open_ = count(Take().play(10_000).seek(10_600).run_on(5_000).stop().samples)
    assert (healed.covered_ms, open_.covered_ms) == (15_450, 15_000)


def test_an_unknown_duration_earns_only_the_start() -> None:
    """R9: nothing is a share of nothing."""
    counted = count(Take(None).play(60_000).stop().samples)
    assert (counted.quartiles, counted.attention) == ([0], None)


def test_a_growing_duration_holds_quartiles_back() -> None:
    """R9: an MP3 without its index claims 2 s and turns out to have 12."""
    take = Take(2_026)
    take.add(SampleKind.PLAY)
    for claim in range(3_000, 12_000, 900):
        take.run_on(500).add(SampleKind.LENGTH, duration_ms=claim)
    assert count(take.samples).quartiles == [0, 25]
    told_live = count(take.samples[:8])
    assert told_live.quartiles[0] == 0


def test_a_canonical_duration_is_never_replaced() -> None:
    """R9: the asset's record wins over what the player says."""
    take = Take(10_000, canonical=True).add(SampleKind.LENGTH, duration_ms=99_000)
    counted = count(take.play(10_000).end().samples)
    assert (counted.session.duration_ms, counted.quartiles) == (10_000, [0, 25, 50, 75, 100])


def test_a_told_quartile_is_never_taken_back() -> None:
    """R9: a film that grows keeps what was earned and holds what is still to come."""
    take = Take(20_000).play(10_000).add(SampleKind.LENGTH, duration_ms=60_000)
    counted = count(take.run_on(10_000).stop().samples)
    assert counted.quartiles == [0, 25, 50]


def test_the_share_that_completes_is_a_setting() -> None:
    """R8: 90 to 100 percent, and never more than the slack."""
    take = Take(20_000).play(18_500).stop()
    generous = EngagementRules(complete_at_percent=92.0)
    assert count(take.samples).quartiles == [0, 25, 50, 75]
    assert count(take.samples, generous).quartiles == [0, 25, 50, 75, 100]
    with pytest.raises(ValueError, match="complete_at_percent"):
        EngagementRules(complete_at_percent=50.0)


def test_a_wall_clock_that_jumps_closes_the_run_and_is_believed_anew() -> None:
    """R10: after a suspend of an hour later events carry the later time."""
    take = Take(40_000)
    take.add(SampleKind.WALL, wall_ms=ANCHOR_WALL_MS).play(15_000)
    take.add(SampleKind.WALL, wall_ms=ANCHOR_WALL_MS + take.t + 3_600_000).run_on(10_000)
    counted = count(take.stop().samples)
    crossings = [e for e in counted.events if isinstance(e, QuartileReached)]
    assert crossings[1].occurred_ms == ANCHOR_WALL_MS + 10_000
    assert crossings[2].occurred_ms == ANCHOR_WALL_MS + 20_000 + 3_600_000


def test_nothing_more_comes_after_the_end() -> None:
    """A late tick and a second end add nothing."""
    take = Take(60_000).play(60_000).end()
    ended = count(take.samples)
    take.tick().stop().wait(100).tick(59_900).end()
    assert count(take.samples).quartiles == ended.quartiles


def test_a_closed_session_says_nothing_twice() -> None:
    """Closing again, or observing after it, earns nothing."""
    counted = count(Take(60_000).play(60_000).end().samples)
    assert counted.session.close() == ()
    assert counted.session.observe(Take(60_000).samples[0]) == ()


def test_a_film_that_starts_in_its_middle_counts_from_there() -> None:
    """R3: the known start is where it was opened."""
    counted = count(Take(60_000, start_ms=30_000).play(30_000).end().samples)
    assert (counted.covered_ms, counted.quartiles) == (30_000, [0, 25, 50])


def test_a_tick_far_beyond_the_end_is_ignored() -> None:
    """R2: more than 2 s beyond the duration is the player's error."""
    take = Take(10_000).play(5_000).tick(99_000)
    assert count(take.run_on(5_000).end().samples).covered_ms == 10_000


def test_playing_again_after_the_end_is_a_loop_of_the_same_session() -> None:
    """A player that replays counts passes, and no quartile twice."""
    take = Take(10_000).play(10_000).end().wait(100)
    take.at = 0
    counted = count(take.play(5_000).stop().samples)
    assert (counted.session.loops, counted.quartiles) == (1, [0, 25, 50, 75, 100])
    assert counted.attention is not None
    assert counted.attention.spans == (2,) * 5 + (1,) * 5


@pytest.mark.parametrize(
    ("jumps", "bounds"),
    [
        ("announced", [500, 500]),
        ("hidden", [3_350, 3_350]),
        ("announced at last", [3_350, 500]),
        ("announced and then hidden", [3_350, 3_350]),
    ],
)
def test_the_error_bound_says_whether_seeks_were_announced(jumps: str, bounds: list[int]) -> None:
    """R2, R3: whoever announces one is believed, until a jump is found all the same."""
    session = EngagementSession("session", anchor_wall_ms=ANCHOR_WALL_MS)
    session.note(Circumstances(seeks_found=jumps != "announced"))
    take = Take(40_000, canonical=True).play(2_000)
    events = [event for item in take.samples for event in session.observe(item)]
    before = len(take.samples)
    if "announced" in jumps:
        session.note(Circumstances())
        take.seek(8_000)
    else:
        take.at = 8_000
    take.run_on(2_000)
    if "then hidden" in jumps:
        take.at += 6_000
    take.run_on(9_000)
    for item in take.samples[before:]:
        events.extend(session.observe(item))
    found = [e.evidence.error_bound_ms for e in events if isinstance(e, QuartileReached)]
    assert found == bounds


@given(
    at=st.integers(1_000, 20_000),
    leap=st.integers(-20_000, 60_000),
    tick_ms=st.integers(100, 1_000),
)
def test_a_hidden_jump_costs_no_more_than_the_error_bound(at: int, leap: int, tick_ms: int) -> None:
    """R2: over and under, wherever it goes and however often the player speaks."""
    take = Take(600_000, start_ms=100_000, tick_ms=tick_ms).play(at)
    take.at += leap
    landed = take.at
    counted = count(take.run_on(10_000).stop().samples)
    apart = landed > 100_000 + at or landed + 10_000 < 100_000
    true_ms = at + 10_000 if apart else max(100_000 + at, landed + 10_000) - min(100_000, landed)
    assert abs(counted.covered_ms - true_ms) <= EngagementRules().error_bound_of(
        seeks_found=True, observed=False
    )
