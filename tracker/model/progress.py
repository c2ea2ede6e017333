"""What a door shows of a running session.

Knows: position, what has been watched, and what has been earned, at one moment.
Must never know: widgets, or how often it is shown.
"""

from tracker.model.events import Quartile
from tracker.model.records import dataclass
from tracker.model.units import MediaMs, MonotonicNs


@dataclass(frozen=True, slots=True)
class SessionProgress:
    """A session at the moment ``at_ns``.

    ``position_ms`` is the last known position; while ``playing`` it moves on at ``rate`` media
    milliseconds a millisecond (a door may interpolate for the eye; evidence never does).
    ``intervals`` are the watched parts, ascending and disjoint. ``duration_ms`` is None while
    unknown. ``repeated`` are the parts that were watched more than once, in the same form.
    ``is_over`` says that the session has ended and no more will come of it. ``tracked`` is False
    while tracking is paused: then position and play are the film's, and nothing is counted.
    """

    session_id: str
    generation: int
    at_ns: MonotonicNs
    position_ms: MediaMs | None
    duration_ms: MediaMs | None
    covered_ms: MediaMs
    intervals: tuple[tuple[MediaMs, MediaMs], ...]
    earned: tuple[Quartile, ...]
    playing: bool
    rate: float
    is_over: bool = False
    repeated: tuple[tuple[MediaMs, MediaMs], ...] = ()
    tracked: bool = True
