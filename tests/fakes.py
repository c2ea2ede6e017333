"""Fakes for tests, each proven against the real thing by a suite in ``tests/contract``."""

from tracker.credentials.states import StoreState, check_token, error_for, not_logged_in


class MemoryTokenStore:
    """A ``TokenStore`` in memory; ``state`` can be set to what a keyring can be in."""

    name = "memory"
    is_read_only = False

    def __init__(self, token: str | None = None) -> None:
        self.state = StoreState.CONNECTED
        self._token = token

    def probe(self) -> StoreState:
        """Return the state that the test has set."""
        return self.state

    def plain_text_at(self) -> str | None:
        """Say that the memory can be read, in the state that says so."""
        return "memory" if self.state is StoreState.PLAIN_TEXT else None

    def get(self) -> str:
        """Return the token."""
        self._check()
        if self._token is None:
            raise not_logged_in()
        return self._token

    def set(self, token: str) -> None:
        """Keep a token."""
        check_token(token)
        self._check()
        self._token = token

    def delete(self) -> bool:
        """Forget the token; False if there was none."""
        self._check()
        had_one, self._token = self._token is not None, None
        return had_one

    def _check(self) -> None:
        if not self.state.is_usable:
            raise error_for(self.state)
