"""The configuration of a kiosk, as frozen values that were checked.

Knows: what can be said about a stand, in which units, and what holds where nothing is said.
Must never know: TOML, or how a stand looks.
"""

import os
from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from tracker.model.records import dataclass

Texts: TypeAlias = Mapping[str, str]
"""One text in several languages, by language code."""

LANGUAGES = ("en", "de", "fr")
"""The languages that the stand's own words are written in."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MINUTES_A_DAY = 24 * 60


class Corner(Enum):
    """Where the exit gesture is tapped."""

    TOP_LEFT = "top-left"
    TOP_RIGHT = "top-right"
    BOTTOM_LEFT = "bottom-left"
    BOTTOM_RIGHT = "bottom-right"


@dataclass(frozen=True, slots=True)
class Item:
    """A film that visitors may choose. ``location`` is an absolute path or an address."""

    item_id: str
    location: str
    title: Texts
    note: Texts = field(default_factory=dict)
    picture: Path | None = None


@dataclass(frozen=True, slots=True)
class MenuPage:
    """One page of the menu: its name, and the ids of its films in their order."""

    title: Texts
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose stand it is. ``picture`` stands wherever nothing else can be shown."""

    name: str
    colour: str = "#35c8ae"
    picture: Path | None = None
    welcome: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds: until somebody is asked, until the answer is missed, and how long thanks stand.

    ``retry_s`` is how long the fallback picture stands before the stand tries again.
    """

    idle_s: float = 45.0
    ask_s: float = 15.0
    thanks_s: float = 8.0
    retry_s: float = 15.0


@dataclass(frozen=True, slots=True)
class Sound:
    """Percent of full loudness: of films, of the attract loop, and never more than ``most``."""

    volume: int = 70
    attract_volume: int = 0
    most: int = 80

    @property
    def for_films(self) -> int:
        """The loudness of a visitor's film, capped."""
        return min(self.volume, self.most)

    @property
    def for_attract(self) -> int:
        """The loudness of the attract loop, capped."""
        return min(self.attract_volume, self.most)


@dataclass(frozen=True, slots=True)
class Screens:
    """Which screen is touched (its name; empty: the first), and how far it is turned, clockwise.

    ``power_off`` and ``power_on`` are commands, word by word, that switch the screens beyond
    showing black; empty: there is none.
    """

    main: str = ""
    rotation: int = 0
    power_off: tuple[str, ...] = ()
    power_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """When the stand is open: for each weekday from Monday (from, to) in minutes of the day.

    Without a single one it is always open.
    """

    week: tuple[tuple[tuple[int, int], ...], ...] = ((),) * 7

    def is_open(self, weekday: int, minute: int) -> bool:
        """Whether the stand is open at a minute of a weekday (Monday is 0)."""
        if not any(self.week):
            return True
        return any(begin <= minute < end for begin, end in self.week[weekday])


@dataclass(frozen=True, slots=True)
class ConsentChoice:
    """One purpose that a person may agree to; never ticked beforehand.

    ``is_required`` says that without it an address or a badge is not taken.
    """

    purpose: str
    version: str
    text: Texts
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Identification:
    """How visitors may say who they are.

    ``page`` is the address that the QR code leads to; ``{session}`` in it is the visit's id;
    empty: no code is shown. ``badge_pattern`` is what a badge's text must match in full.
    """

    email: bool = False
    badge: bool = False
    badge_pattern: str = ".{1,120}"
    page: str = ""
    policy: str = ""
    consents: tuple[ConsentChoice, ...] = ()

    @property
    def is_offered(self) -> bool:
        """Whether there is any way at all."""
        return self.email or self.badge or bool(self.page)


@dataclass(frozen=True, slots=True)
class Exit:
    """How the staff leaves: ``taps`` in a corner, quickly, then the PIN (its hash, see ``pin``)."""

    pin_hash: str
    corner: Corner = Corner.TOP_LEFT
    taps: int = 7


@dataclass(frozen=True, slots=True)
class Retention:
    """Days after which the stand forgets: visits and proof of play, and people. 0: never."""

    history_days: int = 400
    person_days: int = 90


@dataclass(frozen=True, slots=True)
class Guard:
    """What the stand watches itself by.

    A picture that stands still for ``frozen_s`` is frozen. After ``restarts`` of the program on
    one day because of that, the fallback picture stays. ``memory_megabytes`` and ``open_files``
    are ceilings above which the program starts afresh at the next rest.
    """

    frozen_s: float = 10.0
    restarts: int = 3
    memory_megabytes: int = 1500
    open_files: int = 512


@dataclass(frozen=True, slots=True)
class ContentSource:
    """Where new content comes from, and where it lies.

    ``folder`` is ours: the content in use is ``folder/current``, to which the files of items are
    relative. ``source`` is a folder (also where a USB stick appears) or an https address;
    ``public_key`` is the minisign key that its manifest must be signed with.
    """

    folder: Path
    source: str
    public_key: str
    every_minutes: int = 60

    @property
    def current(self) -> Path:
        """Where the content lies that is in use."""
        return self.folder / "current"


@dataclass(frozen=True, slots=True)
class KioskConfig:
    """All that is said about one stand. ``languages`` begins with the one that it rests in."""

    path: Path
    device: str
    languages: tuple[str, ...]
    brand: Brand
    attract: Item
    items: tuple[Item, ...]
    pages: tuple[MenuPage, ...]
    exit: Exit
    times: Times = Times()
    sound: Sound = Sound()
    screens: Screens = Screens()
    hours: Hours = Hours()
    identification: Identification = Identification()
    retention: Retention = Retention()
    guard: Guard = Guard()
    content: ContentSource | None = None
    health_file: Path | None = None

    def files_of_content(self) -> frozenset[str]:
        """Return the paths, within a set of content, of all that the stand shows from it."""
        if self.content is None:
            return frozenset()
        films = [self.attract, *self.items]
        shown = [Path(film.location) for film in films if "://" not in film.location]
        shown += [one for one in (self.brand.picture, *(film.picture for film in films)) if one]
        inside = [os.path.relpath(one, self.content.current) for one in shown]
        return frozenset(Path(one).as_posix() for one in inside if not one.startswith(os.pardir))

    def item(self, item_id: str) -> Item:
        """Return a film by its id. Raise KeyError for an id that no film has."""
        for item in self.items:
            if item.item_id == item_id:
                return item
        raise KeyError(item_id)


def text_in(texts: Texts, language: str) -> str:
    """Return a text in a language; else in English; else in any that there is; else nothing."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
