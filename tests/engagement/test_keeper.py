"""R11: where sessions begin, split and end; R12: what is noted beside them."""

from dataclasses import replace
from itertools import count as numbers

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import ANCHOR_WALL_MS, Take
from tracker.engagement.keeper import SessionKeeper, Step
from tracker.engagement.rules import EngagementRules, OnLoop
from tracker.engagement.session import EngagementSession
from tracker.model.events import (
    AttentionSpan,
    Circumstances,
    MediaPlayed,
    PlayedState,
    QuartileReached,
)
from tracker.model.media import Asset, MediaType, SessionOpening, Viewer
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import ElapsedMs, MonotonicNs, UnixMs

ANN, BEN = Viewer(contact_id=1), Viewer(contact_id=2)
MINUTE = 60_000


class Desk:
    """A keeper and all that it said, sorted by session."""

    def __init__(
        self, rules: EngagementRules | None = None, kind: MediaType = MediaType.VIDEO
    ) -> None:
        ids = (f"next-{number}" for number in numbers(1))
        self.keeper = SessionKeeper(rules or EngagementRules(), lambda: next(ids))
        self.steps: list[Step] = []
        self.steps += self.keeper.begin(SessionOpening("first", 0, Asset("Film", kind), ANN))

    def take(self, samples: list[PlaybackSample]) -> "Desk":
        """Hand samples over, each with the wall clock of its moment."""
        for item in samples:
            wall_ms = UnixMs(ANCHOR_WALL_MS + item.at_ns // 1_000_000)
            self.steps += self.keeper.take(replace(item, wall_ms=wall_ms))
        return self

    def close(self) -> "Desk":
        """End what runs."""
        self.steps += self.keeper.close()
        return self

    def quartiles(self, session_id: str) -> list[int]:
        """Return the quartiles of a session."""
        return [
            int(event.quartile)
            for step in self.steps
            for event in step.events
            if isinstance(event, QuartileReached) and event.session_id == session_id
        ]

    def covered(self, session_id: str) -> int:
        """Return what a session had covered in the end."""
        return next(
            event.covered_ms
            for step in self.steps
            for event in step.events
            if isinstance(event, AttentionSpan) and event.session_id == session_id
        )

    @property
    def session_ids(self) -> list[str]:
        """The sessions that told of themselves, in order."""
        return [
            event.session_id
            for step in self.steps
            for event in step.events
            if isinstance(event, MediaPlayed)
        ]


def test_playing_again_after_the_end_is_another_session() -> None:
    """Each replay has an id, quartiles and an attention span of its own."""
    take = Take(10_000).play(10_000).end().wait(3_000)
    take.at = 0
    desk = Desk().take(take.play(10_000).end().samples)
    assert desk.session_ids == ["first", "next-1"]
    assert desk.quartiles("next-1") == [0, 25, 50, 75, 100]


def test_a_seek_before_the_replay_is_where_it_begins() -> None:
    """What happens between two sessions is not forgotten."""
    take = Take(10_000).play(10_000).end().wait(1_000)
    take.seek(5_000).wait(1_000)
    desk = Desk().take(take.play(5_000).end().samples)
    assert desk.covered("next-1") == 5_000


def test_half_an_hour_of_pause_ends_the_session() -> None:
    """By the clock alone; what comes after the pause is another one, from where it stood."""
    take = Take(600_000).play(300_000).pause()
    desk = Desk().take(take.samples)
    assert desk.keeper.expire(MonotonicNs((take.t + 29 * MINUTE) * 1_000_000)) == []
    desk.steps += desk.keeper.expire(MonotonicNs((take.t + 31 * MINUTE) * 1_000_000))
    assert desk.steps[-1].is_over
    later = Take(600_000, t=take.t + 40 * MINUTE, start_ms=300_000)
    desk.take(later.play(300_000).end().samples[1:])
    assert desk.session_ids == ["first", "next-1"]
    assert (desk.quartiles("first"), desk.quartiles("next-1")) == ([0, 25, 50], [0, 25, 50])


def test_a_shorter_pause_is_the_same_session() -> None:
    """29 minutes are a telephone call."""
    take = Take(600_000).play(300_000).pause().wait(29 * MINUTE)
    desk = Desk().take(take.play(300_000).end().samples)
    assert desk.session_ids == ["first"]


def test_a_day_is_the_longest_session() -> None:
    """A film that loops for ever in one session is cut after 24 hours, without a gap."""
    take = Take(3_600_000, tick_ms=10_000)
    take.add(SampleKind.PLAY)
    for _ in range(26):
        take.run_on(3_600_000 - take.at - 1_000).wait(1_200).tick(200)
        take.at = 200
    desk = Desk().take(take.samples).close()
    assert desk.session_ids == ["first", "next-1"]
    assert desk.covered("first") == desk.covered("next-1") == 3_600_000


def test_another_viewer_is_another_session_from_here() -> None:
    """Nothing of what Ann watched is Ben's."""
    take = Take(100_000).play(50_000)
    desk = Desk().take(take.samples)
    desk.steps += desk.keeper.change_viewer(BEN, MonotonicNs(take.t * 1_000_000))
    before = len(take.samples)
    desk.take(take.run_on(50_000).end().samples[before:])
    assert desk.session_ids == ["first", "next-1"]
    assert (desk.quartiles("first"), desk.quartiles("next-1")) == ([0, 25, 50], [0, 25, 50])
    assert {step.opening.viewer for step in desk.steps if step.opening.session_id == "first"} == {
        ANN
    }
    assert desk.steps[-1].opening.viewer == BEN


def test_a_viewer_who_changes_in_a_pause_begins_with_the_next_play() -> None:
    """No session is made for somebody who watches nothing."""
    take = Take(100_000).play(50_000).pause()
    desk = Desk().take(take.samples)
    desk.steps += desk.keeper.change_viewer(BEN, MonotonicNs(take.t * 1_000_000))
    assert desk.session_ids == ["first"]
    before = len(take.samples)
    desk.take(take.wait(5_000).play(10_000).stop().samples[before:])
    assert desk.session_ids == ["first", "next-1"]
    assert desk.steps[-1].opening.viewer == BEN


def test_the_same_viewer_changes_nothing() -> None:
    """Naming Ann again is no border."""
    desk = Desk().take(Take(100_000).play(5_000).samples)
    assert desk.keeper.change_viewer(ANN, MonotonicNs(10**10)) == []


def looped() -> Take:
    """Watch a film of ten seconds that wraps once."""
    take = Take(10_000).play(9_750)
    take.wait(500).tick(250)
    take.at = 250
    return take.run_on(4_750)


def test_a_loop_is_the_same_session_unless_a_kiosk_says_otherwise() -> None:
    """R11: with new-session the wrap is a border, and each side has its own part of the gap."""
    same = Desk().take(looped().stop().samples)
    assert same.session_ids == ["first"]
    desk = Desk(EngagementRules(on_loop=OnLoop.NEW_SESSION)).take(looped().stop().samples)
    assert desk.session_ids == ["first", "next-1"]
    assert (desk.covered("first"), desk.covered("next-1")) == (10_000, 5_000)
    assert desk.quartiles("first") == [0, 25, 50, 75, 100]


def test_every_session_of_an_opening_replays_by_itself() -> None:
    """The samples of a step are a whole trace, also where a session began in the middle."""
    desk = Desk(EngagementRules(on_loop=OnLoop.NEW_SESSION)).take(looped().stop().samples)
    for session_id in desk.session_ids:
        session = EngagementSession(session_id, anchor_wall_ms=ANCHOR_WALL_MS)
        steps = [step for step in desk.steps if step.opening.session_id == session_id]
        for step in steps:
            for item in step.samples:
                session.observe(item)
        session.close()
        assert session.covered_ms == desk.covered(session_id)


def test_flags_are_kept_and_filter_nothing() -> None:
    """R12: muted and hidden time, speed, and that it began in the middle."""
    take = Take(100_000, start_ms=10_000).play(10_000)
    desk = Desk().take(take.samples)
    desk.keeper.note(Circumstances(muted=True, hidden=True))
    before = len(take.samples)
    desk.take(take.run_on(5_000).set_rate(2.0).run_on(5_000).samples[before:]).close()
    checkpoint = desk.steps[-1].checkpoint
    assert checkpoint is not None
    flags = checkpoint.flags
    assert (flags.played_wall_ms, flags.muted_wall_ms, flags.hidden_wall_ms) == (
        20_000, 10_000, 10_000
    )  # fmt: skip
    assert (flags.resumed, flags.unattended, flags.average_rate) == (True, False, 1.25)
    assert desk.covered("first") == 25_000


def test_nothing_is_written_of_a_film_that_was_not_played() -> None:
    """No step of it carries a checkpoint."""
    desk = Desk().take(Take(10_000).add(SampleKind.PLAY).wait(50).stop().samples).close()
    assert all(step.checkpoint is None for step in desk.steps)


def test_coverage_is_written_every_five_seconds() -> None:
    """R13: between two quartiles, too."""
    desk = Desk().take(Take(600_000).play(60_000).samples)
    assert 10 <= sum(step.checkpoint is not None for step in desk.steps) <= 14


def test_a_crash_costs_no_quartile_and_makes_none_twice() -> None:
    """Cut off anywhere, resumed from the last checkpoint, the count goes on."""
    for cut_ms in (1_000, 7_400, 26_000, 50_300, 74_900, 76_000, 99_500):
        whole = Take(100_000).play(cut_ms)
        desk = Desk().take(whole.samples)
        written = [step.checkpoint for step in desk.steps if step.checkpoint is not None][-1]
        told = desk.quartiles("first")
        resumed = Desk()
        resumed.steps += resumed.keeper.begin(
            SessionOpening("first", 0, Asset("Film"), ANN), left_off=written
        )
        start_ms = written.position_ms or 0
        rest = Take(100_000, start_ms=start_ms).play(100_000 - start_ms).end()
        resumed.take(rest.samples)
        assert told + resumed.quartiles("first") == [0, 25, 50, 75, 100]
        assert resumed.covered("first") == 100_000


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("seek"), st.integers(0, 99_000)),
            st.tuples(st.just("play"), st.integers(100, 20_000)),
            st.tuples(st.just("pause"), st.integers(100, 60_000)),
            st.tuples(st.just("rate"), st.sampled_from([500, 1_000, 2_000])),
        ),
        max_size=12,
    ),
    st.floats(0, 1),
)
def test_going_on_from_a_checkpoint_counts_nothing_that_was_not_watched(
    walk: list[tuple[str, int]], at: float
) -> None:
    """It forgets some seconds at most, and earns what it had not told before; nothing twice."""
    take = Take(100_000).play(6_000)
    for what, much in walk:
        match what:
            case "seek":
                take.seek(much)
            case "play":
                take.run_on(much)
            case "pause":
                take.pause().wait(much).add(SampleKind.PLAY)
            case "rate":
                take.set_rate(much / 1_000)
    take.stop()
    whole = Desk().take(take.samples).close()
    desk, cut = Desk(), 4 + round(at * (len(take.samples) - 5))
    desk.take(take.samples[:cut])
    written = [step.checkpoint for step in desk.steps if step.checkpoint is not None]
    desk.steps += desk.keeper.go_on_from(written[-1])
    desk.take(take.samples[cut:]).close()
    assert set(desk.session_ids) == {"first"}
    assert len(set(desk.quartiles("first"))) == len(desk.quartiles("first"))
    assert set(desk.quartiles("first")) <= set(whole.quartiles("first"))
    lost_ms = whole.covered("first") - desk.covered("first")
    assert -600 <= lost_ms <= 2.0 * 5_600 + 1_500


