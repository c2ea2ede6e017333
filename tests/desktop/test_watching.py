"""Who is watching: the chips, the card that asks, and the mark that nothing is counted."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage, progress
from tracker.desktop.audience import Audience
from tracker.desktop.icons import Glyph
from tracker.desktop.keys import Command
from tracker.model.media import ANONYMOUS, Viewer

ADA = Viewer(email="ada@example.com")


class NotingLine:
    """A line that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def change_viewer(self, viewer: Viewer) -> None:
        """Note it."""
        self.told.append(viewer)

    def track(self, is_on: bool) -> None:
        """Note it."""
        self.told.append(is_on)


@pytest.fixture
def line() -> NotingLine:
    """Return a line behind the window."""
    return NotingLine()


@pytest.fixture
def watched(line: NotingLine, qtbot: QtBot) -> Stage:
    """Show a window with a line behind it."""
    made = Stage(audience=Audience(line))
    qtbot.addWidget(made.window)
    made.window.resize(1280, 720)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.window.activateWindow()
    made.play()
    return made


def test_the_chip_opens_a_card_and_the_card_names_the_viewer(
    watched: Stage, line: NotingLine
) -> None:
    """One click, an address, Return: the chip says who it is, and the film was not disturbed."""
    watching = watched.window.watching
    assert watching.viewer_chip.words == "Nobody named"
    watching.viewer_chip.click()
    assert watching.card.isVisible()
    QTest.keyClicks(watching.card.field, "ada@example.com")
    assert watching.card.meaning == (
        "An address; its contact is looked up. A viewing that runs becomes theirs."
    )
    QTest.keyClick(watching.card.field, Qt.Key.Key_Return)
    assert line.told == [ADA]
    assert not watching.card.isVisible()
    assert watching.viewer_chip.words == "ada@example.com"
    assert watching.viewer_chip.accessibleName() == "Who is watching: ada@example.com"
    assert watched.window.flash.text == "ada@example.com"
    assert watched.player.commands == []


def test_what_cannot_be_a_person_is_said_and_the_card_stays(
    watched: Stage, line: NotingLine
) -> None:
    """Nothing is told to the line; the sentence is read to a screen reader, too."""
    card = watched.window.watching.card
    watched.window.carry_out(Command.VIEWER)
    QTest.keyClicks(card.field, "a@b@c")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert card.isVisible()
    assert card.meaning.startswith("That is not an email address.")
    assert card.field.accessibleDescription() == card.meaning
    assert line.told == []


def test_people_of_this_run_are_found_again_and_nobody_else(
    watched: Stage, line: NotingLine
) -> None:
    """By any part of what was typed; before something is typed nobody is listed."""
    audience, card = watched.window.watching.audience, watched.window.watching.card
    for viewer in (ADA, Viewer(badge="H5-0042"), Viewer(contact_id=101)):
        audience.choose(viewer)
    card.ask()
    assert card.field.text() == ""
    finder = card.field.completer()
    finder.setCompletionPrefix("EXAMPLE")
    assert [finder.currentCompletion(), finder.completionCount()] == ["ada@example.com", 1]
    finder.setCompletionPrefix("h5")
    assert finder.currentCompletion() == "#H5-0042"
    popup = finder.popup()
    assert popup is None or not popup.isVisible()
    assert Audience(line).known() == []


def test_another_viewer_is_said_to_be_another_viewing_and_nobody_can_be_chosen(
    watched: Stage, line: NotingLine
) -> None:
    """R11: the card says beforehand what the choice will do."""
    watching = watched.window.watching
    watching.audience.choose(ADA)
    watching.ask()
    assert watching.card.meaning == "Another viewing begins."
    watching.card.nobody_button.click()
    assert line.told == [ADA, ANONYMOUS]
    assert watching.viewer_chip.words == "Nobody named"
    watching.ask()
    assert not watching.card.nobody_button.isVisible()


def test_tracking_is_paused_by_one_click_and_that_is_seen(watched: Stage, line: NotingLine) -> None:
    """Shape, colour and words, also while the bar is gone; a second click goes on."""
    watching = watched.window.watching
    chip = watching.tracking_chip
    assert (chip.glyph, chip.accessibleName()) == (Glyph.COUNTED, "Pause tracking")
    chip.click()
    assert line.told == [False]
    assert (chip.glyph, chip.words) == (Glyph.NOT_COUNTED, "Not counted")
    assert chip.accessibleName() == "Tracking is paused. Resume tracking"
    watched.window.auto_hide.dismiss()
    assert watching.mark.isVisible()
    assert watching.mark.text == "Not counted"
    watched.window.panel.toggle()
    assert not watching.mark.geometry().intersects(watched.window.panel.geometry())
    watched.window.resize(480, 400)
    assert watching.mark.geometry().intersects(watched.window.panel.geometry())
    parts = watched.window.children()
    assert parts.index(watching.mark) < parts.index(watched.window.panel)
    watched.window.panel.toggle()
    QTest.keyClick(watched.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert line.told == [False, True]
    assert chip.glyph is Glyph.COUNTED
    assert not watching.mark.fade.is_wanted


def test_the_timeline_shows_that_nothing_is_counted(watched: Stage) -> None:
    """The film goes on, the watched part does not grow, and a screen reader hears why."""
    transport, timeline = watched.window.transport, watched.window.bar.timeline
    watched.clock.turn(2_000)
    word = replace(progress(watched.clock.now_ns, 140_000, watched=((0, 130_000),)), tracked=False)
    transport.tell_progress(word)
    watched.clock.turn(500)
    assert transport.playhead.position_ms(watched.clock.now_ns) == 140_500
    assert transport.playhead.watched(watched.clock.now_ns) == ((0, 130_000),)
    assert timeline.value_text().endswith(", not counted now")


def test_without_a_line_there_is_nothing_to_ask(stage: Stage) -> None:
    """As where a film is only shown."""
    watching = stage.window.watching
    assert watching.viewer_chip.isHidden()
    assert watching.tracking_chip.isHidden()
    stage.window.carry_out(Command.VIEWER)
    stage.window.carry_out(Command.TRACKING)
    assert watching.card.isHidden()
    assert watching.audience.is_tracked
