"""What an own app was granted: its id, its secret and the refresh token, as one secret text.

Knows: the form in which a keyring keeps them.
Must never know: keyrings or HTTP. Nothing of it is ever shown.
"""

import json
import re
from dataclasses import field

from tracker.model.errors import NotLoggedInError, SettingsError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

MOST_CHARS = 1024
"""The whole secret at most: Windows keeps 1,280 characters, other keyrings more."""

_PART = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,512}")
"""Printable ASCII without spaces, quotation marks and backslashes, so that JSON escapes nothing."""


@dataclass(frozen=True, slots=True)
class App:
    """The customer's own app. Raise SettingsError for an id or a secret that cannot be one."""

    client_id: str
    client_secret: str = field(repr=False)

    def __post_init__(self) -> None:
        if not _PART.fullmatch(self.client_id):
            raise _no_part(phrase("Errors", "That is not the client id of a HubSpot app."))
        if not _PART.fullmatch(self.client_secret):
            raise _no_part(phrase("Errors", "That is not the client secret of a HubSpot app."))


@dataclass(frozen=True, slots=True)
class Grant:
    """An app, and the refresh token that a person's consent gave it."""

    app: App
    refresh_token: str = field(repr=False)

    def to_secret(self) -> str:
        """Return the one text that a keyring keeps. Raise SettingsError if it is too long."""
        fields = {
            "client_id": self.app.client_id,
            "client_secret": self.app.client_secret,
            "refresh_token": self.refresh_token,
        }
        text = json.dumps(fields, separators=(",", ":"))
        if len(text) > MOST_CHARS or not _PART.fullmatch(self.refresh_token):
            raise SettingsError(
                phrase("Errors", "HubSpot gave a refresh token that no keyring can keep."),
                hint=phrase("Errors", "Report this; meanwhile log in with an access token."),
            )
        return text


def _no_part(sentence: str) -> SettingsError:
    return SettingsError(
        sentence, hint=phrase("Errors", "Copy it whole from the app's page, under Auth.")
    )


def grant_of(secret: str) -> Grant | None:
    """Return the grant that a secret holds, or None for one that is a plain access token.

    Raise NotLoggedInError for a secret that is neither.
    """
    if not secret.startswith("{"):
        return None
    try:
        fields = json.loads(secret)
        app = App(fields["client_id"], fields["client_secret"])
        grant = Grant(app, fields["refresh_token"])
        grant.to_secret()
    except (ValueError, KeyError, TypeError, RecursionError, SettingsError):
        # Raised without a context: the parser's own words may quote the secret.
        grant = None
    if grant is None:
        raise NotLoggedInError(
            phrase("Errors", "What is stored for this profile is not a HubSpot sign-in."),
            hint=phrase("Errors", "Log in again with `tracker login`."),
        )
    return grant
