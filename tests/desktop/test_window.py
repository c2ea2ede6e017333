"""The window: keys become commands, news becomes what is shown, nothing blocks the picture."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDropEvent,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPointingDevice,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.stage import RecordingPlayer, Stage, media, progress
from tracker.desktop import theme
from tracker.desktop.fading import MOUSE_REST_MS, TOUCH_REST_MS
from tracker.desktop.icons import Glyph
from tracker.desktop.keys import Command
from tracker.desktop.transport import Stage as FilmStage
from tracker.model.delivery import OutboxStats, SyncState, SyncStatus
from tracker.model.errors import PlaybackError
from tracker.playback.player import Player
from tracker.qt.commands import MediaFacts, PlayerCommands

K = Qt.Key


def test_the_real_players_shape_is_what_the_window_drives() -> None:
    """The type checker refuses this line when the two protocols part."""

    def accept(player: Player) -> PlayerCommands:
        return player

    def recording() -> PlayerCommands:
        return RecordingPlayer()

    facts: MediaFacts = media()
    assert callable(accept)
    assert recording()
    assert facts.has_video


@pytest.mark.parametrize(
    ("key", "commands"),
    [
        (K.Key_Space, [("pause",)]),
        (K.Key_MediaTogglePlayPause, [("pause",)]),
        (K.Key_Left, [("seek", 125_000)]),
        (K.Key_Right, [("seek", 135_000)]),
        (K.Key_Down, [("set_volume", 95)]),
        (K.Key_Up, [("set_volume", 100)]),
        (K.Key_M, [("set_muted", True)]),
        (K.Key_BracketLeft, [("set_rate", 0.75)]),
        (K.Key_BracketRight, [("set_rate", 1.25)]),
        (K.Key_Backspace, [("set_rate", 1.0)]),
        (K.Key_N, [("open", "/films/b.mp4", 0)]),
        (K.Key_P, []),
        (K.Key_X, []),
    ],
)
def test_a_key_becomes_its_command(
    stage: Stage, key: Qt.Key, commands: list[tuple[object, ...]]
) -> None:
    """The key table of every player, driven with the keyboard's own events."""
    stage.play("/films/a.mp4", "/films/b.mp4")
    stage.clock.turn(0)
    position = stage.window.transport.playhead.position_ms(stage.clock.now_ns)
    assert position == 130_000
    QTest.keyClick(stage.window, key)
    assert stage.player.commands == commands


def test_brackets_are_found_by_what_is_printed_on_them(stage: Stage) -> None:
    """On many keyboards a bracket needs AltGr, which Qt may report as Ctrl and Alt."""
    stage.play()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    event = QKeyEvent(QEvent.Type.KeyPress, K.Key_8, held, "[")
    QApplication.sendEvent(stage.window, event)
    assert stage.player.commands == [("set_rate", 0.75)]


@pytest.mark.parametrize(("key", "count"), [(K.Key_Right, 3), (K.Key_Space, 1), (K.Key_N, 1)])
def test_a_key_held_down_repeats_only_what_may_be_repeated(
    stage: Stage, key: Qt.Key, count: int
) -> None:
    """Holding Space must not flicker, holding an arrow goes on and on."""
    stage.play("/films/a.mp4", "/films/b.mp4", "/films/c.mp4")
    for is_repeat in (False, True, True):
        no_keys = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, key, no_keys, "", is_repeat)
        QApplication.sendEvent(stage.window, event)
    assert len(stage.player.commands) == count


def test_what_a_button_does_is_flashed_inside_the_window(stage: Stage) -> None:
    """The words stand at the top, clear of the picture's middle."""
    stage.play()
    QTest.mouseClick(stage.window.bar.mute_button, Qt.MouseButton.LeftButton)
    assert stage.window.flash.text == "Sound off"
    assert stage.window.flash.pos() == QPoint(16, 16)


def test_a_finger_keeps_the_bar_longer_than_a_mouse(stage: Stage) -> None:
    """The window tells the two apart by the device that the event came from."""
    stage.play()
    finger = QPointingDevice(
        "finger",
        1,
        QInputDevice.DeviceType.TouchScreen,
        QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.Position,
        1,
        1,
    )
    place, left = QPointF(300, 200), Qt.MouseButton.LeftButton
    no_keys = Qt.KeyboardModifier.NoModifier
    tap = QMouseEvent(QEvent.Type.MouseButtonPress, place, place, left, left, no_keys, finger)
    QApplication.sendEvent(stage.canvas, tap)
    assert stage.window.auto_hide.rest_timer.interval() == TOUCH_REST_MS


