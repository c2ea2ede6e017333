"""The cheat sheet: every key at a glance, in a window of any size."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage

K = Qt.Key


@pytest.mark.parametrize("key", [K.Key_Question, K.Key_F1])
def test_the_cheat_sheet_comes_and_goes(stage: Stage, qtbot: QtBot, key: Qt.Key) -> None:
    """The help keys show it, Esc takes it away, the film is not touched."""
    stage.play()
    QTest.keyClick(stage.window, key)
    qtbot.waitUntil(stage.window.cheat_sheet.isVisible)
    assert "F11" in stage.window.cheat_sheet.accessibleDescription()
    QTest.keyClick(stage.window, K.Key_Escape)
    qtbot.waitUntil(stage.window.cheat_sheet.isHidden)
    assert stage.window.hasFocus()
    assert stage.player.commands == []


def test_the_cheat_sheet_can_be_read_in_a_small_window(stage: Stage, qtbot: QtBot) -> None:
    """It scrolls in place of shrinking, also by keys, which do nothing else meanwhile."""
    stage.play()
    stage.window.resize(360, 400)
    QTest.keyClick(stage.window, K.Key_Question)
    qtbot.waitUntil(stage.window.cheat_sheet.isVisible)
    [scroll] = stage.window.cheat_sheet.findChildren(QScrollArea)
    sheet = scroll.widget()
    assert sheet is not None
    assert sheet.height() > 700
    assert sheet.width() <= scroll.viewport().width()
    QTest.keyClick(stage.window.focusWidget() or stage.window, K.Key_End)
    assert scroll.verticalScrollBar().value() == scroll.verticalScrollBar().maximum() > 0
    QTest.keyClick(stage.window.focusWidget() or stage.window, K.Key_Up)
    assert stage.player.commands == []
    QTest.keyClick(stage.window.focusWidget() or stage.window, K.Key_Space)
    assert stage.player.commands == [("pause",)]
