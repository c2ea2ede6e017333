"""What can happen at a stand, how it stands, and what is then to be done: frozen words.

Knows: the states, the events and the effects of the state machine.
Must never know: which event has which effect.
"""

from enum import Enum
from typing import TypeAlias

from tracker.model.media import Viewer
from tracker.model.records import dataclass
from tracker.model.visits import VisitOutcome


class State(Enum):
    """Where the stand is."""

    ATTRACT = "attract"
    MENU = "menu"
    PLAYING = "playing"
    AFTER = "after"
    IDENTIFY = "identify"
    THANKS = "thanks"
    FALLBACK = "fallback"
    CLOSED = "closed"


class Lead(Enum):
    """How it stands with what the visitor has sent."""

    NONE = "none"
    UNDER_WAY = "under way"
    """It is being written; nobody is thanked for it so far."""
    LOST = "lost"
    """It could not be written, and will not be by itself."""


VISITED = frozenset({State.MENU, State.PLAYING, State.AFTER, State.IDENTIFY, State.THANKS})
"""The states in which somebody is there."""

RESTING = frozenset({State.ATTRACT, State.CLOSED})
"""The states in which films may be exchanged and the program may start afresh."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The seconds of the configuration, and the language in which the stand rests."""

    idle_s: float = 45.0
    ask_s: float = 15.0
    thanks_s: float = 8.0
    retry_s: float = 15.0
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the stand stands. All that belongs to a visitor is in the fields before ``is_open``.

    ``asks`` says that “Are you still there?” is on the screen. At ``deadline_s`` something
    happens by itself; None: nothing does. ``playing`` is the number of the film that runs, so
    that late news of an earlier one changes nothing. ``films`` counts those of the visit.
    """

    state: State
    language: str
    visit_id: str | None = None
    item_id: str | None = None
    films: int = 0
    asks: bool = False
    outcome: VisitOutcome | None = None
    lead: Lead = Lead.NONE
    is_open: bool = True
    has_given_up: bool = False
    playing: int = 0
    deadline_s: float | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """A finger, a key or a badge: somebody is there."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """The visitor chose a language."""

    language: str


@dataclass(frozen=True, slots=True)
class Chose:
    """The visitor chose a film."""

    item_id: str


@dataclass(frozen=True, slots=True)
class WentBack:
    """The visitor wants to see the menu."""


@dataclass(frozen=True, slots=True)
class WantsContact:
    """The visitor wants to say who they are."""


@dataclass(frozen=True, slots=True)
class Introduced:
    """The visitor said who they are. ``consent`` names the purposes that they agreed to."""

    viewer: Viewer
    consent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadKept:
    """Who the visitor of this visit is has been written, durably; or it cannot be."""

    visit_id: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class WentOn:
    """The visitor goes on with their phone."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The visitor is done."""


@dataclass(frozen=True, slots=True)
class FilmEnded:
    """The film of that number ran to its end."""

    playing: int


@dataclass(frozen=True, slots=True)
class FilmFailed:
    """The film of that number cannot be played."""

    playing: int


@dataclass(frozen=True, slots=True)
class Broke:
    """Something failed. ``for_good`` says that trying again is no use."""

    for_good: bool = False


@dataclass(frozen=True, slots=True)
class HoursChanged:
    """The stand opens or closes."""

    is_open: bool


@dataclass(frozen=True, slots=True)
class MayTryAgain:
    """What the stand gave up for lies long enough ago."""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """Nothing but time."""


Event: TypeAlias = (
    Touched
    | Spoke
    | Chose
    | WentBack
    | WantsContact
    | Introduced
    | LeadKept
    | WentOn
    | Finished
    | FilmEnded
    | FilmFailed
    | Broke
    | HoursChanged
    | MayTryAgain
    | TimePassed
)


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit begins."""

    visit_id: str
    language: str


@dataclass(frozen=True, slots=True)
class CloseVisit:
    """The visit is over."""

    visit_id: str
    outcome: VisitOutcome
    language: str


@dataclass(frozen=True, slots=True)
class TakeLead:
    """Keep who the visitor of this visit is, and what they agreed to, in which language."""

    visit_id: str
    viewer: Viewer
    consent: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class PlayAttract:
    """Play the attract loop, for nobody, as number ``playing``."""

    playing: int


@dataclass(frozen=True, slots=True)
class PlayFilm:
    """Play a film for the visitor of this visit, as number ``playing``."""

    playing: int
    item_id: str
    visit_id: str


@dataclass(frozen=True, slots=True)
class StopPlaying:
    """Nothing is to be played."""


@dataclass(frozen=True, slots=True)
class Wipe:
    """Forget all that a visitor left: fields, position, loudness, viewer."""


Effect: TypeAlias = OpenVisit | CloseVisit | TakeLead | PlayAttract | PlayFilm | StopPlaying | Wipe
Effects: TypeAlias = tuple[Effect, ...]
