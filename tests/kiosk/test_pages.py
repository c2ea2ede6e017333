"""The pages with much on them: nothing lies over anything else, and what is cut begins rightly."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.app.kiosk.stand import write_stand
from tracker.app.kiosk.config import ConsentChoice, Item, KioskConfig, MenuPage
from tracker.app.kiosk.reading import read_config
from tracker.kiosk.look import TouchButton, shortened
from tracker.kiosk.vocabulary import Lead, Standing, State
from tracker.kiosk.window import Screen, StandView
from tracker.model.media import Viewer
from tracker.playback.frames import FrameStore
from tracker.qt.canvas import VideoCanvas

SIZES = [
    (1920, 1080),
    (1280, 720),
    (3840, 2160),
    (1080, 1920),
    (800, 1280),
    (1024, 768),
    (1024, 600),
]
SMALL_SIZES = [(800, 480), (480, 800)]
PURPOSES = ("contact", "news", "study")
TEXT = (
    "Example Company may send me its newsletter, and invitations to fairs and to its own events, "
    "about four times a year, until I say otherwise; what I watched is kept with my address "
    "for so long."
)
TITLE = "A walk through hall 5, and everything that stands in it"


@pytest.fixture
def config(tmp_path: Path) -> KioskConfig:
    """Return a stand that asks for three consents, and has two pages of films."""
    config = read_config(write_stand(tmp_path))
    consents = tuple(ConsentChoice(one, "1", {"en": TEXT, "de": TEXT}) for one in PURPOSES)
    films = tuple(
        Item(f"film-{n}", config.items[0].location, {"en": TITLE}, {"en": "Two minutes"})
        for n in range(14)
    )
    return replace(
        config,
        brand=replace(config.brand, welcome={"en": "Discover what we build, and for whom"}),
        identification=replace(config.identification, consents=consents),
        items=films,
        pages=(
            MenuPage({"en": "Products"}, tuple(film.item_id for film in films)),
            MenuPage({"en": "Services"}, (films[0].item_id,)),
        ),
    )


def show(qtbot: QtBot, config: KioskConfig, size: tuple[int, int], standing: Standing) -> Screen:
    """Show a page on a screen of a size; its content is the view."""
    view = StandView(config, VideoCanvas(FrameStore()))
    screen = Screen(view)
    qtbot.addWidget(screen)
    screen.resize(*size)
    with qtbot.waitExposed(screen):
        screen.show()
    view.show_standing(standing)
    for _ in range(4):
        QApplication.processEvents()
    return screen


def place(view: StandView, part: QWidget) -> QRect:
    """Return where a part lies in the window."""
    return QRect(part.mapTo(view, QPoint(0, 0)), part.size())


def seen(view: StandView) -> tuple[list[QRect], list[QRect]]:
    """Return where the keys are that can be touched, and all else that is asked of a visitor."""
    page = view.identify
    keys = [place(view, key) for key in page.keypad.keys.values() if key.isVisible()]
    others = [page.field, page.badge, page.trouble, *page.consents, page.policy]
    buttons = [page.later, page.earlier, page.send, page.skip, page.gone_on]
    return keys, [place(view, part) for part in [*others, *buttons] if part.isVisible()]


def check_room(view: StandView) -> None:
    """See that nothing is cut, too low for a finger, or under anything else."""
    keys, parts = seen(view)
    assert all(key.height() >= 44 for key in keys)
    assert all(view.rect().contains(part) for part in [*keys, *parts])
    lying = [*keys, *parts]
    assert not [(a, b) for n, a in enumerate(lying) for b in lying[n + 1 :] if a.intersects(b)]
    for box in view.identify.consents:
        assert not box.isVisible() or box.height() >= box.heightForWidth(box.width())


@pytest.mark.parametrize("lead", [Lead.NONE, Lead.LOST])
@pytest.mark.parametrize("size", [*SIZES, *SMALL_SIZES])
def test_three_consents_leave_every_key_to_be_touched(
    qtbot: QtBot, config: KioskConfig, size: tuple[int, int], lead: Lead
) -> None:
    """No text lies over a key, and all of each text is there; on a small screen in two steps."""
    standing = Standing(State.IDENTIFY, "en", visit_id="v", films=1)
    screen = show(qtbot, config, size, standing)
    view = screen.content
    assert isinstance(view, StandView)
    page = view.identify
    check_room(view)
    for text in "ada@example.com":
        page.keypad.keys[text].click()
    if page.later.isVisible():
        assert not any(box.isVisible() for box in page.consents)
        page.later.click()
        QApplication.processEvents()
        assert "ada@example.com" in page.field.text()
        check_room(view)
        page.earlier.click()
        QApplication.processEvents()
        check_room(view)
        page.later.click()
    view.show_standing(replace(standing, lead=lead))
    for _ in range(4):
        QApplication.processEvents()
    check_room(view)
    assert page.trouble.isVisible() is (lead is Lead.LOST)
    page.consents[0].click()
    with qtbot.waitSignal(page.introduced) as introduced:
        page.send.click()
    assert introduced.args == [Viewer(email="ada@example.com"), (PURPOSES[0],)]


def test_a_badge_leads_on_to_the_consents(qtbot: QtBot, config: KioskConfig) -> None:
    """Where they do not stand beside the keys; whoever leaves begins anew."""
    standing = Standing(State.IDENTIFY, "en", visit_id="v", films=1)
    screen = show(qtbot, config, (800, 480), standing)
    view = screen.content
    assert isinstance(view, StandView)
    page = view.identify
    assert page.later.isVisible()
    assert not page.later.isEnabled()
    assert page.take_badge("B-4711")
    assert (page.badge.isVisible(), page.field.isVisible()) == (True, False)
    assert all(box.isVisible() for box in page.consents)
    page.clear()
    page.fit()
    assert (page.keypad.isVisible(), page.send.isVisible()) == (True, False)


@pytest.mark.parametrize("size", SIZES)
def test_many_films_are_pictures_and_not_stripes(
    qtbot: QtBot, config: KioskConfig, size: tuple[int, int]
) -> None:
    """Tabs, languages and a heading of two lines take their room; the films fit the rest."""
    screen = show(qtbot, config, size, Standing(State.MENU, "en", visit_id="v"))
    view = screen.content
    assert isinstance(view, StandView)
    cards = [place(view, card) for card in view.menu.cards if card.isVisible()]
    assert len(cards) == len(view.menu.shown_items())
    assert all(card.width() < card.height() * 2.6 for card in cards), cards
    assert all(card.bottom() < place(view, view.menu.done).top() for card in cards)


@pytest.mark.parametrize("languages", [("en",), ("en", "de")])
@pytest.mark.parametrize("size", [*SIZES, *SMALL_SIZES])
def test_no_button_of_the_menu_lies_over_anything(
    qtbot: QtBot, config: KioskConfig, size: tuple[int, int], languages: tuple[str, ...]
) -> None:
    """Nor over the heading, where there is one language and so nothing to choose."""
    stand = replace(config, languages=languages)
    screen = show(qtbot, stand, size, Standing(State.MENU, "en", visit_id="v"))
    view = screen.content
    assert isinstance(view, StandView)
    buttons = [one for one in view.menu.findChildren(TouchButton) if one.isVisible()]
    lying = [place(view, one) for one in (view.menu.heading, *buttons)]
    assert len(buttons) >= len(languages)
    assert not [(a, b) for n, a in enumerate(lying) for b in lying[n + 1 :] if a.intersects(b)]


def test_a_title_that_is_too_long_is_cut_at_its_end(qtbot: QtBot) -> None:
    """Its beginning says which film it is."""
    metrics = QFontMetrics(QFont())
    line = metrics.height()
    width = metrics.horizontalAdvance("A walk through hall 5")
    assert shortened(TITLE, metrics, QRectF(0, 0, width * 4, line * 2)) == TITLE
    cut = shortened(TITLE, metrics, QRectF(0, 0, width, line * 2))
    assert cut.startswith("A walk through")
    assert cut.endswith(" …")
    assert metrics.boundingRect(0, 0, width, 999, 0x1000, cut).height() <= line * 2
    word = shortened("Bodenseeschifffahrtsgesellschaft", metrics, QRectF(0, 0, width / 2, line))
    assert word.startswith("Boden")
    assert word.endswith("…")
