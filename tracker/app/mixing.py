"""Rows for the stand-in and rows for the real HubSpot never go the same way.

Knows: the mark that a profile carries while rows in it are meant for the stand-in.
Must never know: the stand-in itself, which stands on libraries that not everybody has.
"""

from pathlib import Path

from tracker.app.delivery import hubspot_settings
from tracker.app.settings import Settings
from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase

MARK = "stand-in"


def refuse_mixing(profile: Path, settings: Settings) -> None:
    """Raise SettingsError where rows for the stand-in would go to the real HubSpot."""
    if (profile / MARK).exists() and not hubspot_settings(settings).is_loopback:
        raise SettingsError(
            phrase("Errors", "This profile holds events that were played for the stand-in."),
            hint=phrase(
                "Errors",
                "Deliver them with `tracker play --sandbox`, or use another --profile DIR.",
            ),
        )
