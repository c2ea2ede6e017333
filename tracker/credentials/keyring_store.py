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
from keyring.backends import fail

from tracker.credentials.states import (
    StoreState,
    check_token,
    error_for,
    is_token,
    not_logged_in,
    unusable_token,
)

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
"""The modules whose backends are used; all others are refused, plain files and null above all."""

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
    """

    name = "the keyring"
    is_read_only = False

    def __init__(self, profile_dir: Path, *, time_limit_s: float = TIME_LIMIT_S) -> None:
        digest = hashlib.sha256(bytes(profile_dir.expanduser().resolve()))
        self._account = f"profile-{digest.hexdigest()[:16]}"
        self._time_limit_s = time_limit_s
        self._busy = threading.Lock()

    def __repr__(self) -> str:
        return f"<KeyringTokenStore {self._account}>"

    def probe(self) -> StoreState:
        """Say whether the keyring can be used; it is unlocked for it if a person does so."""
        try:
            self._within_limit(lambda: _safe_backend().get_password(SERVICE, self._account))
        except _UnusableError as unusable:
            return unusable.state
        return StoreState.CONNECTED

    def get(self) -> str:
        """Return the token. Raise NotLoggedInError, KeyringLockedError or NoKeyringError."""
        token = self._call(lambda: _safe_backend().get_password(SERVICE, self._account))
        if token is None:
            raise not_logged_in()
        if not is_token(token):
            raise unusable_token(self.name)
        return token

    def set(self, token: str) -> None:
        """Keep a token. Raise SettingsError, KeyringLockedError or NoKeyringError."""
        check_token(token)
        self._call(lambda: _safe_backend().set_password(SERVICE, self._account, token))

    def delete(self) -> bool:
        """Forget the token; False if there was none. Raise KeyringLockedError, NoKeyringError."""

        def forget() -> bool:
            backend = _safe_backend()
            if backend.get_password(SERVICE, self._account) is None:
                return False
            backend.delete_password(SERVICE, self._account)
            return True

        return self._call(forget)

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


def _safe_backend() -> KeyringBackend:
    """Return the person's chosen backend, or else the best safe one. Raise _UnusableError.

    keyring's own choice is not asked: it may be a chain that ends in a plain file, and it is
    made once, so that a keyring that starts later would never be found.
    """
    try:
        chosen = keyring.core.load_env() or keyring.core.load_config()
    except Exception:
        raise _UnusableError(StoreState.ABSENT) from None
    if chosen is not None:
        return _checked(chosen)
    keyring.backend.get_all_keyring()  # loads what is installed, once
    viable: list[type[KeyringBackend]] = list(KeyringBackend.get_viable_backends())
    safe = [kind for kind in viable if kind.__module__ in SAFE_BACKENDS]
    if safe:
        return max(safe, key=lambda kind: kind.priority)()
    unsafe = [kind for kind in viable if not _is_placeholder(kind)]
    raise _UnusableError(StoreState.INSECURE if unsafe else StoreState.ABSENT)


def _checked(backend: KeyringBackend) -> KeyringBackend:
    if type(backend).__module__ in SAFE_BACKENDS:
        return backend
    is_fail = isinstance(backend, fail.Keyring)
    raise _UnusableError(StoreState.ABSENT if is_fail else StoreState.INSECURE)


def _is_placeholder(kind: type[KeyringBackend]) -> bool:
    return kind.__module__ in (
        "keyring.backends.fail",
        "keyring.backends.null",
        "keyring.backends.chainer",
    )


def _state_for(error: Exception) -> StoreState:
    # A collection that cannot be made or opened waits for a person, as a locked one does.
    waits = isinstance(error, _WAITING_ERRORS) or type(error).__name__ in _WAITING_NAMES
    return StoreState.LOCKED if waits else StoreState.ABSENT
