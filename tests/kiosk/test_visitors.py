"""Visitors on a real screen: they watch, leave an address, try to break out, and go."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.app.kiosk.stand import PIN
from tests.kiosk.places import Places
from tests.kiosk.stage import Shown, until
from tracker.kiosk.vocabulary import State
from tracker.model.visits import VisitOutcome

CARD = (0.5, 0.45)
CORNER = (0.02, 0.02)
HAMMERED = ("alt+F4", "alt+Tab", "ctrl+w", "ctrl+q", "Escape", "Menu", "F11", "super", "F1",
            "ctrl+o", "ctrl+alt+t", "shift+F10", "Tab", "space", "Return", "alt+space")  # fmt: skip


@pytest.fixture
def places(shown: Shown) -> Iterator[Places]:
    """Return where to touch the stand."""
    places = Places(shown.config)
    yield places
    places.close()


def test_a_visitor_watches_leaves_a_badge_and_nothing_is_left(shown: Shown, places: Places) -> None:
    """From the loop to the thanks and back, by touches and a scanner alone."""
    shown.start()
    shown.wait_for("attract")
    until(lambda: len(shown.plays()) >= 2, seconds=40)
    shown.touch_until("menu", 0.5, 0.5)
    shown.touch_until("playing", *CARD)
    since = shown.manager.mark()
    shown.wait_for("after")
    shown.touch_until("identify", *places.of(places.show(State.AFTER).after.contact))
    shown.display.do("type", "--delay", 5, "H5-0042")
    shown.display.do("key", "Return")
    page = places.show(State.IDENTIFY).identify
    shown.display.touch(*places.of(page.consents[0], 0.1))
    shown.touch_until("thanks", *places.of(page.send))
    shown.wait_for("attract", since=since)
    until(lambda: bool(shown.visits()) and shown.visits()[0].closed_ms is not None)
    assert shown.end() == 0, shown.errors()
    (visit,) = shown.visits()
    assert visit.outcome is VisitOutcome.BADGE
    assert [viewer.badge for _, viewer in shown.viewers()] == ["H5-0042"]
    first = shown.plays()[0]
    assert (first.item, first.is_full) == ("attract", True)
    assert 2_000 < first.ended_ms - first.started_ms < 6_000


def test_no_key_and_no_other_button_leads_anywhere(shown: Shown, tmp_path: Path) -> None:
    """Hammered on, the stand goes on; its picture fills the screen, and no cursor is on it."""
    shown.start()
    shown.wait_for("attract")
    for _ in range(3):
        for key in HAMMERED:
            shown.display.do("key", key)
        shown.display.touch(0.5, 0.5, button=3)
        shown.display.touch(0.5, 0.5, button=2)
    assert shown.manager.count("STATUS=menu", since=0) == 0
    shown.touch_until("menu", 0.5, 0.5)
    for key in HAMMERED:
        shown.display.do("key", key)
    image = QImage(str(shown.display.picture(tmp_path / "screen.png")))
    shown.display.touch(0.5, 0.45, button=3)
    assert shown.process is not None
    assert shown.process.poll() is None, shown.errors()
    assert shown.manager.count("STATUS=playing", since=0) == 0
    corners = [image.pixelColor(x, y) for x in (2, 1277) for y in (2, 717)]
    assert all(one.lightness() < 60 for one in corners)
    names = shown.display.do("search", "--onlyvisible", "--name", ".*").split()
    shown.touch_until("playing", *CARD)
    assert len(shown.display.do("search", "--onlyvisible", "--name", ".*").split()) == len(names)
    assert shown.end() == 0, shown.errors()


def test_the_staff_leaves_by_the_gesture_and_the_pin_alone(shown: Shown, places: Places) -> None:
    """A wrong PIN leads nowhere; the right one ends the program, and systemd is told to rest."""
    shown.start()
    shown.wait_for("attract")
    pad = places.show(State.MENU).pin
    pad.open()
    places.show(State.MENU)
    keys = {text: places.of(key) for text, key in pad.pad.keys.items()}

    def enter(pin: str) -> None:
        for _ in range(7):
            shown.display.touch(*CORNER)
        for digit in pin:
            shown.display.touch(*keys[digit])
        shown.display.touch(*keys["✓"])

    # Nobody is let in before the disk was asked; the pad would come, and the menu would not.
    shown.touch_until("menu", 0.5, 0.5)
    enter("1111")
    assert shown.process is not None
    assert shown.process.poll() is None
    enter(PIN)
    assert shown.process.wait(30) == 7, shown.errors()
    assert (shown.profile / "kiosk-left").exists()


def test_who_goes_away_is_asked_and_then_forgotten(shown: Shown) -> None:
    """After half a minute of silence and no answer the loop is back, and the visit is closed."""
    shown.start()
    shown.wait_for("attract")
    shown.touch_until("menu", 0.5, 0.5)
    since = shown.manager.mark()
    shown.wait_for("attract", since=since, seconds=60)
    until(lambda: shown.visits()[0].closed_ms is not None)
    (visit,) = shown.visits()
    assert visit.outcome is VisitOutcome.LEFT
    assert visit.closed_ms is not None
    assert visit.closed_ms - visit.opened_ms >= 35_000
    assert shown.viewers() == []
    assert shown.end() == 0, shown.errors()
