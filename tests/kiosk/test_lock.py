"""The lock and the window, with fingers of Qt's own: what a touch does, and what nothing does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QImage, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.app.kiosk.stand import example_text, write_stand
from tracker.app.kiosk.config import KioskConfig, Screens
from tracker.app.kiosk.reading import read_config
from tracker.kiosk.lock import Lock
from tracker.kiosk.qr import qr_image
from tracker.kiosk.vocabulary import Lead, Standing, State
from tracker.kiosk.window import Screen, StandView
from tracker.model.media import Viewer
from tracker.playback.frames import FrameStore
from tracker.qt.canvas import VideoCanvas

VISIT = "00000000-0000-4000-8000-000000000000"


class Scene:
    """A stand's window under its lock; ``presses`` are those that reached it."""

    def __init__(self, qtbot: QtBot, config: KioskConfig) -> None:
        self.config = config
        self.view = StandView(config, VideoCanvas(FrameStore()))
        self.screen = Screen(self.view, config.screens.rotation)
        self.presses: list[QPointF] = []
        self.takes, self.elsewhere = False, 0
        self.scans: list[str] = []
        self.lock = Lock(self._press)
        self.lock.scanned.connect(self.scans.append)
        qtbot.addWidget(self.screen)
        self.screen.resize(1280, 720)
        with qtbot.waitExposed(self.screen):
            self.screen.show()
        app = QApplication.instance()
        assert app is not None
        self._app = app
        app.installEventFilter(self.lock)

    def _press(self, window: QWindow, place: QPointF) -> bool:
        if window is not self.screen.windowHandle():
            self.elsewhere += 1
            return True
        self.presses.append(self.screen.to_content(place))
        return self.takes

    def show(self, state: State, **more: object) -> None:
        """Show a state's page."""
        standing = Standing(state, "en", visit_id=VISIT, films=1)
        self.view.show_standing(replace(standing, **more))  # type: ignore[arg-type]
        QApplication.processEvents()

    def click(self, place: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        """Click somewhere in the window, as the system does."""
        handle = self.screen.windowHandle()
        QTest.mouseClick(handle, button, Qt.KeyboardModifier.NoModifier, place)
        QApplication.processEvents()

    def close(self) -> None:
        """Let go of the application."""
        self._app.removeEventFilter(self.lock)


@pytest.fixture
def config(tmp_path: Path) -> KioskConfig:
    """Return the commented example."""
    return read_config(write_stand(tmp_path, example_text()))


@pytest.fixture
def scene(qtbot: QtBot, config: KioskConfig) -> Iterator[Scene]:
    """Return the stand's window."""
    scene = Scene(qtbot, config)
    yield scene
    scene.close()


def middle(scene: Scene, place: int) -> QPoint:
    """Return where the middle of a card of the menu is."""
    card = scene.view.menu.cards[place]
    return card.mapTo(scene.screen, card.rect().center())


def test_a_touch_of_a_card_chooses_its_film(scene: Scene, qtbot: QtBot) -> None:
    """And only with the one button that a finger is."""
    scene.show(State.MENU)
    with qtbot.waitSignal(scene.view.menu.chosen) as caught:
        scene.click(middle(scene, 1))
    assert caught.args == ["robot"]
    with qtbot.assertNotEmitted(scene.view.menu.chosen):
        for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
            scene.click(middle(scene, 1), button)
    assert len(scene.presses) == 1


def test_a_press_that_was_taken_reaches_nothing(scene: Scene, qtbot: QtBot) -> None:
    """What the first touch uncovers is not pressed by it."""
    scene.show(State.MENU)
    scene.takes = True
    with qtbot.assertNotEmitted(scene.view.menu.chosen):
        scene.click(middle(scene, 0))


def test_a_press_says_which_screen_it_was_on(scene: Scene, qtbot: QtBot) -> None:
    """The same place of another screen is another place."""
    other = Screen(QWidget())
    qtbot.addWidget(other)
    other.resize(1280, 720)
    with qtbot.waitExposed(other):
        other.show()
    handle = other.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert (len(scene.presses), scene.elsewhere) == (0, 1)
    scene.click(QPoint(5, 5))
    assert (len(scene.presses), scene.elsewhere) == (1, 1)


def test_several_fingers_are_one_visitor(scene: Scene, qtbot: QtBot) -> None:
    """Five fingers at once choose one film at most, and break nothing."""
    scene.show(State.MENU)
    device = QTest.createTouchDevice()
    chosen: list[str] = []
    scene.view.menu.chosen.connect(chosen.append)
    handle = scene.screen.windowHandle()
    for _ in range(5):
        press = QTest.touchEvent(handle, device)
        for finger in range(5):
            press.press(finger, middle(scene, finger % 2) + QPoint(finger * 10, 0), handle)
        press.commit()
        release = QTest.touchEvent(handle, device)
        for finger in range(5):
            release.release(finger, middle(scene, finger % 2) + QPoint(finger * 10, 0), handle)
        release.commit()
        QApplication.processEvents()
    assert len(chosen) <= 5
    assert scene.screen.isVisible()


def test_no_key_drop_or_menu_gets_through(scene: Scene) -> None:
    """Neither the window nor a part of it ever hears of them."""
    scene.show(State.MENU)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F4, Qt.Key.Key_W, Qt.Key.Key_Menu, Qt.Key.Key_Tab):
        for modifier in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.AltModifier,
            Qt.KeyboardModifier.ControlModifier,
        ):
            event = QKeyEvent(QEvent.Type.KeyPress, key, modifier)
            assert scene.lock.eventFilter(scene.screen, event)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/etc/passwd")])
    drop = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    assert scene.lock.eventFilter(scene.screen, drop)
    assert scene.lock.eventFilter(scene.screen, QEvent(QEvent.Type.ContextMenu))
    assert not scene.screen.close()
    assert scene.screen.isVisible()
    scene.lock.is_open = True
    assert scene.screen.close()


