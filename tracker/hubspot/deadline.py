"""A bound for the whole of a request, however slowly the other side drips.

Knows: httpx's timeouts start anew with each read, and its sync connections are read by the
thread that sends; so each read gets no more than what is left of its thread's time.
Must never know: HTTP, tokens, or what a request is for.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx


class Deadlines:
    """When the request of each thread must be over."""

    def __init__(self) -> None:
        self._mine = threading.local()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Bound all that this thread reads and writes meanwhile to ``seconds`` in total."""
        self._mine.ends_at = time.monotonic() + seconds
        try:
            yield
        finally:
            self._mine.ends_at = None

    def clip(self, timeout_s: float | None) -> float | None:
        """Return a step's timeout in seconds, or less if less is left."""
        ends_at: float | None = getattr(self._mine, "ends_at", None)
        if ends_at is None:
            return timeout_s
        # A timeout of zero would mean "do not block", which is another error to the socket.
        left_s = max(ends_at - time.monotonic(), 0.001)
        return left_s if timeout_s is None else min(timeout_s, left_s)


def bind(transport: httpx.HTTPTransport, deadlines: Deadlines) -> None:
    """Make all connections of ``transport`` heed ``deadlines``.

    httpx offers no public way to the network layer of its connection pool; the drip test of the
    client fails if this one closes.
    """
    pool: Any = transport._pool
    pool._network_backend = _Backend(pool._network_backend, deadlines)


class _Backend:
    """httpcore's network backend, with clipped timeouts. The inner types are httpcore's."""

    def __init__(self, inner: Any, deadlines: Deadlines) -> None:
        self._inner = inner
        self._deadlines = deadlines

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> "_Stream":
        stream = self._inner.connect_tcp(
            host,
            port,
            timeout=self._deadlines.clip(timeout),
            local_address=local_address,
            socket_options=socket_options,
        )
        return _Stream(stream, self._deadlines)


class _Stream:
    """httpcore's network stream, with clipped timeouts."""

    def __init__(self, inner: Any, deadlines: Deadlines) -> None:
        self._inner = inner
        self._deadlines = deadlines

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data: bytes = self._inner.read(max_bytes, self._deadlines.clip(timeout))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadlines.clip(timeout))

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> "_Stream":
        stream = self._inner.start_tls(ssl_context, server_hostname, self._deadlines.clip(timeout))
        return _Stream(stream, self._deadlines)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def close(self) -> None:
        self._inner.close()
