"""The stand-in's sign-in over HTTP: the page that asks a person, and the token endpoints.

Knows: forms, redirects, and which families of the token endpoint there are.
Must never know: what a token opens. No secret that it receives is kept or shown.
"""

import secrets
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tracker.hubspot.api import AUTHORIZE_PATH, OAuthFamily
from tracker.hubspot.sandbox import page
from tracker.hubspot.sandbox.body import MAX_BODY_BYTES, check_host, read_body
from tracker.hubspot.sandbox.grants import Answer, Asked, Grants

_FAMILIES = frozenset(family.value for family in OAuthFamily)
_FORM = "application/x-www-form-urlencoded"


class SignInDesk:
    """Answers the sign-in's requests; all of it runs on the server's thread."""

    def __init__(self, grants: Grants) -> None:
        self._grants = grants
        # The consent page is the only one that may send its form here.
        self._tickets: dict[str, Asked] = {}

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route(AUTHORIZE_PATH, self._ask, methods=["GET"]),
            Route(AUTHORIZE_PATH, self._decide, methods=["POST"]),
            Route("/oauth/{family}/token", self._token, methods=["POST"]),
            Route("/oauth/{family}/token/introspect", self._introspect, methods=["POST"]),
            Route("/oauth/{family}/token/revoke", self._revoke, methods=["POST"]),
        ]

    async def _ask(self, request: Request) -> Response:
        check_host(request)
        given = request.query_params
        asked = Asked(
            client_id=given.get("client_id", ""),
            redirect_uri=given.get("redirect_uri", ""),
            scopes=(*given.get("scope", "").split(), *given.get("optional_scope", "").split()),
            state=given.get("state", ""),
            challenge=given.get("code_challenge", ""),
        )
        if problem := asked.problem():
            raise HTTPException(400, problem)
        while len(self._tickets) >= 100:
            del self._tickets[next(iter(self._tickets))]
        ticket, nonce = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
        self._tickets[ticket] = asked
        text = page.render_consent(
            asked.client_id, asked.scopes, ticket, nonce=nonce if given.get("auto") == "1" else ""
        )
        return HTMLResponse(text, headers=page.consent_headers(nonce, asked.redirect_uri))

    async def _decide(self, request: Request) -> Response:
        check_host(request)
        form = await _form(request)
        asked = self._tickets.pop(form.get("ticket", ""), None)
        if asked is None:
            raise HTTPException(400, "This page was answered already, or is too old.")
        if form.get("decision") == "allow":
            answer = {"code": self._grants.allow(asked)}
        else:
            answer = {"error": "access_denied", "error_description": "The person said no."}
        if asked.state:
            answer["state"] = asked.state
        parts = urlsplit(asked.redirect_uri)
        query = urlencode([*parse_qsl(parts.query), *answer.items()])
        return RedirectResponse(urlunsplit(parts._replace(query=query)), 303)

    async def _token(self, request: Request) -> Response:
        return await self._answer(request, self._grants.token)

    async def _introspect(self, request: Request) -> Response:
        return await self._answer(request, self._grants.introspect)

    async def _revoke(self, request: Request) -> Response:
        return await self._answer(request, self._grants.revoke)

    async def _answer(
        self, request: Request, ask: Callable[[Mapping[str, str]], Answer]
    ) -> Response:
        check_host(request)
        if request.path_params["family"] not in _FAMILIES:
            raise HTTPException(404)
        status, body = ask(await _form(request))
        return JSONResponse(body, status, headers={"Cache-Control": "no-store"})


async def _form(request: Request) -> dict[str, str]:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != _FORM:
        raise HTTPException(415, "The body must be a form.")
    body = await read_body(request)
    if len(body) > MAX_BODY_BYTES:
        raise HTTPException(413, "The request is too large.")
    try:
        fields = parse_qsl(body.decode("ascii"), max_num_fields=50)
    except ValueError:
        raise HTTPException(400, "The body is not a form.") from None
    if len(dict(fields)) < len(fields):
        # RFC 6749, 3.2: a field that is there twice makes the request invalid.
        raise HTTPException(400, "A field of the form is there twice.")
    return dict(fields)
