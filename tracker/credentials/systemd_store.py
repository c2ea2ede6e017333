"""The token as a systemd credential, for a kiosk: read where it lies, never copied or changed.

Knows: ``$CREDENTIALS_DIRECTORY/hubspot-token``.
Must never know: keyrings.
"""

from pathlib import Path

from tracker.credentials.states import MAX_TOKEN_CHARS, StoreState, is_token
from tracker.model.errors import AuthError, NotLoggedInError
from tracker.model.phrases import phrase

CREDENTIAL = "hubspot-token"


class SystemdTokenStore:
    """A read-only ``TokenStore`` over one file that systemd provides."""

    name = phrase("Credentials", "the systemd credential hubspot-token")
    is_read_only = True

    def __init__(self, directory: Path) -> None:
        self._path = directory / CREDENTIAL

    def __repr__(self) -> str:
        return f"<SystemdTokenStore {self._path}>"

    def is_readable(self) -> bool:
        """Say whether the credential is there for us; its content is not looked at."""
        try:
            with self._path.open("rb") as file:
                file.read(1)
        except OSError:
            return False
        return True

    def probe(self) -> StoreState:
        """Say whether the credential can be read."""
        return StoreState.CONNECTED if self.is_readable() else StoreState.ABSENT

    def plain_text_at(self) -> None:
        """Nowhere: systemd shows the credential to its service alone."""

    def get(self) -> str:
        """Return the token without outer white space. Raise NotLoggedInError."""
        try:
            with self._path.open("rb") as file:
                content = file.read(2 * MAX_TOKEN_CHARS)
        except OSError as error:
            raise _unusable(
                phrase("Errors", "The systemd credential {name} cannot be read ({why}).").format(
                    name=CREDENTIAL, why=error.strerror
                )
            ) from None
        token = content.decode("ascii", "replace").strip()
        if not token:
            raise _unusable(
                phrase("Errors", "The systemd credential {name} is empty.").format(name=CREDENTIAL)
            )
        if not is_token(token):
            raise _unusable(
                phrase("Errors", "The systemd credential {name} is not a HubSpot token.").format(
                    name=CREDENTIAL
                )
            )
        return token

    def set(self, token: str) -> None:
        """Raise AuthError: the machine's administrator provides this token."""
        raise read_only()

    def delete(self) -> bool:
        """Raise AuthError: the machine's administrator provides this token."""
        raise read_only()


def _unusable(sentence: str) -> NotLoggedInError:
    return NotLoggedInError(
        sentence,
        hint=phrase(
            "Errors",
            "Put the token into the credential with systemd-creds, and restart the service.",
        ),
    )


def read_only() -> AuthError:
    """Return the error for a wish to change what systemd provides."""
    return AuthError(
        phrase(
            "Errors",
            "This machine's HubSpot token is a systemd credential, which cannot be changed here.",
        ),
        hint=phrase(
            "Errors",
            "Change the credential {credential} of the service with systemd-creds instead.",
        ).format(credential=CREDENTIAL),
    )
