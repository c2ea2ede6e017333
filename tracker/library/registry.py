"""The registry: what a person has said about assets, in ``media.toml`` of the profile.

Knows: the file's form, and how an asset is found by content, by path or by address.
Must never know: who plays it.

    [[media]]
    file = "/films/hall-5.mp4"        # or content = "…" (its key), or address = "https://…"
    name = "Hall 5"
    external_id = "film-17"
    media_bridge_id = 1234
    duration_ms = 183000
"""

import logging
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from tracker.library.content_key import address_key, content_key
from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

_log = logging.getLogger(__name__)

FILE_NAME = "media.toml"

_HINT = phrase(
    "Errors", "Each [[media]] names one of file, content or address, and then what is known of it."
)


@dataclass(frozen=True, slots=True)
class Registered:
    """What the registry says of an asset; None where it is silent. ``duration_ms`` is canonical."""

    name: str | None = None
    external_id: str | None = None
    media_bridge_id: int | None = None
    media_url: str | None = None
    page_id: int | None = None
    page_name: str | None = None
    page_url: str | None = None
    duration_ms: int | None = None


_INTEGERS = frozenset({"media_bridge_id", "page_id", "duration_ms"})
_FIELDS = frozenset(field.name for field in fields(Registered))
_PLACES = ("file", "content", "address")


class Registry:
    """The registered assets of a profile, found by their content or address key."""

    def __init__(self, entries: dict[str, Registered]) -> None:
        self._entries = entries

    @classmethod
    def read(cls, profile: Path) -> "Registry":
        """Read the profile's registry; a profile without one has an empty one.

        Raise SettingsError, naming the entry, for what cannot be used.
        """
        path = profile / FILE_NAME
        entries: dict[str, Registered] = {}
        for number, entry in enumerate(_media(path), start=1):
            where = phrase("Errors", "{path}, entry {number}").format(path=path, number=number)
            key = _key(entry, where)
            if key is not None:
                entries[key] = _registered(entry, where)
        return cls(entries)

    def find(self, key: str) -> Registered:
        """Return what is registered under a key; an empty record if nothing is."""
        return self._entries.get(key, Registered())


def registered_places(profile: Path) -> tuple[tuple[str, str | None], ...]:
    """Return location and name of each registered medium that says where it is.

    Nothing is looked at but the registry itself. Raise SettingsError where it cannot be used.
    """
    places = []
    for entry in _media(profile / FILE_NAME):
        found = entry.get("file", entry.get("address")) if isinstance(entry, dict) else None
        if isinstance(found, str) and found:
            location = str(Path(found).expanduser()) if "file" in entry else found
            name = entry.get("name")
            places.append((location, name if isinstance(name, str) else None))
    return tuple(places)


def _media(path: Path) -> list[Any]:
    try:
        with path.open("rb") as file:
            document = tomllib.load(file)
    except FileNotFoundError:
        return []
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            phrase("Errors", "{path} cannot be read: {why}").format(path=path, why=error),
            hint=_HINT,
        ) from error
    media = document.get("media", [])
    if not isinstance(media, list):
        raise SettingsError(
            phrase("Errors", "{path}: “media” is not a list.").format(path=path), hint=_HINT
        )
    return media


def _key(entry: Any, where: str) -> str | None:
    """Return the key of the entry's medium; None for a file that is not there just now."""
    places = [place for place in _PLACES if isinstance(entry, dict) and place in entry]
    if len(places) != 1 or not isinstance(entry[places[0]], str):
        raise SettingsError(
            phrase("Errors", "{where} does not say which medium it is about.").format(where=where),
            hint=_HINT,
        )
    value: str = entry[places[0]]
    if places[0] == "content":
        return value
    if places[0] == "address":
        return address_key(value)
    try:
        return content_key(Path(value).expanduser())
    except OSError as error:
        _log.warning("%s: %s cannot be read: %s", where, value, error)
        return None


def _registered(entry: dict[str, Any], where: str) -> Registered:
    known: dict[str, Any] = {}
    for name, value in entry.items():
        if name in _PLACES:
            continue
        if name not in _FIELDS:
            raise SettingsError(
                phrase("Errors", "{where}: “{name}” is unknown.").format(where=where, name=name),
                hint=_HINT,
            )
        if name in _INTEGERS:
            if type(value) is not int or value < 1:
                raise SettingsError(
                    phrase("Errors", "{where}: “{name}” is no number above 0.").format(
                        where=where, name=name
                    ),
                    hint=_HINT,
                )
        elif not isinstance(value, str):
            raise SettingsError(
                phrase("Errors", "{where}: “{name}” is not a text.").format(where=where, name=name),
                hint=_HINT,
            )
        known[name] = value
    return Registered(**known)
