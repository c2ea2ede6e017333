"""The canvas, with a real film and without."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
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
    assert canvas.accessibleDescription() == "Interview.mp3"


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