def test_a_session_that_nobody_resumes_is_closed_with_what_it_had() -> None:
    """The attention span comes from the last checkpoint."""
    desk = Desk().take(Take(100_000).play(42_000).samples)
    written = [step.checkpoint for step in desk.steps if step.checkpoint is not None][-1]
    (span,) = EngagementSession.resume(written).close()
    assert isinstance(span, AttentionSpan)
    assert 36_000 <= span.covered_ms <= 42_000
    assert span.occurred_ms == written.wall_ms


@pytest.mark.parametrize("kind", [MediaType.IMAGE, MediaType.DOCUMENT])
def test_a_still_is_viewed_once_it_was_shown_for_long_enough(kind: MediaType) -> None:
    """One event, VIEWED, and neither quartiles nor a map."""
    desk = Desk(kind=kind).take(Take(10_000).play(10_000).end().samples).close()
    events = [event for step in desk.steps for event in step.events]
    assert events == [MediaPlayed("first", ElapsedMs(0), ANCHOR_WALL_MS, PlayedState.VIEWED)]


def test_a_glance_at_a_still_is_nothing() -> None:
    """Under three seconds; no row, no session."""
    desk = Desk(kind=MediaType.IMAGE).take(Take(10_000).play(2_500).stop().samples).close()
    assert all(not step.events and step.checkpoint is None for step in desk.steps)


def test_two_looks_at_a_still_add_up() -> None:
    """A pause between them is not looking."""
    take = Take(10_000).play(2_000).pause().wait(60_000).play(1_500).stop()
    desk = Desk(kind=MediaType.IMAGE).take(take.samples)
    assert desk.session_ids == ["first"]