def test_the_wait_after_wrong_pins_is_not_shortened_by_asking_again(scene: Scene) -> None:
    """However often somebody opens the pad and sends it away."""
    pad = scene.view.pin
    pad.open()
    for _ in range(3):
        pad.refuse()
    for _ in range(30):
        pad.open()
        pad.hide()
    assert "10" in pad.note.text()
    pad.open()
    for digit in "1234":
        pad._type(digit)
    assert pad.dots.text() == "·"


def test_a_stand_that_is_put_away_comes_back(scene: Scene, qtbot: QtBot) -> None:
    """Whoever put it away, by a key of the window manager or a command."""
    scene.screen.showMinimized()
    qtbot.waitUntil(scene.screen.isFullScreen)
    assert not scene.screen.isMinimized()


def test_a_scanner_types_a_line_and_a_person_does_not(scene: Scene) -> None:
    """What comes too slowly, or with Ctrl, is nobody's badge."""
    now_s = [0.0]
    scene.lock._clock = lambda: now_s[0]
    handle = scene.screen.windowHandle()
    for letter in "H5-42":
        now_s[0] += 0.02
        QTest.keyClick(handle, Qt.Key(ord(letter)))
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert scene.scans == ["h5-42"]
    for letter in "X9":
        now_s[0] += 2.0
        QTest.keyClick(handle, Qt.Key(ord(letter)))
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert scene.scans == ["h5-42", "9"]


def test_an_address_is_typed_agreed_to_and_sent_and_then_nothing_is_left(
    scene: Scene, qtbot: QtBot
) -> None:
    """Nothing is ticked beforehand, and without the consent that is needed nothing is sent."""
    scene.show(State.IDENTIFY)
    page = scene.view.identify
    assert not any(box.isChecked() for box in page.consents)
    for key in ["a", "d", "a", "@", "e", "x", ".com"]:
        page.keypad.keys[key].click()
    assert not page.send.isEnabled()
    page.consents[0].click()
    with qtbot.waitSignal(page.introduced) as caught:
        page.send.click()
    assert caught.args == [Viewer(email="ada@ex.com"), ("contact",)]
    scene.view.wipe()
    assert page._viewer() is None
    assert not page.consents[0].isChecked()
    assert "ada" not in page.field.text()


