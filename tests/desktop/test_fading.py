"""Fading: the controls go when the pointer rests, and never while they are held."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tracker.desktop.fading import MOUSE_REST_MS, TOUCH_REST_MS, AutoHide, Fade


class Hand:
    """Says whether the controls are held."""

    def __init__(self) -> None:
        self.holds = False

    def __call__(self) -> bool:
        """Answer."""
        return self.holds


@pytest.fixture
def hand() -> Hand:
    """Make a hand that holds nothing."""
    return Hand()


@pytest.fixture
def hide(qtbot: QtBot, hand: Hand) -> AutoHide:
    """Make the rule under test."""
    return AutoHide(hand)


def test_a_touch_keeps_the_controls_twice_as_long(hide: AutoHide) -> None:
    """2.5 s after a mouse, 5 s after a finger."""
    hide.stir()
    assert hide.rest_timer.interval() == MOUSE_REST_MS == 2_500
    hide.stir(by_touch=True)
    assert hide.rest_timer.interval() == TOUCH_REST_MS == 5_000


def test_controls_that_are_held_stay_until_they_are_let_go(hide: AutoHide, hand: Hand) -> None:
    """When the time is up while they are held, it is asked again later."""
    told: list[bool] = []
    hide.shown_changed.connect(told.append)
    hide.stir()
    hand.holds = True
    hide.rest_timer.stop()
    hide.rest_timer.timeout.emit()
    assert hide.shown
    assert hide.rest_timer.isActive()
    hand.holds = False
    hide.rest_timer.timeout.emit()
    assert told == [True, False]


def test_a_stir_begins_the_wait_again(hide: AutoHide) -> None:
    """Only the first stir is news, but each one begins the wait again."""
    told: list[bool] = []
    hide.shown_changed.connect(told.append)
    hide.stir()
    hide.rest_timer.stop()
    hide.stir()
    assert hide.rest_timer.isActive()
    assert told == [True]


def test_a_fade_that_turns_back_does_not_hide(qtbot: QtBot) -> None:
    """Shown, hidden and shown again at once: the widget stays, fully opaque in the end."""
    widget = QWidget()
    qtbot.addWidget(widget)
    fade = Fade(widget)
    assert widget.isHidden()
    fade.show()
    fade.hide()
    fade.show()
    effect = widget.graphicsEffect()
    assert effect is not None
    qtbot.waitUntil(lambda: not effect.isEnabled())
    assert not widget.isHidden()
    fade.hide()
    qtbot.waitUntil(widget.isHidden)
