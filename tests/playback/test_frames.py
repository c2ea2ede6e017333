"""Sizes, and which buffer is whose."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.playback.frames import (
    KEPT_DETAIL_PX,
    MAX_HEIGHT_PX,
    MAX_WIDTH_PX,
    FrameCounts,
    FrameStore,
    fill_picture,
    fit_picture,
)

_SIDES = st.integers(min_value=1, max_value=20_000)


@pytest.mark.parametrize(
    ("film", "target", "asked"),
    [
        ((1920, 1080), (1280, 720), (1920, 1080)),
        ((320, 180), (1280, 720), (1280, 720)),
        ((320, 180), (3840, 2160), (1920, 1080)),
        ((3840, 2160), (1600, 900), (1600, 900)),
        ((3840, 2160), (400, 300), (1280, 720)),
        ((7680, 4320), None, (4096, 2304)),
        ((480, 640), (1000, 1000), (750, 1000)),
        ((321, 181), None, (320, 180)),
    ],
)
def test_a_size_fits_film_and_place(
    film: tuple[int, int], target: tuple[int, int] | None, asked: tuple[int, int]
) -> None:
    """Detail is kept up to full HD; a larger film is asked for at the size of its place."""
    assert fit_picture(film, target) == asked


@pytest.mark.parametrize(
    ("film", "target", "screen", "asked"),
    [
        ((1920, 1080), (1280, 720), (1280, 720), (1280, 720)),
        ((1920, 1080), (640, 360), (1366, 768), (1366, 768)),
        ((1920, 1080), (1280, 720), (2560, 1440), (1920, 1080)),
        ((1920, 1080), (1280, 720), (1024, 600), (1280, 720)),
        ((320, 180), (1280, 720), (1920, 1080), (1280, 720)),
        ((3840, 2160), (1600, 900), (1920, 1080), (1600, 900)),
    ],
)
def test_no_film_is_asked_for_larger_than_a_screen_shows_it(
    film: tuple[int, int],
    target: tuple[int, int],
    screen: tuple[int, int],
    asked: tuple[int, int],
) -> None:
    """But as large as its place can become, since the size stays for as long as it plays."""
    assert fit_picture(film, target, screen) == asked


@given(film=st.tuples(_SIDES, _SIDES), target=st.none() | st.tuples(_SIDES, _SIDES))
def test_every_size_is_even_bounded_and_in_shape(
    film: tuple[int, int], target: tuple[int, int] | None
) -> None:
    """Whatever a file claims, memory is bounded."""
    width, height = fit_picture(film, target)
    assert width % 2 == height % 2 == 0
    assert 2 <= width <= MAX_WIDTH_PX
    assert 2 <= height <= MAX_HEIGHT_PX
    assert width * height <= max(film[0] * film[1], KEPT_DETAIL_PX) * 1.1 + 4 * (width + height)


@pytest.mark.parametrize(
    ("ratio", "target", "filled"),
    [
        (2.0, (1001, 300), (600, 300)),
        (2.0, (1001, 900), (1001, 500)),
        (0.5, None, (360, 720)),
        (1.0, (9000, 9000), (2304, 2304)),
        (1e-80, (800, 600), (1, 600)),
        (1e80, (800, 600), (800, 1)),
    ],
)
def test_what_is_drawn_fills_the_place_to_the_pixel(
    ratio: float, target: tuple[int, int] | None, filled: tuple[int, int]
) -> None:
    """Also in odd numbers; never beyond the maxima, nor thinner than a pixel."""
    assert fill_picture(ratio, target) == filled


def _publish(frames: FrameStore) -> int:
    number, address = frames.begin()
    frames.publish(number)
    return address


def test_the_reader_s_picture_is_left_alone_until_it_takes_the_next() -> None:
    """However many pictures come, none is written where one is being read."""
    frames = FrameStore()
    frames.configure(64, 48)
    _publish(frames)
    held = frames.take()
    assert held is not None
    assert all(_publish(frames) != held.address for _ in range(10))
    newest = frames.take()
    assert newest is not None
    assert newest is not held
    assert frames.take() is newest
    assert frames.counts() == FrameCounts(published=11, taken=2)


def test_a_dropped_picture_is_written_again() -> None:
    """A picture that was begun and never published does not use a buffer up."""
    frames = FrameStore()
    frames.configure(64, 48)
    _publish(frames)
    frames.take()
    _publish(frames)
    assert len({frames.begin() for _ in range(5)}) == 1


def test_a_reader_is_woken_once_for_what_it_has_not_taken() -> None:
    """Nobody is woken while nobody watches, and at once when somebody looks again."""
    frames = FrameStore()
    woken: list[int] = []
    frames.set_wake(lambda: woken.append(1))
    frames.configure(64, 48)
    _publish(frames)
    _publish(frames)
    assert len(woken) == 1
    frames.take()
    frames.set_watched(False)
    _publish(frames)
    assert len(woken) == 1
    frames.set_watched(True)
    assert len(woken) == 2


def test_rows_are_aligned_and_their_memory_is_the_reader_s() -> None:
    """LibVLC writes whole vectors; what it writes is what the reader sees, uncopied."""
    frames = FrameStore()
    layout = frames.configure(321, 181)
    assert layout.pitch % 32 == 0
    assert layout.address % 32 == 0
    frames.publish(frames.begin()[0])
    picture = frames.take()
    assert picture is not None
    assert len(picture.memory) == picture.pitch * picture.height
    picture.memory[0] = 77
    assert frames.take().memory[0] == 77  # type: ignore[union-attr]


def test_a_new_format_leaves_the_old_picture_whole() -> None:
    """The reader keeps its memory when the next film makes room for itself, or ends."""
    frames = FrameStore()
    frames.configure(64, 48)
    _publish(frames)
    old = frames.take()
    frames.expect((200, 100))
    frames.configure(128, 100)
    assert frames.take() is old
    _publish(frames)
    frames.finish()
    new = frames.take()
    assert new is not None
    assert (new.width, new.height, new.ratio) == (200, 100, 2.0)
    with pytest.raises(RuntimeError):
        frames.begin()


def test_writer_and_reader_never_share_a_buffer() -> None:
    """Two threads at full speed: what the reader holds does not change under it."""
    frames = FrameStore()
    frames.configure(64, 48)
    views = {p.address: p.memory for p in frames._buffers.pictures}  # type: ignore[union-attr]

    def write() -> None:
        for turn in range(3000):
            number, address = frames.begin()
            views[address][0] = views[address][100] = turn % 256
            frames.publish(number)

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        picture = frames.take()
        if picture is not None:
            before = picture.memory[0]
            assert picture.memory[100] == before
            assert picture.memory[0] == before
    writer.join()
