"""PDF files by the real PDFium: drawn, turned, locked, damaged, endless."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.playback.papers import LOCK, paper, write_paper
from tracker.model.errors import PlaybackError
from tracker.playback.frames import FrameStore, Picture
from tracker.playback.pdf import MOST_PAGES, PdfPages

RED, GREEN, WHITE = b"\x00\x00\xff", b"\x00\xff\x00", b"\xff\xff\xff"
"""As they stand in memory: blue, green, red."""


def opened(folder: Path, data: bytes) -> PdfPages:
    """Write a file and open it."""
    path = folder / "brochure.pdf"
    write_paper(path, data)
    return PdfPages(path, path.name)


def drawn(pages: PdfPages, index: int, goes_on: Callable[[], bool] = lambda: True) -> Picture:
    """Draw a page into a place of 400 × 300."""
    frames = FrameStore()
    frames.set_target(400, 300)
    width, height = pages.size(index)
    layout = frames.fill(width / height)
    number, address = frames.begin()
    pages.draw(index, layout, address, goes_on)
    frames.publish(number)
    picture = frames.take()
    assert picture is not None
    return picture


def pixel(picture: Picture, x: float, y: float) -> bytes:
    """Return the colour at a place, given as shares of width and height."""
    at = int(y * picture.height) * picture.pitch + int(x * picture.width) * 4
    return bytes(picture.memory[at : at + 3])


def test_pages_are_drawn_on_white_as_large_as_the_place(tmp_path: Path) -> None:
    """Two pages of twice the width, each with its colour and a white margin."""
    pages = opened(tmp_path, paper(2))
    first, second = drawn(pages, 0), drawn(pages, 1)
    assert (pages.page_count, first.width, first.height) == (2, 400, 200)
    assert pixel(first, 0.5, 0.5) == pixel(first, 0.12, 0.12) == RED
    assert pixel(first, 0.05, 0.5) == pixel(first, 0.5, 0.95) == WHITE
    assert pixel(second, 0.5, 0.5) == GREEN
    pages.close()


def test_a_turned_page_has_the_shape_in_which_it_is_read(tmp_path: Path) -> None:
    """A landscape page that is to be turned by a quarter is upright."""
    pages = opened(tmp_path, paper(more="/Rotate 90"))
    assert pages.size(0) == (100, 200)
    assert (drawn(pages, 0).width, drawn(pages, 0).height) == (150, 300)
    pages.close()


@pytest.mark.parametrize("size", [(0.001, 1e7), (1e7, 0.001), (0, 0), (1e30, 1e30), (-5, 10)])
def test_whatever_size_a_page_claims_it_fits_the_place(
    size: tuple[float, float], tmp_path: Path
) -> None:
    """Memory is bounded by the place, never by the file."""
    pages = opened(tmp_path, paper(size=size))
    picture = drawn(pages, 0)
    assert 1 <= picture.width <= 400
    assert 1 <= picture.height <= 300
    pages.close()


@pytest.mark.parametrize("lock", [LOCK, "/Filter /Unheard-Of"])
def test_a_locked_document_says_so(lock: str, tmp_path: Path) -> None:
    """What is wrong, and the cure."""
    with pytest.raises(PlaybackError, match="locked by a password") as caught:
        opened(tmp_path, paper(lock=lock))
    assert "without a password" in caught.value.hint


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20, paper(2)[:300], paper(1, kids=[])],
    ids=["head", "rubbish", "cut", "no pages"],
)
def test_a_damaged_document_says_so(data: bytes, tmp_path: Path) -> None:
    """A sentence and a hint, no crash."""
    with pytest.raises(PlaybackError, match="damaged") as caught:
        opened(tmp_path, data)
    assert caught.value.hint


def test_a_missing_page_says_which(tmp_path: Path) -> None:
    """The others can be drawn."""
    pages = opened(tmp_path, paper(2, kids=[0, 7]))
    assert pixel(drawn(pages, 0), 0.5, 0.5) == RED
    with pytest.raises(PlaybackError, match="Page 2 of brochure"):
        drawn(pages, 1)
    pages.close()


def test_of_an_endless_document_so_many_pages_are_shown(tmp_path: Path) -> None:
    """The file's own number stays known."""
    pages = opened(tmp_path, paper(MOST_PAGES + 1))
    assert (pages.page_count, pages.pages_in_file) == (MOST_PAGES, MOST_PAGES + 1)
    pages.close()


def test_a_page_without_end_is_left_when_time_is_up(tmp_path: Path) -> None:
    """A hundred thousand shapes take seconds; nobody has to wait for all of them."""
    pages = opened(tmp_path, paper(drawing="0 0 200 100 re f\n" * 100_000))
    began_s = time.monotonic()
    drawn(pages, 0, lambda: False)
    quick_s = time.monotonic() - began_s
    drawn(pages, 0)
    assert quick_s < (time.monotonic() - began_s - quick_s) / 2
    pages.close()


def test_a_name_that_is_no_text_is_opened(tmp_path: Path) -> None:
    """Old disks have names in no encoding that anybody knows."""
    path = tmp_path / os.fsdecode(b"caf\xe9.pdf")
    write_paper(path, paper())
    PdfPages(path, "cafe.pdf").close()
