"""What the window has with the desktop around it, for as long as it is open.

Knows: which of it there is on this system.
Must never know: how any of it works.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QSystemTrayIcon

from tracker.app.shelf import Shelf
from tracker.desktop.handover import Reception
from tracker.desktop.tray import Tray
from tracker.desktop.window import PlayerWindow
from tracker.desktop.wish import Wish
from tracker.model.media import ANONYMOUS
from tracker.qt.application import DESKTOP_FILE_NAME
from tracker.qt.bridge import Bridge

if sys.platform == "linux":
    from tracker.desktop.mpris.remote import Remote


class Surroundings:
    """Ties a window to the desktop: media keys, an awake screen, a tray, second starts."""

    def __init__(
        self, window: PlayerWindow, bridge: Bridge, profile: Path, shelf: Shelf | None = None
    ) -> None:
        self._window = window
        self._reception = Reception(profile, self._take)
        self._tray = Tray(window) if QSystemTrayIcon.isSystemTrayAvailable() else None
        if self._tray is not None:
            # The window itself heard of it first, so that the indicator has the words.
            bridge.sync_status.connect(self._tray.refresh)
        if sys.platform == "linux":
            self._remote = Remote(
                window,
                window.transport,
                window.open,
                bridge.post,
                desktop_entry=DESKTOP_FILE_NAME,
                ask_picture=None if shelf is None else shelf.ask_poster,
            )

    def receive(self) -> None:
        """Take what second starts hand over, now that the profile is this window's."""
        self._reception.open()

    def close(self) -> None:
        """Let go of the desktop."""
        self._reception.close()
        if self._tray is not None:
            self._tray.close()
        if sys.platform == "linux":
            self._remote.close()

    def _take(self, wish: Wish) -> None:
        """Do what a second start asks for."""
        if wish.viewer != ANONYMOUS:
            self._window.watching.audience.choose(wish.viewer)
        if wish.locations:
            self._window.open(wish.locations)
        self._window.come_up()
