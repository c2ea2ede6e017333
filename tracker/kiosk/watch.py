"""Whether the picture still moves, pure: what the watchdog is told follows from this alone.

Knows: how many pictures were seen, how often the film advanced, and whether either should be.
Must never know: who paints them, or what is done about a frozen one.
"""

from enum import Enum

from tracker.model.records import dataclass

SOUND_AFTER_S = 60.0
"""A renewed player whose pictures have come for so long is a sound one."""


class Verdict(Enum):
    """What is to be thought of the picture."""

    ALIVE = "alive"
    FROZEN = "frozen"
    """It stands still: the player is to be renewed."""
    HOPELESS = "hopeless"
    """It stands still again: the process is left to the service manager."""


class FrameWatch:
    """Looks at the picture from time to time, on the thread that sees it.

    Pictures must come, and the film must advance: where its source stalls, libVLC shows one
    picture again and again. What lasts for ``frozen_s`` is frozen; the second time it is hopeless.
    """

    def __init__(self, frozen_s: float) -> None:
        self._frozen_s = frozen_s
        self._signs = _Sign(), _Sign()
        self._renewed_s: float | None = None
        self._is_hopeless = False

    def look(self, now_s: float, *, pictures: int, advances: int, moves: bool) -> Verdict:
        """Judge at a moment, by all pictures and advances so far, and whether there should be any.

        After FROZEN the counting may begin anew.
        """
        if self._is_hopeless:
            return Verdict.HOPELESS
        counts = pictures, advances
        if not moves:
            for sign, count in zip(self._signs, counts, strict=True):
                sign.begin(now_s, count)
            return Verdict.ALIVE
        stood_s = max(
            sign.stood_s(now_s, count) for sign, count in zip(self._signs, counts, strict=True)
        )
        if stood_s < self._frozen_s:
            self._forget_renewal(now_s)
            return Verdict.ALIVE
        if self._renewed_s is not None:
            self._is_hopeless = True
            return Verdict.HOPELESS
        self.forgive()
        self._renewed_s = now_s
        return Verdict.FROZEN

    def forgive(self) -> None:
        """Begin anew, as on another day."""
        self._signs = _Sign(), _Sign()
        self._is_hopeless, self._renewed_s = False, None

    def _forget_renewal(self, now_s: float) -> None:
        if self._renewed_s is not None and now_s - self._renewed_s >= SOUND_AFTER_S:
            self._renewed_s = None


@dataclass(slots=True)
class _Sign:
    """A count that should rise, and since when it has not."""

    count: int = -1
    since_s: float = 0.0

    def begin(self, now_s: float, count: int) -> None:
        self.count, self.since_s = count, now_s

    def stood_s(self, now_s: float, count: int) -> float:
        """Return for how long it has not changed."""
        if count != self.count:
            self.begin(now_s, count)
        return now_s - self.since_s
