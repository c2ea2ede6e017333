"""Reads the configuration of a kiosk from its one TOML file, and names every mistake in it.

Knows: which tables and keys there are, and what makes them fit together.
Must never know: how a single value is checked, or what becomes of it.
"""

import re
import tomllib
from pathlib import Path

from tracker.app.kiosk import config as c
from tracker.app.kiosk.asking import read_identification
from tracker.app.kiosk.measures import (
    read_guard,
    read_retention,
    read_screens,
    read_sound,
    read_times,
)
from tracker.app.kiosk.pin import is_hash
from tracker.app.kiosk.table import Mistake, Notebook, Table
from tracker.app.kiosk.toml_lines import key_lines
from tracker.app.kiosk.week import read_hours
from tracker.model.errors import SettingsError
from tracker.model.records import dataclass

MOST_BYTES = 256 * 1024

PIN_CURE = "Make one: run `tracker kiosk CONFIG.toml --check` in a terminal, it asks for a PIN."

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LOOPBACK = re.compile(r"http://(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?/")
_MINISIGN_KEY = re.compile(r"RW[A-Za-z0-9+/]{54}")


NO_BRAND = c.Brand("Media Bridge Tracker")
"""Whose stand it is where that cannot be read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: a configuration, or the mistakes that keep it from being one.

    ``lacks_pin`` says that no exit PIN is set, which may be asked for on the spot. ``content`` is
    where films come from, also where they are missing yet, if that much is sound. ``brand`` is
    whose stand it is, as far as that can be read.
    """

    config: c.KioskConfig | None
    mistakes: tuple[Mistake, ...]
    lacks_pin: bool = False
    content: c.ContentSource | None = None
    brand: c.Brand = NO_BRAND


def read_config(path: Path) -> c.KioskConfig:
    """Return the configuration. Raise SettingsError that names the first mistake."""
    reading = look_at(path)
    if reading.config is None:
        first, more = reading.mistakes[0], len(reading.mistakes) - 1
        others = f" There are {more} more: see --check." if more else ""
        raise SettingsError(f"{path}:{first.line}: {first.text}", hint=first.cure + others)
    return reading.config


def look_at(path: Path) -> Reading:
    """Read a file and collect all that is wrong with it, in the order of its lines."""
    path = path.absolute()
    try:
        raw = path.read_bytes()[: MOST_BYTES + 1]
        # Some editors begin such a file with a mark that nobody sees.
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        reason = error.strerror or error
        return _refused(1, f"The file cannot be read: {reason}.", "Name a file that can be read.")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return _refused(line, "This is not UTF-8 text.", "Save the file as UTF-8.")
    if len(raw) > MOST_BYTES:
        return _refused(1, "The file is too long.", f"It has at most {MOST_BYTES} bytes.")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        return _refused(line, f"This is not TOML: {error}.", "Mend the line or the one before it.")
    notes = Notebook(key_lines(text))
    reader = _Reader(path, Table(document, (), notes), notes)
    made = reader.read()
    lacks_pin = not document.get("exit", {}).get("pin_hash") if _has_exit(document) else True
    mistakes = tuple(sorted(notes.mistakes))
    brand = made.brand if made.brand.name else NO_BRAND
    return Reading(None if mistakes else made, mistakes, lacks_pin, reader.sound_content, brand)


def _has_exit(document: dict[str, object]) -> bool:
    return isinstance(document.get("exit", {}), dict)


def _refused(line: int, text: str, cure: str) -> Reading:
    return Reading(None, (Mistake(line, text, cure),))


