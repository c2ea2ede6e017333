"""People on their way to a contact: what was said of them, and what the CRM says to it.

Knows: addresses, badges, consent, and the answers of a look-up.
Must never know: HTTP, SQL, or who asks.
"""

from typing import TypeAlias

from tracker.model.delivery import AuthNeeded, Rejected, RetryLater
from tracker.model.errors import SettingsError
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.phrases import phrase
from tracker.model.records import dataclass
from tracker.model.units import UnixMs

MOST_EMAIL_CHARS = 254
"""The longest address that mail can be sent to (RFC 5321)."""

MOST_BADGE_CHARS = 120

MOST_CONTACT_ID = 2**63 - 1
"""The largest contact id: an int64."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to, word for word, which version of it, and when."""

    version: str
    text: str
    at_ms: UnixMs


@dataclass(frozen=True, slots=True)
class Person:
    """The viewer of a session who is known by address or badge, and not yet as a contact."""

    session_id: str
    viewer: Viewer
    has_consent: bool = False


@dataclass(frozen=True, slots=True)
class ContactFound:
    """The CRM's contact. ``created`` says that there was none before."""

    contact_id: int
    created: bool = False


@dataclass(frozen=True, slots=True)
class ContactUnknown:
    """The CRM has no such contact."""


ContactAnswer: TypeAlias = ContactFound | ContactUnknown | RetryLater | AuthNeeded | Rejected


BADGE_SIGN = "#"
"""Before a badge's text, so that one of digits is not taken for a contact's id."""


def read_viewer(text: str) -> Viewer:
    """Return whom a person means who typed this: digits are a contact id, an @ makes an address.

    All else is the text of a badge, as is anything behind ``#``. Nothing typed is nobody.
    Raise SettingsError for what can be none of them; an address or badge is not repeated in it.
    """
    text = text.strip()
    if not text:
        return ANONYMOUS
    if text.startswith(BADGE_SIGN):
        return Viewer(badge=check_badge(text.removeprefix(BADGE_SIGN).strip()))
    if "@" in text:
        return Viewer(email=check_email(text))
    if text.isascii() and text.isdigit():
        if len(text) <= len(str(MOST_CONTACT_ID)) and 0 < int(text) <= MOST_CONTACT_ID:
            return Viewer(contact_id=int(text))
        raise SettingsError(
            phrase("People", "That cannot be the id of a contact."),
            hint=phrase("People", "The id is the number in the address of the contact's page."),
        )
    return Viewer(badge=check_badge(text))


def check_email(text: str) -> str:
    """Return an address that may be looked up. Raise SettingsError, without repeating it.

    Whether it exists is for others to find out: only what cannot be an address is refused.
    """
    name, _, host = text.partition("@")
    is_one = bool(name and host) and "@" not in host and len(text) <= MOST_EMAIL_CHARS
    if is_one and text.isprintable() and " " not in text:
        return text
    raise SettingsError(
        phrase("People", "That is not an email address."),
        hint=phrase("People", "Write it like ada@example.com, without spaces."),
    )


def check_badge(text: str) -> str:
    """Return a badge's text that may be looked up. Raise SettingsError, without repeating it."""
    is_one = 0 < len(text) <= MOST_BADGE_CHARS and text.isprintable() and text.strip() == text
    # Dots alone would climb about in an address.
    if is_one and text.strip("."):
        return text
    raise SettingsError(
        phrase("People", "That is not the text of a badge."),
        hint=phrase("People", "It is one line of at most {count} characters.").format(
            count=MOST_BADGE_CHARS
        ),
    )
