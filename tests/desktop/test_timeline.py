"""The timeline: what it paints, what it says, how it is driven."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.stage import FILM_MS, Stage, progress
from tracker.desktop import theme
from tracker.desktop.timeline import Timeline
from tracker.model.events import Quartile

K = Qt.Key


@pytest.fixture
def timeline(stage: Stage) -> Timeline:
    """Show the timeline of a paused film of five minutes at 2:10, 62 percent watched."""
    stage.play(playing=False)
    QApplication.processEvents()
    return stage.window.bar.timeline


def colour_at(timeline: Timeline, position_ms: int, below_px: int = 0) -> QColor:
    """Return the colour that is painted at a position, on the track or below it."""
    image = timeline.grab().toImage()
    scale = image.devicePixelRatio()
    x, y = timeline.x_of(position_ms), timeline.height() / 2 + below_px
    return image.pixelColor(round(x * scale), round(y * scale))


def point(timeline: Timeline, x: int) -> None:
    """Point at the timeline without moving the machine's real pointer, which others may hold."""
    place, nothing = QPointF(x, 20), Qt.MouseButton.NoButton
    no_keys = Qt.KeyboardModifier.NoModifier
    there = QPointF(timeline.mapToGlobal(place))
    move = QMouseEvent(QEvent.Type.MouseMove, place, there, nothing, nothing, no_keys)
    QApplication.sendEvent(timeline, move)


def is_accent(colour: QColor) -> bool:
    """Tell whether a colour is that of what was watched (or earned), edges aside."""
    accent = theme.DARK.accent
    differences = (
        colour.red() - accent.red(),
        colour.green() - accent.green(),
        colour.blue() - accent.blue(),
    )
    return sum(abs(difference) for difference in differences) < 60


def test_a_wheel_moves_by_steps(stage: Stage, timeline: Timeline) -> None:
    """A notch up goes 5 s on, two down go 10 s back; the volume stays."""
    place, no_keys = QPointF(60, 20), Qt.KeyboardModifier.NoModifier
    for turned in (120, -240):
        turn, phase = QPoint(0, turned), Qt.ScrollPhase.NoScrollPhase
        buttons = Qt.MouseButton.NoButton
        there = QPointF(timeline.mapToGlobal(place))
        wheel = QWheelEvent(place, there, turn, turn, buttons, no_keys, phase, False)
        QApplication.sendEvent(timeline, wheel)
    assert stage.player.commands == [("seek", 135_000), ("seek", 125_000)]


def test_only_what_was_watched_is_filled(timeline: Timeline) -> None:
    """The session watched 0:00 to 1:02 and 1:38 to 2:10: the fill is that, not the position."""
    assert is_accent(colour_at(timeline, 30_000))
    assert not is_accent(colour_at(timeline, 80_000))
    assert is_accent(colour_at(timeline, 110_000))
    assert not is_accent(colour_at(timeline, 200_000))


def test_what_was_watched_again_is_darker_and_striped(stage: Stage, timeline: Timeline) -> None:
    """Hue is not all that tells it apart; a sliver within the error of measuring is not shown."""
    stage.clock.turn(2_000)
    again = ((20_000, 50_000), (100_000, 100_600))
    word = progress(stage.clock.now_ns, playing=False, repeated=again)
    stage.window.transport.tell_progress(word)
    assert is_accent(colour_at(timeline, 10_000))
    seen = {colour_at(timeline, at).lightness() for at in range(25_000, 45_000, 1_000)}
    assert max(seen) - min(seen) > 40, "there are no stripes"
    assert not all(is_accent(colour_at(timeline, at)) for at in range(25_000, 45_000, 1_000))
    assert is_accent(colour_at(timeline, 100_300))


