"""What a host's calls are given, checked where it is given: each mistake with its cure.

A host's own program may never have been checked for types. What is wrong with it would otherwise
come out on a thread of ours, where nobody hears of it and nothing is counted any more.

Knows: what the public calls take. A value that cannot be meant raises SettingsError where an
error of the call has to be handled anyhow, and Python's own TypeError or ValueError elsewhere.
Must never know: what becomes of it.
"""

import os
import re
from collections.abc import Callable
from typing import TypeAlias, TypeVar
from urllib.parse import urlsplit

from tracker.model.errors import SettingsError
from tracker.model.media import Asset, MediaType, Viewer
from tracker.model.people import MOST_CONTACT_ID, check_badge, check_email
from tracker.model.phrases import phrase
from tracker.model.units import MediaMs

Media: TypeAlias = str | os.PathLike[str] | Asset
"""A film as a host names it: a path, an http(s) address, or an asset of its own making."""

ProfilePath: TypeAlias = str | os.PathLike[str] | None
"""The directory of a profile; None is the one of ``TRACKER_PROFILE``, else the user's own."""

MOST_MS = 2**53
"""No position is beyond this: 285,000 years, and still a whole number in every JSON reader."""

MOST_RATE = 1000

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_KNOWN_SCHEMES = frozenset({"file", "http", "https"})

T = TypeVar("T", bound=Callable[..., object] | None)


def milliseconds(value: float) -> MediaMs:
    """Return a position or length; below zero is zero. Raise TypeError or ValueError."""
    if not _is_number(value):
        raise TypeError(f"A number of milliseconds is wanted, such as 2500, not {_kind(value)}.")
    if not -MOST_MS < value < MOST_MS:
        raise ValueError(f"No film has {value} milliseconds: say a finite number, such as 2500.")
    return MediaMs(max(int(value), 0))


def speed(value: float) -> float:
    """Return how fast something plays. Raise TypeError or ValueError."""
    if not _is_number(value):
        raise TypeError(f"A rate is a number, such as 1.5, not {_kind(value)}.")
    if not 0 < value < MOST_RATE:
        raise ValueError(f"A rate is a number above 0 and below {MOST_RATE}, such as 1.5.")
    return float(value)


def loudness(value: float) -> int:
    """Return a loudness, held within 0 and 100 percent. Raise TypeError."""
    if not _is_number(value) or value != value:
        raise TypeError(f"Loudness is a number of percent, such as 50, not {_kind(value)}.")
    return int(min(max(value, 0), 100))


def checked_viewer(viewer: object) -> Viewer:
    """Return a viewer that may be kept. Raise SettingsError, without repeating what was said."""
    if not isinstance(viewer, Viewer):
        raise SettingsError(
            phrase("Errors", "Who watches is not told by a Viewer."),
            hint=phrase("Errors", "Write tracker.Viewer(contact_id=101), for instance."),
        )
    if viewer.contact_id is not None and not _is_id(viewer.contact_id):
        raise SettingsError(
            phrase("Errors", "A contact id is a whole number above 0."),
            hint=phrase("Errors", "HubSpot shows it in the record."),
        )
    for name in ("email", "badge", "contact_utk", "hsenc"):
        _check_text(f"A viewer's {name}", getattr(viewer, name))
    if viewer.email is not None:
        check_email(viewer.email)
    if viewer.badge is not None:
        check_badge(viewer.badge)
    return viewer


def checked_media(media: object) -> str | Asset:
    """Return what a host names as a film. Raise SettingsError."""
    if isinstance(media, Asset):
        return checked_asset(media)
    return checked_location(media)


def checked_location(location: object) -> str:
    """Return the path or address of a film as text. Raise SettingsError for what is none."""
    place = _path(location)
    if place is None:
        raise SettingsError(
            f"A film is named by a path or an http(s) address, not by {_kind(location)}.",
            hint='Write "film.mp4", or "https://example.com/film.mp4".',
        )
    return place


