"""The token in memory, fetched when needed and asked for anew after a 401, once for all threads.

Knows: a callable that gives the token, and which token was refused.
Must never know: where tokens are kept. It never writes one anywhere.
"""

import re
import threading
from collections.abc import Callable
from typing import Protocol, TypeAlias

from tracker.model.delivery import RetryLater
from tracker.model.errors import NotLoggedInError
from tracker.model.phrases import phrase

_SENDABLE = re.compile(r"[\x21-\x7e]{1,4096}")


class TokenDelayedError(Exception):
    """A token cannot be had just now, and waiting may help; ``outcome`` says what to wait for."""

    def __init__(self, outcome: RetryLater) -> None:
        super().__init__(outcome.message)
        self.outcome = outcome


class Tokens(Protocol):
    """What gives a bearer token to all threads.

    ``get`` and ``renew`` may block, and raise AuthError or TokenDelayedError.
    """

    def is_held(self) -> bool:
        """Whether there is a token that should be good now. Returns at once."""
        ...

    def get(self) -> str:
        """Return a token that should be good now."""

    def renew(self, refused: str) -> str:
        """Return a token to try instead of ``refused``; of many callers one asks for it."""


TokenSource: TypeAlias = Callable[[], str] | Tokens
"""Where a token comes from: a place that is asked when none is held, or ``Tokens``."""


def tokens_of(source: TokenSource) -> Tokens:
    """Return the tokens of a source; one that is a mere place gets somebody to hold its token."""
    return HeldToken(source) if callable(source) else source


class HeldToken:
    """One token for all sending threads. Errors of the source (AuthError) pass through."""

    def __init__(self, source: Callable[[], str]) -> None:
        self._source = source
        self._lock = threading.Lock()
        self._token: str | None = None

    def __repr__(self) -> str:
        return f"<HeldToken {'held' if self._token else 'not held'}>"

    def is_held(self) -> bool:
        """Whether a token is held. Returns at once."""
        return self._token is not None

    def get(self) -> str:
        """Return the token, asking the source only if none is held. Raise AuthError."""
        with self._lock:
            if self._token is None:
                self._token = self._fetch()
            return self._token

    def renew(self, refused: str) -> str:
        """Return a token to try instead of ``refused``; of many callers one asks the source."""
        with self._lock:
            if self._token is None or self._token == refused:
                self._token = None
                self._token = self._fetch()
            return self._token

    def _fetch(self) -> str:
        return check_sendable(self._source())


def check_sendable(token: str) -> str:
    """Return a token that can stand in a header. Raise NotLoggedInError for any other."""
    # An unsendable header would be quoted in the HTTP library's error, token and all.
    if _SENDABLE.fullmatch(token):
        return token
    raise NotLoggedInError(
        phrase("Errors", "The stored HubSpot token holds characters that no token has."),
        hint=phrase("Errors", "Log in again with `tracker login`."),
    )
