"""The plate over the timeline: time at once, a picture when it is there."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.stage import FILM_MS, Stage
from tests.desktop.test_timeline import point
from tracker.desktop.bubble import MOST_STOPS, TimeBubble
from tracker.model.pictures import Thumbnail

SMALL = Thumbnail(64, 36, 256, bytes(256 * 36))


class SlowMaker:
    """A maker of pictures that waits to be told to answer."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        self.tells: list[Callable[[Thumbnail | None], None]] = []

    def ask(
        self, location: str, position_ms: int, tell: Callable[[Thumbnail | None], None]
    ) -> None:
        """Note the question."""
        self.asked.append((location, position_ms))
        self.tells.append(tell)

    def ask_poster(self, location: str, tell: Callable[[Thumbnail | None], None]) -> None:
        """Note the question."""
        self.asked.append((location, -1))
        self.tells.append(tell)


@pytest.fixture
def maker() -> SlowMaker:
    """Return a maker that is slow."""
    return SlowMaker()


@pytest.fixture
def bubble(stage: Stage, maker: SlowMaker) -> TimeBubble:
    """Return a bubble of the window, with pictures."""
    stage.play(playing=False)
    QApplication.processEvents()
    return TimeBubble(stage.window, maker, stage.bridge.post)


def test_the_picture_is_asked_for_at_stops_and_shown_when_it_comes(
    stage: Stage, bubble: TimeBubble, maker: SlowMaker, qtbot: QtBot
) -> None:
    """The time does not wait for it; between two stops nothing is asked."""
    timeline = stage.window.bar.timeline
    bubble.show_over(timeline, "/films/a.mp4", 100_000)
    assert bubble.text == "1:40"
    assert not bubble.has_picture
    bubble.show_over(timeline, "/films/a.mp4", 100_001)
    assert maker.asked == [("/films/a.mp4", 100_000)]
    assert FILM_MS // MOST_STOPS == 2_000
    before = bubble.height()
    maker.tells[0](SMALL)
    qtbot.waitUntil(lambda: bubble.has_picture)
    assert bubble.height() > before + 30
    assert stage.window.rect().contains(bubble.geometry())


def test_a_picture_of_another_film_is_not_shown(
    stage: Stage, bubble: TimeBubble, maker: SlowMaker
) -> None:
    """It came too late, or the film has changed since."""
    timeline = stage.window.bar.timeline
    bubble.show_over(timeline, "/films/a.mp4", 100_000)
    bubble.show_over(timeline, "/films/b.mp4", 100_000)
    maker.tells[0](SMALL)
    QApplication.processEvents()
    assert not bubble.has_picture
    maker.tells[1](SMALL)
    QApplication.processEvents()
    assert bubble.width() >= SMALL.width
    bubble.show_over(timeline, "/films/a.mp4", 100_000)
    assert bubble.width() < SMALL.width


def test_no_picture_is_no_harm(stage: Stage, bubble: TimeBubble, maker: SlowMaker) -> None:
    """The time stands alone, as over a stream."""
    bubble.show_over(stage.window.bar.timeline, "https://host/live", 5_000)
    maker.tells[0](None)
    QApplication.processEvents()
    assert not bubble.has_picture
    assert bubble.isVisible()


def test_pointing_at_the_timeline_shows_it(stage: Stage) -> None:
    """A window without a maker of pictures shows the time alone."""
    stage.play(playing=False)
    QApplication.processEvents()
    point(stage.window.bar.timeline, 200)
    assert stage.window.bubble.isVisible()
    assert not stage.window.bubble.has_picture
