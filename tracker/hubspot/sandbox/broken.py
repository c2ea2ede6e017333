"""Faults carried out for real: closed connections, cut bodies, silence, other programs' pages.

Knows: the server's open connections, and how to end one without an answer.
Must never know: which request deserves it.
"""

from collections.abc import Mapping
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from tracker.hubspot.api import SCOPE_WRITE, STATUS_MOVING, LimitPolicy
from tracker.hubspot.sandbox import replies
from tracker.hubspot.sandbox.faults import CUT, HTML, RESET, STALL

MOVING_RETRY_AFTER_S = 2

_GATEWAY_PAGE = "<!doctype html><title>502</title><h1>Bad gateway</h1>"


class BrokenAnswers:
    """The way to a request's connection; used on the server's thread only."""

    def __init__(self) -> None:
        self._state: ServerState | None = None
        self._stalled: list[Any] = []
        self._is_over = False

    def serve(self, state: ServerState) -> None:
        """Learn where the server keeps its connections."""
        self._state = state
        self._is_over = False

    def transport_of(self, scope: Scope) -> Any:
        """Return the asyncio transport of a request's connection."""
        connections: set[Any] = set(self._state.connections) if self._state else set()
        for connection in connections:
            if connection.client == scope["client"]:
                return connection.transport
        raise RuntimeError("a request without a connection")

    def hold(self, transport: Any) -> None:
        """Remember a connection that never gets an answer."""
        if self._is_over:
            transport.abort()
        else:
            self._stalled.append(transport)

    def release(self) -> None:
        """End the connections that never got an answer, so that the server can stop."""
        self._is_over = True
        for transport in self._stalled:
            transport.abort()
        self._stalled.clear()


class _Reset(Response):
    """Closes the connection without an answer."""

    def __init__(self, broken: BrokenAnswers) -> None:
        super().__init__()
        self._broken = broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._broken.transport_of(scope).abort()
        await _until_closed(receive)


class _Stall(_Reset):
    """Gives no answer until the other side goes away or the server stops."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._broken.hold(self._broken.transport_of(scope))
        await _until_closed(receive)


class _Cut(Response):
    """Announces a whole answer, sends half of its body, and closes."""

    def __init__(self, whole: Response, broken: BrokenAnswers) -> None:
        super().__init__(bytes(whole.body), whole.status_code, dict(whole.headers))
        self._broken = broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send(
            {
                "type": "http.response.start",
                "status": self.status_code,
                "headers": self.raw_headers,
            }
        )
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        self._broken.transport_of(scope).close()
        await _until_closed(receive)


BROKEN = (_Reset, _Stall)
"""The responses that never become an answer."""


def fault_reply(
    fault: str, whole: Response, broken: BrokenAnswers, headers: Mapping[str, str]
) -> Response:
    """Return what a request with this fault gets, where ``whole`` is the true answer."""
    match fault:
        case _ if fault == RESET:
            return _Reset(broken)
        case _ if fault == STALL:
            return _Stall(broken)
        case _ if fault == CUT:
            return _Cut(whole, broken)
        case _ if fault == HTML:
            return HTMLResponse(_GATEWAY_PAGE, 502)
    status = int(fault)
    return JSONResponse(_error_for(status), status, headers=_headers_for(status, headers))


def _error_for(status: int) -> dict[str, Any]:
    if status == 429:
        return replies.limit_reached(LimitPolicy.TEN_SECONDLY_ROLLING)
    if status == 401:
        return replies.error_body("EXPIRED_AUTHENTICATION", "The access token has expired.")
    if status == 403:
        return replies.missing_scopes(SCOPE_WRITE)
    if status == STATUS_MOVING:
        return replies.error_body("MIGRATION", "The account is moving to another region.")
    if status >= 500:
        return replies.error_body("INTERNAL_ERROR", "Something went wrong on the server.")
    return replies.error_body("VALIDATION_ERROR", "The request was refused by a switched fault.")


def _headers_for(status: int, headers: Mapping[str, str]) -> dict[str, str]:
    if status == STATUS_MOVING:
        return {**headers, "Retry-After": str(MOVING_RETRY_AFTER_S)}
    return dict(headers)


async def _until_closed(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
