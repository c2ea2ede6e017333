"""Whether the picture still moves, pure: what the watchdog is told follows from this alone.

Knows: how many pictures were seen, when, and whether any should come.
Must never know: who paints them, or what is done about a frozen one.
"""

from enum import Enum

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
    """Looks at the pictures from time to time, on the thread that sees them.

    A picture that stands still for ``frozen_s`` is frozen; the second time it is hopeless.
    """

    def __init__(self, frozen_s: float) -> None:
        self._frozen_s = frozen_s
        self._seen = -1
        self._since_s: float | None = None
        self._renewed_s: float | None = None
        self._is_hopeless = False

    def look(self, now_s: float, *, seen: int, moves: bool) -> Verdict:
        """Judge at a moment: ``seen`` pictures in all, and whether they should follow each other.

        After FROZEN the counting of ``seen`` may begin anew.
        """
        if self._is_hopeless:
            return Verdict.HOPELESS
        if not moves or self._since_s is None or seen != self._seen:
            is_sound = self._renewed_s is not None and now_s - self._renewed_s >= SOUND_AFTER_S
            if moves and seen != self._seen and is_sound:
                self._renewed_s = None
            self._seen, self._since_s = seen, now_s
            return Verdict.ALIVE
        if now_s - self._since_s < self._frozen_s:
            return Verdict.ALIVE
        if self._renewed_s is not None:
            self._is_hopeless = True
            return Verdict.HOPELESS
        self._renewed_s = self._since_s = now_s
        return Verdict.FROZEN

    def forgive(self) -> None:
        """Begin anew, as on another day."""
        self._is_hopeless, self._renewed_s, self._since_s = False, None, None
