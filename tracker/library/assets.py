"""From a path or an address to an asset, registered or not.

Knows: how an unregistered medium is named, and the page it is said to stand on.
Must never know: the player; what a medium holds is told to it.
"""

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit, urlunsplit

from tracker.library.content_key import address_key, content_key
from tracker.library.registry import Registry
from tracker.library.sniff import still_type
from tracker.model.errors import SettingsError
from tracker.model.media import Asset, MediaType
from tracker.model.phrases import phrase
from tracker.model.records import dataclass
from tracker.model.units import MediaMs


@dataclass(frozen=True, slots=True)
class Page:
    """The page that media are said to stand on, where the registry names none.

    HubSpot wants one for every event. A desktop or a kiosk has none, so a stable synthetic one
    serves (HubSpot guide: name and URL are needed for pages outside HubSpot).
    """

    page_id: int | None
    page_name: str | None
    page_url: str | None


def media_type_of(*, has_video: bool, has_audio: bool) -> MediaType:
    """Judge a medium by its tracks, never by its name; ``describe`` knows stills apart."""
    if has_video:
        return MediaType.VIDEO
    return MediaType.AUDIO if has_audio else MediaType.OTHER


def describe(location: str, media_type: MediaType, *, registry: Registry, page: Page) -> Asset:
    """Return the asset for a file path or an address.

    An unregistered one gets its name from the path and its external id from its content, so a
    renamed file is still the same asset. A local path never leaves this machine; an address
    does, without its user, password, query and fragment. Raise SettingsError where a file
    cannot be read.
    """
    parts = urlsplit(location)
    is_address = parts.scheme in {"http", "https"}
    if is_address:
        host = parts.netloc.rpartition("@")[2]
        media_url = urlunsplit((parts.scheme, host, parts.path, "", ""))
        key = address_key(media_url)
        name = unquote(PurePosixPath(parts.path).stem) or host
    else:
        path = Path(unquote(parts.path)) if parts.scheme == "file" else Path(location)
        media_url = None
        name = path.stem or path.name
        try:
            key = content_key(path)
            media_type = still_type(path) or media_type
        except OSError as error:
            raise SettingsError(
                phrase("Errors", "{name} cannot be read: {why}").format(
                    name=path.name, why=error.strerror or error
                ),
                hint=phrase("Errors", "Check that the file is still there and may be read."),
            ) from error
    known = registry.find(key)
    if known.page_id is not None or known.page_url is not None:
        page = Page(known.page_id, known.page_name, known.page_url)
    return Asset(
        name=known.name or name.encode("utf-8", "replace").decode(),
        media_type=media_type,
        external_id=known.external_id or key,
        media_bridge_id=known.media_bridge_id,
        media_url=known.media_url or media_url,
        page_id=page.page_id,
        page_name=page.page_name,
        page_url=page.page_url,
        canonical_duration_ms=None if known.duration_ms is None else MediaMs(known.duration_ms),
    )


def recorded_film(name: str, page: Page) -> Asset:
    """Return the asset for a recorded viewing, of whose film nothing but the name is known."""
    return Asset(
        name=name,
        media_type=MediaType.VIDEO,
        external_id=address_key(name),
        page_id=page.page_id,
        page_name=page.page_name,
        page_url=page.page_url,
    )
