"""The pages: the system's light or dark theme applies, the video area stays dark."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.page_tools import check_fit
from tests.desktop.stage import Stage
from tracker.desktop import theme
from tracker.desktop.keys import Command
from tracker.desktop.office import Office
from tracker.desktop.page_panel import PageName
from tracker.desktop.pages import MessageCard
from tracker.desktop.theme import Theme
from tracker.model.errors import PlaybackError

LONG = "A sentence that goes on, with a name such as “a very long name of a film.mp4” in it. "


@pytest.fixture
def palette(qapp: QApplication) -> Iterator[QPalette]:
    """Give the palette to change, and put it back."""
    before = QPalette(qapp.palette())
    yield QPalette(before)
    qapp.setPalette(before)


def luminance(colour: QColor) -> float:
    """Return the relative luminance as WCAG defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK])
def test_words_can_be_read_in_both_themes(colours: Theme) -> None:
    """At least 4.5 to 1, hints included (WCAG 2, AA)."""
    for ground in (colours.page, colours.card):
        assert contrast(colours.text, ground) >= 4.5
        assert contrast(colours.dim, ground) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK])
def test_how_sending_stands_can_be_read_in_both_themes(colours: Theme) -> None:
    """The colours of the states are also those of words (WCAG 2, AA)."""
    for colour in (colours.good, colours.busy, colours.waiting, colours.needs_you):
        for ground in (colours.page, colours.card):
            assert contrast(colour, ground) >= 4.5
    # The edge of a field is what shows where to type: at least 3 to 1.
    assert contrast(colours.dim, colours.card) >= 3


@pytest.mark.parametrize(
    ("ground", "expected"), [("#fafafa", theme.LIGHT), ("#101010", theme.DARK)]
)
def test_the_page_follows_the_system_while_it_is_shown(
    stage: Stage, qtbot: QtBot, qapp: QApplication, palette: QPalette, ground: str, expected: Theme
) -> None:
    """A change of the system's theme reaches the page at once; the video area does not care."""
    palette.setColor(QPalette.ColorRole.Window, QColor(ground))
    qapp.setPalette(palette)
    qtbot.waitUntil(
        lambda: stage.window.grab().toImage().pixelColor(10, 10).rgb() == expected.page.rgb()
    )

    def words() -> set[int]:
        labels = stage.window.welcome.findChildren(QLabel)
        return {label.palette().color(QPalette.ColorRole.WindowText).rgb() for label in labels}

    qtbot.waitUntil(lambda: words() == {expected.text.rgb(), expected.dim.rgb()})
    stage.play()
    assert stage.window.grab().toImage().pixelColor(10, 300).lightness() < 30


@pytest.mark.parametrize("size", [(320, 400), (360, 640), (1280, 720)])
def test_a_long_error_stays_inside_the_window(stage: Stage, size: tuple[int, int]) -> None:
    """The words wrap, and both buttons can be reached."""
    stage.window.resize(*size)
    stage.window.open(["/films/a.mp4", "/films/b.mp4"])
    stage.window.transport.tell_failed(1, PlaybackError(LONG, hint=LONG))
    QApplication.processEvents()
    card = stage.window.card
    assert stage.window.rect().contains(card.geometry())
    assert card.rect().contains(card.open_button.geometry())
    assert card.rect().contains(card.next_button.geometry())
    assert not card.open_button.geometry().intersects(card.next_button.geometry())


def test_a_second_error_has_room_for_its_words(qtbot: QtBot) -> None:
    """A card that was laid out for short words grows for long ones, though it was hidden."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    card = MessageCard(window)
    window.show()
    card.show_error(PlaybackError("Short.", hint="Short."), has_next=False)
    card.hide()
    card.show_error(PlaybackError("long words " * 12, hint="a cure " * 20), has_next=False)
    QApplication.processEvents()
    for label in card.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize("width", [360, 1280])
def test_the_films_page_leads_to_the_windows_pages(
    stage: Stage, office: Office, qtbot: QtBot, width: int
) -> None:
    """Before a film there is no bar; what is not sent must be found all the same."""
    stage.window.resize(width, 640)
    welcome = stage.window.welcome
    check_fit(welcome, qtbot)
    for command, name in (
        (Command.OUTBOX, PageName.OUTBOX),
        (Command.SETTINGS, PageName.SETTINGS),
        (Command.DOCTOR, PageName.DOCTOR),
    ):
        assert welcome.page_buttons[command].isVisible()
        welcome.page_buttons[command].click()
        assert stage.window.pages.shown is name


def test_a_window_without_pages_offers_none(stage: Stage) -> None:
    """And its indicator says in words what a page would show."""
    assert not any(button.isVisible() for button in stage.window.welcome.page_buttons.values())
    stage.play()
    stage.window.bar.sync.click()
    assert stage.window.notice.text == "Nothing waits to be sent."