def test_seeks_in_a_row_add_up(stage: Stage) -> None:
    """Three presses go fifteen seconds, though the player has not answered yet."""
    stage.play()
    for _ in range(3):
        QTest.keyClick(stage.window, K.Key_Right)
    assert stage.player.commands[-1] == ("seek", 145_000)


def test_space_plays_on_after_a_pause(stage: Stage) -> None:
    """The second press counts from what was asked for, not from the last word."""
    stage.play()
    QTest.keyClick(stage.window, K.Key_Space)
    QTest.keyClick(stage.window, K.Key_Space)
    assert stage.player.commands == [("pause",), ("play",)]
    assert stage.window.bar.play_button.glyph is Glyph.PAUSE


@pytest.mark.parametrize("key", [K.Key_F, K.Key_F11])
def test_full_screen_by_key_and_out_by_escape(stage: Stage, qtbot: QtBot, key: Qt.Key) -> None:
    """F and F11 fill the screen; Esc leaves it, and does not close anything."""
    stage.play()
    QTest.keyClick(stage.window, key)
    qtbot.waitUntil(stage.window.isFullScreen)
    assert stage.window.bar.full_screen_button.glyph is Glyph.LEAVE_FULL_SCREEN
    QTest.keyClick(stage.window, K.Key_Escape)
    qtbot.waitUntil(lambda: not stage.window.isFullScreen())
    QTest.keyClick(stage.window, K.Key_Escape)
    assert stage.window.isVisible()


def test_the_bar_goes_when_the_pointer_rests(stage: Stage, qtbot: QtBot) -> None:
    """2.5 s after the last move the bar fades; a move brings it back."""
    stage.play()
    hide = stage.window.auto_hide

    def shown() -> bool:
        return hide.shown

    QTest.mouseMove(stage.canvas, QPoint(300, 200))
    QTest.mouseMove(stage.canvas, QPoint(310, 200))
    assert shown()
    assert hide.rest_timer.interval() == MOUSE_REST_MS == 2_500
    hide.rest_timer.timeout.emit()
    assert not shown()
    qtbot.waitUntil(stage.window.bar.isHidden)
    QTest.mouseMove(stage.canvas, QPoint(330, 220))
    assert shown()
    assert not stage.window.bar.isHidden()


def test_the_bar_stays_while_paused(stage: Stage) -> None:
    """A pause shows the bar and keeps it."""
    stage.play()
    stage.window.auto_hide.dismiss()
    QTest.keyClick(stage.window, K.Key_Space)
    stage.window.auto_hide.rest_timer.timeout.emit()
    assert stage.window.auto_hide.shown


def test_the_bar_stays_while_the_keyboard_is_in_it(stage: Stage, qtbot: QtBot) -> None:
    """Tab reaches the bar, Esc leaves it, and only then may it fade."""
    stage.play()
    stage.window.auto_hide.stir()
    stage.window.bar.timeline.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(stage.window.bar.timeline.hasFocus)
    stage.window.auto_hide.rest_timer.timeout.emit()
    assert stage.window.auto_hide.shown
    QTest.keyClick(stage.window.bar.timeline, K.Key_Escape)
    stage.window.auto_hide.rest_timer.timeout.emit()
    assert not stage.window.auto_hide.shown


def test_the_pointer_hides_with_the_bar_in_full_screen_only(stage: Stage, qtbot: QtBot) -> None:
    """In a window the pointer is still wanted."""
    stage.play()
    stage.window.auto_hide.dismiss()
    assert stage.window.cursor().shape() is not Qt.CursorShape.BlankCursor
    stage.window.carry_out(Command.TOGGLE_FULL_SCREEN)
    qtbot.waitUntil(stage.window.isFullScreen)
    stage.window.auto_hide.dismiss()
    assert stage.window.cursor().shape() is Qt.CursorShape.BlankCursor
    stage.window.auto_hide.stir()
    assert stage.window.cursor().shape() is not Qt.CursorShape.BlankCursor


def test_before_a_film_there_is_a_page_and_no_bar(stage: Stage) -> None:
    """Not a black box: the page says how to begin."""
    assert not stage.window.welcome.isHidden()
    assert stage.window.bar.isHidden()
    stage.play()
    assert stage.window.welcome.isHidden()
    assert not stage.window.bar.isHidden()
    assert stage.window.windowTitle() == "alpine morning"


