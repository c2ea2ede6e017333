"""The stand-in's application: what each request is answered, and whether its event is taken.

Knows: routes, bearer token, rate limit, latency, and the order in which HubSpot judges.
Must never know: sockets and threads. The token is in no answer and in no log.
"""

import asyncio
import hmac
import json
import time
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tracker.hubspot.api import (
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
from tracker.model.events import EventKind
from tracker.model.units import MonotonicNs, UnixMs

MAX_BODY_BYTES = 1024 * 1024

_KIND_OF_LEAF = {leaf: kind for kind, leaf in EVENT_LEAVES.items()}
_FAMILIES = frozenset(family.value for family in ApiFamily)
_OUR_NAMES = frozenset({"127.0.0.1", "localhost"})


class _Echo(JSONResponse):
    """JSON in plain ASCII, so that whatever was received can be said back."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, separators=(",", ":")).encode()


class EventDesk:
    """Judges requests; all of it runs on the server's thread.

    ``token`` is the one that is let in; None lets every bearer token in.
    """

    def __init__(
        self,
        *,
        token: str | None,
        log: ReceivedLog,
        window: RollingWindow | None,
        latency_s: float,
        faults: FaultPlan,
        broken: BrokenAnswers,
    ) -> None:
        self._token = token
        self._log = log
        self._window = window
        self._latency_s = latency_s
        self._faults = faults
        self._broken = broken

    def application(self) -> Starlette:
        """Return the application with its routes."""
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
        text = page.render(self._log.latest(page.ROWS), self._log.total)
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
        self._log.note(
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
            return _Echo(replies.validation_error(problems), 400, headers=headers)
        return _Echo(replies.event_answer(kind, fields), headers=headers)

    def _is_authorized(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if self._token is None:
            return scheme.lower() == "bearer" and bool(given.strip())
        same = hmac.compare_digest(given.encode(), self._token.encode())
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
