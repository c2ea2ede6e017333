"""The thread that speaks with the session bus; nobody else waits for it.

Knows: what was told last, for as long as there is nobody to tell it to.
Must never know: D-Bus. That, asyncio and TLS, which asyncio brings along, take a while to load: the
thread does it itself, and no film waits for it.
"""

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desktop.mpris.facts import Facts, Wishes

if TYPE_CHECKING:
    from tracker.desktop.mpris.session import BusSession


class BusThread:
    """Tells the session bus of a player and passes wishes on, until it is closed."""

    def __init__(self, desktop_entry: str, reason: str, wishes: Wishes) -> None:
        self._desktop_entry, self._reason, self._wishes = desktop_entry, reason, wishes
        self._lock = threading.Lock()
        self._session: BusSession | None = None
        self._facts: Facts | None = None
        self._is_over = False
        self._thread = threading.Thread(target=self._run, name="session-bus", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def tell(self, facts: Facts) -> None:
        """Say how the player stands now. Returns at once; callable from any thread."""
        with self._lock:
            self._facts = facts
            if self._session is not None:
                self._session.tell(facts)

    def close(self, timeout_s: float = 2.0) -> None:
        """Let the screen sleep again, leave the bus and end the thread."""
        with self._lock:
            self._is_over = True
            if self._session is not None:
                self._session.close()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        if not _may_be_there():
            return
        from tracker.desktop.mpris.session import BusSession

        session = BusSession(self._desktop_entry, self._reason, self._wishes)
        with self._lock:
            self._session = session
            if self._facts is not None:
                session.tell(self._facts)
            if self._is_over:
                session.close()
        session.run()


def _may_be_there() -> bool:
    """Whether anything names a session bus: where nothing does, nothing is loaded to find none."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    try:
        return (Path.home() / ".dbus" / "session-bus").is_dir()
    except (OSError, RuntimeError):
        return False
