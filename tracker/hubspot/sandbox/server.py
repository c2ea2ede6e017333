"""The stand-in's server: HTTP on loopback, in a thread of its own.

Knows: routes, bearer token, rate limit, latency, and how to fail for real at the HTTP level.
Must never know: any other host; it binds 127.0.0.1, and asks each request whom it was meant for.

Its token is random unless given, is not logged, and is in no answer.
"""

import asyncio
import hmac
import secrets
import socket
import threading
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tracker.hubspot.api import (
    BURST_LIMIT,
    EVENT_LEAVES,
    HEADER_LIMIT_INTERVAL_MS,
    HEADER_LIMIT_MAX,
    HEADER_LIMIT_REMAINING,
    ApiFamily,
    LimitPolicy,
)
from tracker.hubspot.sandbox import page, replies
from tracker.hubspot.sandbox.broken import BROKEN, BrokenAnswers, fault_reply
from tracker.hubspot.sandbox.faults import FaultPlan
from tracker.hubspot.sandbox.limits import RollingWindow
from tracker.hubspot.sandbox.received import Received, ReceivedLog
from tracker.hubspot.sandbox.schema import Problem, names_a_contact, parse_object, problems_of
from tracker.model.errors import SettingsError
from tracker.model.events import EventKind
from tracker.model.units import MonotonicNs, UnixMs

TOKEN_PREFIX = "pat-na1-sandbox-"  # noqa: S105  a prefix, not a token
MAX_BODY_BYTES = 1024 * 1024
START_TIMEOUT_S = 10.0

_KIND_OF_LEAF = {leaf: kind for kind, leaf in EVENT_LEAVES.items()}
_FAMILIES = frozenset(family.value for family in ApiFamily)
_OUR_NAMES = frozenset({"127.0.0.1", "localhost"})


