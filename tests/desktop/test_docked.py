"""The window around a native surface: controls below the picture, plates of their own over it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage, media
from tracker.desktop import theme
from tracker.desktop.keys import Command
from tracker.qt.canvas import VideoCanvas


@pytest.fixture
def docked(qtbot: QtBot) -> Iterator[Stage]:
    """Show a window of 1280 by 720 with a native surface."""
    made = Stage(is_native=True)
    qtbot.addWidget(made.window)
    made.window.resize(1280, 720)
    with qtbot.waitExposed(made.window):
        made.window.show()
    yield made
    made.window.hide()


def test_the_bar_stands_below_the_picture_and_covers_nothing(docked: Stage) -> None:
    """The whole width, no gap, no overlap."""
    docked.play()
    bar, picture = docked.window.bar.geometry(), docked.surface.geometry()
    assert bar == QRect(0, 720 - bar.height(), 1280, bar.height())
    assert picture == QRect(0, 0, 1280, bar.top())


def test_in_a_window_the_bar_stays_and_in_full_screen_it_gives_its_room(
    docked: Stage, qtbot: QtBot
) -> None:
    """A picture that grows and shrinks in a window is a nuisance; a full screen is one whole."""
    docked.play()
    window = docked.window

    def shown() -> bool:
        return window.auto_hide.shown

    window.auto_hide.stir()
    window.auto_hide.rest_timer.timeout.emit()
    assert shown()
    window.carry_out(Command.TOGGLE_FULL_SCREEN)
    qtbot.waitUntil(window.isFullScreen)
    window.auto_hide.rest_timer.timeout.emit()
    assert not shown()
    assert docked.surface.size() == window.size()
    QTest.mouseMove(docked.surface, QPoint(300, 200))
    QTest.mouseMove(docked.surface, QPoint(320, 220))
    assert shown()
    assert docked.surface.height() == window.height() - window.bar.height()


def test_a_page_stands_beside_the_picture_where_there_is_room(docked: Stage) -> None:
    """The picture gives way and is seen whole; in a narrow window the page covers it."""
    docked.play()
    window = docked.window
    window.carry_out(Command.PLAYLIST)
    assert docked.surface.width() == 1280 - window.panel.width()
    window.resize(360, 640)
    assert docked.surface.width() == 360
    window.carry_out(Command.PLAYLIST)


def test_what_floats_has_a_native_window_of_its_own(docked: Stage, stage: Stage) -> None:
    """Nothing else would be seen over one; over the canvas none is needed."""
    native = Qt.WidgetAttribute.WA_NativeWindow
    for one, is_native in ((docked, True), (stage, False)):
        window = one.window
        parts = [window.flash, window.notice, window.bubble, window.card, window.panel]
        parts += [window.pages, window.cheat_sheet, window.address_card]
        parts += [window.watching.mark, window.watching.card]
        assert {part.testAttribute(native) for part in parts} == {is_native}


def test_words_keep_their_place_and_their_round_corners(docked: Stage) -> None:
    """At the top, as over the canvas; what is cut off at the corners is not part of the window."""
    docked.play()
    QTest.mouseClick(docked.window.bar.mute_button, Qt.MouseButton.LeftButton)
    flash = docked.window.flash
    assert flash.pos() == QPoint(theme.MARGIN_PX, theme.MARGIN_PX)
    assert not flash.mask().contains(QPoint(0, 0))
    assert flash.mask().contains(flash.rect().center())


def test_what_libvlc_does_not_draw_is_painted(docked: Stage) -> None:
    """A document, and the sign for sound, come to the canvas; the next film hides it again."""
    docked.play()
    [canvas] = docked.surface.findChildren(VideoCanvas)
    docked.surface.show_media(media(has_video=False))
    assert canvas.isVisible()
    docked.surface.show_media(media(in_window=True))
    assert not canvas.isVisible()
