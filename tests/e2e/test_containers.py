"""Every container, whole, skipped and stopped, through real libVLC to the outbox."""

from pathlib import Path

import pytest

from tests.e2e.conftest import RECIPES, SECONDS, Films
from tests.e2e.line import Line
from tracker.model.units import MediaMs

ALL = [("media-played", None), *(("quartile", q) for q in (0, 25, 50, 75, 100))]
SPAN = ("attention-span", None)


@pytest.mark.parametrize("name", RECIPES)
def test_a_film_played_whole_earns_five_quartiles(name: str, films: Films, tmp_path: Path) -> None:
    """Played, 0 25 50 75 100, and the attention span."""
    with Line(tmp_path) as line:
        line.player.open(str(films / name))
        line.wait(lambda: bool(line.finished or line.failures))
    assert line.stored() == [*ALL, SPAN]


@pytest.mark.parametrize("name", RECIPES)
def test_what_was_skipped_earns_nothing(name: str, films: Films, tmp_path: Path) -> None:
    """Two and a half seconds, a jump to the last one, and the end: a quarter, not the whole."""
    with Line(tmp_path) as line:
        line.player.open(str(films / name))
        line.wait_until_at(2_400)
        line.player.seek(MediaMs((SECONDS - 1) * 1_000))
        line.wait(lambda: bool(line.finished or line.failures))
        line.wait(lambda: line.progress[-1].is_over)
    # A busy machine may jump later than it was told to; what was covered by then decides.
    last = line.progress[-1]
    assert last.duration_ms is not None
    assert 2_000 <= last.covered_ms < last.duration_ms - 500
    reached = [q for q in (0, 25, 50, 75) if 100 * last.covered_ms >= q * last.duration_ms]
    assert line.stored() == [ALL[0], *(("quartile", q) for q in reached), SPAN]


@pytest.mark.parametrize("name", RECIPES)
def test_what_was_not_reached_earns_nothing(name: str, films: Films, tmp_path: Path) -> None:
    """Stopped in the middle: the quarters that were covered by then, and no other."""
    with Line(tmp_path) as line:
        line.player.open(str(films / name))
        line.wait_until_at(2_400)
        line.player.stop()
        line.wait(lambda: line.progress[-1].is_over)
    # A busy machine may stop later than it was told to; what was covered by then decides.
    last = line.progress[-1]
    assert last.duration_ms is not None
    assert 2_000 <= last.covered_ms < last.duration_ms
    reached = [q for q in (0, 25, 50, 75) if 100 * last.covered_ms >= q * last.duration_ms]
    assert line.stored() == [ALL[0], *(("quartile", q) for q in reached), SPAN]
