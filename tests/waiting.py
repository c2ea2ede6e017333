"""What a window's thread must never do: call libVLC, SQLite, a keyring or the network.

``Watch`` records each such call that is made on the main thread by way of a door (a frame of
``tracker/desktop``, ``tracker/kiosk`` or ``tracker/qt`` is under it). Tests themselves may look
into a database: no door is under their calls.
"""

import inspect
import re
import sys
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

import apsw

from tracker.credentials import keyring_store, systemd_store
from tracker.playback import deck, libvlc, medium

_DOOR = re.compile(r"[\\/]tracker[\\/](desktop|kiosk|qt)[\\/]")
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
_SAYS_AT_ONCE = {"libvlc_get_version", "libvlc_hex_version"}
"""Functions of libVLC that only return a constant."""
_CALLS_NOTHING = {"halt"}
"""Methods around libVLC that may be called from any thread, because they do not call it."""


class Watch:
    """Records calls from a door's main thread; ``faults`` names each, with the door's line."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.is_on = False
        self._is_installed = False

    def install(self) -> None:
        """Put hooks in the way of everything that may wait; once a process."""
        if self._is_installed:
            return
        self._is_installed = True
        sys.addaudithook(self._audit)
        apsw.connection_hooks.append(self._watch_connection)
        self._watch_binding()
        self._wrap(libvlc, "instance", "libVLC")
        for kind in (medium.Medium, deck.Deck):
            self._wrap_methods(kind, "libVLC")
        for store in (keyring_store.KeyringTokenStore, systemd_store.SystemdTokenStore):
            self._wrap_methods(store, "keyring")

    def note(self, what: str) -> None:
        """Record a call, if a door's main thread makes it."""
        if not self.is_on or threading.current_thread() is not threading.main_thread():
            return
        frame = inspect.currentframe()
        while frame is not None:
            if _DOOR.search(frame.f_code.co_filename):
                where = f"{frame.f_code.co_filename}:{frame.f_lineno}"
                self.faults.append(f"{what} on the main thread, by {where}")
                return
            frame = frame.f_back

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _NETWORK:
            self.note(event)

    def _watch_connection(self, connection: apsw.Connection) -> None:
        self.note("SQLite, opening a database,")

        def trace(_cursor: object, statement: str, _bindings: object) -> bool:
            self.note(f"SQLite, {statement[:60]!r},")
            return True

        connection.exec_trace = trace

    def _watch_binding(self) -> None:
        """Watch every function of libVLC itself, whoever calls it, once it is loaded."""
        load, seen = libvlc.load, set()

        @wraps(load)
        def loaded() -> Any:
            binding = load()
            if binding not in seen:
                seen.add(binding)
                for name in [name for name in vars(binding) if name.startswith("libvlc_")]:
                    if name not in _SAYS_AT_ONCE and callable(getattr(binding, name)):
                        self._wrap(binding, name, "libVLC")
            return binding

        libvlc.load = loaded

    def _wrap_methods(self, kind: type, what: str) -> None:
        for name, member in vars(kind).copy().items():
            is_command = name == "__init__" or not name.startswith("_")
            if inspect.isfunction(member) and is_command and name not in _CALLS_NOTHING:
                self._wrap(kind, name, what)

    def _wrap(self, owner: Any, name: str, what: str) -> None:
        called: Callable[..., Any] = getattr(owner, name)

        @wraps(called)
        def watched(*arguments: Any, **named: Any) -> Any:
            self.note(f"{what}, {name}(),")
            return called(*arguments, **named)

        setattr(owner, name, watched)


watch = Watch()
