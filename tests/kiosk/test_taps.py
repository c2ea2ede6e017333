"""The exit gesture: so many taps in its corner, quickly, and nothing else."""

import pytest

from tracker.app.kiosk.config import Corner
from tracker.app.kiosk.gesture import BETWEEN_S, describe
from tracker.kiosk.taps import CornerTaps

SIZE = (1920.0, 1080.0)
INSIDE = {
    Corner.TOP_LEFT: (5, 5),
    Corner.TOP_RIGHT: (1915, 5),
    Corner.BOTTOM_LEFT: (5, 1075),
    Corner.BOTTOM_RIGHT: (1915, 1075),
}


@pytest.mark.parametrize("corner", list(Corner))
def test_the_last_of_so_many_quick_taps_is_the_gesture(corner: Corner) -> None:
    """In the corner that was configured; then it begins anew."""
    taps = CornerTaps(corner, 5)
    said = [taps.tap(*INSIDE[corner], SIZE, n * 1.0) for n in range(10)]
    assert [n for n, one in enumerate(said, 1) if one] == [5, 10]
    other = next(one for one in Corner if one is not corner)
    assert not any(taps.tap(*INSIDE[other], SIZE, 100 + n) for n in range(20))


def test_a_slow_tap_or_one_elsewhere_begins_anew() -> None:
    """A visitor who leans on the corner does not get out."""
    taps = CornerTaps(Corner.TOP_LEFT, 5)
    assert not any(taps.tap(5, 5, SIZE, n * (BETWEEN_S + 0.1)) for n in range(50))
    for n in range(4):
        assert not taps.tap(5, 5, SIZE, 1000 + n * 0.1)
    assert not taps.tap(900, 500, SIZE, 1000.5)
    assert not taps.tap(5, 5, SIZE, 1000.6)


def test_the_gesture_is_said_in_words() -> None:
    """The check prints it, so that nobody locks themselves in."""
    said = describe(Corner.BOTTOM_RIGHT, 9)
    assert "9 times" in said
    assert "bottom right corner" in said
