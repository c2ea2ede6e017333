"""What goes on in a host's process behind all its viewings: senders, the exit, a fork.

Knows: which viewings are open in this process, and one sender for each profile.
Must never know: players, or what is counted.

A sender begins with the first viewing that wants one and stays until the process ends, so that
what the last second of a film earned is sent although its viewing is closed.
"""

import atexit
import importlib
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracker.app.account import token_source
from tracker.app.delivery import DeliveryThread
from tracker.app.settings import Settings
from tracker.model.delivery import SyncStatus
from tracker.model.errors import StorageError
from tracker.model.phrases import phrase
from tracker.workers.unfailing import unfailing

EXIT_PATIENCE_S = 2.0
"""How long sending may go on when the process ends, in seconds."""

_log = logging.getLogger(__name__)

OnStatus = Callable[[SyncStatus], None]


class SharedSender:
    """A profile's sender in this process, and all who hear of it."""

    def __init__(self, profile: Path, settings: Settings) -> None:
        self._listeners: list[OnStatus] = []
        self._lock = threading.Lock()
        self._last: SyncStatus | None = None
        tokens = token_source(profile, settings, os.environ)
        self._thread = DeliveryThread(profile, settings, tokens, on_status=self._tell)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether it had to give up."""
        return self._thread.is_over

    def wake(self) -> None:
        """Say that something was queued. Returns at once; callable from any thread."""
        self._thread.wake()

    def join(self, on_status: OnStatus) -> None:
        """Let somebody hear of each status, the last one first; on the sender's thread."""
        with self._lock:
            self._listeners.append(on_status)
            last = self._last
        if last is not None:
            unfailing(on_status)(last)

    def leave(self, on_status: OnStatus) -> None:
        """Let somebody hear no more."""
        with self._lock:
            self._listeners = [one for one in self._listeners if one != on_status]

    def close(self, patience_s: float) -> None:
        """Send on for at most ``patience_s`` seconds while that helps, then end."""
        self._thread.close(patience_s)

    def _tell(self, status: SyncStatus) -> None:
        with self._lock:
            self._last = status
            listeners = list(self._listeners)
        for listener in listeners:
            unfailing(listener)(status)


class Background:
    """One process's viewings and senders. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self.pid: int = os.getpid()
        self._lock = threading.Lock()
        self._senders: dict[Path, SharedSender] = {}
        self._open: dict[object, Callable[[], None]] = {}
        self._is_over = False
        # Ordinary exit handlers come too late: by then the pool of sending threads is closed.
        # The last to register is the first to be called, so the pool's module must be loaded
        # before, which would otherwise be loaded by the sender's own thread.
        importlib.import_module("concurrent.futures.thread")
        getattr(threading, "_register_atexit", atexit.register)(self._end)

    def sender(self, profile: Path, settings: Settings) -> SharedSender:
        """Return the profile's sender, started if need be: also anew. Raise SettingsError."""
        with self._lock:
            sender = self._senders.get(profile)
            if sender is None or sender.is_over:
                sender = self._senders[profile] = SharedSender(profile, settings)
            return sender

    def enter(self, viewing: object, close: Callable[[], None]) -> None:
        """Remember a viewing that is to be closed when the process ends."""
        with self._lock:
            self._open[viewing] = close

    def leave(self, viewing: object) -> None:
        """Forget a viewing that is closed."""
        with self._lock:
            self._open.pop(viewing, None)

    def is_in_use(self) -> bool:
        """Whether any viewing or sender was begun."""
        return bool(self._open or self._senders)

    def _end(self, *_: Any) -> None:
        """Close what is open when the process ends; in a process that was forked, nothing."""
        if os.getpid() != self.pid or self._is_over:
            return
        self._is_over = True
        with self._lock:
            closers, senders = list(self._open.values()), list(self._senders.values())
        for close in closers:
            unfailing(close)()
        for sender in senders:
            unfailing(sender.close)(EXIT_PATIENCE_S)


_background: Background | None = None
_making = threading.Lock()


def background() -> Background:
    """Return this process's background.

    Raise StorageError in a process that was forked while its parent had one in use: SQLite must
    not be carried across a fork.
    """
    global _background
    with _making:
        if _background is None:
            _background = Background()
        found = _background
    if found.pid != os.getpid():
        raise StorageError(
            phrase(
                "Errors",
                "This process was forked from one that tracks, so it cannot track as well.",
            ),
            hint=phrase(
                "Errors",
                "Start it afresh (multiprocessing: “spawn”), or fork before the first viewing.",
            ),
        )
    return found


def is_here(pid: int) -> bool:
    """Whether this is the process that began something, and not a fork of it."""
    return os.getpid() == pid


def _forget_unused() -> None:
    """In a fork of a process that has not tracked yet, begin anew."""
    global _background, _making
    _making = threading.Lock()
    if _background is not None and not _background.is_in_use():
        _background = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_unused)
