"""The watch over the picture: frozen once, hopeless the second time, and never by mistake."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.kiosk.watch import SOUND_AFTER_S, FrameWatch, Verdict

ALIVE, FROZEN, HOPELESS = Verdict.ALIVE, Verdict.FROZEN, Verdict.HOPELESS


def test_a_picture_that_moves_is_alive_for_ever() -> None:
    """So is one that need not move."""
    watch = FrameWatch(10)
    assert {watch.look(n, pictures=n, advances=n, moves=True) for n in range(1000)} == {ALIVE}
    later = range(1000, 2000)
    assert {watch.look(n, pictures=7, advances=7, moves=False) for n in later} == {ALIVE}


def test_no_pictures_or_no_advance_is_frozen_then_hopeless() -> None:
    """Where its source stalls, libVLC shows one picture again and again."""
    for pictures, advances in ((1, 0), (0, 1), (0, 0)):
        watch = FrameWatch(10)
        said = [
            watch.look(n, pictures=pictures * n, advances=advances * n, moves=True)
            for n in range(40)
        ]
        assert said[:10] == [ALIVE] * 10
        assert said[10] is FROZEN
        assert said[11:21] == [ALIVE] * 10
        assert set(said[21:]) == {HOPELESS}


def test_a_renewed_player_that_plays_long_enough_gets_another_chance() -> None:
    """And a new day forgives everything."""
    watch = FrameWatch(10)
    watch.look(0, pictures=0, advances=0, moves=True)
    assert watch.look(10, pictures=0, advances=0, moves=True) is FROZEN
    until = round(11 + SOUND_AFTER_S)
    for n in range(11, until + 1):
        assert watch.look(n, pictures=n, advances=n, moves=True) is ALIVE
    assert watch.look(until + 10, pictures=until, advances=until, moves=True) is FROZEN
    assert watch.look(until + 11, pictures=until, advances=until, moves=True) is ALIVE
    assert watch.look(until + 30, pictures=until, advances=until, moves=True) is HOPELESS
    watch.forgive()
    assert watch.look(until + 31, pictures=until, advances=until, moves=True) is ALIVE


@given(
    st.lists(
        st.tuples(st.floats(0, 3), st.integers(0, 1), st.integers(0, 1), st.booleans()),
        max_size=60,
    )
)
def test_what_moves_within_the_time_is_never_frozen(
    steps: list[tuple[float, int, int, bool]],
) -> None:
    """A word of death needs both: that it should move, and that something stood so long."""
    watch, now_s, pictures, advances = FrameWatch(5), 0.0, 0, 0
    stood_s = [0.0, 0.0]
    for passed_s, more, further, moves in steps:
        now_s, pictures, advances = now_s + passed_s, pictures + more, advances + further
        said = watch.look(now_s, pictures=pictures, advances=advances, moves=moves)
        for place, change in enumerate((more, further)):
            stood_s[place] = 0.0 if change or not moves else stood_s[place] + passed_s
        if max(stood_s) < 5:
            assert said is not FROZEN
        if said is HOPELESS:
            break
