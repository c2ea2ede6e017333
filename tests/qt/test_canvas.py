"""The canvas, with a real film and without."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.playback.ear import Ear
from tests.playback.media import CLIP_MS, FRAMES_PER_SECOND, Clips
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback.frames import FrameStore
from tracker.playback.libvlc_player import LibVlcPlayer
from tracker.playback.player import MediaInfo
from tracker.qt.canvas import BAR_COLOUR, VideoCanvas

SOUND = MediaInfo("/music/Interview.mp3", has_video=False, has_audio=True, duration_ms=None)


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Return a folder that makes clips when asked for them."""
    return Clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture
def frames() -> FrameStore:
    """Return a store of pictures."""
    return FrameStore()


@pytest.fixture
def ear() -> Ear:
    """Return a listener."""
    return Ear()


@pytest.fixture
def player(ear: Ear, frames: FrameStore) -> Iterator[LibVlcPlayer]:
    """Return a player that paints into the store."""
    player = LibVlcPlayer(ear, frames=frames, audio=False)
    yield player
    player.close()


@pytest.fixture
def canvas(qtbot: QtBot, frames: FrameStore) -> VideoCanvas:
    """Return a visible canvas of 640 by 480."""
    canvas = VideoCanvas(frames)
    qtbot.addWidget(canvas)
    canvas.resize(640, 480)
    canvas.show()
    qtbot.waitExposed(canvas)
    return canvas


def _paint_one(frames: FrameStore, colour: QColor, size: tuple[int, int] = (64, 36)) -> None:
    frames.expect(size)
    layout = frames.configure(*size)
    number, address = frames.begin()
    assert address == layout.address
    layout.memory[:] = bytes([colour.blue(), colour.green(), colour.red(), 0]) * (
        len(layout.memory) // 4
    )
    frames.publish(number)


def _shot(canvas: VideoCanvas) -> QImage:
    return canvas.grab().toImage()


def test_a_film_is_seen_whole_and_nearly_every_frame_of_it(
    qtbot: QtBot, canvas: VideoCanvas, player: LibVlcPlayer, ear: Ear, clips: Clips
) -> None:
    """Picture in the middle, bars around it, and about as many paintings as frames."""
    player.open(str(clips / "film.mp4"))
    qtbot.waitUntil(lambda: bool(ear.of(SampleKind.TICK)), timeout=10_000)
    picture = _shot(canvas)
    assert picture.pixelColor(320, 10) == BAR_COLOUR
    seen = {picture.pixelColor(x, 200).rgb() for x in range(0, 640, 8)}
    assert len(seen) > 5
    qtbot.waitUntil(lambda: bool(ear.of(SampleKind.STOP)), timeout=10_000)
    expected = CLIP_MS * FRAMES_PER_SECOND / 1000
    assert expected * 0.8 <= canvas.counts().painted <= canvas.counts().published
    assert canvas.counts().published <= expected + 1


def test_a_hidden_canvas_paints_nothing_and_shows_the_newest_when_it_returns(
    qtbot: QtBot, canvas: VideoCanvas, player: LibVlcPlayer, ear: Ear, clips: Clips
) -> None:
    """The film goes on unseen, and costs no painting."""
    player.open(str(clips / "film.mp4"))
    qtbot.waitUntil(lambda: canvas.counts().painted > 5, timeout=10_000)
    canvas.hide()
    before = canvas.counts()
    qtbot.waitUntil(lambda: canvas.counts().published > before.published + 15, timeout=10_000)
    assert canvas.counts().painted == before.painted
    canvas.show()
    qtbot.waitUntil(lambda: canvas.counts().painted > before.painted, timeout=5_000)


