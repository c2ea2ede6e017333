"""The panel of pages: one page at a time beside the picture, closed by Esc."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage
from tracker.desktop.page_panel import PAGES_PX, Page, PageName


class NotedPage(Page):
    """A page with a field that notes when it comes and goes."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.noted: list[str] = []
        self.field = QLineEdit(self)

    def heading(self) -> str:
        """Return the title."""
        return self.title

    def come(self) -> None:
        """Note it."""
        self.noted.append("come")

    def go(self) -> None:
        """Note it."""
        self.noted.append("go")


@pytest.fixture
def outbox(stage: Stage) -> NotedPage:
    """Give the window two pages; return the first."""
    page = NotedPage("Outbox")
    stage.window.pages.add_page(PageName.OUTBOX, page)
    stage.window.pages.add_page(PageName.DOCTOR, NotedPage("Doctor"))
    return page


def test_a_page_stands_beside_the_picture_and_the_bar_gives_way(
    stage: Stage, outbox: NotedPage
) -> None:
    """The picture and the bar keep to the room that the panel leaves."""
    stage.play()
    pages = stage.window.pages
    pages.show_page(PageName.OUTBOX)
    assert (pages.width(), pages.height()) == (PAGES_PX, stage.window.height())
    assert pages.geometry().right() == stage.window.rect().right()
    assert stage.window.bar.geometry().right() < pages.geometry().left()
    assert stage.canvas.geometry().right() < pages.geometry().left()
    assert pages.accessibleName() == "Outbox"
    assert outbox.noted == ["come"]


def test_another_page_takes_the_place_of_the_first(stage: Stage, outbox: NotedPage) -> None:
    """The first hears that it goes; the heading is the second's."""
    pages = stage.window.pages
    pages.show_page(PageName.OUTBOX)
    pages.show_page(PageName.DOCTOR)
    assert outbox.noted == ["come", "go"]
    assert (pages.shown, pages.accessibleName()) == (PageName.DOCTOR, "Doctor")


def test_esc_closes_the_page_and_typing_in_it_leaves_the_film_alone(
    stage: Stage, outbox: NotedPage, qtbot: QtBot
) -> None:
    """A space typed into a field of a page is no pause."""
    stage.play()
    pages = stage.window.pages
    pages.show_page(PageName.OUTBOX)
    outbox.field.setFocus()
    QTest.keyClicks(outbox.field, "a m")
    assert outbox.field.text() == "a m"
    assert stage.player.commands == []
    QTest.keyClick(outbox.field, Qt.Key.Key_Escape)
    assert pages.shown is None
    assert stage.window.hasFocus()
    qtbot.waitUntil(pages.isHidden)


def test_keys_that_nobody_types_go_on_to_the_window(stage: Stage, outbox: NotedPage) -> None:
    """From a page one goes to another one, closes it by its own key, and fills the screen."""
    pages, control = stage.window.pages, Qt.KeyboardModifier.ControlModifier
    pages.show_page(PageName.OUTBOX)
    outbox.field.setFocus()
    shown = []
    for key in (Qt.Key.Key_D, Qt.Key.Key_B, Qt.Key.Key_B):
        QTest.keyClick(stage.window.focusWidget(), key, control)
        shown.append(pages.shown)
    assert shown == [PageName.DOCTOR, PageName.OUTBOX, None]
    pages.show_page(PageName.OUTBOX)
    QTest.keyClick(outbox.field, Qt.Key.Key_F11)
    assert stage.window.isFullScreen()


def test_the_playlist_and_a_page_never_cover_one_another(stage: Stage, outbox: NotedPage) -> None:
    """Whichever comes last stands alone."""
    pages, panel = stage.window.pages, stage.window.panel
    panel.toggle()
    pages.show_page(PageName.OUTBOX)
    assert (panel.fade.is_wanted, pages.shown) == (False, PageName.OUTBOX)
    panel.toggle()
    assert (panel.fade.is_wanted, pages.shown) == (True, None)
    assert outbox.noted == ["come", "go"]


def test_in_a_narrow_window_a_page_takes_all_of_it(stage: Stage, outbox: NotedPage) -> None:
    """At the width of a telephone nothing is cut off."""
    stage.window.resize(360, 640)
    stage.window.pages.show_page(PageName.OUTBOX)
    assert stage.window.pages.geometry() == stage.window.rect()
    assert outbox.isVisible()
