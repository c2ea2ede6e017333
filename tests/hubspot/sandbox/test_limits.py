"""The stand-in's rolling rate limit."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.hubspot.sandbox.limits import RollingWindow


@given(st.lists(st.floats(0, 3), max_size=60), st.integers(1, 5), st.floats(0.5, 10))
def test_no_window_ever_holds_more_than_its_limit(
    gaps: list[float], maximum: int, seconds: float
) -> None:
    """And a request is refused only if the window is full."""
    window, now = RollingWindow(maximum, seconds), 0.0
    taken: list[float] = []
    for gap in gaps:
        now += gap
        recent = [moment for moment in taken if now - moment < seconds]
        assert window.take(now) == (len(recent) < maximum)
        if len(recent) < maximum:
            taken.append(now)
        assert window.remaining >= 0
