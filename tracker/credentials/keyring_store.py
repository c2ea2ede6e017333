"""The token in the OS keyring: every call in a thread of its own, with a time limit.

Knows: which of keyring's backends keep secrets safe, and what their errors mean.
Must never know: what the token opens.
"""

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import keyring.backend
import keyring.core
import keyring.errors
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from tracker.credentials.states import (
    StoreState,
    check_token,
    error_for,
    is_token,
    not_logged_in,
    unusable_token,
)
from tracker.model.phrases import phrase

SERVICE = "media-bridge-tracker"
TIME_LIMIT_S = 5.0

SAFE_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.macOS",
        "keyring.backends.Windows",
    }
)
"""The modules whose backends are used without asking.

Others may write plain text: they are used only where a person allowed it, and only if none of
these can be used. The null backend is always refused: it takes a token and loses it, so that the
next start finds nobody logged in and no error that says why.
"""

_PLACEHOLDERS = frozenset({fail.Keyring, null.Keyring, chainer.ChainerBackend})
"""What keyring counts among the backends without there being any."""

_WAITING_ERRORS = (
    keyring.errors.KeyringLocked,
    keyring.errors.InitError,
    keyring.errors.PasswordSetError,
    keyring.errors.PasswordDeleteError,
)
_WAITING_NAMES = frozenset({"LockedException", "PromptDismissedException"})
"""Errors of the Secret Service's library, which keyring passes on as they are."""

T = TypeVar("T")


class _UnusableError(Exception):
    """The keyring cannot be used; carries the state that says why."""

    def __init__(self, state: StoreState) -> None:
        super().__init__(state.value)
        self.state = state


class KeyringTokenStore:
    """A ``TokenStore`` in the OS keyring. The account's name comes from the profile's folder.

    A call that takes longer than ``time_limit_s`` seconds counts as locked, not as absent: most
    keyrings wait for a person then. Its thread is left behind, and the next call waits for it
    first, so that at most one is ever stuck.

    ``allows_plain_text`` is a person's permission to use a backend that is not known to be safe.
    """

    name = phrase("Credentials", "the keyring")
    is_read_only = False

    def __init__(
        self,
        profile_dir: Path,
        *,
        allows_plain_text: bool = False,
        time_limit_s: float = TIME_LIMIT_S,
    ) -> None:
        digest = hashlib.sha256(bytes(profile_dir.expanduser().resolve()))
        self._account = f"profile-{digest.hexdigest()[:16]}"
        self._allows_plain_text = allows_plain_text
        self._time_limit_s = time_limit_s
        self._busy = threading.Lock()

    def __repr__(self) -> str:
        return f"<KeyringTokenStore {self._account}>"

    def probe(self) -> StoreState:
        """Say whether the keyring can be used; it is unlocked for it if a person does so."""

        def ask() -> StoreState:
            backend = self._backend()
            backend.get_password(SERVICE, self._account)
            return StoreState.CONNECTED if _is_safe(type(backend)) else StoreState.PLAIN_TEXT

        try:
            return self._within_limit(ask)
        except _UnusableError as unusable:
            return unusable.state

    def plain_text_at(self) -> str | None:
        """Name the file, or else the backend, that a token is in for all who can read it."""
        try:
            return self._within_limit(lambda: _whereabouts(self._backend()))
        except _UnusableError:
            return None

    def get(self) -> str:
        """Return the token. Raise NotLoggedInError, KeyringLockedError or NoKeyringError."""
        token = self._call(lambda: self._backend().get_password(SERVICE, self._account))
        if token is None:
            raise not_logged_in()
        if not is_token(token):
            raise unusable_token(self.name)
        return token

    def set(self, token: str) -> None:
        """Keep a token. Raise SettingsError, KeyringLockedError or NoKeyringError."""
        check_token(token)

        def keep() -> None:
            backend = self._backend()
            backend.set_password(SERVICE, self._account, token)
            # A safe one reports what it cannot keep; of others that is not known.
            is_kept = _is_safe(type(backend)) or (
                backend.get_password(SERVICE, self._account) == token
            )
            if not is_kept:
                raise _UnusableError(StoreState.NULL)

        self._call(keep)

    def delete(self) -> bool:
        """Forget the token; False if there was none. Raise KeyringLockedError, NoKeyringError."""

        def forget() -> bool:
            backend = self._backend()
            if backend.get_password(SERVICE, self._account) is None:
                return False
            backend.delete_password(SERVICE, self._account)
            return True

        return self._call(forget)

    def _backend(self) -> KeyringBackend:
        return _find_backend(allows_plain_text=self._allows_plain_text)

    def _call(self, work: Callable[[], T]) -> T:
        try:
            return self._within_limit(work)
        except _UnusableError as unusable:
            state = unusable.state
        # Raised out here, so that no backend's own words come along as its context.
        raise error_for(state)

    def _within_limit(self, work: Callable[[], T]) -> T:
        if not self._busy.acquire(timeout=self._time_limit_s):
            raise _UnusableError(StoreState.TIMEOUT)
        done = threading.Event()
        results: list[T] = []
        states: list[StoreState] = []

        def run() -> None:
            try:
                results.append(work())
            except _UnusableError as unusable:
                states.append(unusable.state)
            except Exception as error:
                states.append(_state_for(error))
            finally:
                self._busy.release()
                done.set()

        threading.Thread(target=run, name="keyring", daemon=True).start()
        if not done.wait(self._time_limit_s):
            raise _UnusableError(StoreState.TIMEOUT)
        if states:
            raise _UnusableError(states[0])
        return results[0]


