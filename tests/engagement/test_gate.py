"""Pausing the tracking: what is played meanwhile earns nothing, before, within or after it."""

from itertools import count as numbers
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import Take, count
from tracker.engagement.keeper import SessionKeeper, Step
from tracker.engagement.rules import EngagementRules
from tracker.model.events import AttentionSpan, MediaPlayed, QuartileReached
from tracker.model.media import Asset, SessionOpening, Viewer
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import MonotonicNs

ANN, BEN = Viewer(contact_id=1), Viewer(contact_id=2)
MINUTE = 60_000


class Desk:
    """A keeper that is told of a take, piece by piece, and all that it said."""

    def __init__(self, take: Take) -> None:
        ids = (f"next-{number}" for number in numbers(1))
        self.keeper = SessionKeeper(EngagementRules(), lambda: next(ids))
        self.take = take
        self.steps: list[Step] = self.keeper.begin(SessionOpening("first", 0, Asset("Film"), ANN))
        self._heard = 0

    def hear(self) -> "Desk":
        """Hand over what the take has said since."""
        for item in self.take.samples[self._heard :]:
            self.steps += self.keeper.take(item)
        self._heard = len(self.take.samples)
        return self

    def pause_tracking(self) -> "Desk":
        """Count nothing from this moment of the take."""
        self.steps += self.hear().keeper.pause_tracking(MonotonicNs(self.take.t * 1_000_000))
        return self

    def resume_tracking(self) -> "Desk":
        """Count again."""
        self.hear().keeper.resume_tracking()
        return self

    def close(self) -> "Desk":
        """End what runs."""
        self.steps += self.hear().keeper.close()
        return self

    @property
    def told(self) -> list[str]:
        """The sessions that told of themselves, in order."""
        return [
            event.session_id
            for step in self.steps
            for event in step.events
            if isinstance(event, MediaPlayed)
        ]

    @property
    def quartiles(self) -> list[int]:
        """Every quartile, in order."""
        return [
            int(event.quartile)
            for step in self.steps
            for event in step.events
            if isinstance(event, QuartileReached)
        ]

    @property
    def covered_ms(self) -> int:
        """What was counted, of all sessions together."""
        return sum(
            event.covered_ms
            for step in self.steps
            for event in step.events
            if isinstance(event, AttentionSpan)
        )

    def samples_of(self, session_id: str) -> list[PlaybackSample]:
        """Return what a session's trace will hold."""
        return [
            item
            for step in self.steps
            if step.opening.session_id == session_id
            for item in step.samples
        ]


def test_what_plays_while_tracking_is_paused_is_a_gap() -> None:
    """R2, R3: up to the click, and again from the first tick after the second one."""
    desk = Desk(Take(100_000).play(20_000)).pause_tracking()
    desk.take.run_on(30_000)
    desk.resume_tracking().take.run_on(50_000).end()
    desk.close()
    assert desk.covered_ms == 20_000 + 50_000 - 250
    assert desk.quartiles == [0, 25, 50]
    assert desk.told == ["first"]


@pytest.mark.parametrize("pause_ms", [100, 250, 500, 1_000])
def test_not_even_a_moment_of_it_is_counted(pause_ms: int) -> None:
    """A short pause is within what the rules forgive elsewhere (R3, R7); here it is not."""
    take = Take(100_000, tick_ms=100).play(20_000)
    desk = Desk(take).pause_tracking()
    take.run_on(pause_ms)
    desk.resume_tracking()
    take.run_on(10_000).stop()
    desk.close()
    assert desk.covered_ms <= 20_000 + 10_000 - 100
    assert desk.covered_ms >= 20_000 + 10_000 - 600


def test_the_trace_of_the_session_counts_the_same_again() -> None:
    """The evidence holds the pause as the rules know it: whoever replays it gets this count."""
    desk = Desk(Take(100_000).play(20_000)).pause_tracking()
    desk.take.run_on(30_000)
    desk.resume_tracking().take.run_on(40_000).stop()
    desk.close()
    again = count(desk.samples_of("first"))
    assert (again.covered_ms, again.quartiles) == (desk.covered_ms, desk.quartiles)


def test_an_end_that_comes_meanwhile_completes_nothing() -> None:
    """R6: no contiguous play was counted up to it."""
    desk = Desk(Take(20_000).play(19_500)).pause_tracking()
    desk.take.run_on(500).end()
    desk.close()
    assert desk.quartiles == [0, 25, 50, 75]
    assert desk.covered_ms == 19_500


