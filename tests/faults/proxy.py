"""A network that fails by a script: a TCP proxy on loopback, between the client and a server.

Each connection gets the next of the proxy's mishaps; when none is left, all passes unharmed.
"""

import contextlib
import socket
import struct
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

PATIENCE_S = 20.0
"""No part of a script may take longer, in seconds."""

GARBAGE = b"\x16\x03\x01 this is no answer \x00\xff\r\n\r\n"


class What(Enum):
    """How a connection fails."""

    RESET_AT_ACCEPT = "reset at accept"
    BLACK_HOLE = "black hole"
    """It is taken, and nothing ever comes back or goes on."""
    CUT_REQUEST = "cut the request"
    """``after`` bytes of it go on to the server; then both sides are reset."""
    CUT_REPLY = "cut the reply"
    """The request goes on whole; ``after`` bytes of the reply come back; then a close."""
    RESET_REPLY = "reset the reply"
    """The same with a reset."""
    DELAY = "delay"
    """The reply is kept until the client has gone."""
    DRIP = "drip"
    """The reply comes a byte at a time, too slow to ever end in time."""
    GARBAGE = "garbage"
    """The request goes on, and what comes back is no HTTP."""
    HALF_CLOSE = "half-close"
    """After the request the proxy closes its own sending side and goes on listening."""


@dataclass(frozen=True)
class Mishap:
    """One failure, for one connection."""

    what: What
    after: int = 0


class FailingNetwork:
    """Listens at ``base_url`` and passes on to ``port``, as far as its mishaps allow.

    ``refuse`` closes the listener until ``accept_again``. ``last_reply`` is the server's, whole.
    """

    def __init__(self, port: int, mishaps: Iterable[Mishap] = ()) -> None:
        self._server_port = port
        self._mishaps = deque(mishaps)
        self.last_reply = b""
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listener = self._listen(0)
        self._port = int(self._listener.getsockname()[1])
        self._accepting = self._begin()

    def __enter__(self) -> "FailingNetwork":
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.refuse()
        for thread in self._threads:
            thread.join(PATIENCE_S)
            assert not thread.is_alive()

    @property
    def base_url(self) -> str:
        """The address to give to a client."""
        return f"http://127.0.0.1:{self._port}"

    def suffer(self, mishap: Mishap) -> None:
        """Have the next connection fail like this."""
        self._mishaps.append(mishap)

    def refuse(self) -> None:
        """Refuse connections from now on."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join(PATIENCE_S)

    def accept_again(self) -> None:
        """Listen again, at the same port."""
        self._listener = self._listen(self._port)
        self._accepting = self._begin()

    def _listen(self, port: int) -> socket.socket:
        return socket.create_server(("127.0.0.1", port), backlog=64)

    def _begin(self) -> threading.Thread:
        thread = threading.Thread(target=self._accept, args=(self._listener,), daemon=True)
        thread.start()
        return thread

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            mishap = self._mishaps.popleft() if self._mishaps else None
            thread = threading.Thread(target=self._serve, args=(client, mishap), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket, mishap: Mishap | None) -> None:
        client.settimeout(PATIENCE_S)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with client, contextlib.suppress(OSError):
            match mishap.what if mishap else None:
                case What.RESET_AT_ACCEPT:
                    _reset(client)
                case What.BLACK_HOLE:
                    self._wait_for_end_of(client)
                case _:
                    address = ("127.0.0.1", self._server_port)
                    with socket.create_connection(address, PATIENCE_S) as server:
                        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                        self._pass(client, server, mishap)

    def _pass(self, client: socket.socket, server: socket.socket, mishap: Mishap | None) -> None:
        """Carry request after request, or fail at the first one."""
        while request := _read_message(client):
            if mishap and mishap.what is What.CUT_REQUEST:
                server.sendall(request[: mishap.after])
                _reset(client)
                return
            server.sendall(request)
            reply = _read_message(server)
            self.last_reply = reply
            if not reply:
                return
            if mishap is None:
                client.sendall(reply)
            else:
                self._spoil(client, reply, mishap)
                return

    def _spoil(self, client: socket.socket, reply: bytes, mishap: Mishap) -> None:
        match mishap.what:
            case What.CUT_REPLY:
                client.sendall(reply[: mishap.after])
            case What.RESET_REPLY:
                client.sendall(reply[: mishap.after])
                # A reset overtakes what is still on its way; let it be read first.
                self._ended.wait(0.02)
                _reset(client)
            case What.DELAY:
                self._wait_for_end_of(client)
            case What.DRIP:
                for place in range(len(reply)):
                    client.sendall(reply[place : place + 1])
                    if self._ended.wait(0.05):
                        return
            case What.GARBAGE:
                client.sendall(GARBAGE)
            case What.HALF_CLOSE:
                client.shutdown(socket.SHUT_WR)
                self._wait_for_end_of(client)

    def _wait_for_end_of(self, client: socket.socket) -> None:
        """Swallow what comes until the client closes, or the network ends."""
        client.settimeout(0.1)
        while not self._ended.is_set():
            with contextlib.suppress(TimeoutError):
                if not client.recv(65536):
                    return


def _reset(client: socket.socket) -> None:
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def _read_message(source: socket.socket) -> bytes:
    """Return one whole request or reply, by its Content-Length; what there is at an early end."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = source.recv(65536)
        if not chunk:
            return data
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    (length,) = [int(line[15:]) for line in lines if line.startswith(b"content-length:")] or [0]
    while len(body) < length:
        chunk = source.recv(65536)
        if not chunk:
            break
        body += chunk
    return head + b"\r\n\r\n" + body