def test_an_error_is_a_card_with_its_sentence_and_hint(stage: Stage, qtbot: QtBot) -> None:
    """Nothing modal: the card stands in the window and offers another file."""
    stage.window.open(["/films/notes.mp4"])
    error = PlaybackError("“notes.mp4” is not a film.", hint="Choose a video file.")
    stage.bridge.publish_failed(1, error)
    card = stage.window.card
    qtbot.waitUntil(card.isVisible)
    assert (card.sentence, card.hint) == ("“notes.mp4” is not a film.", "Choose a video file.")
    assert QApplication.activeModalWidget() is None
    qtbot.waitUntil(stage.window.bar.isHidden)
    QTest.mouseClick(card.open_button, Qt.MouseButton.LeftButton)
    dialog = stage.window.findChild(QFileDialog, "open-files")
    assert dialog is not None
    dialog.filesSelected.emit(["/films/other.mp4"])
    assert stage.player.commands[-1] == ("open", "/films/other.mp4", 0)
    assert card.isHidden()
    dialog.close()


def test_after_an_error_the_next_film_can_be_played(stage: Stage) -> None:
    """The card's second button is there only when there is a next film."""
    stage.window.open(["/films/bad.mp4", "/films/good.mp4"])
    stage.window.transport.tell_failed(1, PlaybackError("Bad.", hint="Another."))
    assert not stage.window.card.next_button.isHidden()
    QTest.mouseClick(stage.window.card.next_button, Qt.MouseButton.LeftButton)
    assert stage.player.commands[-1] == ("open", "/films/good.mp4", 0)
    stage.window.transport.tell_failed(2, PlaybackError("Bad, too.", hint="Another."))
    assert stage.window.card.sentence == "Bad, too."
    assert stage.window.card.next_button.isHidden()


def test_a_notice_goes_away_by_itself_and_takes_no_clicks(stage: Stage, qtbot: QtBot) -> None:
    """A notice is no dialog: it fades, and the pointer goes through it."""
    stage.play()
    stage.bridge.publish_noticed("This machine has no sound card.")
    notice = stage.window.notice
    qtbot.waitUntil(notice.isVisible)
    assert notice.text == "This machine has no sound card."
    assert notice.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    notice.timer.timeout.emit()
    qtbot.waitUntil(notice.isHidden)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_notice_and_a_flash_do_not_cover_each_other(stage: Stage, width: int) -> None:
    """Side by side where there is room, else one below the other."""
    stage.play()
    stage.window.resize(width, 500)
    stage.window.show_notice("This machine has no sound card, so the film plays without sound.")
    QTest.keyClick(stage.window, K.Key_Down)
    assert stage.window.flash.isVisible()
    assert not stage.window.flash.geometry().intersects(stage.window.notice.geometry())
    assert stage.window.rect().contains(stage.window.notice.geometry())


def test_news_of_an_earlier_film_is_not_shown(stage: Stage) -> None:
    """A late failure of the last film does not cover the one that plays."""
    stage.play()
    stage.window.open(["/films/second.mp4"])
    stage.window.transport.tell_failed(1, PlaybackError("Too late.", hint="None."))
    stage.window.transport.tell_finished(1)
    assert stage.window.card.isHidden()
    assert stage.window.transport.stage is FilmStage.OPENING


def test_the_next_film_follows_by_itself_and_the_last_is_announced(
    stage: Stage, qtbot: QtBot
) -> None:
    """At the end of the list the window offers to play again."""
    stage.play("/films/a.mp4", "/films/b.mp4")
    stage.bridge.publish_finished(1)
    qtbot.waitUntil(lambda: stage.player.commands == [("open", "/films/b.mp4", 0)])
    stage.window.transport.tell_opened(2, media())
    with qtbot.waitSignal(stage.window.played_out):
        stage.bridge.publish_finished(2)
    assert stage.window.bar.play_button.glyph is Glyph.REPLAY
    stage.bridge.publish_progress(progress(stage.clock.now_ns, 0, generation=2, playing=False))
    QApplication.processEvents()
    assert stage.window.bar.elapsed.text() == "5:00"
    QTest.keyClick(stage.window, K.Key_Space)
    assert stage.player.commands[-1] == ("open", "/films/b.mp4", 0)


def test_files_can_be_dropped_on_the_window(stage: Stage, tmp_path: Path) -> None:
    """Files and web addresses are opened in their order; other things are left alone."""
    urls = [QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.mp4", "b.mp4")]
    mime = QMimeData()
    mime.setUrls([*urls, QUrl("https://example.com/c%20d.mp4"), QUrl("data:text/plain,x")])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    no_keys = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(100, 100), copy, mime, left, no_keys)
    QApplication.sendEvent(stage.window, entered)
    assert entered.isAccepted()
    dropped = QDropEvent(QPointF(100, 100), copy, mime, left, no_keys)
    QApplication.sendEvent(stage.window, dropped)
    assert stage.player.commands == [("open", str(tmp_path / "a.mp4"), 0)]
    listed = stage.window.transport.playlist.locations
    assert listed[1:] == (str(tmp_path / "b.mp4"), "https://example.com/c%20d.mp4")