@pytest.mark.parametrize(
    ("name", "corners", "is_upright"),
    [
        ("corners.mp4", "red lime blue yellow", False),
        ("corners-90.mp4", "lime yellow red blue", True),
        ("corners-180.mp4", "yellow blue lime red", False),
        ("corners-270.mp4", "blue red yellow lime", True),
    ],
)
def test_a_film_that_was_taken_with_a_turned_phone_stands_upright(
    qtbot: QtBot,
    canvas: VideoCanvas,
    player: LibVlcPlayer,
    clips: Clips,
    name: str,
    corners: str,
    is_upright: bool,
) -> None:
    """As its display matrix says, in its turned shape: upper left, upper right, lower left, right.

    The turn by 90 is counter-clockwise, as ffmpeg writes and plays it.
    """
    player.open(str(clips / name))
    qtbot.waitUntil(lambda: canvas.counts().painted > 2, timeout=10_000)
    place = canvas.picture_rect()
    assert (place.width(), place.height()) == ((270, 480) if is_upright else (640, 360))
    shot = _shot(canvas)
    for number, colour in enumerate(corners.split()):
        x = place.left() + place.width() * (0.25 + 0.5 * (number % 2))
        y = place.top() + place.height() * (0.25 + 0.5 * (number // 2))
        seen, meant = shot.pixelColor(round(x), round(y)), QColor(colour)
        pairs = zip(seen.getRgb(), meant.getRgb(), strict=True)  # type: ignore[call-overload]
        assert all(abs(one - other) < 24 for one, other in pairs), (number, seen.name())


def test_no_picture_is_copied_on_its_way_to_the_screen(
    qtbot: QtBot, canvas: VideoCanvas, player: LibVlcPlayer, frames: FrameStore, clips: Clips
) -> None:
    """What Qt paints from is the memory that libVLC wrote to: a spot in the one is in the other."""
    player.open(str(clips / "film.mp4"))
    for _ in range(3):
        before = canvas.counts().painted
        qtbot.waitUntil(lambda before=before: canvas.counts().painted > before, timeout=10_000)  # type: ignore[misc]
        picture = canvas._picture
        assert picture is not None
        for spot in (QColor(1, 2, 3), QColor(201, 102, 3)):
            picture.memory[:3] = bytes([spot.blue(), spot.green(), spot.red()])
            assert canvas._image.pixelColor(0, 0) == spot


def test_a_minimised_window_paints_nothing_and_wakes_nobody(
    qtbot: QtBot, player: LibVlcPlayer, frames: FrameStore, ear: Ear, clips: Clips
) -> None:
    """The film goes on, and is counted; its pictures are made and left."""
    window = QWidget()
    qtbot.addWidget(window)
    canvas = VideoCanvas(frames, window)
    canvas.resize(320, 180)
    window.show()
    qtbot.waitExposed(window)
    player.open(str(clips / "film.mp4"))
    qtbot.waitUntil(lambda: canvas.counts().painted > 3, timeout=10_000)
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized)
    QApplication.processEvents()
    painted, taken = canvas.counts().painted, frames.counts().taken
    before = canvas.counts().published
    qtbot.waitUntil(lambda: canvas.counts().published > before + 15, timeout=10_000)
    assert canvas.counts().painted == painted
    assert frames.counts().taken == taken
    window.showNormal()
    qtbot.waitUntil(lambda: canvas.counts().painted > painted, timeout=5_000)
    assert not ear.failures


def test_the_picture_keeps_its_shape_in_every_window(
    qtbot: QtBot, canvas: VideoCanvas, frames: FrameStore
) -> None:
    """Bars above and below, or at the sides, in their colour; red all over the rest."""
    red = QColor(200, 30, 30)
    _paint_one(frames, red)
    qtbot.waitUntil(lambda: canvas.counts().painted == 1)
    assert canvas.picture_rect() == QRectF(0, 60, 640, 360)
    shot = _shot(canvas)
    assert shot.pixelColor(320, 240) == shot.pixelColor(2, 62) == red
    assert shot.pixelColor(320, 30) == shot.pixelColor(320, 450) == BAR_COLOUR
    canvas.resize(800, 180)
    assert canvas.picture_rect() == QRectF(240, 0, 320, 180)
    shot = _shot(canvas)
    assert shot.pixelColor(400, 90) == red
    assert shot.pixelColor(100, 90) == shot.pixelColor(700, 90) == BAR_COLOUR


def test_its_size_reaches_the_store_once_it_has_settled(
    qtbot: QtBot, canvas: VideoCanvas, frames: FrameStore
) -> None:
    """The next film is asked for at the new size."""
    for width in range(700, 1281, 20):
        canvas.resize(width, 720)
    qtbot.waitUntil(lambda: frames.configure(320, 180).width == 1280, timeout=3_000)


def test_sound_without_picture_shows_what_is_heard(
    qtbot: QtBot, canvas: VideoCanvas, frames: FrameStore
) -> None:
    """A sign and a title instead of the last film's last picture."""
    _paint_one(frames, QColor(200, 30, 30))
    qtbot.waitUntil(lambda: canvas.counts().painted == 1)
    canvas.show_media(SOUND)
    shot = _shot(canvas)
    colours = {shot.pixelColor(x, y).rgb() for x in range(0, 640, 4) for y in range(0, 480, 4)}
    assert len(colours) > 10
    assert QColor(200, 30, 30).rgb() not in colours
    assert canvas.picture_rect().isEmpty()
    assert canvas.accessibleDescription() == "Interview"
    secret = "https://ada:secret@host.example/Interview%205.mp3?token=secret"
    canvas.show_media(replace(SOUND, location=secret))
    assert canvas.accessibleDescription() == "Interview 5.mp3"


def test_a_film_after_sound_is_seen_even_if_its_picture_came_first(
    qtbot: QtBot, canvas: VideoCanvas, frames: FrameStore
) -> None:
    """News of the film and its first picture come by different ways, in any order."""
    canvas.show_media(SOUND)
    _paint_one(frames, QColor(30, 200, 30))
    qtbot.wait(50)
    canvas.show_media(MediaInfo("film.mp4", True, True, MediaMs(1000)))
    qtbot.waitUntil(lambda: canvas.counts().painted == 1)


def test_the_last_picture_stays_until_the_next_film_s_first(
    qtbot: QtBot, canvas: VideoCanvas, frames: FrameStore
) -> None:
    """No gap between two films; none at all once nothing is open."""
    red = QColor(200, 30, 30)
    _paint_one(frames, red)
    qtbot.waitUntil(lambda: canvas.counts().painted == 1)
    frames.finish()
    canvas.show_media(MediaInfo("next.mp4", True, True, None))
    assert _shot(canvas).pixelColor(320, 240) == red
    canvas.show_media(None)
    assert _shot(canvas).pixelColor(320, 240) == BAR_COLOUR


def test_a_canvas_that_is_gone_does_not_disturb_the_film(
    qtbot: QtBot, frames: FrameStore, player: LibVlcPlayer, ear: Ear, clips: Clips
) -> None:
    """The player outlives its window."""
    canvas = VideoCanvas(frames)
    canvas.show()
    player.open(str(clips / "film.mp4"))
    qtbot.waitUntil(lambda: canvas.counts().painted > 3, timeout=10_000)
    canvas.close()
    shiboken6.delete(canvas)
    qtbot.waitUntil(lambda: bool(ear.of(SampleKind.ENDED)), timeout=10_000)
    assert not ear.failures


def test_it_says_what_it_is(canvas: VideoCanvas) -> None:
    """A screen reader hears a name."""
    assert canvas.accessibleName() == "Video"
