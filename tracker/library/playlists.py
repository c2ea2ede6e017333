"""Playlists as files: M3U, M3U8 and XSPF, read with distrust and written plainly.

Knows: both forms, relative paths, and which addresses may stand in a list.
Must never know: the player, or whether what a list names is there.
"""

import os
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.parsers import expat

from tracker.library.private_files import replace_private_file
from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

SUFFIXES = frozenset({".m3u", ".m3u8", ".xspf"})

MOST_ENTRIES = 20_000
LARGEST_FILE = 8_000_000
"""In bytes; a list of twenty thousand long names is shorter."""

_LONGEST_LOCATION = 4_096
_ALLOWED_SCHEMES = frozenset({"http", "https"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_LINE_END, _BLANKS = re.compile(r"\r\n|\r|\n"), " \t"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")
_SPACES = "http://xspf.org/ns/0/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: an absolute path, or an address that begins with http:// or https://."""

    location: str
    title: str | None = None


def is_playlist(location: str) -> bool:
    """Whether a file is a playlist by its name."""
    return "://" not in location and Path(location).suffix.lower() in SUFFIXES


def read_playlist(path: Path) -> tuple[Entry, ...] | None:
    """Read a playlist; None for a stream's manifest (HLS), which is a film and no list.

    Entries that are no files and no http(s) addresses are left out. Beyond ``MOST_ENTRIES`` only
    one more is read, which tells that there are more. Raise SettingsError where the file cannot
    be read or is too large or damaged.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise SettingsError(
            phrase("Errors", "The playlist {name} cannot be read: {why}.").format(
                name=path.name, why=error.strerror or error
            ),
            hint=phrase("Errors", "Check that the file is still there and may be read."),
        ) from error
    if len(content) > LARGEST_FILE:
        raise SettingsError(
            phrase("Errors", "The playlist {name} is larger than {megabytes} MB.").format(
                name=path.name, megabytes=LARGEST_FILE // 1000000
            ),
            hint=phrase("Errors", "Split it into several lists."),
        )
    folder = path.absolute().parent
    if path.suffix.lower() == ".xspf":
        said = _read_xspf(content, path.name)
    else:
        text = _decoded(content)
        if "\n#EXT-X-" in text:
            return None
        said = _read_m3u(text)
    entries = (_entry(location, title, folder) for location, title in said)
    return tuple(entry for entry in entries if entry is not None)


def write_playlist(path: Path, entries: Sequence[Entry]) -> None:
    """Write a playlist in the form that the suffix names; files below its folder relatively.

    Raise SettingsError where it cannot be written.
    """
    folder = path.absolute().parent
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise SettingsError(
            phrase("Errors", "“{name}” does not say which kind of playlist it is.").format(
                name=path.name
            ),
            hint=phrase("Errors", "Let the name end in .m3u8, .m3u or .xspf."),
        )
    text = _xspf(entries, folder) if suffix == ".xspf" else _m3u(entries, folder)
    try:
        replace_private_file(path, text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise SettingsError(
            phrase("Errors", "The playlist {name} cannot be written: {why}.").format(
                name=path.name, why=error.strerror or error
            ),
            hint=phrase("Errors", "Choose a folder that you may write to."),
        ) from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _read_m3u(text: str) -> list[tuple[str, str | None]]:
    said: list[tuple[str, str | None]] = []
    title = None
    # Names may hold what Python takes for blanks and ends of lines, as a no-break space.
    for raw in _LINE_END.split(text):
        line = raw.strip(_BLANKS)
        if line.startswith("#EXTINF:"):
            title = line.partition(",")[2].strip() or None
        elif line and not line.startswith("#"):
            said.append((line, title))
            title = None
            if len(said) > MOST_ENTRIES:
                break
    return said


def _read_xspf(content: bytes, name: str) -> list[tuple[str, str | None]]:
    reader = _XspfReader()
    try:
        reader.parse(content)
    except (expat.ExpatError, _RefusedError) as error:
        raise SettingsError(
            phrase("Errors", "The playlist {name} is damaged: {why}.").format(
                name=name, why=str(error)
            ),
            hint=phrase("Errors", "Save it again where it came from."),
        ) from error
    # In XSPF a location is a URI, so a relative path is percent-encoded too.
    return [
        (location if _SCHEME.match(location) else unquote(location), title)
        for location, title in reader.said
    ]


class _RefusedError(Exception):
    """The document holds what no playlist needs."""


class _XspfReader:
    """Takes location and title of each track; refuses every DTD, and so every entity."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str | None]] = []
        self._path: list[str] = []
        self._texts: dict[str, str] = {}
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take

    def parse(self, content: bytes) -> None:
        self._parser.Parse(content, True)

    def _refuse(self, *_declared: object) -> None:
        raise _RefusedError(phrase("Errors", "it declares entities"))

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if len(self._path) > 50:
            raise _RefusedError(phrase("Errors", "it is nested too deeply"))
        self._path.append(name.rpartition(" ")[2])
        if self._path[-1] == "track":
            self._texts = {}

    def _end(self, _name: str) -> None:
        if self._path.pop() == "track" and len(self.said) <= MOST_ENTRIES:
            location = self._texts.get("location", "").strip()
            if location:
                self.said.append((location, self._texts.get("title", "").strip() or None))

    def _take(self, text: str) -> None:
        if len(self._path) > 1 and self._path[-2] == "track":
            known = self._texts.get(self._path[-1], "")
            if len(known) <= _LONGEST_LOCATION:
                self._texts[self._path[-1]] = known + text


def _entry(location: str, title: str | None, folder: Path) -> Entry | None:
    if len(location) > _LONGEST_LOCATION or _UNSAFE.search(location):
        return None
    scheme = _SCHEME.match(location)
    if scheme is not None and scheme[1].lower() in _ALLOWED_SCHEMES:
        return Entry(location, title)
    if scheme is not None and scheme[1].lower() == "file":
        parts = urlsplit(location)
        path = unquote(parts.path)
        if parts.netloc not in ("", "localhost") or _UNSAFE.search(path) or not path:
            return None
        return Entry(os.path.normpath(path), title)
    if scheme is not None and "://" in location:
        return None
    # A list made elsewhere may spell its folders by the other bar.
    if "\\" in location and "/" not in location:
        location = location.replace("\\", "/")
    return Entry(os.path.normpath(folder / location), title)


def _spelled(location: str, folder: Path) -> str:
    if "://" in location:
        return location
    path = Path(location)
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else location


def _m3u(entries: Sequence[Entry], folder: Path) -> str:
    lines = ["#EXTM3U"]
    for entry in entries:
        spelled = _spelled(entry.location, folder)
        if _UNSAFE.search(spelled):
            continue
        if entry.title:
            lines.append(f"#EXTINF:-1,{_UNSAFE.sub(' ', entry.title)}")
        # A name that begins with # would be a remark, and a blank before it would be lost.
        lines.append(f"./{spelled}" if spelled.startswith(("#", *_BLANKS)) else spelled)
    return "\n".join(lines) + "\n"


def _xspf(entries: Sequence[Entry], folder: Path) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<playlist version="1" xmlns="{_SPACES}">')
    lines.append("  <trackList>")
    for entry in entries:
        spelled = _spelled(entry.location, folder)
        if "://" not in spelled:
            spelled = _quoted(spelled)
        title = f"<title>{escape(_UNSAFE.sub(' ', entry.title))}</title>" if entry.title else ""
        lines.append(f"    <track><location>{escape(spelled)}</location>{title}</track>")
    lines += ["  </trackList>", "</playlist>"]
    return "\n".join(lines) + "\n"


def _quoted(path: str) -> str:
    quoted = quote(os.fsencode(path))
    return f"file://{quoted}" if path.startswith("/") else quoted