class Sandbox:
    """A stand-in for HubSpot at ``base_url``; start and stop it, or use it as a context.

    ``port`` 0 picks a free one. ``limit`` is (requests, seconds) of a rolling window, None for
    none. ``latency_ms`` delays each answer. ``faults`` are those of ``FaultPlan``.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str | None = None,
        limit: tuple[int, float] | None = BURST_LIMIT,
        latency_ms: int = 0,
        faults: Mapping[str, float] | None = None,
        seed: int = 0,
    ) -> None:
        self.token = token or TOKEN_PREFIX + secrets.token_urlsafe(24)
        self.log = ReceivedLog()
        self._wanted_port = port
        self._window = RollingWindow(*limit) if limit else None
        self._latency_s = latency_ms / 1000
        self._faults = FaultPlan(faults or {}, seed=seed)
        self._broken = BrokenAnswers()
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._server: uvicorn.Server | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def __repr__(self) -> str:
        return f"<Sandbox {self.base_url if self._listener else 'stopped'}>"

    def __enter__(self) -> "Sandbox":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """The port that it listens on, once started."""
        if self._listener is None:
            raise RuntimeError("the stand-in is not running")
        return int(self._listener.getsockname()[1])

    @property
    def base_url(self) -> str:
        """The address to give to a client, once started."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def received(self) -> list[Received]:
        """All that it received and still keeps, oldest first; may be read by any thread."""
        return self.log.entries()

    @property
    def accepted(self) -> list[Received]:
        """The events that it took, oldest first."""
        return [entry for entry in self.received if entry.accepted]

    def start(self) -> None:
        """Listen, and return when requests are served. Raise SettingsError for a taken port."""
        # asyncio turns Nagle's delay off (40 ms an answer) only where the protocol is named.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", self._wanted_port))
        except (OSError, OverflowError) as error:
            listener.close()
            raise SettingsError(
                f"The stand-in cannot listen on port {self._wanted_port} ({error}).",
                hint="Name another port with --port, or none for a free one.",
            ) from error
        listener.listen(128)
        config = uvicorn.Config(
            self._application(),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=2,
        )
        self._listener, self._server = listener, uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, name="hubspot-sandbox", daemon=True)
        self._thread.start()
        give_up_at = time.monotonic() + START_TIMEOUT_S
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > give_up_at:
                raise RuntimeError("the stand-in's server did not start")
            time.sleep(0.002)

    def stop(self) -> None:
        """Finish what is being answered, close all connections, and free the port."""
        if self._server is None or self._thread is None or self._listener is None:
            return
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._broken.release)
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._listener.close()
        self._server = self._thread = self._listener = self._loop = None

    def _serve(self) -> None:
        server, listener = self._server, self._listener
        if server is None or listener is None:
            raise RuntimeError("the stand-in's thread began without a server")

        async def main() -> None:
            self._loop = asyncio.get_running_loop()
            self._broken.serve(server.server_state)
            await server.serve(sockets=[listener])

        asyncio.run(main())

    def _application(self) -> Starlette:
        application = Starlette(
            routes=[
                Route("/", self._page, methods=["GET"]),
                Route("/media-bridge/{family}/events/{leaf}", self._event, methods=["POST"]),
            ],
            exception_handlers={HTTPException: _http_error},
        )
        application.router.redirect_slashes = False
        return application

    async def _page(self, request: Request) -> Response:
        _check_host(request)
        text = page.render(self.log.latest(page.ROWS), self.log.total)
        return HTMLResponse(text, headers=page.HEADERS)

    async def _event(self, request: Request) -> Response:
        _check_host(request)
        kind = _KIND_OF_LEAF.get(request.path_params["leaf"])
        if kind is None or request.path_params["family"] not in _FAMILIES:
            raise HTTPException(404)
        at_ms, at_ns = UnixMs(time.time_ns() // 1_000_000), MonotonicNs(time.monotonic_ns())
        body = await _read_body(request)
        fields = parse_object(body)
        if self._latency_s:
            await asyncio.sleep(self._latency_s)
        response, accepted = self._judge(request, kind, body, fields)
        status = None if isinstance(response, BROKEN) else response.status_code
        self.log.note(
            lambda seq: Received(
                seq=seq, at_ms=at_ms, at_ns=at_ns, method="POST", path=request.url.path,
                body=body, fields=fields, status=status, accepted=accepted,
            )
        )  # fmt: skip
        return response

    def _judge(
        self, request: Request, kind: EventKind, body: bytes, fields: dict[str, Any] | None
    ) -> tuple[Response, bool]:
        """Return the answer, and whether the event is taken."""
        if not self._is_authorized(request):
            return _unauthorized(), False
        if self._window and not self._window.take(time.monotonic()):
            refusal = replies.limit_reached(LimitPolicy.TEN_SECONDLY_ROLLING)
            return JSONResponse(refusal, 429, headers=self._limit_headers()), False
        response = self._validate(request, kind, body, fields)
        fault = self._faults.next()
        if fault is None:
            return response, response.status_code == 200
        taken = response.status_code == 200 and self._faults.processed(fault)
        return fault_reply(fault, response, self._broken, self._limit_headers()), taken

    def _validate(
        self, request: Request, kind: EventKind, body: bytes, fields: dict[str, Any] | None
    ) -> JSONResponse:
        headers = self._limit_headers()
        if len(body) > MAX_BODY_BYTES:
            problem = replies.error_body("VALIDATION_ERROR", "The request is too large.")
            return JSONResponse(problem, 413, headers=headers)
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != "application/json":
            problem = replies.error_body("VALIDATION_ERROR", "The body must be application/json.")
            return JSONResponse(problem, 415, headers=headers)
        if fields is None:
            problem = replies.error_body("VALIDATION_ERROR", "The body is not a JSON object.")
            return JSONResponse(problem, 400, headers=headers)
        problems = problems_of(kind, fields)
        if not problems and not names_a_contact(fields):
            problems = [
                Problem("contactId", "REQUIRED_FIELD", "neither it nor contactUtk is given")
            ]
        if problems:
            return JSONResponse(replies.validation_error(problems), 400, headers=headers)
        return JSONResponse(replies.event_answer(kind, fields), headers=headers)

    def _is_authorized(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        same = hmac.compare_digest(given.encode(), self.token.encode())
        return same and scheme.lower() == "bearer"

    def _limit_headers(self) -> dict[str, str]:
        if self._window is None:
            return {}
        return {
            HEADER_LIMIT_MAX: str(self._window.maximum),
            HEADER_LIMIT_REMAINING: str(self._window.remaining),
            HEADER_LIMIT_INTERVAL_MS: str(int(self._window.seconds * 1000)),
        }


def _check_host(request: Request) -> None:
    # A web page elsewhere may point its own name at 127.0.0.1 and have a browser ask us.
    name = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
    if name.lower() not in _OUR_NAMES:
        raise HTTPException(403, "This server answers for 127.0.0.1 and localhost only.")


async def _read_body(request: Request) -> bytes:
    # One byte over the limit tells that it is exceeded; the rest is read and dropped.
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk[: MAX_BODY_BYTES + 1 - len(body)]
    except ClientDisconnect:
        pass
    return bytes(body)


def _unauthorized() -> JSONResponse:
    message = "The bearer token is missing or is not the one that this server was given."
    return JSONResponse(replies.error_body("INVALID_AUTHENTICATION", message), 401)


async def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    category = {404: "OBJECT_NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}.get(
        error.status_code, "FORBIDDEN"
    )
    body = replies.error_body(category, error.detail)
    return JSONResponse(body, error.status_code, headers=error.headers)
