"""The stand-in's application: what each request is answered, and whether its event is taken.

Knows: routes, latency, the log, and the order in which HubSpot judges an event.
Must never know: sockets and threads.
"""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any, TypeAlias

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tracker.hubspot.api import CONTACTS_PATH, EVENT_LEAVES, MEDIA_OBJECTS_PATH, ApiFamily
from tracker.hubspot.sandbox import page, replies, timeline
from tracker.hubspot.sandbox.body import MAX_BODY_BYTES, check_host, read_body
from tracker.hubspot.sandbox.broken import BROKEN
from tracker.hubspot.sandbox.crm import Contacts
from tracker.hubspot.sandbox.gate import Gate
from tracker.hubspot.sandbox.received import Received, ReceivedLog
from tracker.hubspot.sandbox.schema import Problem, names_a_contact, parse_object, problems_of
from tracker.hubspot.sandbox.signin import SignInDesk
from tracker.model.events import EventKind
from tracker.model.units import MonotonicNs, UnixMs

_KIND_OF_LEAF = {leaf: kind for kind, leaf in EVENT_LEAVES.items()}
_FAMILIES = frozenset(family.value for family in ApiFamily)

Fields: TypeAlias = dict[str, Any] | None


class _Echo(JSONResponse):
    """JSON in plain ASCII, so that whatever was received can be said back."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, separators=(",", ":")).encode()


class EventDesk:
    """Judges requests; all of it runs on the server's thread."""

    def __init__(
        self,
        *,
        gate: Gate,
        log: ReceivedLog,
        contacts: Contacts,
        sign_in: SignInDesk,
        latency_s: float,
    ) -> None:
        self._gate = gate
        self._log = log
        self._contacts = contacts
        self._sign_in = sign_in
        self._latency_s = latency_s

    def application(self) -> Starlette:
        """Return the application with its routes."""
        application = Starlette(
            routes=[
                Route("/", self._page, methods=["GET"]),
                Route("/contacts/{contact_id:int}", self._timeline, methods=["GET"]),
                Route("/media-bridge/{family}/events/{leaf}", self._event, methods=["POST"]),
                Route(CONTACTS_PATH, self._create_contact, methods=["POST"]),
                Route(CONTACTS_PATH + "/{key:path}", self._read_contact, methods=["GET"]),
                Route(MEDIA_OBJECTS_PATH, self._create_medium, methods=["POST"]),
                *self._sign_in.routes(),
            ],
            exception_handlers={HTTPException: _http_error},
        )
        application.router.redirect_slashes = False
        return application

    async def _page(self, request: Request) -> Response:
        check_host(request)
        text = page.render(
            self._log.latest(page.ROWS),
            self._log.total,
            timeline.contacts_of(self._log.entries())[: page.ROWS],
        )
        return HTMLResponse(text, headers=page.HEADERS)

    async def _timeline(self, request: Request) -> Response:
        check_host(request)
        contact_id = request.path_params["contact_id"]
        cards = timeline.cards_of(contact_id, self._log.entries())
        text = page.render_timeline(self._contacts.label(contact_id), cards)
        return HTMLResponse(text, headers=page.HEADERS)

    async def _event(self, request: Request) -> Response:
        check_host(request)
        kind = _KIND_OF_LEAF.get(request.path_params["leaf"])
        if kind is None or request.path_params["family"] not in _FAMILIES:
            raise HTTPException(404)
        return await self._take(
            request, lambda body, fields: self._validate(request, kind, body, fields)
        )

    async def _read_contact(self, request: Request) -> Response:
        check_host(request)
        id_property = request.query_params.get("idProperty", "hs_object_id")

        def answer(_body: bytes, _fields: Fields) -> JSONResponse:
            status, found = self._contacts.read(request.path_params["key"], id_property)
            return _Echo(found, status)

        return await self._take(request, answer, is_event=False)

    async def _create_contact(self, request: Request) -> Response:
        check_host(request)

        def answer(body: bytes, fields: Fields) -> JSONResponse:
            if (refusal := _unreadable(request, body, fields)) is not None:
                return refusal
            status, made = self._contacts.create(fields)
            return _Echo(made, status)

        return await self._take(request, answer, is_event=False)

    async def _create_medium(self, request: Request) -> Response:
        check_host(request)

        def answer(body: bytes, fields: Fields) -> JSONResponse:
            if (refusal := _unreadable(request, body, fields)) is not None:
                return refusal
            status, made = replies.media_object(fields or {})
            return _Echo(made, status)

        return await self._take(request, answer, is_event=False)

    async def _take(
        self,
        request: Request,
        answer: Callable[[bytes, Fields], JSONResponse],
        *,
        is_event: bool = True,
    ) -> Response:
        """Answer a request of the API, and note it."""
        at_ms, at_ns = UnixMs(time.time_ns() // 1_000_000), MonotonicNs(time.monotonic_ns())
        body = await read_body(request)
        fields = parse_object(body)
        if self._latency_s:
            await asyncio.sleep(self._latency_s)
        response, taken = self._gate.judge(request, lambda: answer(body, fields))
        status = None if isinstance(response, BROKEN) else response.status_code
        self._log.note(
            lambda seq: Received(
                seq=seq, at_ms=at_ms, at_ns=at_ns, method=request.method, path=request.url.path,
                body=body, fields=fields, status=status, accepted=taken and is_event,
            )
        )  # fmt: skip
        return response

    def _validate(
        self, request: Request, kind: EventKind, body: bytes, fields: dict[str, Any] | None
    ) -> JSONResponse:
        if (refusal := _unreadable(request, body, fields)) is not None:
            return refusal
        fields = fields or {}
        problems = problems_of(kind, fields)
        if not problems and not names_a_contact(fields):
            problems = [
                Problem("contactId", "REQUIRED_FIELD", "neither it nor contactUtk is given")
            ]
        if problems:
            return _Echo(replies.validation_error(problems), 400)
        return _Echo(replies.event_answer(kind, fields))


def _unreadable(request: Request, body: bytes, fields: Fields) -> JSONResponse | None:
    """Return the refusal of a body that is too large or no JSON object; else None."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if len(body) > MAX_BODY_BYTES:
        status, message = 413, "The request is too large."
    elif media_type != "application/json":
        status, message = 415, "The body must be application/json."
    elif fields is None:
        status, message = 400, "The body is not a JSON object."
    else:
        return None
    return JSONResponse(replies.error_body("VALIDATION_ERROR", message), status)


async def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    category = {
        400: "VALIDATION_ERROR",
        404: "OBJECT_NOT_FOUND",
        405: "METHOD_NOT_ALLOWED",
        413: "VALIDATION_ERROR",
        415: "VALIDATION_ERROR",
    }.get(error.status_code, "FORBIDDEN")
    body = replies.error_body(category, error.detail)
    return JSONResponse(body, error.status_code, headers=error.headers)
