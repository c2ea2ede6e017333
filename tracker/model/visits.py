"""A visit to a stand, and what ran there for nobody in particular.

Knows: how a visit can end, and what is proven of a film that ran unwatched.
Must never know: who came; that is known by the sessions of the visit alone.
"""

from enum import Enum

from tracker.model.records import dataclass
from tracker.model.units import UnixMs


class VisitOutcome(Enum):
    """How a visit stands, or ended."""

    OPEN = "open"
    EMAIL = "email"
    """The visitor left an address."""
    BADGE = "badge"
    """The visitor's badge was read."""
    HANDED_OVER = "handed-over"
    """The visitor said that they went on with their phone."""
    DONE = "done"
    """The visitor said that they were done."""
    LEFT = "left"
    """Nobody answered any more."""
    CUT_OFF = "cut-off"
    """The stand failed, was closed or restarted."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit from its first touch on. ``closed_ms`` is None while it lasts."""

    visit_id: str
    device: str
    language: str
    opened_ms: UnixMs
    closed_ms: UnixMs | None = None
    outcome: VisitOutcome = VisitOutcome.OPEN


@dataclass(frozen=True, slots=True)
class ProofOfPlay:
    """That a film ran unattended on a device, from ``started_ms`` until ``ended_ms`` at least.

    ``item`` is the film's id in the stand's configuration, ``external_id`` that of its content.
    ``is_full`` says that it ran from its start to its end.
    """

    play_id: str
    device: str
    item: str
    name: str
    external_id: str | None
    started_ms: UnixMs
    ended_ms: UnixMs
    is_full: bool
