"""What a player reports: one frozen sample for each thing that happened.

Knows: the inputs of the rules R1 to R9 (playback-semantics), one kind each.
Must never know: which player they came from.
"""

from enum import Enum

from tracker.model.records import dataclass
from tracker.model.units import MediaMs, MonotonicNs, UnixMs


class SampleKind(Enum):
    """The kinds of a sample; the values are the ``e`` of the trace format."""

    OPEN = "open"
    PLAY = "play"
    TICK = "tick"
    SEEK = "seek"
    RATE = "rate"
    PAUSE = "pause"
    BUFFERING = "buffering"
    LENGTH = "length"
    ENDED = "ended"
    ERROR = "error"
    STOP = "stop"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class PlaybackSample:
    """One thing that a player reported, or one command that it was about to be given.

    ``at_ns`` is stamped where it happened (in the callback), never when it is read.
    ``wall_ms`` is the wall clock at the same moment, None where nobody read it.
    ``position_ms`` is a tick's position, a seek's target, or the start of an opening.
    ``duration_ms`` belongs to an opening or a length report; None means unknown.
    ``rate`` belongs to a rate command (1.0 is normal speed).
    ``canonical`` says that an opening's duration comes from the asset's record (R9).
    ``generation`` numbers the openings of one player, so that late reports can be told apart.
    """

    kind: SampleKind
    at_ns: MonotonicNs
    wall_ms: UnixMs | None = None
    position_ms: MediaMs | None = None
    duration_ms: MediaMs | None = None
    rate: float | None = None
    canonical: bool = False
    generation: int = 0
