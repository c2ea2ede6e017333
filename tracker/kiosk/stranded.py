"""What stands on every screen while the stand cannot even begin: its brand, never a desktop.

Knows: what a service manager must hear meanwhile.
Must never know: what keeps the stand from beginning, or how it is mended.
"""

import os
import threading
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer

from tracker.app.kiosk.config import Brand
from tracker.app.kiosk.notify import ServiceManager
from tracker.kiosk.lock import Lock
from tracker.kiosk.pictures import fetch_picture
from tracker.kiosk.resting import FallbackPage
from tracker.kiosk.screens import Screens
from tracker.kiosk.window import Screen
from tracker.qt.application import make_application, run
from tracker.qt.bridge import Bridge

LOOK_AGAIN_S = 5.0
"""How often it is asked whether the stand can begin now, in seconds."""


PATIENCE_S = 1.0


def show_stranded(brand: Brand, why: str, is_over: Callable[[], bool]) -> int:
    """Show the brand on every screen until ``is_over``; return the exit status.

    ``why`` is for the service manager. ``is_over`` is asked on a thread of its own.
    """
    app = make_application(["tracker"], False)
    app.setQuitOnLastWindowClosed(False)
    app.setOverrideCursor(Qt.CursorShape.BlankCursor)
    lock = Lock(lambda *_: True)
    app.installEventFilter(lock)
    bridge, ended = Bridge(), threading.Event()
    manager = ServiceManager(os.environ)
    page = FallbackPage(None, brand)
    screens = Screens(Screen(page), brand)
    page.show()
    app.screenAdded.connect(lambda _: screens.fill())
    app.screenRemoved.connect(lambda _: screens.fill())
    screens.fill()
    if brand.picture is not None:
        fetch_picture(brand.picture, bridge, page.show_picture)
        fetch_picture(brand.picture, bridge, screens.show_picture)

    def leave() -> None:
        lock.is_open = True
        app.quit()

    def look() -> None:
        while not ended.wait(LOOK_AGAIN_S):
            if is_over():
                bridge.post(leave)
                return

    watcher = threading.Thread(target=look, name="stranded", daemon=True)
    watcher.start()
    # Nothing moves here that could freeze: that the window answers is all there is to see.
    alive = QTimer(interval=round((manager.watchdog_s or 30.0) * 1000 / 3))
    alive.timeout.connect(manager.alive)
    alive.start()

    def begin() -> None:
        manager.ready()
        manager.status(why)

    # Within the loop: a signal to end is heard from then on.
    QTimer.singleShot(0, begin)
    try:
        run(app, leave)
    finally:
        app.removeEventFilter(lock)
        ended.set()
        # It may be fetching films, for hours; what had come is gone on with the next time.
        watcher.join(PATIENCE_S)
        manager.stopping()
        manager.close()
    return 1
