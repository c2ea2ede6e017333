"""What a finger does to lists and pages, by Qt's own touch device for tests."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QListWidget, QScroller
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage
from tracker.desktop.fingers import follow_fingers, is_stroke
from tracker.desktop.page_parts import Column


@pytest.fixture
def rows(qtbot: QtBot) -> QListWidget:
    """Show 200 rows in room for some ten."""
    made = QListWidget()
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    made.addItems([f"Film {number}" for number in range(200)])
    follow_fingers(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def stroke(rows: QListWidget, *heights: int) -> None:
    """Put a finger down at the first height, lead it over the others, and lift it."""
    finger, window = QTest.createTouchDevice(), rows.windowHandle()
    QTest.touchEvent(window, finger).press(0, QPoint(100, heights[0])).commit()
    for height in heights[1:]:
        QTest.qWait(15)
        QTest.touchEvent(window, finger).move(0, QPoint(100, height)).commit()
    QTest.qWait(15)
    QTest.touchEvent(window, finger).release(0, QPoint(100, heights[-1])).commit()


def test_a_stroke_scrolls_and_chooses_nothing(rows: QListWidget, qtbot: QtBot) -> None:
    """As far as the finger went at least; what it came down on is not meant."""
    clicked: list[bool] = []
    rows.itemClicked.connect(lambda _item: clicked.append(is_stroke(rows)))
    stroke(rows, 250, *range(230, 40, -20))
    qtbot.waitUntil(lambda: rows.verticalScrollBar().value() >= 150, timeout=5_000)
    # A stroke that begins fast is told as a click, too; it can be known.
    assert all(clicked)


def test_a_tap_is_a_click(rows: QListWidget, qtbot: QtBot) -> None:
    """On the row that the finger came down on."""
    strokes: list[bool] = []
    rows.itemClicked.connect(lambda _item: strokes.append(is_stroke(rows)))
    with qtbot.waitSignal(rows.itemClicked, timeout=5_000) as clicked:
        stroke(rows, 50)
    assert strokes == [False]
    assert clicked.args is not None
    assert clicked.args[0] is rows.itemAt(QPoint(100, 50))
    assert rows.verticalScrollBar().value() == 0


def test_all_that_scrolls_in_the_window_follows_fingers(stage: Stage) -> None:
    """The films, the playlist, the cheat sheet; and what pages are made of."""
    Column(stage.window)
    areas = stage.window.findChildren(QAbstractScrollArea)
    assert len(areas) >= 4
    assert [area for area in areas if not QScroller.hasScroller(area.viewport())] == []
