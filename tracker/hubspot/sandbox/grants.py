"""The stand-in's sign-in: codes, access tokens and refresh tokens, as HubSpot gives them out.

Knows: RFC 6749 with PKCE (RFC 7636), and the fields and errors of HubSpot's token answers.
Must never know: HTTP. Nothing that it gives out opens anything but this very server.
"""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from tracker.hubspot.sandbox.replies import PORTAL_ID
from tracker.model.records import dataclass

CODE_LIFE_S = 600.0
USER_ID = 1
APP_ID = 2_026
MOST_KEPT = 10_000

Answer = tuple[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an app asked a person for, as it stands in the authorize page's address."""

    client_id: str
    redirect_uri: str
    scopes: tuple[str, ...]
    state: str
    challenge: str

    def problem(self) -> str | None:
        """Return why HubSpot would not even show the page, or None."""
        parts = urlsplit(self.redirect_uri)
        if not self.client_id:
            return "client_id is missing."
        # HubSpot takes http for localhost only, and no addresses in digits.
        is_local = parts.scheme == "http" and parts.hostname == "localhost"
        if not is_local and not (parts.scheme == "https" and parts.hostname):
            return "redirect_uri must be https, or http://localhost for tests."
        return None


@dataclass(frozen=True, slots=True)
class _Grant:
    client_id: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Access:
    grant: _Grant
    ends_at_s: float


class Grants:
    """All that was given out; used on the server's thread, its counters by any.

    ``client`` is the one (id, secret) that is let in, None for any. ``life_s`` is an access
    token's life in seconds. ``rotates`` gives out another refresh token with each refresh, and
    the one before is then refused. ``withheld`` are scopes that nobody is granted.
    """

    def __init__(
        self,
        *,
        client: tuple[str, str] | None = None,
        life_s: int = 1800,
        rotates: bool = False,
        withheld: frozenset[str] = frozenset(),
    ) -> None:
        self._client = client
        self._life_s = life_s
        self._rotates = rotates
        self._withheld = withheld
        self._codes: dict[str, tuple[Asked, float]] = {}
        self._access: dict[str, _Access] = {}
        self._refresh: dict[str, _Grant] = {}
        self.asked = 0
        self.refreshes = 0
        self.revocations = 0

    def allow(self, asked: Asked) -> str:
        """Return a code for what a person allowed."""
        code = secrets.token_urlsafe(24)
        _make_room(self._codes)
        self._codes[code] = (asked, time.monotonic() + CODE_LIFE_S)
        return code

    def is_granted(self, token: str) -> bool:
        """Say whether an access token is one of ours and still good."""
        access = self._access.get(token)
        return access is not None and time.monotonic() < access.ends_at_s

    def token(self, form: Mapping[str, str]) -> Answer:
        """Answer a request for a token."""
        self.asked += 1
        if problem := self._client_problem(form):
            return problem
        match form.get("grant_type"):
            case "authorization_code":
                return self._by_code(form)
            case "refresh_token":
                return self._by_refresh(form)
            case "client_credentials":
                # The schema knows it, for apps of another kind than those that people connect.
                return _refused("unauthorized_client", "BAD_GRANT_TYPE", "not for this app")
            case _:
                return _refused("unsupported_grant_type", "BAD_GRANT_TYPE", "unknown grant type")

    def introspect(self, form: Mapping[str, str]) -> Answer:
        """Answer a question about a token."""
        if problem := self._client_problem(form):
            return problem
        token = form.get("token", "")
        if self.is_granted(token):
            access = self._access[token]
            left_s = max(int(access.ends_at_s - time.monotonic()), 0)
            return 200, _info(access.grant, token, "access_token") | {
                "expires_in": left_s,
                "is_private_distribution": True,
                "signed_access_token": {},
            }
        if token in self._refresh:
            return 200, _info(self._refresh[token], token, "refresh_token")
        return 200, {"active": False, "token_use": "access_token"}

    def revoke(self, form: Mapping[str, str]) -> Answer:
        """Forget a refresh token; access tokens live on, as HubSpot's do."""
        if problem := self._client_problem(form):
            return problem
        self._refresh.pop(form.get("token", ""), None)
        self.revocations += 1
        return 200, {}

    def revoke_all(self) -> None:
        """Forget every token, as when an admin removes the app."""
        self._refresh.clear()
        self._access.clear()

    def _by_code(self, form: Mapping[str, str]) -> Answer:
        asked, ends_at_s = self._codes.pop(form.get("code", ""), (None, 0.0))
        if asked is None or time.monotonic() >= ends_at_s:
            return _refused("invalid_grant", "BAD_AUTH_CODE", "missing or unknown auth code")
        same_app = asked.client_id == form.get("client_id")
        if not same_app or asked.redirect_uri != form.get("redirect_uri"):
            return _refused("invalid_grant", "MISMATCHED_REDIRECT_URI", "redirect_uri is another")
        if asked.challenge and not _verifies(form.get("code_verifier", ""), asked.challenge):
            return _refused("invalid_grant", "BAD_CODE_VERIFIER", "code_verifier is wrong")
        scopes = tuple(scope for scope in asked.scopes if scope not in self._withheld)
        grant = _Grant(asked.client_id, scopes)
        return self._give(grant, self._new_refresh(grant))

    def _by_refresh(self, form: Mapping[str, str]) -> Answer:
        given = form.get("refresh_token", "")
        grant = self._refresh.get(given)
        if grant is None or grant.client_id != form.get("client_id"):
            return _refused(
                "invalid_grant",
                "BAD_REFRESH_TOKEN",
                "refresh token is invalid, expired or revoked",
            )
        self.refreshes += 1
        if self._rotates:
            del self._refresh[given]
            given = self._new_refresh(grant)
        return self._give(grant, given)

    def _new_refresh(self, grant: _Grant) -> str:
        token = "sandbox-refresh-" + secrets.token_urlsafe(24)
        _make_room(self._refresh)
        self._refresh[token] = grant
        return token

    def _give(self, grant: _Grant, refresh_token: str) -> Answer:
        token = "sandbox-access-" + secrets.token_urlsafe(48)
        _make_room(self._access)
        self._access[token] = _Access(grant, time.monotonic() + self._life_s)
        return 200, {
            "token_type": "bearer",
            "token_use": "access_token",
            "access_token": token,
            "refresh_token": refresh_token,
            "expires_in": self._life_s,
            "hub_id": PORTAL_ID,
            "scopes": list(grant.scopes),
            "user_id": USER_ID,
        }

    def _client_problem(self, form: Mapping[str, str]) -> Answer | None:
        client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
        if not client_id or (self._client and client_id != self._client[0]):
            return _refused("invalid_client", "BAD_CLIENT_ID", "missing or unknown client id")
        if not secret or (
            self._client and not hmac.compare_digest(secret.encode(), self._client[1].encode())
        ):
            return _refused("invalid_client", "BAD_CLIENT_SECRET", "missing or wrong client secret")
        return None


def _verifies(verifier: str, challenge: str) -> bool:
    digest = hashlib.sha256(verifier.encode("ascii", "replace")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge


def _info(grant: _Grant, token: str, use: str) -> dict[str, Any]:
    return {
        "active": True,
        "app_id": APP_ID,
        "client_id": grant.client_id,
        "hub_id": PORTAL_ID,
        "scopes": list(grant.scopes),
        "token": token,
        "token_type": "bearer",
        "token_use": use,
        "user_id": USER_ID,
    }


def _refused(error: str, status: str, description: str) -> Answer:
    return 400, {
        "error": error,
        "error_description": description,
        "status": status,
        "message": description,
    }


def _make_room(kept: dict[str, Any]) -> None:
    while len(kept) >= MOST_KEPT:
        del kept[next(iter(kept))]
