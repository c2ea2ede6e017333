"""The registry of a profile, for people: listed, changed, imported, and told to HubSpot.

Knows: which stations work together for it.
Must never know: how it is shown.
"""

from collections.abc import Mapping
from pathlib import Path

from tracker.app.account import token_source
from tracker.app.delivery import hubspot_settings
from tracker.app.settings import Settings
from tracker.hubspot.media_objects import create_media_object
from tracker.library.editing import (
    Entry,
    add_entries,
    find_entry,
    list_entries,
    make_entry,
    note_bridge_id,
    read_csv,
    remove_entry,
)
from tracker.model.errors import SettingsError
from tracker.model.media import MediaType
from tracker.model.phrases import phrase

__all__ = [
    "Entry",
    "MediaType",
    "add_entries",
    "list_entries",
    "make_entry",
    "read_csv",
    "register",
    "remove_entry",
]


def register(
    profile: Path,
    settings: Settings,
    environ: Mapping[str, str],
    what: str,
    *,
    media_type: MediaType,
    oembed_url: str | None,
) -> int:
    """Make a media object for an entry, write its id into the registry, and return it.

    Raise SettingsError or AuthError; then the registry is as it was.
    """
    entry = find_entry(profile, what)
    if entry.known.media_bridge_id is not None:
        raise SettingsError(
            phrase("Errors", "{what} has the media object {media_bridge_id} already.").format(
                what=what, media_bridge_id=entry.known.media_bridge_id
            ),
            hint=phrase("Errors", "Take media_bridge_id out of media.toml to make another one."),
        )
    number = create_media_object(
        hubspot_settings(settings),
        token_source(profile, settings, environ),
        title=entry.known.name or Path(entry.value).stem,
        media_type=media_type,
        oembed_url=oembed_url,
    )
    note_bridge_id(profile, entry.value, number)
    return number