def test_marks_light_up_when_they_are_earned(timeline: Timeline) -> None:
    """Half is earned, three quarters are not, wherever in the film it was watched."""
    assert is_accent(colour_at(timeline, FILM_MS // 2, below_px=11))
    assert not is_accent(colour_at(timeline, FILM_MS * 3 // 4, below_px=11))


def test_it_says_where_the_film_stands_and_what_was_watched(timeline: Timeline) -> None:
    """A screen reader gets a name, a value and a sentence."""
    assert timeline.accessibleName() == "Timeline"
    said = "2:10 of 5:00, 62 percent watched, 75 percent next"
    assert timeline.value_text() == said
    assert timeline.accessibleDescription() == said
    assert (timeline.value(), timeline.maximum()) == (130, 300)


def test_a_screen_reader_moves_it(stage: Stage, timeline: Timeline) -> None:
    """By its value, which are seconds; what the timeline tells by itself moves nothing."""
    value = QAccessible.queryAccessibleInterface(timeline).valueInterface()
    value.setCurrentValue(200)
    assert stage.player.commands == [("seek", 200_000)]
    stage.tell(210_000)
    stage.tell(230_000, playing=False)
    assert value.currentValue() == 230
    assert stage.player.commands == [("seek", 200_000)]


def test_it_says_so_when_the_length_is_unknown(stage: Stage) -> None:
    """A stream without a length gets no made-up share, and cannot be sought in."""
    stage.play()
    stage.clock.turn(2_000)
    word = progress(stage.clock.now_ns, duration_ms=None)
    stage.window.transport.tell_progress(word)
    timeline = stage.window.bar.timeline
    assert timeline.value_text() == "2:10, length unknown"
    assert timeline.maximum() == 0


@pytest.mark.parametrize(
    ("key", "target"),
    [
        (K.Key_Right, 135_000),
        (K.Key_Left, 125_000),
        (K.Key_PageUp, 190_000),
        (K.Key_PageDown, 70_000),
        (K.Key_Home, 0),
        (K.Key_End, FILM_MS),
    ],
)
def test_keys_move_it(stage: Stage, timeline: Timeline, key: Qt.Key, target: int) -> None:
    """Once, by the timeline itself and not by the window too; and it says so at once."""
    QTest.keyClick(timeline, key)
    assert stage.player.commands == [("seek", target)]
    assert timeline.value() == target // 1_000


def test_other_keys_are_the_windows(stage: Stage, timeline: Timeline) -> None:
    """With the focus on the timeline, Space still plays and the arrow up is still louder."""
    QTest.keyClick(timeline, K.Key_Down)
    QTest.keyClick(timeline, K.Key_Space)
    assert stage.player.commands == [("set_volume", 95), ("play",)]


def test_a_click_goes_there(stage: Stage, timeline: Timeline) -> None:
    """A click jumps to its place: one seek, to the pixel."""
    place = QPoint(round(timeline.x_of(200_000)), timeline.height() // 2)
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=place)
    [(command, target)] = stage.player.commands
    assert command == "seek"
    assert isinstance(target, int)
    assert abs(target - 200_000) < 1_000


def test_dragging_shows_the_time_and_seeks_once(stage: Stage, timeline: Timeline) -> None:
    """What is only dragged over is not played, so it is not counted."""
    middle = timeline.height() // 2
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(40, middle))
    there = QPoint(round(timeline.x_of(240_500)), middle)
    QTest.mouseMove(timeline, there)
    assert timeline.is_dragged
    assert stage.player.commands == []
    assert stage.window.bubble.isVisible()
    assert stage.window.bubble.text in {"4:00", "4:01"}
    assert stage.window.bar.elapsed.text() == stage.window.bubble.text
    stage.window.auto_hide.rest_timer.timeout.emit()
    assert stage.window.auto_hide.shown
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=there)
    assert len(stage.player.commands) == 1


def test_hovering_shows_the_time_inside_the_window(stage: Stage, timeline: Timeline) -> None:
    """The bubble is not cut off at the edges."""
    stage.window.resize(360, 300)
    QApplication.processEvents()
    for x in (1, timeline.width() - 2):
        point(timeline, x)
        assert stage.window.bubble.isVisible()
        assert stage.window.rect().contains(stage.window.bubble.geometry())


def test_it_moves_on_while_playing_and_rests_while_paused_or_hidden(
    stage: Stage, timeline: Timeline, qtbot: QtBot
) -> None:
    """Between two words the handle moves; a paused or hidden film costs nothing."""

    def is_animated() -> bool:
        return timeline.is_animated

    assert not is_animated()
    stage.tell(140_000, playing=True)
    assert is_animated()
    before = timeline.shown_ms()
    stage.clock.turn(1_500)
    qtbot.waitUntil(lambda: stage.window.bar.elapsed.text() == "2:21")
    assert timeline.shown_ms() == (before or 0) + 1_500
    timeline.hide()
    assert not is_animated()
    timeline.show()
    assert is_animated()
    stage.tell(142_000, playing=False)
    assert not is_animated()


def test_a_screen_reader_is_not_told_every_tick(stage: Stage, timeline: Timeline) -> None:
    """While the film plays, the value changes every five seconds of film."""
    values: list[int] = []
    timeline.valueChanged.connect(values.append)
    for position_ms in range(130_400, 142_000, 400):
        stage.tell(position_ms, playing=True)
    assert 2 <= len(values) <= 3


def test_a_newly_earned_mark_pops(stage: Stage, timeline: Timeline, qtbot: QtBot) -> None:
    """It swells once and then stays lit."""
    stage.clock.turn(2_000)
    earned = (Quartile.START, Quartile.FIRST, Quartile.MIDPOINT, Quartile.THIRD)
    word = progress(stage.clock.now_ns, playing=False, earned=earned, covered_ms=226_000)
    stage.window.transport.tell_progress(word)
    assert timeline.is_popping
    qtbot.waitUntil(lambda: not timeline.is_popping)
    assert is_accent(colour_at(timeline, FILM_MS * 3 // 4, below_px=11))
    assert timeline.value_text().endswith("75 percent watched, 100 percent next")


def test_it_stays_left_to_right_in_every_language(stage: Stage, timeline: Timeline) -> None:
    """As media controls do: time runs the same way everywhere."""
    stage.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert timeline.layoutDirection() is Qt.LayoutDirection.LeftToRight
    bar = stage.window.bar
    assert bar.elapsed.mapTo(bar, QPoint(0, 0)).x() < bar.total.mapTo(bar, QPoint(0, 0)).x()
    assert is_accent(colour_at(timeline, 30_000))
