"""The shape of a place for a token, the states that it can be in, and what a token looks like.

Knows: connected, plain text by permission, locked, absent, insecure, null, timeout; and the cure
for each.
Must never know: keyrings, files, HubSpot, or who asks.
"""

import re
from enum import Enum
from typing import Protocol

from tracker.model.errors import (
    AuthError,
    KeyringLockedError,
    NoKeyringError,
    NotLoggedInError,
    SettingsError,
)
from tracker.model.phrases import phrase

MIN_TOKEN_CHARS = 8
MAX_TOKEN_CHARS = 2048
PLAIN_TEXT_PHRASE = "store the token in plain text"
"""What ``keyring_backend_unsafe`` has to say, in so many words, before a plain file is used."""

_TOKEN = re.compile(rf"[\x21-\x7e]{{{MIN_TOKEN_CHARS},{MAX_TOKEN_CHARS}}}")


class StoreState(Enum):
    """Whether a place for a token can be used; a usable one need not hold any.

    PLAIN_TEXT is usable because a person allowed it; INSECURE is the same without permission.
    NULL forgets what it is given: no permission makes that a place for a token.
    """

    CONNECTED = "connected"
    PLAIN_TEXT = "plain-text"
    LOCKED = "locked"
    ABSENT = "absent"
    INSECURE = "insecure"
    NULL = "null"
    TIMEOUT = "timeout"

    @property
    def is_usable(self) -> bool:
        """Whether a token can be kept there and read again."""
        return self in (StoreState.CONNECTED, StoreState.PLAIN_TEXT)


class TokenStore(Protocol):
    """A place that keeps one profile's token.

    Every call may take seconds: not for a window's thread. Each raises AuthError where the place
    cannot be used.
    """

    @property
    def name(self) -> str:
        """What a person calls this place, e.g. "the keyring"."""

    @property
    def is_read_only(self) -> bool:
        """Whether only the machine's administrator can change what it holds."""

    def probe(self) -> StoreState:
        """Say whether the place can be used, without raising for its sake."""

    def plain_text_at(self) -> str | None:
        """Say where whoever looks can read the token; None where it is kept safe, or nowhere."""

    def get(self) -> str:
        """Return the token. Raise NotLoggedInError if there is none that can be used."""

    def set(self, token: str) -> None:
        """Keep a token instead of the one before. Raise SettingsError for what is no token."""

    def delete(self) -> bool:
        """Forget the token; False if there was none."""


def is_token(text: str) -> bool:
    """Say whether a text can be a token: printable ASCII without spaces, 8 to 2048 long."""
    return _TOKEN.fullmatch(text) is not None


def check_token(text: str) -> str:
    """Return a token that can be kept. Raise SettingsError, without repeating it."""
    if is_token(text):
        return text
    raise SettingsError(
        phrase("Errors", "That is not a HubSpot token."),
        hint=phrase(
            "Errors",
            "A token is one word of letters, digits and dashes, such as pat-na1-…; copy it whole.",
        ),
    )


def not_logged_in() -> NotLoggedInError:
    """Return the error for a place that holds no token."""
    return NotLoggedInError(
        phrase("Errors", "No HubSpot account is connected to this profile."),
        hint=phrase("Errors", "Connect one with `tracker login`."),
    )


def unusable_token(name: str) -> NotLoggedInError:
    """Return the error for a place that holds something that cannot be a token."""
    return NotLoggedInError(
        phrase("Errors", "What {name} holds for this profile is not a HubSpot token.").format(
            name=name
        ),
        hint=phrase("Errors", "Log in again with `tracker login`."),
    )


def error_for(state: StoreState) -> AuthError:
    """Return the error, with its cure, for a state that is not usable."""
    match state:
        case StoreState.LOCKED:
            return KeyringLockedError(
                phrase("Errors", "The keyring is locked."),
                hint=phrase(
                    "Errors",
                    "Unlock it (log in to the desktop, or open its password manager), try again.",
                ),
            )
        case StoreState.TIMEOUT:
            return KeyringLockedError(
                phrase("Errors", "The keyring does not answer; it probably waits to be unlocked."),
                hint=phrase("Errors", "Look for its password window, unlock it, and try again."),
            )
        case StoreState.INSECURE:
            return NoKeyringError(
                phrase(
                    "Errors",
                    "The keyring of this machine is not known to keep secrets safe: it may "
                    "write them to a file in plain text.",
                ),
                hint=phrase(
                    "Errors",
                    "Install gnome-keyring or KWallet, and unset PYTHON_KEYRING_BACKEND. Who "
                    "accepts that whoever reads that file can use the HubSpot account sets "
                    'keyring_backend_unsafe = "{plain_text_phrase}".',
                ).format(plain_text_phrase=PLAIN_TEXT_PHRASE),
            )
        case StoreState.NULL:
            return NoKeyringError(
                phrase(
                    "Errors",
                    "The keyring chosen on this machine keeps nothing: the token would be lost.",
                ),
                hint=phrase(
                    "Errors",
                    "Unset PYTHON_KEYRING_BACKEND, or take default-keyring out of keyringrc.cfg.",
                ),
            )
        case _:
            return NoKeyringError(
                phrase("Errors", "This machine has no keyring to keep the HubSpot token in."),
                hint=phrase(
                    "Errors",
                    "Install and start gnome-keyring or KWallet; on a kiosk use a systemd "
                    "credential named hubspot-token.",
                ),
            )
