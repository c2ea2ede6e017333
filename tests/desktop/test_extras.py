"""Tracks, steps, pictures and loops: from a key to the command, the words and the menu."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage
from tracker.desktop.extras import track_name
from tracker.desktop.keys import Command
from tracker.desktop.menus import fill_everything, fill_tracks, new_menu
from tracker.qt.commands import Track, TrackKind, Tracks

K = Qt.Key
TRACKS = Tracks(
    audio=(Track(1, None, "deu"), Track(2, "Commentary & more", "eng")),
    subtitles=(Track(7, None, "fra"), Track(8)),
    audio_id=1,
)


def texts(menu: QMenu) -> list[str]:
    """Return what stands in a menu, submenus with their own in front."""
    found = []
    for action in menu.actions():
        child = action.menu()
        if isinstance(child, QMenu):
            found += [f"{action.text()}/{text}" for text in texts(child)]
        elif action.text():
            found.append(("✓ " if action.isChecked() else "") + action.text())
    return found


def test_j_goes_through_the_subtitles_and_off(stage: Stage) -> None:
    """The words say which ones; a film without any says so."""
    stage.play()
    QTest.keyClick(stage.window, K.Key_J)
    QApplication.processEvents()
    assert stage.window.flash.text == "No subtitles"
    wanted: list[int | None] = [7, 8, None]
    for current, (name, chosen) in zip(
        [None, 7, 8], zip(["français", "Track 2", "off"], wanted, strict=True), strict=True
    ):
        stage.player.tracks = Tracks(TRACKS.audio, TRACKS.subtitles, 1, current)
        QTest.keyClick(stage.window, K.Key_V)
        QApplication.processEvents()
        assert stage.player.commands[-1] == ("choose_track", TrackKind.SUBTITLE, chosen)
        assert stage.window.flash.text == f"Subtitles: {name}"


def test_b_takes_the_next_sound(stage: Stage) -> None:
    """From the last it goes on with the first; a single one is no choice."""
    stage.play()
    stage.player.tracks = TRACKS
    QTest.keyClick(stage.window, K.Key_B)
    QApplication.processEvents()
    assert stage.player.commands[-1] == ("choose_track", TrackKind.AUDIO, 2)
    assert stage.window.flash.text == "Sound: Commentary & more (English)"
    stage.player.tracks = Tracks(audio=(Track(1),), audio_id=1)
    QTest.keyClick(stage.window, K.Key_B)
    QApplication.processEvents()
    assert stage.window.flash.text == "No other sound"


@pytest.mark.parametrize(
    ("track", "name"),
    [
        (Track(1, "Director", "en"), "Director (English)"),
        (Track(1, None, "deu"), "Deutsch"),
        (Track(1, "\u202eevil\n", "xxx"), "evil"),
        (Track(1, None, "und"), "Track 3"),
        (Track(1), "Track 3"),
    ],
)
def test_a_track_has_a_name(track: Track, name: str) -> None:
    """Title and language as far as there are any, without tricks, else its number."""
    assert track_name(track, 3) == name


def test_the_button_for_tracks_comes_with_a_choice(stage: Stage, qtbot: QtBot) -> None:
    """It opens a menu that marks what plays."""
    stage.play()
    assert stage.window.bar.tracks_button.isHidden()
    stage.player.tracks = TRACKS
    stage.window.extras.ask_tracks()
    qtbot.waitUntil(stage.window.bar.tracks_button.isVisible)
    menu = new_menu(stage.window)
    fill_tracks(menu, stage.window, sound=True, subtitles=True)
    assert texts(menu) == [
        "Sound",
        "✓ Deutsch",
        "Commentary && more (English)",
        "Subtitles",
        "✓ None",
        "français",
        "Track 2",
        "Add a subtitle file …",
    ]


def test_a_step_pauses_first(stage: Stage) -> None:
    """While it plays the key pauses; then each press is a picture."""
    stage.play()
    QTest.keyClick(stage.window, K.Key_Period)
    assert stage.player.commands == [("pause",)]
    QTest.keyClick(stage.window, K.Key_Period)
    QTest.keyClick(stage.window, K.Key_Comma)
    assert stage.player.commands[1:] == [("step_frame", 1), ("step_frame", -1)]
    assert stage.window.flash.text == "Previous picture"


def test_a_saved_picture_is_named(stage: Stage) -> None:
    """And one that could not be saved is said."""
    stage.play()
    QTest.keyClick(stage.window, K.Key_S)
    QApplication.processEvents()
    assert stage.window.flash.text == "Saved as alpine morning 0-02-10.png"
    stage.player.kept = None
    stage.window.extras.snapshot(Path("/home/somebody/Pictures"))
    QApplication.processEvents()
    assert stage.window.flash.text == "No picture could be saved in Pictures"


def test_l_marks_a_loop_and_lets_it_go(stage: Stage) -> None:
    """From here, to here, off; the next film has none."""
    stage.play(playing=False)
    QTest.keyClick(stage.window, K.Key_L)
    assert stage.window.flash.text == "Loop from 2:10 …"
    QTest.keyClick(stage.window, K.Key_Right)
    stage.player.commands.clear()
    QTest.keyClick(stage.window, K.Key_L)
    assert stage.player.commands == [("set_loop", (130_000, 135_000))]
    assert stage.window.flash.text == "Loop 2:10 – 2:15"
    QTest.keyClick(stage.window, K.Key_L)
    assert stage.player.commands[-1] == ("set_loop", None)
    assert stage.window.extras.loop_from_ms is None


def test_nothing_of_it_is_asked_before_a_film(stage: Stage) -> None:
    """The keys do no harm on the page before a film."""
    for key in (K.Key_Period, K.Key_Comma, K.Key_S, K.Key_L):
        QTest.keyClick(stage.window, key)
    assert stage.player.commands == []


def test_the_menu_holds_everything(stage: Stage, qtbot: QtBot) -> None:
    """By Shift+F10 too; what makes no sense now cannot be chosen."""
    stage.play("/films/a.mp4", "/films/b.mp4")
    stage.player.tracks = TRACKS
    stage.window.extras.ask_tracks()
    QApplication.processEvents()
    menu = new_menu(stage.window)
    fill_everything(menu, stage.window)
    found = texts(menu)
    assert {"Pause\tSpace", "Speed/✓ 1×", "Sound/✓ Deutsch", "Subtitles/français"} <= {*found}
    assert {"Picture/Loop from here\tL", "Picture/Always on top\tT", "Keys\t?"} <= {*found}
    assert {"Playlist/Playlist\tCtrl+L", "Open an address …\tCtrl+U", "Quit\tCtrl+Q"} <= {*found}
    playlist = next(child for child in menu.findChildren(QMenu) if child.title() == "Playlist")
    enabled = {action.text(): action.isEnabled() for action in playlist.actions()}
    assert enabled["Next film\tN"]
    assert not enabled["Previous film\tP"]
    QTest.keyClick(stage.window, K.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    assert min(popup.actionGeometry(popup.actions()[0]).height(), 100) >= 44
    assert popup.sizeHint().height() <= 768
    popup.close()


def test_the_menu_opens_at_its_button_and_the_bar_stays(stage: Stage, qtbot: QtBot) -> None:
    """However long somebody takes to choose."""
    stage.play()
    more = stage.window.bar.more_button
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    screen = stage.window.screen().availableGeometry()
    rightmost = screen.right() + 1 - popup.width()
    assert popup.x() == min(more.mapToGlobal(QPoint(0, 0)).x(), rightmost)
    assert screen.contains(popup.geometry())
    stage.window.auto_hide.rest_timer.timeout.emit()
    assert stage.window.auto_hide.shown
    popup.close()
    stage.window.auto_hide.rest_timer.timeout.emit()
    assert not stage.window.auto_hide.shown


def test_on_top_is_a_switch(stage: Stage) -> None:
    """T puts the window on top and back, without hiding it."""
    stage.play()
    QTest.keyClick(stage.window, K.Key_T)
    assert stage.window.is_on(Command.ON_TOP)
    assert stage.window.isVisible()
    QTest.keyClick(stage.window, K.Key_T)
    assert not stage.window.is_on(Command.ON_TOP)
    assert stage.window.flash.text == "No longer on top"


def test_an_address_is_typed_into_a_card_over_the_film(stage: Stage) -> None:
    """Its letters are no commands; Esc leaves it, Return plays."""
    stage.play()
    QTest.keyClick(stage.window, K.Key_U, Qt.KeyboardModifier.ControlModifier)
    card = stage.window.address_card
    assert card.isVisible()
    QTest.keyClicks(card.field, " https://host/film.mp4 ")
    assert stage.player.commands == []
    QTest.keyClick(card.field, K.Key_Escape)
    assert card.isHidden()
    QTest.keyClick(stage.window, K.Key_U, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(card.field, K.Key_Return)
    assert stage.player.commands == [("open", "https://host/film.mp4", 0)]
    assert card.isHidden()


def test_back_to_the_films_stops_and_keeps_the_list(stage: Stage) -> None:
    """The page before a film is there again; Space there does nothing."""
    stage.play("/films/a.mp4", "/films/b.mp4")
    QTest.keyClick(stage.window, K.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert stage.player.commands == [("stop",)]
    assert stage.window.welcome.isVisible()
    assert len(stage.window.transport.playlist) == 2
