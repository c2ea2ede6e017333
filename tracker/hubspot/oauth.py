"""HubSpot's token endpoint: a code, a refresh token or a question in, tokens or an error out.

Knows: the requests of RFC 6749, 7009 and 7662, and which answer means that a person is needed.
Must never know: keyrings, browsers, or when a token is refreshed.
"""

import json
from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc6749.parameters import prepare_token_request
from authlib.oauth2.rfc7009 import prepare_revoke_token_request

from tracker.hubspot.answers import clean_text
from tracker.hubspot.api import OAuthFamily
from tracker.hubspot.grant import App, Grant
from tracker.hubspot.outcomes import Exchange, classify
from tracker.hubspot.sentences import but_for_the_event
from tracker.hubspot.settings import HubSpotSettings, RequestTimes
from tracker.hubspot.tokens import TokenDelayedError, check_sendable
from tracker.hubspot.wire import Wire
from tracker.model.delivery import Doubtful, RetryLater
from tracker.model.errors import AuthError, NotLoggedInError, TokenRevokedError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

TIMES = RequestTimes(read_s=15.0, write_s=10.0, total_s=20.0)
"""How long a request for a token may take; events wait for it."""

LIFE_S = 1800
"""An access token's life where the answer names none that can be believed, in seconds."""

MOST_LIFE_S = 24 * 3600

MOST_WORDS = 150
"""How many characters of HubSpot's own words stand in a sentence of ours."""

_FORM = "application/x-www-form-urlencoded"

_GONE = frozenset({"invalid_grant", "invalid_client", "unauthorized_client"})
_GONE_STATUSES = frozenset(
    {"BAD_REFRESH_TOKEN", "BAD_AUTH_CODE", "BAD_CLIENT_ID", "BAD_CLIENT_SECRET", "BAD_HUB",
     "BAD_CODE_VERIFIER"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Issued:
    """What the endpoint gave out. ``life_s`` is in seconds; ``scopes`` is None where not told."""

    grant: Grant
    access_token: str = field(repr=False)
    life_s: int
    scopes: tuple[str, ...] | None = None
    hub_id: int | None = None


class TokenEndpoint:
    """The token endpoint of one family; callable by several threads.

    Each call raises TokenRevokedError where HubSpot refuses for good, TokenDelayedError where
    waiting may help, and NotLoggedInError for an answer that cannot be used.
    """

    def __init__(self, settings: HubSpotSettings, family: OAuthFamily) -> None:
        self._wire = Wire(replace(settings, times=TIMES))
        self._family = family

    def by_code(self, app: App, code: str, *, verifier: str, redirect_uri: str) -> Issued:
        """Exchange the code of a consent, with its PKCE verifier (RFC 7636)."""
        body = prepare_token_request(
            "authorization_code", code=code, redirect_uri=redirect_uri, code_verifier=verifier
        )
        fields = self._post(self._family.token_path, app, body, code)
        return _issued(app, fields, refresh_token=None)

    def by_refresh(self, grant: Grant) -> Issued:
        """Exchange the refresh token for an access token, and maybe for another refresh token."""
        body = prepare_token_request("refresh_token", refresh_token=grant.refresh_token)
        fields = self._post(self._family.token_path, grant.app, body, grant.refresh_token)
        return _issued(grant.app, fields, refresh_token=grant.refresh_token)

    def scopes(self, issued: Issued) -> tuple[str, ...]:
        """Return the permissions of an access token, asking only if they were not told."""
        if issued.scopes is not None:
            return issued.scopes
        body = urlencode({"token": issued.access_token, "token_type_hint": "access_token"})
        path = self._family.introspect_path
        fields = self._post(path, issued.grant.app, body, issued.access_token)
        return _texts(fields.get("scopes")) or ()

    def revoke(self, grant: Grant) -> None:
        """Give the refresh token back; access tokens live on for their half hour."""
        body, _ = prepare_revoke_token_request(grant.refresh_token, "refresh_token")
        self._post(self._family.revoke_path, grant.app, body, grant.refresh_token, is_empty=True)

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _post(
        self, path: str, app: App, body: str, secret: str, *, is_empty: bool = False
    ) -> Mapping[str, Any]:
        client = urlencode({"client_id": app.client_id, "client_secret": app.client_secret})
        seen = self._wire.exchange(
            "POST",
            path,
            content=f"{body}&{client}".encode(),
            content_type=_FORM,
            secret=secret,
        )
        fields = _object(seen.body)
        if seen.status is not None and 200 <= seen.status < 300:
            if fields is None and not is_empty:
                raise NotLoggedInError(
                    phrase("Errors", "HubSpot's answer to the sign-in is in no form of HubSpot's."),
                    hint=phrase(
                        "Errors", "Check hubspot_base_url and what stands between, such as a proxy."
                    ),
                )
            return fields or {}
        raise _error(seen, fields or {}, app)


def _error(seen: Exchange, fields: Mapping[str, Any], app: App) -> Exception:
    said = [fields.get("error_description") or fields.get("message"), fields.get("status")]
    words = " ".join(text for text in said if isinstance(text, str))
    words = clean_text(words, secret=seen.secret)
    words = clean_text(words, secret=app.client_secret, limit=MOST_WORDS)
    is_gone = fields.get("error") in _GONE or fields.get("status") in _GONE_STATUSES
    if seen.status is not None and 400 <= seen.status < 500 and is_gone:
        return TokenRevokedError(
            phrase("Errors", "HubSpot refuses the sign-in ({words}).").format(words=words)
            if words
            else phrase("Errors", "HubSpot refuses the sign-in."),
            hint=phrase(
                "Errors", "Log in again with `tracker login --oauth`; nothing is sent until then."
            ),
        )
    outcome = classify(seen)
    match outcome:
        case RetryLater(cause, message, status, wait_s):
            return TokenDelayedError(RetryLater(cause, message, status, wait_s, False))
        case Doubtful(cause, message, status):
            message = but_for_the_event(message)
            return TokenDelayedError(RetryLater(cause, message, status, None, False))
        case _:
            return AuthError(
                phrase("Errors", "HubSpot's token endpoint answered {status}: {words}.").format(
                    status=seen.status, words=words or phrase("Errors", "no reason")
                ),
                hint=phrase(
                    "Errors",
                    "Check hubspot_oauth, the app's client id and secret, and its redirect URL.",
                ),
            )


def _issued(app: App, fields: Mapping[str, Any], *, refresh_token: str | None) -> Issued:
    access = fields.get("access_token")
    newest = fields.get("refresh_token") or refresh_token
    if not isinstance(access, str) or not isinstance(newest, str):
        raise NotLoggedInError(
            phrase("Errors", "HubSpot's answer holds no token."),
            hint=phrase("Errors", "Log in again with `tracker login --oauth`."),
        )
    life, hub_id = fields.get("expires_in"), fields.get("hub_id")
    believable = type(life) is int and 0 < life <= MOST_LIFE_S
    return Issued(
        Grant(app, newest),
        check_sendable(access),
        life if believable and isinstance(life, int) else LIFE_S,
        _texts(fields.get("scopes")),
        hub_id if type(hub_id) is int else None,
    )


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    return tuple(text for text in value[:200] if isinstance(text, str))


def _object(body: bytes) -> Mapping[str, Any] | None:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
