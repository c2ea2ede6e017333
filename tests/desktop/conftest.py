"""The window under test, offscreen unless a display is named."""

import os
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    """Show a window of 1280 by 720 on a recording player."""
    made = Stage()
    qtbot.addWidget(made.window)
    made.window.resize(1280, 720)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.window.activateWindow()
    made.window.setFocus()
    yield made
    made.window.hide()
