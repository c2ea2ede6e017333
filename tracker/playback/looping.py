"""A part of a film that is played again and again.

Knows: where the part begins and ends, and when its end is due.
Must never know: how the player jumps.
"""

from tracker.model.records import dataclass
from tracker.model.units import MediaMs

LEAST_LOOP_MS = 500
"""A shorter part is no loop: libVLC needs about that long for a jump and a report."""

_LEFT_BEHIND_MS = 2_000
"""Further than this behind the part somebody wants to be elsewhere."""

_BEFORE_END_MS = 400
"""A part ends so long before the film, so that the jump comes before the film's end."""


@dataclass(frozen=True, slots=True)
class Loop:
    """The part from ``from_ms`` to ``to_ms`` of a film."""

    from_ms: MediaMs
    to_ms: MediaMs

    def seconds_left(self, position_ms: float, age_s: float, rate: float) -> float | None:
        """Return how soon the jump back is due; None where the film is beyond the part.

        ``position_ms`` was reported ``age_s`` seconds ago; playing goes at ``rate``.
        """
        if position_ms > self.to_ms + _LEFT_BEHIND_MS:
            return None
        return (self.to_ms - position_ms) / 1000 / rate - age_s


def loop_within(part: tuple[MediaMs, MediaMs] | None, longest_ms: int) -> Loop | None:
    """Return the loop over a part, held within a film of that length (0: unknown)."""
    if part is None:
        return None
    from_ms, to_ms = max(0, part[0]), part[1]
    if longest_ms:
        to_ms = min(to_ms, MediaMs(longest_ms - _BEFORE_END_MS))
    if to_ms - from_ms < LEAST_LOOP_MS:
        return None
    return Loop(MediaMs(from_ms), MediaMs(to_ms))
