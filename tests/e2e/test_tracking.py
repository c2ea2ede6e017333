"""Pausing the tracking of a real film: libVLC plays on, and the time in between is not counted."""

from pathlib import Path

from tests.e2e.conftest import Films
from tests.e2e.line import Line


def test_a_real_film_is_not_counted_while_tracking_is_paused(tmp_path: Path, films: Films) -> None:
    """About two seconds before, about three after; the end that is reached completes nothing."""
    with Line(tmp_path) as line:
        line.player.open(str(films / "film.mp4"))
        line.wait(lambda: bool(line.progress) and (line.progress[-1].position_ms or 0) > 2_000)
        line.station.track(is_on=False)
        line.wait(lambda: not line.progress[-1].tracked)
        paused_at_ms = line.progress[-1].covered_ms
        line.wait(lambda: (line.progress[-1].position_ms or 0) > 5_000)
        assert line.progress[-1].covered_ms == paused_at_ms
        assert line.progress[-1].playing
        line.station.track(is_on=True)
        line.wait(lambda: bool(line.finished))
        line.wait(lambda: line.progress[-1].is_over)
        last = line.progress[-1]
    assert len(last.intervals) == 2
    [(_, left_ms), (again_ms, _)] = last.intervals
    assert left_ms < 5_000 <= again_ms
    assert last.covered_ms <= 8_000 - (again_ms - left_ms)
    assert 100 not in last.earned
