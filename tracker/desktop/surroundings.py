"""What the window has with the desktop around it, for as long as it is open.

Knows: which of it there is on this system.
Must never know: how any of it works.
"""

import sys

from tracker.app.shelf import Shelf
from tracker.desktop.window import PlayerWindow
from tracker.qt.application import DESKTOP_FILE_NAME
from tracker.qt.bridge import Bridge

if sys.platform == "linux":
    from tracker.desktop.mpris.remote import Remote


class Surroundings:
    """Ties a window to the desktop: remote controls, media keys, an awake screen."""

    def __init__(self, window: PlayerWindow, bridge: Bridge, shelf: Shelf | None = None) -> None:
        if sys.platform == "linux":
            self._remote = Remote(
                window,
                window.transport,
                window.open,
                bridge.post,
                desktop_entry=DESKTOP_FILE_NAME,
                ask_picture=None if shelf is None else shelf.ask_poster,
            )

    def close(self) -> None:
        """Let go of the desktop."""
        if sys.platform == "linux":
            self._remote.close()