def test_what_is_being_kept_is_sent_once_and_what_was_lost_may_be_sent_again(scene: Scene) -> None:
    """What was typed stays; the page says how it stands, and no part lies over another."""
    scene.show(State.IDENTIFY)
    page = scene.view.identify
    page._set_typed("ada@ex.com")
    page.consents[0].click()
    scene.show(State.IDENTIFY, lead=Lead.UNDER_WAY)
    assert (page.send.isEnabled(), page.trouble.isVisible()) == (False, False)
    scene.show(State.IDENTIFY, lead=Lead.LOST)
    assert (page.send.isEnabled(), page.trouble.isVisible()) == (True, True)
    assert page.field.text().startswith("ada@ex.com")
    QApplication.processEvents()
    assert page.trouble.geometry().top() >= page.keypad.geometry().bottom()
    assert page.send.geometry().bottom() <= page.height()


@pytest.mark.parametrize("typed", ["ada", "ada@", "ada@ex", "@ex.com", "a@b@c.de", "ada@.com."])
def test_what_is_no_address_is_not_sent(scene: Scene, typed: str) -> None:
    """A slip is seen before it is a lost lead."""
    scene.show(State.IDENTIFY)
    page = scene.view.identify
    page.consents[0].click()
    for letter in typed:
        page._type(letter)
    assert not page.send.isEnabled()


def test_a_badge_of_another_form_is_not_taken(scene: Scene) -> None:
    """The example asks for nothing; a company may."""
    scene.show(State.IDENTIFY)
    page = scene.view.identify
    assert page.take_badge("H5-0042")
    assert not page.take_badge("")
    assert not page.take_badge("\x07")
    page._ways = replace(page._ways, badge_pattern="[A-Z]{3}")
    assert not page.take_badge("H5-0042")


def test_the_qr_code_carries_the_visit(config: KioskConfig) -> None:
    """Another visit is another code; the code has its quiet zone."""
    address = config.identification.page.replace("{session}", VISIT)
    image = qr_image(address)
    assert image == qr_image(address)
    assert image != qr_image(address.replace("0000-4", "0001-4"))
    white = {image.pixelColor(x, 0).lightness() for x in range(image.width())}
    assert white == {255}


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_stand_is_touched_where_it_is_seen(
    qtbot: QtBot, config: KioskConfig, rotation: int
) -> None:
    """The card under the finger is the one that is chosen, however the screen hangs."""
    scene = Scene(qtbot, replace(config, screens=Screens(rotation=rotation)))
    try:
        scene.show(State.MENU)
        turned = scene.view.size()
        expected = (720, 1280) if rotation % 180 else (1280, 720)
        assert (turned.width(), turned.height()) == expected
        card = scene.view.menu.cards[1]
        inside = card.mapTo(scene.view, card.rect().center())
        proxy, shown = scene.screen._proxy, scene.screen._view
        assert proxy is not None
        assert shown is not None
        place = shown.mapFromScene(proxy.mapToScene(QPointF(inside)))
        with qtbot.waitSignal(scene.view.menu.chosen) as caught:
            scene.click(place)
        assert caught.args == ["robot"]
        assert (scene.presses[-1] - QPointF(inside)).manhattanLength() < 4
    finally:
        scene.close()


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (360, 640)])
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_every_page_fits_every_screen_in_every_language(
    scene: Scene, size: tuple[int, int], language: str
) -> None:
    """Nothing that can be touched is cut off, or too small for a finger."""
    scene.screen.resize(*size)
    for state in State:
        scene.show(state, language=language)
        for part in scene.view._pages[state].findChildren(type(scene.view.menu.done)):
            if not part.isVisible():
                continue
            there = part.mapTo(scene.view, QPoint(0, 0))
            assert there.x() >= 0
            assert there.x() + part.width() <= size[0], (state, part.text())
            assert there.y() + part.height() <= size[1], (state, part.text())
            assert part.height() >= 30, (state, part.text())
    picture = scene.screen.grab().toImage()
    assert picture.format() != QImage.Format.Format_Invalid
