"""Opens the stand on every screen, and runs it until the staff leaves.

Knows: the application, and what the stand is put together of.
Must never know: the states of the stand.
"""

import gc
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from tracker.app.kiosk.config import KioskConfig
from tracker.app.kiosk.health import Health
from tracker.app.kiosk.stand import Stand
from tracker.app.player import ThumbnailMaker
from tracker.app.settings import Settings
from tracker.kiosk.door import FINISHED, LEFT, Door
from tracker.kiosk.pictures import fetch_pictures
from tracker.kiosk.screens import Screens
from tracker.kiosk.window import Screen, StandView
from tracker.qt.application import make_application, run
from tracker.qt.bridge import Bridge
from tracker.qt.canvas import VideoCanvas
from tracker.qt.starting import Starting

SETTLE_S = 2.0
"""How long sending may go on at the end, in seconds."""


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
    screens = Screens(screen, config.brand, config.screens)
    door = Door(stand, line, bridge, view, screen)
    doors.append(door)
    startings: list[Starting] = []

    def ready() -> None:
        _let_the_collector_work()
        door.start()

    def refused(error: Exception | None) -> None:
        _let_the_collector_work()
        door.refuse(error)

    def start() -> None:
        starting = Starting(
            line.start, bridge.post, ready=ready, refused=lambda: refused(starting.error)
        )
        startings.append(starting)
        show_pictures()

    def show_picture(item_id: str, picture: QPixmap) -> None:
        view.show_picture(item_id, picture)
        if not item_id:
            screens.show_picture(picture)

    def show_pictures() -> None:
        fetch_pictures(config, pictures, bridge, show_picture)

    door.lit.connect(screens.light)
    door.settled.connect(start)
    door.films_changed.connect(show_pictures)
    try:
        status = _live(app, door, screens)
        if status == LEFT:
            stand.note_left()
        return status
    finally:
        doors.clear()
        for starting in startings:
            starting.join()
        pictures.close()
        stand.close(SETTLE_S)


def _let_the_collector_work() -> None:
    """Let Python look for garbage, but not through all that stays for months."""
    gc.freeze()
    gc.enable()


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
