"""Where a document stands."""

from pathlib import Path

import pytest

from tests.playback.papers import paper, write_paper
from tracker.playback.pdf import PdfPages
from tracker.playback.showing import Showing


@pytest.fixture
def showing(tmp_path: Path) -> Showing:
    """Return three pages of ten seconds."""
    path = tmp_path / "brochure.pdf"
    write_paper(path, paper(3))
    return Showing(1, path.name, PdfPages(path, path.name), 10_000, is_playing=True)


def test_the_position_follows_the_time_at_its_rate(showing: Showing) -> None:
    """Five seconds at double speed are the whole first page."""
    showing.rate = 2.0
    assert showing.seconds_to_turn() == 5.0
    showing.move(4.9)
    assert showing.at_ms == pytest.approx(9_800)
    assert showing.page == 0
    showing.move(5.1)
    assert showing.at_ms == pytest.approx(10_200)
    assert showing.page == 1


def test_a_pause_takes_no_time(showing: Showing) -> None:
    """Neither during it nor afterwards."""
    showing.is_playing = False
    showing.move(100.0)
    showing.is_playing = True
    showing.move(101.0)
    assert showing.at_ms == pytest.approx(1_000)


def test_it_ends_with_its_last_page(showing: Showing) -> None:
    """Never beyond, however late somebody looks."""
    showing.move(29.9)
    assert (showing.page, showing.has_ended()) == (2, False)
    showing.move(500.0)
    assert (showing.at_ms, showing.page, showing.has_ended()) == (30_000, 2, True)


@pytest.mark.parametrize(("page", "start"), [(-1, 0), (0, 0), (2, 20_000), (3, 20_000)])
def test_every_page_has_a_start(page: int, start: int, showing: Showing) -> None:
    """One that is beyond is the first or the last."""
    assert showing.start_of(page) == start
