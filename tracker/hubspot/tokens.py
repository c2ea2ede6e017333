"""The token in memory, fetched when needed and asked for anew after a 401, once for all threads.

Knows: a callable that gives the token, and which token was refused.
Must never know: where tokens are kept. It never writes one anywhere.
"""

import re
import threading
from collections.abc import Callable

from tracker.model.errors import AuthError, NotLoggedInError

_SENDABLE = re.compile(r"[\x21-\x7e]{1,4096}")


class HeldToken:
    """One token for all sending threads. Errors of the source (AuthError) pass through."""

    def __init__(self, source: Callable[[], str]) -> None:
        self._source = source
        self._lock = threading.Lock()
        self._token: str | None = None

    def __repr__(self) -> str:
        return f"<HeldToken {'held' if self._token else 'not held'}>"

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
        token = self._source()
        # An unsendable header would be quoted in the HTTP library's error, token and all.
        if not _SENDABLE.fullmatch(token):
            raise NotLoggedInError(
                "The stored HubSpot token holds characters that no token has.",
                hint="Log in again with `tracker login`.",
            )
        return token


def explain(error: AuthError, limit: int) -> str:
    """Return an error's sentence and its cure in one line of at most ``limit`` characters."""
    return f"{error} {error.hint}"[:limit]