def test_ctrl_o_offers_files_without_stopping_anything(stage: Stage) -> None:
    """The dialog is shown and the call returns; no command reaches the player."""
    stage.play()
    QTest.keyClick(stage.window, K.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = stage.window.findChild(QFileDialog, "open-files")
    assert dialog is not None
    assert stage.player.commands == []
    [offered, _] = dialog.nameFilters()
    assert all(f"*{suffix}" in offered for suffix in (".mp4", ".MOV", ".pdf", ".jpg", ".m3u8"))
    dialog.close()


def test_ctrl_q_closes_the_window_and_stops_the_film(stage: Stage, qtbot: QtBot) -> None:
    """A closed window has stopped its film, so that the viewing is complete."""
    stage.play()
    with qtbot.waitSignal(stage.window.closed):
        QTest.keyClick(stage.window, K.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert stage.player.commands == [("stop",)]


def test_the_sync_indicator_follows_the_one_model(stage: Stage, qtbot: QtBot) -> None:
    """The bar and the page before a film say the same."""
    waiting = SyncStatus(SyncState.WAITING, OutboxStats(pending=3), "HubSpot cannot be reached.")
    stage.bridge.publish_sync_status(waiting)
    qtbot.waitUntil(lambda: stage.window.bar.sync.number == "3")
    assert "HubSpot cannot be reached." in stage.window.bar.sync.accessibleDescription()


def overlapping(parts: list[QWidget], window: QWidget) -> list[tuple[str, str]]:
    """Return the pairs of visible parts that cover each other."""
    boxes = [
        (part, part.rect().translated(part.mapTo(window, QPoint(0, 0))))
        for part in parts
        if part.isVisible()
    ]
    return [
        (one.accessibleName(), other.accessibleName())
        for index, (one, box) in enumerate(boxes)
        for other, other_box in boxes[index + 1 :]
        if box.intersects(other_box)
    ]


@pytest.mark.parametrize("width", [320, 360, 480, 640, 700, 900, 1280, 1920])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_controls_fit_every_width(
    stage: Stage, width: int, direction: Qt.LayoutDirection
) -> None:
    """Nothing covers anything, nothing is cut off, every button is a touch target."""
    stage.window.setLayoutDirection(direction)
    stage.play("/films/a.mp4", "/films/b.mp4")
    stage.window.show_sync_status(SyncStatus(SyncState.WAITING, OutboxStats(pending=1_200)))
    stage.window.resize(width, 400)
    QApplication.processEvents()
    bar = stage.window.bar
    buttons = [
        bar.previous_button,
        bar.play_button,
        bar.next_button,
        bar.sync,
        bar.mute_button,
        bar.speed_button,
        bar.full_screen_button,
    ]
    parts: list[QWidget] = [*buttons, bar.elapsed, bar.timeline, bar.total, bar.volume]
    assert overlapping(parts, stage.window) == []
    assert bar.width() <= theme.BAR_MAX_WIDTH_PX
    for part in parts:
        if part.isVisible():
            box = part.rect().translated(part.mapTo(bar, QPoint(0, 0)))
            assert bar.rect().contains(box), part.accessibleName()
    for button in buttons:
        if button.isVisible():
            assert button.width() >= 44
            assert button.height() >= 44
    assert bar.timeline.isVisible()
    assert bar.timeline.width() >= 120
    assert bar.play_button.isVisible()
    assert bar.full_screen_button.isVisible()
    assert stage.window.rect().contains(bar.geometry())


def test_every_control_has_a_name_for_screen_readers(stage: Stage) -> None:
    """The accessibility tree names each thing that can be reached by Tab."""
    stage.play("/films/a.mp4", "/films/b.mp4")
    QApplication.processEvents()
    names = set()
    for part in stage.window.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
            interface = QAccessible.queryAccessibleInterface(part)
            names.add(interface.text(QAccessible.Text.Name))
    assert names == {
        "Previous film",
        "Pause",
        "Next film",
        "Timeline",
        "Sent",
        "Sound off",
        "Volume",
        "Speed 1×",
        "Playlist",
        "More",
        "Full screen",
    }


def test_the_picture_is_told_what_is_played(stage: Stage) -> None:
    """The canvas learns of a medium without a picture, so that it can show its title."""
    stage.window.open(["/films/song.mp3"])
    stage.window.transport.tell_opened(1, media("A Song", has_video=False))
    assert stage.canvas.accessibleDescription() == "A Song"
    assert stage.window.windowTitle() == "A Song"
    stage.window.carry_out(Command.FILMS)
    assert stage.window.windowTitle() == ""