def test_a_film_that_is_opened_meanwhile_is_no_session_until_tracking_goes_on() -> None:
    """Then it is one from there."""
    desk = Desk(Take(100_000))
    desk.keeper.pause_tracking(MonotonicNs(0))
    desk.take.play(30_000)
    assert desk.hear().told == []
    desk.resume_tracking().take.run_on(10_000).stop()
    desk.close()
    assert desk.told == ["first"]
    assert desk.covered_ms == 10_000 - 250


def test_tracking_that_goes_on_before_the_film_plays_misses_nothing() -> None:
    """Its head is counted as ever."""
    desk = Desk(Take(10_000))
    desk.keeper.pause_tracking(MonotonicNs(0))
    desk.resume_tracking().take.play(10_000).end()
    desk.close()
    assert desk.covered_ms == 10_000


def test_playing_again_meanwhile_is_seen_and_not_counted() -> None:
    """The replay's session tells nothing, but a door sees where the film is."""
    desk = Desk(Take(10_000).play(10_000).end()).hear()
    desk.keeper.pause_tracking(MonotonicNs(desk.take.t * 1_000_000))
    desk.take.at = 0
    desk.take.play(3_000)
    desk.hear()
    shown = desk.keeper.progress()
    assert shown is not None
    assert (shown.position_ms, shown.playing, shown.tracked) == (3_000, True, False)
    assert desk.close().told == ["first"]


def test_a_seek_and_a_pause_of_the_film_meanwhile_are_heard() -> None:
    """Counting begins where the film then is."""
    desk = Desk(Take(100_000).play(10_000)).pause_tracking()
    desk.take.run_on(5_000).seek(60_000).pause().wait(2_000)
    desk.resume_tracking().take.play(20_000).stop()
    desk.close()
    assert desk.covered_ms == 10_000 + 20_000 - 250
    seeks = [item.position_ms for item in desk.samples_of("first") if item.kind is SampleKind.SEEK]
    assert seeks == [60_000, 60_250]


def test_more_than_half_an_hour_without_tracking_is_another_session() -> None:
    """R11: to the session it was a pause; the film stays visible to the door."""
    desk = Desk(Take(6_000_000, tick_ms=1_000).play(10_000)).pause_tracking()
    desk.take.run_on(31 * MINUTE)
    shown = desk.hear().keeper.progress()
    assert shown is not None
    assert (shown.playing, shown.tracked) == (True, False)
    desk.resume_tracking().take.run_on(10_000).stop()
    desk.close()
    assert len(set(desk.told)) == 2
    assert desk.covered_ms == 10_000 + 10_000 - 1_000


def test_another_viewer_meanwhile_gets_what_is_counted_afterwards() -> None:
    """R11: nothing of the gap, and nothing of Ann's."""
    desk = Desk(Take(100_000).play(10_000)).pause_tracking()
    desk.take.run_on(5_000)
    desk.hear()
    desk.steps += desk.keeper.change_viewer(BEN, MonotonicNs(desk.take.t * 1_000_000))
    desk.take.run_on(5_000)
    desk.resume_tracking().take.run_on(20_000).stop()
    desk.close()
    spans = {
        step.opening.viewer: event.covered_ms
        for step in desk.steps
        for event in step.events
        if isinstance(event, AttentionSpan)
    }
    assert spans == {ANN: 10_000, BEN: 20_000 - 250}


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from(["play", "toggle", "pause", "seek"]), st.integers(50, 20_000)),
        max_size=14,
    )
)
def test_nothing_that_was_not_tracked_is_ever_counted(acts: list[tuple[str, int]]) -> None:
    """Whatever a viewer does, the count stays within what was tracked and played."""
    desk, on, plays = Desk(Take(10**7)), True, False
    tracked_ms = toggles = 0
    for act, size in acts:
        match act:
            case "play":
                desk.take.run_on(size) if plays else desk.take.play(size)
                plays = True
                tracked_ms += size if on else 0
            case "toggle":
                desk.resume_tracking() if not on else desk.pause_tracking()
                on, toggles = not on, toggles + 1
            case "pause" if plays:
                desk.take.pause()
                plays = False
            case "seek":
                desk.take.seek(size * 400)
    desk.close()
    assert desk.covered_ms <= tracked_ms
    spans = [step.checkpoint.passes for step in desk.steps if step.checkpoint is not None]
    assert all(start <= end for passes in spans for start, end in passes)
    assert all(a <= b for a, b in pairwise(sorted(desk.quartiles)))
