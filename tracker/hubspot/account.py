"""The account's tokens: a plain one as it was stored, or those of an own app, kept fresh.

Knows: when an access token is refreshed, and that one refusal for good is enough.
Must never know: where secrets are kept: how they are loaded and saved is told to it.
"""

import logging
import threading
import time
from collections.abc import Callable

from tracker.hubspot.grant import Grant, grant_of
from tracker.hubspot.oauth import Issued, TokenEndpoint
from tracker.hubspot.tokens import TokenDelayedError, check_sendable
from tracker.model.errors import AuthError, SettingsError, TokenRevokedError

_log = logging.getLogger(__name__)

REFRESH_AT = 0.75
"""The share of an access token's life after which another one is fetched."""


def since_boot_s() -> float:
    """Return a clock in seconds that also runs while the machine sleeps, where there is one."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class AccountTokens:
    """The ``Tokens`` of a profile; safe for all threads, one of which asks HubSpot at a time.

    ``load`` gives the stored secret and ``save`` keeps another one; both may block and raise
    AuthError. A grant that HubSpot refused is not tried again until another one is stored.
    """

    def __init__(
        self,
        load: Callable[[], str],
        save: Callable[[str], None],
        endpoint: TokenEndpoint,
        *,
        clock: Callable[[], float] = since_boot_s,
    ) -> None:
        self._load = load
        self._save = save
        self._endpoint = endpoint
        self._clock = clock
        self._lock = threading.Lock()
        self._grant: Grant | None = None
        self._is_saved = True
        self._access: str | None = None
        self._refresh_at_s = self._ends_at_s = float("inf")
        self._refusal: tuple[Grant, TokenRevokedError] | None = None

    def __repr__(self) -> str:
        return f"<AccountTokens {'held' if self._access else 'not held'}>"

    def is_held(self) -> bool:
        """Whether there is an access token that is not over yet. Returns at once."""
        return self._access is not None and self._clock() < self._ends_at_s

    def get(self) -> str:
        """Return a token that should be good now. Raise AuthError or TokenDelayedError."""
        with self._lock:
            if self._access is None:
                return self._begin()
            if self._clock() < self._refresh_at_s:
                return self._access
            try:
                return self._refresh()
            except TokenDelayedError:
                if self._clock() >= self._ends_at_s:
                    raise
                return self._access

    def renew(self, refused: str) -> str:
        """Return a token to try instead of ``refused``. Raise AuthError or TokenDelayedError."""
        with self._lock:
            if self._access is None:
                return self._begin()
            if self._access != refused:
                return self._access
            if self._grant is None:
                return self._begin()
            return self._refresh()

    def _begin(self) -> str:
        """Take what is stored."""
        self._access = None
        secret = self._load()
        self._grant = grant_of(secret)
        if self._grant is None:
            self._access = check_sendable(secret)
            self._refresh_at_s = self._ends_at_s = float("inf")
            return self._access
        return self._refresh()

    def _refresh(self) -> str:
        if self._grant is None:
            raise RuntimeError("a plain token cannot be refreshed")
        if self._refusal is not None and self._refusal[0] == self._grant:
            self._grant = self._stored_instead_of(self._grant, self._refusal[1])
        try:
            issued = self._endpoint.by_refresh(self._grant)
        except TokenRevokedError as error:
            # Another process may have got a newer refresh token, or a person logged in anew.
            try:
                self._grant = self._stored_instead_of(self._grant, error)
                issued = self._endpoint.by_refresh(self._grant)
            except TokenRevokedError as last:
                self._access = None
                self._refusal = (self._grant, last)
                raise
        self._keep(issued)
        return issued.access_token

    def _stored_instead_of(self, grant: Grant, error: TokenRevokedError) -> Grant:
        """Return the stored grant if it is another one, or raise the error."""
        stored = grant_of(self._load())
        if stored is None or stored == grant:
            self._access = None
            raise error
        return stored

    def _keep(self, issued: Issued) -> None:
        now_s = self._clock()
        self._access = issued.access_token
        self._refresh_at_s = now_s + issued.life_s * REFRESH_AT
        self._ends_at_s = now_s + issued.life_s
        if issued.grant == self._grant and self._is_saved:
            return
        self._grant, self._is_saved = issued.grant, False
        try:
            self._save(issued.grant.to_secret())
            self._is_saved = True
        except (AuthError, SettingsError) as error:
            # It stays in memory, and is stored with the next refresh if that works by then.
            _log.warning("The newest refresh token could not be stored: %s", error)
