"""What floats over the picture: what is done to it is not done to the film, and Tab reaches it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.page_tools import focus_order
from tests.desktop.stage import Stage
from tests.desktop.test_watching import NotingLine
from tracker.desktop.audience import Audience


def double_click(widget: QWidget, place: QPoint) -> None:
    """Click twice: what Qt calls a double click is only the second of them."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=place)


def test_full_screen_by_double_click_on_the_picture(stage: Stage, qtbot: QtBot) -> None:
    """A double click on the picture fills the screen, and undoes it."""
    stage.play()
    double_click(stage.canvas, QPoint(300, 200))
    qtbot.waitUntil(stage.window.isFullScreen)
    double_click(stage.canvas, QPoint(300, 200))
    qtbot.waitUntil(lambda: not stage.window.isFullScreen())


def test_a_double_click_that_began_on_a_film_of_the_page_only_plays_it(stage: Stage) -> None:
    """Its second click meets the picture, which is there by then."""
    stage.play()
    left, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place, kind = QPointF(300, 200), QEvent.Type.MouseButtonDblClick
    QApplication.sendEvent(stage.canvas, QMouseEvent(kind, place, place, left, left, no_keys))
    assert not stage.window.isFullScreen()


@pytest.mark.parametrize("part", ["bar", "panel", "pages", "card", "address_card", "welcome"])
def test_what_is_done_to_a_part_is_not_done_to_the_film_below(stage: Stage, part: str) -> None:
    """No double click on its ground fills the screen, no wheel that ran out changes the volume."""
    stage.play()
    widget = getattr(stage.window, part)
    widget.setGeometry(100, 100, 400, 300)
    widget.show()
    widget.raise_()
    place = QPointF(2, 2)
    double_click(widget, place.toPoint())
    assert not stage.window.isFullScreen()
    if part != "bar":
        no_keys, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        turn = QPoint(0, -120)
        no_buttons = Qt.MouseButton.NoButton
        wheel = QWheelEvent(place, place, turn, turn, no_buttons, no_keys, phase, False)
        QApplication.sendEvent(widget, wheel)
    assert stage.player.commands == []


def test_tab_brings_the_bar_and_goes_through_it_as_it_stands(qtbot: QtBot) -> None:
    """Also while it was hidden: who has no mouse must be able to reach it."""
    stage = Stage(audience=Audience(NotingLine()))
    qtbot.addWidget(stage.window)
    with qtbot.waitExposed(stage.window):
        stage.window.show()
    stage.window.activateWindow()
    stage.play("/films/a.mp4", "/films/b.mp4")
    bar = stage.window.bar
    stage.window.auto_hide.dismiss()
    qtbot.waitUntil(bar.isHidden)
    stage.window.setFocus()
    order = focus_order(stage.window, stage.window, 10)
    viewer, tracking = bar.chips.chips
    assert bar.isVisible()
    # The first film of two has none before it.
    assert order[1:8] == [
        bar.play_button,
        bar.next_button,
        bar.timeline,
        viewer,
        tracking,
        bar.sync,
        bar.mute_button,
    ]
