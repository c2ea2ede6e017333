"""Opens the stand on every screen, and runs it until the staff leaves.

Knows: application, screens, and what is shown where nothing can be played.
Must never know: the states of the stand.
"""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from tracker.app.kiosk.config import KioskConfig
from tracker.app.kiosk.health import Health
from tracker.app.kiosk.stand import Stand
from tracker.app.player import ThumbnailMaker
from tracker.app.settings import Settings
from tracker.kiosk.door import FINISHED, LEFT, Door
from tracker.kiosk.pictures import fetch_pictures
from tracker.kiosk.resting import FallbackPage
from tracker.kiosk.window import Screen, StandView
from tracker.qt.application import make_application, run
from tracker.qt.bridge import Bridge
from tracker.qt.canvas import VideoCanvas
from tracker.qt.starting import Starting

SETTLE_S = 2.0
"""How long sending may go on at the end, in seconds."""


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


def show_kiosk(config: KioskConfig, profile: Path, settings: Settings) -> int:
    """Show the stand until it is left; return the exit status that tells the service manager.

    Where nothing can be played or recorded, the fallback picture is shown for a while; then it
    ends, so that it is tried anew.
    """
    app = make_application(["tracker"], False)
    app.setQuitOnLastWindowClosed(False)
    app.setOverrideCursor(Qt.CursorShape.BlankCursor)
    bridge = Bridge()
    doors: list[Door] = []

    def hear(health: Health) -> None:
        bridge.post(lambda: doors[0].take_health(health) if doors else None)

    stand = Stand(profile, config, on_health=hear)
    line = stand.make_line(settings, bridge)
    pictures = ThumbnailMaker()
    view = StandView(config, VideoCanvas(line.frames))
    screen = Screen(view, config.screens.rotation)
    door = Door(stand, line, bridge, view, screen)
    doors.append(door)
    startings: list[Starting] = []

    def start() -> None:
        starting = Starting(
            line.start, bridge.post, ready=door.start, refused=lambda: door.refuse(starting.error)
        )
        startings.append(starting)
        show_pictures()

    def show_pictures() -> None:
        fetch_pictures(config, pictures, bridge, view.show_picture)

    door.settled.connect(start)
    door.films_changed.connect(show_pictures)
    try:
        status = _live(app, door, Screens(screen, config))
        if status == LEFT:
            stand.note_left()
        return status
    finally:
        doors.clear()
        for starting in startings:
            starting.join()
        pictures.close()
        stand.close(SETTLE_S)


def _live(app: QApplication, door: Door, screens: Screens) -> int:
    status = FINISHED

    def leave(with_status: int) -> None:
        nonlocal status
        status = with_status
        app.quit()

    app.installEventFilter(door.lock)
    door.leaving.connect(leave)
    app.screenAdded.connect(lambda _: screens.fill())
    app.screenRemoved.connect(lambda _: screens.fill())
    screens.fill()
    # Within the loop: a signal to end is heard from then on.
    QTimer.singleShot(0, door.begin)
    try:
        run(app, lambda: door.leave(FINISHED))
    finally:
        app.removeEventFilter(door.lock)
    return status