class _Reader:
    """Makes one configuration of one document."""

    def __init__(self, path: Path, document: Table, notes: Notebook) -> None:
        self._path = path
        self._document = document
        self._notes = notes
        self._languages: tuple[str, ...] = ("en",)
        self._media_folder = path.parent
        self.sound_content: c.ContentSource | None = None

    def read(self) -> c.KioskConfig:
        """Read it all; what is wrong stands in the notes afterwards."""
        document = self._document
        device = document.text("device", None, cure='Name the stand: device = "Hall 5, left".')
        self._languages = self._read_languages()
        content = self._read_content()
        if content is not None:
            self._media_folder = content.current
        brand = self._read_brand()
        attract = self._read_attract()
        items = self._read_items()
        made = c.KioskConfig(
            path=self._path,
            device=device,
            languages=self._languages,
            brand=brand,
            attract=attract,
            items=items,
            pages=self._read_pages(items),
            exit=self._read_exit(),
            times=read_times(document.table("times")),
            sound=read_sound(document.table("sound")),
            screens=read_screens(document.table("screens")),
            hours=read_hours(document.table("hours")),
            identification=read_identification(document.table("identify"), self._languages),
            retention=read_retention(document.table("retention")),
            guard=read_guard(document.table("guard")),
            content=content,
            health_file=self._own_path(document, "health_file"),
        )
        document.finish()
        return made

    def _read_languages(self) -> tuple[str, ...]:
        document = self._document
        languages = document.strings("languages") or ("en",)
        for code in languages:
            if code not in c.LANGUAGES:
                known = ", ".join(c.LANGUAGES)
                document.wrong("languages", f"“{code}” is not known.", f"There are: {known}.")
        if len(set(languages)) < len(languages):
            document.wrong("languages", "names one twice.", "Name each once.")
        return tuple(dict.fromkeys(languages))

    def _read_brand(self) -> c.Brand:
        table = self._document.table("brand")
        colour = table.text("colour", c.Brand("").colour)
        if not _COLOUR.fullmatch(colour):
            table.wrong("colour", f"“{colour}” is no colour.", 'Write it like "#35c8ae".')
            colour = c.Brand("").colour
        brand = c.Brand(
            name=table.text("name", None, cure='Write name = "Your company".'),
            colour=colour,
            picture=self._picture(table, "picture"),
            welcome=table.texts("welcome", self._languages, is_needed=False),
        )
        table.finish()
        return brand

    def _read_attract(self) -> c.Item:
        table = self._document.table("attract")
        item = c.Item(
            "attract", self._location(table), table.texts("title", self._languages, is_needed=False)
        )
        table.finish()
        return item

    def _read_items(self) -> tuple[c.Item, ...]:
        found: list[c.Item] = []
        for table in self._document.tables("items"):
            item_id = table.text("id", None, cure="Give each film an id of its own.")
            if item_id and not _ID.fullmatch(item_id):
                table.wrong("id", f"“{item_id}” is no id.", "Use a–z, 0–9, - and _.")
            if item_id == "attract" or any(item.item_id == item_id for item in found):
                table.wrong("id", f"“{item_id}” is taken.", "Give each film an id of its own.")
            found.append(
                c.Item(
                    item_id=item_id,
                    location=self._location(table),
                    title=table.texts("title", self._languages, is_needed=True),
                    note=table.texts("note", self._languages, is_needed=False),
                    picture=self._picture(table, "picture"),
                )
            )
            table.finish()
        if not found:
            self._document.wrong("items", "is missing.", "Name a film: [[items]], id, file, title.")
        return tuple(found)

    def _read_pages(self, items: tuple[c.Item, ...]) -> tuple[c.MenuPage, ...]:
        known = [item.item_id for item in items]
        pages: list[c.MenuPage] = []
        shown: set[str] = set()
        for table in self._document.tables("pages"):
            page = c.MenuPage(
                table.texts("title", self._languages, is_needed=True), table.strings("items")
            )
            if not page.items:
                table.wrong("items", "names no film.", 'Write items = ["…"], the ids of films.')
            for item_id in page.items:
                if item_id not in known:
                    cure = f"There are: {', '.join(filter(None, known))}."
                    table.wrong("items", f"there is no film “{item_id}”.", cure)
            shown.update(page.items)
            pages.append(page)
            table.finish()
        if not pages:
            return (c.MenuPage({}, tuple(known)),)
        for place, item_id in enumerate(known):
            if item_id and item_id not in shown:
                self._notes.add(
                    ("items", place),
                    f"items: the film “{item_id}” is on no page.",
                    "Name it in the items of a page, or take it out.",
                )
        return tuple(pages)

    def _read_exit(self) -> c.Exit:
        table, usual = self._document.table("exit"), c.Exit("")
        hashed = table.text("pin_hash", None, cure=PIN_CURE)
        if hashed and not is_hash(hashed):
            table.wrong("pin_hash", "this is not what scrypt makes of a PIN.", PIN_CURE)
        corners = [corner.value for corner in c.Corner]
        read = c.Exit(
            pin_hash=hashed,
            corner=c.Corner(table.choice("corner", usual.corner.value, corners)),
            taps=table.whole("taps", usual.taps, 5, 20, "taps"),
        )
        table.finish()
        return read

    def _read_content(self) -> c.ContentSource | None:
        if not self._document.has("content"):
            return None
        table, mistakes = self._document.table("content"), len(self._notes.mistakes)
        source = table.text("source", None, cure="Name a folder or an https address.")
        if source and not (source.startswith(("/", "https://")) or _LOOPBACK.match(source)):
            cure = "Write a folder from the root on, or an address that begins with https://."
            table.wrong("source", f"“{source}” is neither.", cure)
        key = table.text("public_key", None, cure="It is the second line of minisign.pub.")
        if key and not _MINISIGN_KEY.fullmatch(key):
            cure = "It is the second line of minisign.pub and begins with RW."
            table.wrong("public_key", "this is no public key of minisign.", cure)
        folder = self._own_path(table, "folder")
        if folder is None:
            table.wrong("folder", "is missing.", 'Write folder = "/var/lib/…/content".')
        read = c.ContentSource(
            folder=folder or self._path.parent,
            source=source,
            public_key=key,
            every_minutes=table.whole("every_minutes", 60, 1, 10_080, "minutes"),
        )
        table.finish()
        if len(self._notes.mistakes) == mistakes:
            self.sound_content = read
        return read

    def _location(self, table: Table) -> str:
        """Take ``file``: a path of a file that is there, or an address."""
        name = table.text("file", None, cure='Name a film: file = "film.mp4".')
        if name.startswith("https://") or _LOOPBACK.match(name):
            return name
        if "://" in name:
            table.wrong("file", f"“{name}” cannot be played.", "Name a file or an https address.")
            return name
        path = self._media_folder / name
        if name:
            self._expect(table, "file", path)
        return str(path)

    def _picture(self, table: Table, key: str) -> Path | None:
        name = table.text(key)
        if not name:
            return None
        path = self._media_folder / name
        self._expect(table, key, path)
        return path

    def _expect(self, table: Table, key: str, path: Path) -> None:
        if path.is_file():
            return
        cure = "Copy it there, or mend its name."
        if self.sound_content is not None:
            cure = "Mend its name; or, if no content has come yet, start the stand: it is fetched."
        table.wrong(key, f"there is no file {path}.", cure)

    def _own_path(self, table: Table, key: str) -> Path | None:
        name = table.text(key)
        return self._path.parent / name if name else None
