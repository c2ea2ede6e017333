"""A window with a real shelf: films are offered, opened, remembered and resumed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage, media, progress
from tracker.app.settings import Settings
from tracker.app.shelf import Shelf
from tracker.desktop.window import PlayerWindow
from tracker.library.recent import RecentFile, RecentFiles
from tracker.model.units import MediaMs, UnixMs
from tracker.playback.thumbnails import ThumbnailMaker
from tracker.qt.canvas import VideoCanvas

Make = Callable[..., Stage]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    """Return a way to show a window on a shelf of a profile."""
    closes: list[Callable[[], None]] = []

    def make_one(settings: Settings, *, offers_films: bool = True) -> Stage:
        stage = Stage()
        pictures = ThumbnailMaker()
        shelf = Shelf(tmp_path, settings, pictures)
        stage.canvas = VideoCanvas(stage.frames)
        stage.window = PlayerWindow(
            stage.canvas,
            stage.player,
            stage.bridge,
            shelf=shelf,
            offers_films=offers_films,
            clock=stage.clock,
        )
        qtbot.addWidget(stage.window)
        stage.window.resize(1280, 720)
        with qtbot.waitExposed(stage.window):
            stage.window.show()
        stage.window.setFocus()
        closes.extend([shelf.close, pictures.close])
        return stage

    yield make_one
    for close in closes:
        close()


def film(folder: Path, name: str) -> str:
    """Make a file that nobody will play."""
    path = folder / name
    path.write_bytes(b"film")
    return str(path)


def opened(stage: Stage, qtbot: QtBot, count: int) -> str:
    """Wait for the player's next opening; answer it, and return what was opened."""

    def openings() -> list[tuple[object, ...]]:
        return [command for command in stage.player.commands if command[0] == "open"]

    qtbot.waitUntil(lambda: len(openings()) == count)
    stage.window.transport.tell_opened(count, media())
    return str(openings()[-1][1])


def test_what_was_watched_is_offered_again_with_its_share(
    make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    """Back at the films its tile is there; Return plays it."""
    stage = make(Settings())
    path = film(tmp_path, "tour.mp4")
    stage.window.open([path])
    assert opened(stage, qtbot, 1) == path
    stage.tell()
    stage.window.transport.leave()
    grid = stage.window.welcome.films
    qtbot.waitUntil(lambda: grid.count() == 1)
    said = grid.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "tour, 62 percent watched"
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert opened(stage, qtbot, 2) == path
    stage.window.transport.leave()
    qtbot.waitUntil(stage.window.welcome.forget_button.isVisible)
    QTest.mouseClick(stage.window.welcome.forget_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: grid.count() == 0)
    assert not (tmp_path / "recent.json").exists()


def test_a_film_is_resumed_if_that_is_wanted(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    """From where it was left, and the words say so; after its end from the beginning."""
    stage = make(replace(Settings(), resume="on"))
    path = film(tmp_path, "tour.mp4")
    stage.window.open([path])
    opened(stage, qtbot, 1)
    stage.tell()
    stage.window.open([path])
    opened(stage, qtbot, 2)
    assert stage.player.commands[-1] == ("open", path, MediaMs(130_000))
    assert stage.window.flash.text == "Resumed at 2:10"
    stage.clock.turn(2_000)
    stage.window.transport.tell_progress(progress(stage.clock.now_ns, 299_000, generation=2))
    stage.window.transport.tell_finished(2)
    stage.window.open([path])
    opened(stage, qtbot, 3)
    assert stage.player.commands[-1] == ("open", path, 0)


def test_closing_the_window_remembers_the_place(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    """Without resuming, too: the setting may come later."""
    stage = make(Settings())
    path = film(tmp_path, "tour.mp4")
    stage.window.open([path])
    opened(stage, qtbot, 1)
    stage.tell()
    stage.window.close()
    qtbot.waitUntil(lambda: RecentFiles(tmp_path).find(path) is not None)
    found = RecentFiles(tmp_path).find(path)
    assert found is not None
    assert (found.position_ms, found.watched_percent) == (130_000, 62)


def test_folders_lists_and_subtitles_are_taken_apart(
    make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    """A list opens its films; a subtitle file goes with the film that is on."""
    stage = make(Settings())
    film(tmp_path, "a.mp4")
    film(tmp_path, "b.mp4")
    (tmp_path / "list.m3u8").write_text("b.mp4\na.mp4\nscreen://\n")
    stage.window.open([str(tmp_path / "list.m3u8")])
    assert opened(stage, qtbot, 1) == str(tmp_path / "b.mp4")
    assert len(stage.window.transport.playlist) == 2
    words = film(tmp_path, "words.srt")
    stage.window.open([words])
    qtbot.waitUntil(lambda: ("add_subtitles", words) in stage.player.commands)
    (tmp_path / "empty").mkdir()
    stage.window.open([str(tmp_path / "empty")])
    qtbot.waitUntil(lambda: "holds no films" in stage.window.notice.text)
    stage.window.shelving.save_playlist(str(tmp_path / "mine.xspf"))
    qtbot.waitUntil(lambda: "saved as mine.xspf" in stage.window.notice.text)
    assert "<location>b.mp4</location>" in (tmp_path / "mine.xspf").read_text()


def test_the_window_takes_an_answer_for_a_film_that_is_wanted_no_more(
    make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    """Two films are asked for quickly: one is opened, the second."""
    stage = make(replace(Settings(), resume="on"))
    first, second = film(tmp_path, "a.mp4"), film(tmp_path, "b.mp4")
    stage.window.transport.open([first])
    stage.window.transport.open([second])
    assert opened(stage, qtbot, 1) == second
    QApplication.processEvents()
    assert len(stage.player.commands) == 1


def test_with_a_film_asked_for_others_are_offered_when_it_is_their_turn(
    make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    """Not before its first picture, and not while it is on; its end brings them anyway."""
    recent = RecentFiles(tmp_path)
    path = film(tmp_path, "tour.mp4")
    recent.note(RecentFile(path, UnixMs(1), None, None, 0))
    stage = make(Settings(), offers_films=False)
    films = stage.window.welcome.films
    stage.window.open([path])
    opened(stage, qtbot, 1)
    stage.window.shelving.offer()
    assert films.count() == 0
    stage.window.transport.leave()
    qtbot.waitUntil(lambda: films.count() == 1)


def test_where_nothing_could_be_opened_films_are_offered(
    make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    """A folder without films leaves the window idle."""
    RecentFiles(tmp_path).note(RecentFile(film(tmp_path, "tour.mp4"), UnixMs(1), None, None, 0))
    stage = make(Settings(), offers_films=False)
    stage.window.shelving.offer()
    qtbot.waitUntil(lambda: stage.window.welcome.films.count() == 1)


def test_films_that_are_offered_already_are_not_asked_for_again(
    make: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    """Each asks for its picture, which takes a second to be made."""
    path = film(tmp_path, "tour.mp4")
    RecentFiles(tmp_path).note(RecentFile(path, UnixMs(1), None, None, 0))
    stage = make(Settings())
    wanted: list[str] = []
    films = stage.window.welcome.films
    qtbot.waitUntil(lambda: films.count() == 1)
    films.picture_wanted.connect(wanted.append)
    stage.window.shelving.offer()
    # The shelf does one thing after the other, so that this comes last.
    stage.window.open([path])
    opened(stage, qtbot, 1)
    assert wanted == []
