"""What a crash left of a session, enough to close it or to go on with it (R11, R13).

Knows: a session that nobody records any more, and how far it had come.
Must never know: what is to be done with it.
"""

from tracker.model.events import Checkpoint
from tracker.model.media import SessionOpening
from tracker.model.records import dataclass


@dataclass(frozen=True, slots=True)
class LeftOff:
    """A session that was cut off: its recorder is gone without having closed it.

    ``opening`` has the viewer as known now, and generation 0; ``checkpoint`` is the last one.
    ``age_ms`` is the real time since then, by the machine's own clock within one start of the
    machine, else by the wall clock.
    """

    opening: SessionOpening
    checkpoint: Checkpoint
    age_ms: int
