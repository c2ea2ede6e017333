"""A loop's bounds, and when its jump is due."""

import pytest

from tracker.model.units import MediaMs
from tracker.playback.looping import Loop, loop_within


def part(from_ms: int, to_ms: int) -> tuple[MediaMs, MediaMs]:
    """Return a part of a film."""
    return MediaMs(from_ms), MediaMs(to_ms)


@pytest.mark.parametrize(
    ("wanted", "longest_ms", "made"),
    [
        (part(1_000, 2_000), 0, Loop(*part(1_000, 2_000))),
        (part(-5, 2_000), 10_000, Loop(*part(0, 2_000))),
        (part(1_000, 99_000), 10_000, Loop(*part(1_000, 9_600))),
        (part(1_000, 1_400), 10_000, None),
        (part(2_000, 1_000), 10_000, None),
        (part(9_500, 10_000), 10_000, None),
        (None, 10_000, None),
    ],
)
def test_a_loop_is_held_within_the_film(
    wanted: tuple[MediaMs, MediaMs] | None, longest_ms: int, made: Loop | None
) -> None:
    """One that would be too short is none."""
    assert loop_within(wanted, longest_ms) == made


def test_the_jump_is_due_when_the_end_of_the_part_is_reached() -> None:
    """Half a second of film is a quarter of a second at twice the speed, less what has passed."""
    loop = Loop(*part(1_000, 2_000))
    assert loop.seconds_left(1_500, 0.0, 1.0) == pytest.approx(0.5)
    assert loop.seconds_left(1_500, 0.1, 2.0) == pytest.approx(0.15)
    assert loop.seconds_left(2_100, 0.0, 1.0) == pytest.approx(-0.1)


def test_whoever_is_far_behind_the_part_is_left_alone() -> None:
    """Somebody sought to there."""
    assert Loop(*part(1_000, 2_000)).seconds_left(9_000, 0.0, 1.0) is None
