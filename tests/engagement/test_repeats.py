"""What was watched more than once, against a count of every millisecond."""

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ANCHOR_WALL_MS, Take
from tracker.engagement.repeats import Repeats
from tracker.engagement.session import EngagementSession
from tracker.model.units import MediaMs

pieces = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: (min(ends), max(ends))),
    max_size=12,
)


@given(pieces)
def test_a_part_is_repeated_where_two_pieces_lie_over_each_other(
    played: list[tuple[int, int]],
) -> None:
    """For any pieces in any order, touching and empty ones too."""
    repeats = Repeats()
    for start, end in played:
        repeats.add(MediaMs(start), MediaMs(end))
    counted = [sum(start <= at < end for start, end in played) for at in range(41)]
    told = {at for start, end in repeats.intervals for at in range(start, end)}
    assert told == {at for at, times in enumerate(counted) if times >= 2}


def test_a_session_tells_what_was_watched_twice() -> None:
    """Ten seconds are watched, then the last four of them again and three more."""
    take = Take(duration_ms=60_000).play(10_000).seek(6_000).run_on(7_000).pause()
    session = EngagementSession("session", anchor_wall_ms=ANCHOR_WALL_MS)
    for sample in take.samples:
        session.observe(sample)
    ((start, end),) = session.progress(1).repeated
    assert abs(start - 6_000) <= 500
    assert abs(end - 10_000) <= 500


def test_playing_on_after_a_pause_is_no_repeat() -> None:
    """Neither is a change of speed."""
    take = Take(duration_ms=60_000).play(5_000).pause().wait(3_000).play(5_000)
    take.set_rate(2.0).run_on(3_000).pause()
    session = EngagementSession("session", anchor_wall_ms=ANCHOR_WALL_MS)
    for sample in take.samples:
        session.observe(sample)
    assert session.progress(1).repeated == ()