def check_address(location: str) -> None:
    """Raise SettingsError for an address from which no film can be told."""
    try:
        parts = urlsplit(location)
        is_whole = bool(parts.hostname) or parts.scheme not in ("http", "https")
    except ValueError:
        is_whole = False
    if not is_whole or not location or "\0" in location:
        raise SettingsError(
            "This is neither the path of a film nor a whole http(s) address.",
            hint="Copy it again, with nothing left out.",
        )
    scheme = _SCHEME.match(location)
    if scheme is not None and scheme[1].lower() not in _KNOWN_SCHEMES:
        raise SettingsError(
            f"Which film plays at an address with {scheme[1]}:// cannot be told from it.",
            hint='Name it: media=tracker.Asset("Hall 5", external_id="film-17").',
        )


def checked_asset(asset: object) -> Asset:
    """Return an asset of a host's own making that HubSpot may hear of. Raise SettingsError."""
    if not isinstance(asset, Asset):
        raise SettingsError(
            f"A film's own name is told by an Asset, not by {_kind(asset)}.",
            hint='Write tracker.Asset("Hall 5", external_id="film-17").',
        )
    if not isinstance(asset.media_type, MediaType):
        raise SettingsError(
            f"An asset's media_type is a MediaType, not {_kind(asset.media_type)}.",
            hint="Write tracker.MediaType.VIDEO, or leave it out.",
        )
    for name in ("name", "external_id", "media_url", "page_name", "page_url"):
        _check_text(f"An asset's {name}", getattr(asset, name), is_needed=name == "name")
    for name in ("media_bridge_id", "page_id", "canonical_duration_ms"):
        number = getattr(asset, name)
        if number is not None and not _is_id(number):
            raise SettingsError(
                f"An asset's {name} is a whole number above 0, not {_kind(number)}.",
                hint="Correct it, or leave it out.",
            )
    if asset.external_id is None and asset.media_bridge_id is None:
        raise SettingsError(
            f"The asset “{asset.name}” has no id, so HubSpot would refuse its events.",
            hint="Give it an external_id of your own that never changes, such as "
            '"film-17", or the media_bridge_id of a registered media object.',
        )
    return asset


def checked_media_type(media_type: object) -> MediaType:
    """Return what a path or address holds. Raise SettingsError."""
    if not isinstance(media_type, MediaType):
        raise SettingsError(
            f"What a film's address holds is told by a MediaType, not by {_kind(media_type)}.",
            hint="Write media_type=tracker.MediaType.AUDIO, or leave it out for a film.",
        )
    return media_type


def checked_profile(profile: object) -> str | None:
    """Return a profile's directory as text, None for the one that is meant by default.

    Raise SettingsError.
    """
    if profile is None:
        return None
    place = _path(profile)
    if not place or "\0" in place:
        raise SettingsError(
            f"A profile is named by the path of a directory, not by {_kind(profile)}.",
            hint='Write profile="/var/lib/films", or leave it out for the user\'s own.',
        )
    return place


def checked_listener(name: str, listener: T) -> T:
    """Return a callback that can be called. Raise SettingsError."""
    if listener is not None and not callable(listener):
        raise SettingsError(
            f"The callback {name} is a function of one argument, not {_kind(listener)}.",
            hint=f"Write {name}=print, for instance, or leave it out.",
        )
    return listener


def _path(value: object) -> str | None:
    """Return a path as text; None for what is none."""
    place = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    return place if isinstance(place, str) else None


def _check_text(what: str, text: object, *, is_needed: bool = False) -> None:
    if text is None and not is_needed:
        return
    if not isinstance(text, str) or not text.strip():
        raise SettingsError(
            f"{what} is a text, not {_kind(text)}.", hint="Write it in quotes, or leave it out."
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_id(value: object) -> bool:
    """Whether it is a whole number above 0 that any database can hold."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return is_whole and 0 < value <= MOST_CONTACT_ID  # type: ignore[operator]


def _kind(value: object) -> str:
    """Say what something is without repeating it: it may be about a person."""
    if value is None:
        return "None"
    if isinstance(value, str | bytes) and not value:
        return "an empty one"
    if isinstance(value, float) and value != value:
        return "nan"
    name = type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
