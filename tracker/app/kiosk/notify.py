"""Words to the service manager: ready, alive, going (the protocol of sd_notify).

Knows: the socket that systemd names in the environment.
Must never know: who is alive, or how that was found out.
"""

import socket
from collections.abc import Mapping
from contextlib import suppress


def is_managed(environ: Mapping[str, str]) -> bool:
    """Whether a service manager started the program, so that nobody sees what it prints."""
    return bool(environ.get("NOTIFY_SOCKET"))


class ServiceManager:
    """Tells the service manager; without one, nothing. Returns at once, and never raises."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._address = environ.get("NOTIFY_SOCKET", "")
        if self._address.startswith("@"):
            self._address = "\0" + self._address[1:]
        self._socket: socket.socket | None = None
        if self._address and hasattr(socket, "AF_UNIX"):
            self._socket = socket.socket(
                socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK
            )
        usec = environ.get("WATCHDOG_USEC", "")
        self.watchdog_s = int(usec) / 1e6 if usec.isascii() and usec.isdigit() else None

    def ready(self) -> None:
        """Say that the start is over."""
        self._say("READY=1")

    def alive(self) -> None:
        """Say that all is well."""
        self._say("WATCHDOG=1")

    def status(self, text: str) -> None:
        """Say how things stand, in one line."""
        self._say(f"STATUS={text}".replace("\n", " "))

    def stopping(self) -> None:
        """Say that the end has begun."""
        self._say("STOPPING=1")

    def close(self) -> None:
        """Let go of the socket."""
        if self._socket is not None:
            self._socket.close()

    def _say(self, text: str) -> None:
        if self._socket is not None:
            # Nobody listens, or the queue is full: then the manager draws its own conclusions.
            with suppress(OSError):
                self._socket.sendto(text.encode(), self._address)
