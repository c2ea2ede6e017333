"""A server that does to each connection exactly what a test says: for answers no server gives."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

Script = Callable[[socket.socket], None]


class RawServer:
    """Listens on loopback; runs ``script`` for each connection in a thread, then closes it."""

    def __init__(self, script: Script) -> None:
        self.requests: list[bytes] = []
        self.stopped = threading.Event()
        self._script = script
        self._closed = 0
        self._closed_changed = threading.Condition()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._listener.getsockname()[1])

    @property
    def base_url(self) -> str:
        """The address to give to a client."""
        return f"http://127.0.0.1:{self.port}"

    def read_request(self, connection: socket.socket) -> bytes:
        """Read one whole request (by its Content-Length) and note it."""
        data = b""
        while b"\r\n\r\n" not in data:
            chunk = connection.recv(65536)
            if not chunk:
                return data
            data += chunk
        head, _, body = data.partition(b"\r\n\r\n")
        lengths = [
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        ]
        while len(body) < sum(lengths):
            body += connection.recv(65536)
        self.requests.append(head + b"\r\n\r\n" + body)
        return self.requests[-1]

    def wait_closed(self, count: int) -> None:
        """Wait until it has closed that many connections."""
        with self._closed_changed:
            assert self._closed_changed.wait_for(lambda: self._closed >= count, 30)

    def stop(self) -> None:
        """End all scripts and close."""
        self.stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join(5)
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        with connection, contextlib.suppress(OSError):
            self._script(connection)
        with self._closed_changed:
            self._closed += 1
            self._closed_changed.notify_all()


@contextlib.contextmanager
def serving(script: Callable[[RawServer, socket.socket], None]) -> Iterator[RawServer]:
    """Give a server for the length of a block; the script gets the server and a connection."""
    server = RawServer(lambda connection: script(server, connection))
    try:
        yield server
    finally:
        server.stop()


def answering(raw: bytes) -> Callable[[RawServer, socket.socket], None]:
    """Return a script that reads one request, sends these bytes, and closes."""

    def script(server: RawServer, connection: socket.socket) -> None:
        server.read_request(connection)
        connection.sendall(raw)

    return script
