"""The errors that are the environment's fault, each with a cure.

Our error hierarchy:

    TrackerError
    ├── MissingPartError       Python, Qt or another part that a call needs is not there
    ├── SettingsError          a setting, a file or an argument that cannot be used
    ├── PlaybackError          libVLC is missing or wrong, or a medium cannot be played
    ├── StorageError           the queue's database
    │   ├── StorageBusyError       another process holds it
    │   ├── StorageFullError       no room left on the disk
    │   ├── StorageTooNewError     written by a newer version of this program
    │   └── StorageCorruptError    damaged, or not ours
    ├── ContentError           new films for a kiosk
    └── AuthError              the token and the place where it is kept
        ├── NotLoggedInError       no token has been stored
        ├── TokenRevokedError      HubSpot refuses the token
        ├── NoKeyringError         this machine offers no safe place for a token
        └── KeyringLockedError     the safe place is locked, or does not answer

Knows: what went wrong and what a person can do about it.
Must never know: how it is shown. A mistake of our own stays a plain exception; ``as_error`` is for
a thread that tells of one and goes on.
"""

from tracker.model.phrases import Phrase, phrase


class TrackerError(Exception):
    """Something in the environment stops a part of the program.

    ``str(error)`` is one sentence on what is wrong; ``hint`` is one on how to mend it. Both may
    be phrases; ``sentence`` is the first as it was given, since ``str`` forgets how it was made.
    """

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.hint = hint
        self.sentence = message

    @property
    def whole(self) -> Phrase:
        """Sentence and hint, in a form that a door can say in another language."""
        return phrase("Errors", "{sentence} {hint}").format(sentence=self.sentence, hint=self.hint)


def as_error(mistake: Exception, sentence: Phrase, *, hint: str) -> TrackerError:
    """Return what a person is told of a mistake; the sentence has a place for its ``{kind}``."""
    return TrackerError(sentence.format(kind=type(mistake).__name__), hint=hint)


class MissingPartError(TrackerError):
    """A part that a call needs is not installed, or too old."""


class SettingsError(TrackerError):
    """A setting, a path or an argument cannot be used."""


class PlaybackError(TrackerError):
    """libVLC is missing or unsuitable, or a medium cannot be played."""


class StorageError(TrackerError):
    """The queue's database cannot be used."""


class StorageBusyError(StorageError):
    """Another process holds what this one needs."""


class StorageFullError(StorageError):
    """The disk has no room left."""


class StorageTooNewError(StorageError):
    """The database was written by a newer version of this program; it is left untouched."""


class StorageCorruptError(StorageError):
    """The database is damaged, or it is not one of ours."""


class ContentError(TrackerError):
    """New content cannot be fetched or must not be trusted; what is there stays."""


class AuthError(TrackerError):
    """The token cannot be had, or HubSpot refuses it."""


class NotLoggedInError(AuthError):
    """No token has been stored yet."""


class TokenRevokedError(AuthError):
    """HubSpot refuses the stored token."""


class NoKeyringError(AuthError):
    """The machine offers no safe place for a token."""


class KeyringLockedError(AuthError):
    """The keyring is locked, or did not answer in time."""