def _find_backend(*, allows_plain_text: bool) -> KeyringBackend:
    """Return the person's chosen backend, or else the best safe one. Raise _UnusableError.

    keyring's own choice is not asked: it may be a chain that ends in a plain file, and it is
    made once, so that a keyring that starts later would never be found. A chain that was chosen
    is no choice among what it chains.
    """
    try:
        chosen = keyring.core.load_env() or keyring.core.load_config()
    except Exception:
        raise _UnusableError(StoreState.ABSENT) from None
    if chosen is not None and not isinstance(chosen, chainer.ChainerBackend):
        _check(type(chosen), allows_plain_text=allows_plain_text)
        return chosen
    keyring.backend.get_all_keyring()  # loads what is installed, once
    viable = [kind for kind in KeyringBackend.get_viable_backends() if kind not in _PLACEHOLDERS]
    if not viable:
        raise _UnusableError(StoreState.ABSENT)
    best = max(viable, key=lambda kind: (_is_safe(kind), kind.priority))
    _check(best, allows_plain_text=allows_plain_text)
    return best()


def _check(kind: type[KeyringBackend], *, allows_plain_text: bool) -> None:
    if issubclass(kind, null.Keyring):
        raise _UnusableError(StoreState.NULL)
    if issubclass(kind, fail.Keyring):
        raise _UnusableError(StoreState.ABSENT)
    if not _is_safe(kind) and not allows_plain_text:
        raise _UnusableError(StoreState.INSECURE)


def _is_safe(kind: type[KeyringBackend]) -> bool:
    return kind.__module__ in SAFE_BACKENDS


def _whereabouts(backend: KeyringBackend) -> str | None:
    kind = type(backend)
    if _is_safe(kind):
        return None
    # The file backends of keyrings.alt tell their path by this name.
    path = getattr(backend, "file_path", None)
    return str(path) if isinstance(path, str | Path) else f"{kind.__module__}.{kind.__qualname__}"


def _state_for(error: Exception) -> StoreState:
    # A collection that cannot be made or opened waits for a person, as a locked one does.
    waits = isinstance(error, _WAITING_ERRORS) or type(error).__name__ in _WAITING_NAMES
    return StoreState.LOCKED if waits else StoreState.ABSENT
