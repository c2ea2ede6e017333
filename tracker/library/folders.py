"""What a person drops or opens, taken apart: films, playlists, folders and subtitles.

Knows: which names look like films or subtitles, and how deep a folder is looked through.
Must never know: whether they can be played.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tracker.library.playlists import MOST_ENTRIES, Entry, is_playlist, read_playlist
from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

FILM_SUFFIXES = frozenset(
    f".{name}"
    for name in (
        *("mp4", "m4v", "mov", "mkv", "webm", "avi", "ts", "m2ts", "mpg", "mpeg", "wmv", "flv"),
        *("ogv", "3gp", "mp3", "m4a", "aac", "ogg", "oga", "opus", "flac", "wav", "wma", "pdf"),
    )
)
PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"})
"""Pictures are played where they are named; in a folder they may be anything's cover."""

SUBTITLE_SUFFIXES = frozenset({".srt", ".vtt", ".ass", ".ssa", ".sub"})

MOST_FILMS = 2_000
DEEPEST = 4
"""How many folders deep films are looked for."""

_MOST_LOOKED_AT = 50_000
_NUMBERS = re.compile(r"(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: films in order, subtitle files, and what could not be used."""

    films: tuple[Entry, ...] = ()
    subtitles: tuple[str, ...] = ()
    errors: tuple[SettingsError, ...] = ()


def look_into(locations: Sequence[str]) -> Found:
    """Take locations apart: folders into their films, playlists into their entries."""
    films: list[Entry] = []
    subtitles: list[str] = []
    errors: list[SettingsError] = []
    for location in locations:
        try:
            found, most = _films(location, subtitles)
        except SettingsError as error:
            errors.append(error)
            continue
        if len(found) > most:
            errors.append(_too_many(location, most))
        films += found[:most]
    return Found(tuple(films), tuple(subtitles), tuple(errors))


def _too_many(location: str, most: int) -> SettingsError:
    return SettingsError(
        phrase(
            "Errors", "{name} holds more than {count} films; the first {count} are taken."
        ).format(name=Path(location).name or location, count=most),
        hint=phrase("Errors", "Open the others in parts."),
    )


def _films(location: str, subtitles: list[str]) -> tuple[Sequence[Entry], int]:
    """Return the films of a location, and how many of such a place are taken at most."""
    path = Path(location)
    itself = (Entry(location),)
    if "://" in location or "\0" in location:
        return itself, 1
    if path.suffix.lower() in SUBTITLE_SUFFIXES:
        subtitles.append(location)
        return (), 0
    if is_playlist(location):
        listed = read_playlist(path)
        return itself if listed is None else listed, MOST_ENTRIES
    if path.is_dir():
        found = sorted(_walk(path), key=_natural)
        if not found:
            raise SettingsError(
                phrase("Errors", "The folder {name} holds no films.").format(
                    name=path.name or path
                ),
                hint=phrase("Errors", "Choose a folder with films or sound in it."),
            )
        return [Entry(name) for name in found], MOST_FILMS
    return itself, 1


def _walk(folder: Path) -> Iterator[str]:
    looked_at = 0
    top = len(folder.parts)
    for place, folders, names in os.walk(folder):
        deep = len(Path(place).parts) - top >= DEEPEST
        folders[:] = [] if deep else sorted(name for name in folders if name[0] != ".")
        for name in names:
            looked_at += 1
            if looked_at > _MOST_LOOKED_AT:
                return
            if name[0] != "." and Path(name).suffix.lower() in FILM_SUFFIXES:
                yield str(Path(place) / name)


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Return a key by which part 10 comes after part 2."""
    parts = _NUMBERS.split(name.casefold())
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts]
