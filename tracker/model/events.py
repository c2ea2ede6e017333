"""What the engagement core concludes: the three events of a session.

Knows: a quartile, its evidence, and the attention map.
Must never know: how an event is stored or sent.
"""

from enum import Enum, IntEnum
from typing import TypeAlias

from tracker.model.records import dataclass
from tracker.model.units import ElapsedMs, MediaMs, UnixMs


class Quartile(IntEnum):
    """How much of the film has been watched so far, in percent (R8)."""

    START = 0
    FIRST = 25
    MIDPOINT = 50
    THIRD = 75
    COMPLETE = 100


class DurationSource(IntEnum):
    """Where the duration came from that a quartile was measured against (R9)."""

    UNKNOWN = 0
    REPORTED = 1
    CANONICAL = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a quartile rests on, enough to compute it again.

    ``intervals`` are the watched parts as (from, to) in media milliseconds, ascending,
    disjoint; ``needed_ms`` is how much of them the quartile asked for, by the settings of that
    moment, None where that was not noted. ``error_bound_ms`` is how far ``intervals`` may be off
    at each discontinuity.
    """

    intervals: tuple[tuple[MediaMs, MediaMs], ...]
    duration_ms: MediaMs | None
    duration_source: DurationSource
    rules_version: int
    error_bound_ms: int
    needed_ms: MediaMs | None = None


class PlayedState(Enum):
    """How a medium is consumed: over time (a film), or at a glance (an image, a page)."""

    STARTED = "STARTED"
    VIEWED = "VIEWED"


@dataclass(frozen=True, slots=True)
class MediaPlayed:
    """Playing began: the first real advance of a session (R8).

    ``t_ms`` is monotonic time since the opening; ``occurred_ms`` the wall clock then.
    """

    session_id: str
    t_ms: ElapsedMs
    occurred_ms: UnixMs
    state: PlayedState = PlayedState.STARTED


@dataclass(frozen=True, slots=True)
class QuartileReached:
    """A quartile was reached by the union of what was watched (R8)."""

    session_id: str
    t_ms: ElapsedMs
    occurred_ms: UnixMs
    quartile: Quartile
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AttentionSpan:
    """The map of a finished session: how often each equal span of the film was watched.

    ``spans[i]`` counts the passes over the i-th of ``len(spans)`` equal parts, zeros included.
    ``covered_ms`` is the union of what was watched; ``duration_ms`` what it is measured against.
    """

    session_id: str
    t_ms: ElapsedMs
    occurred_ms: UnixMs
    spans: tuple[int, ...]
    covered_ms: MediaMs
    duration_ms: MediaMs


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How things stand around the film while it plays (R12): flags, not filters.

    ``muted`` and ``hidden`` say that nobody could hear or see it; ``unattended`` that it plays
    for nobody in particular, as on a kiosk before the first touch. ``seeks_found`` says that jumps
    are not announced but found in what the player reports; ``observed`` that another program's
    player is asked from outside, again and again.
    """

    muted: bool = False
    hidden: bool = False
    unattended: bool = False
    seeks_found: bool = False
    observed: bool = False


@dataclass(frozen=True, slots=True)
class SessionFlags:
    """What a session's circumstances came to (R12).

    ``played_wall_ms`` is wall time in play, ``muted_wall_ms`` and ``hidden_wall_ms`` the parts of
    it that were muted or hidden. ``average_rate`` is media time over wall time in play, None
    before any. ``resumed`` says that the film did not begin at its start, or that the session
    went on after a crash. ``seeks_found`` and ``observed`` say that some of it was counted so.
    """

    played_wall_ms: int = 0
    muted_wall_ms: int = 0
    hidden_wall_ms: int = 0
    unattended: bool = False
    resumed: bool = False
    average_rate: float | None = None
    seeks_found: bool = False
    observed: bool = False


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """All that a session has counted so far, enough to close it after a power cut (R13).

    ``passes`` are the played parts as (from, to) in media milliseconds, one for each pass, in
    the order in which they were played; their union is what was watched.
    ``t_ms`` is monotonic time since the opening at which this was true, ``wall_ms`` the wall
    clock then; ``position_ms`` the last position that counted.
    """

    session_id: str
    t_ms: ElapsedMs
    wall_ms: UnixMs
    passes: tuple[tuple[MediaMs, MediaMs], ...]
    covered_ms: MediaMs
    duration_ms: MediaMs | None
    duration_source: DurationSource
    position_ms: MediaMs | None
    loops: int
    played: bool
    earned: tuple[Quartile, ...]
    flags: SessionFlags = SessionFlags()


EngagementEvent: TypeAlias = MediaPlayed | QuartileReached | AttentionSpan


class EventKind(Enum):
    """The kinds of an event; the values are those of the command line's JSON."""

    MEDIA_PLAYED = "media-played"
    QUARTILE = "quartile"
    ATTENTION_SPAN = "attention-span"


def kind_of(event: EngagementEvent) -> EventKind:
    """Return the kind of an event."""
    match event:
        case MediaPlayed():
            return EventKind.MEDIA_PLAYED
        case QuartileReached():
            return EventKind.QUARTILE
        case AttentionSpan():
            return EventKind.ATTENTION_SPAN
