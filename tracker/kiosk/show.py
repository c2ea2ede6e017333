"""Opens the stand on every screen, and runs it until the staff leaves.

Knows: application, screens, and what is shown where nothing can be played.
Must never know: the states of the stand.
"""

import logging
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImageReader, QPixmap, QScreen
from PySide6.QtWidgets import QApplication

from tracker.app.delivery import TokenSource
from tracker.app.kiosk.config import KioskConfig
from tracker.app.kiosk.health import Health
from tracker.app.kiosk.stand import Stand
from tracker.app.player import ThumbnailMaker
from tracker.app.settings import Settings
from tracker.kiosk.door import FAILED, FINISHED, Door
from tracker.kiosk.lock import Lock
from tracker.kiosk.pages import FallbackPage
from tracker.kiosk.pictures import fetch_pictures
from tracker.kiosk.window import Screen, StandView
from tracker.model.errors import TrackerError
from tracker.qt.application import make_application, run
from tracker.qt.bridge import Bridge
from tracker.qt.canvas import VideoCanvas

SETTLE_S = 2.0
"""How long sending may go on at the end, in seconds."""

_log = logging.getLogger(__name__)


class Screens:
    """Every screen is ours: one shows the stand, the others whose it is."""

    def __init__(self, main: Screen, config: KioskConfig) -> None:
        self._main, self._config = main, config
        self._others: dict[QScreen, Screen] = {}

    def fill(self) -> None:
        """Fill every screen that there is now, whole."""
        screens = QGuiApplication.screens()
        named = [one for one in screens if one.name() == self._config.screens.main]
        chosen = (named or [QGuiApplication.primaryScreen()])[0]
        self._show_on(self._main, chosen)
        for gone in [one for one in self._others if one not in screens or one is chosen]:
            self._others.pop(gone).deleteLater()
        for screen in screens:
            if screen is not chosen and screen not in self._others:
                page = FallbackPage(None, self._config.brand, is_told=False)
                self._others[screen] = Screen(page)
                page.show()
                self._show_on(self._others[screen], screen)

    def _show_on(self, window: Screen, screen: QScreen) -> None:
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()


def show_kiosk(config: KioskConfig, profile: Path, settings: Settings, tokens: TokenSource) -> int:
    """Show the stand until it is left; return the exit status that tells the service manager."""
    app = make_application(["tracker"], False)
    app.setQuitOnLastWindowClosed(False)
    app.setOverrideCursor(Qt.CursorShape.BlankCursor)
    bridge = Bridge()
    doors: list[Door] = []

    def hear(health: Health) -> None:
        def tell() -> None:
            for door in doors:
                door.take_health(health)

        bridge.post(tell)

    stand = Stand(profile, config, on_health=hear)
    status = FINISHED
    pictures: ThumbnailMaker | None = None
    try:
        line = stand.open_line(settings, tokens, bridge)
        pictures = ThumbnailMaker()
        view = StandView(config, VideoCanvas(line.frames))
        screen = Screen(view, config.screens.rotation)
        door = Door(stand, line, bridge, view, screen)
        doors.append(door)
        fetch_pictures(config, pictures, bridge, view.show_picture)
        status = _live(app, door, Screens(screen, config))
    except TrackerError as error:
        _log.error("The stand cannot begin: %s %s", error, error.hint)
        status = _show_fallback(app, stand)
    finally:
        doors.clear()
        if pictures is not None:
            pictures.close()
        stand.close(SETTLE_S)
    return status


def _live(app: QApplication, door: Door, screens: Screens) -> int:
    app.installEventFilter(door.lock)
    door.leaving.connect(app.exit)
    app.screenAdded.connect(lambda _: screens.fill())
    app.screenRemoved.connect(lambda _: screens.fill())
    screens.fill()
    door.start()
    try:
        return run(app, lambda: door.leave(FINISHED))
    finally:
        app.removeEventFilter(door.lock)


def _show_fallback(app: QApplication, stand: Stand) -> int:
    """Show whose stand it is for a while, then end, so that it is tried anew."""
    page = FallbackPage(None, stand.config.brand)
    page.speak(stand.config.languages[0])
    picture = stand.config.brand.picture
    if picture is not None:
        page.show_picture(QPixmap.fromImage(QImageReader(str(picture)).read()))
    lock = Lock(lambda _: True)
    app.installEventFilter(lock)
    screens = Screens(Screen(page), stand.config)
    page.show()
    screens.fill()
    stand.pulse.tell(state="fallback")
    alive = QTimer(interval=1000)
    alive.timeout.connect(stand.service.alive)
    alive.start()
    stand.service.ready()
    QTimer.singleShot(round(stand.config.times.retry_s * 1000), lambda: app.exit(FAILED))
    status = run(app, app.quit)
    lock.is_open = True
    app.removeEventFilter(lock)
    return status
