"""The playhead: what is shown between two words of the session."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop.stage import FILM_MS, progress
from tracker.desktop.playhead import LOOK_AHEAD_MS, Playhead, clock_text
from tracker.model.units import NS_PER_MS, MediaMs

NOW = 10_000 * NS_PER_MS


@pytest.fixture
def playhead() -> Playhead:
    """Make a playhead that was told 2:10, playing."""
    made = Playhead()
    made.tell(progress(NOW))
    return made


def test_a_playing_film_moves_on_between_two_words(playhead: Playhead) -> None:
    """The position is carried on at the film's rate."""
    assert playhead.position_ms(NOW + 300 * NS_PER_MS) == 130_300


def test_a_paused_film_stands_still() -> None:
    """Nothing is carried on in a pause."""
    paused = Playhead()
    paused.tell(progress(NOW, playing=False))
    assert paused.position_ms(NOW + 900 * NS_PER_MS) == 130_000


@given(st.integers(0, 10**12))
def test_a_stalled_film_is_not_carried_on_for_ever(later_ns: int) -> None:
    """Without news the position runs ahead by no more than the limit, and never past the end."""
    playhead = Playhead()
    playhead.tell(progress(NOW, FILM_MS - 1_000))
    shown = playhead.position_ms(NOW + later_ns)
    assert shown is not None
    assert FILM_MS - 1_000 <= shown <= min(FILM_MS, FILM_MS - 1_000 + LOOK_AHEAD_MS)


def test_a_seek_is_shown_at_once_and_outlives_a_stale_word(playhead: Playhead) -> None:
    """The player merges fast seeks, so a word from before must not throw the handle back."""
    playhead.wish(now_ns=NOW, position_ms=MediaMs(20_000))
    playhead.tell(progress(NOW + 200 * NS_PER_MS, 130_200))
    assert playhead.position_ms(NOW + 200 * NS_PER_MS) == 20_200
    playhead.tell(progress(NOW + 400 * NS_PER_MS, 20_100))
    assert playhead.position_ms(NOW + 400 * NS_PER_MS) == 20_100


def test_a_wish_that_is_not_fulfilled_is_given_up(playhead: Playhead) -> None:
    """After a second and a half the session's word counts, whatever was wished."""
    playhead.wish(now_ns=NOW, position_ms=MediaMs(20_000))
    playhead.tell(progress(NOW + 1_600 * NS_PER_MS, 131_600))
    assert playhead.position_ms(NOW + 1_600 * NS_PER_MS) == 131_600


def test_a_wished_pause_counts_at_once(playhead: Playhead) -> None:
    """The film stands where it was shown when the pause was asked for."""
    playhead.wish(now_ns=NOW + 100 * NS_PER_MS, playing=False)
    playhead.tell(progress(NOW + 150 * NS_PER_MS, 130_150))
    assert not playhead.playing
    assert playhead.position_ms(NOW + 900 * NS_PER_MS) == 130_100


def test_the_part_that_is_watched_now_reaches_to_the_handle(playhead: Playhead) -> None:
    """There is no gap between the fill and the handle; other parts stay as they were told."""
    shown = playhead.watched(NOW + 300 * NS_PER_MS)
    assert shown == ((0, 62_000), (98_000, 130_300))


def test_a_seek_away_ends_the_growing_part(playhead: Playhead) -> None:
    """What was not played is not filled."""
    playhead.wish(now_ns=NOW, position_ms=MediaMs(250_000))
    assert playhead.watched(NOW + 300 * NS_PER_MS) == ((0, 62_000), (98_000, 130_000))


def test_the_share_watched_is_rounded_down(playhead: Playhead) -> None:
    """186 of 300 seconds are 62 percent."""
    assert playhead.percent_watched == 62


@pytest.mark.parametrize(
    ("position_ms", "text"),
    [(None, "–:––"), (0, "0:00"), (130_999, "2:10"), (3_723_000, "1:02:03"), (-5, "0:00")],
)
def test_times_are_written_as_people_write_them(position_ms: int | None, text: str) -> None:
    """Minutes and seconds, with hours where there are any."""
    assert clock_text(position_ms) == text
