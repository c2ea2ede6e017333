"""The queue, for people: look into it, attach viewers, ask for a sync.

Knows: how the calling thread gets at it.
Must never know: how it is shown.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.app.settings import Settings
from tracker.model.errors import SettingsError
from tracker.model.media import Viewer
from tracker.model.people import Consent
from tracker.model.phrases import phrase
from tracker.model.units import UnixMs
from tracker.storage.browse import OutboxBrowser


@contextmanager
def open_browser(profile: Path) -> Iterator[OutboxBrowser]:
    """Open the profile's queue for the calling thread, for as long as the context lasts."""
    browser = OutboxBrowser(profile)
    try:
        yield browser
    finally:
        browser.close()


def identify(
    profile: Path, session_id: str, viewer: Viewer, *, reason: str, consent: Consent | None = None
) -> int:
    """Attach a viewer to a session, once, ask for a sync, and return how many rows that released.

    Raise SettingsError for an unknown session, or one that belongs to somebody else.
    """
    with open_browser(profile) as browser:
        released = browser.identify(
            session_id, viewer, now_ms=_now_ms(), reason=reason, consent=consent
        )
        browser.request_sync()
    return released


def ask_for_sync(profile: Path) -> None:
    """Ask the profile's sender, whichever process it is, to send now."""
    with open_browser(profile) as browser:
        browser.request_sync()


def consent_of(settings: Settings) -> Consent:
    """Return a consent given now. Raise SettingsError where no text is set."""
    if not settings.consent_text.strip():
        raise SettingsError(
            phrase("Queue", "There is no text that a person could have agreed to."),
            hint=phrase("Queue", "Set consent_text and consent_version in settings.toml."),
        )
    return Consent(settings.consent_version, settings.consent_text, _now_ms())


def _now_ms() -> UnixMs:
    return UnixMs(time.time_ns() // 1_000_000)
