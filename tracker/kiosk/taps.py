"""The exit gesture, pure: taps in one corner, quickly one after the other.

Knows: where the corner is, how many taps, and how quick is quick.
Must never know: what the gesture opens.
"""

from tracker.app.kiosk.config import Corner
from tracker.app.kiosk.gesture import BETWEEN_S

CORNER_SHARE, LEAST_CORNER_PX = 0.12, 64.0
"""The corner's edge: a share of the screen's shorter side, but no less than a finger needs."""


class CornerTaps:
    """Counts taps; ``taps`` of them in the corner are the gesture."""

    def __init__(self, corner: Corner, taps: int) -> None:
        self._corner = corner
        self._needed = taps
        self._count = 0
        self._last_s = 0.0

    def tap(self, x: float, y: float, size: tuple[float, float], now_s: float) -> bool:
        """Take a tap on a screen of a size; return whether it completes the gesture."""
        if not self._is_inside(x, y, size):
            self._count = 0
            return False
        is_quick = now_s - self._last_s <= BETWEEN_S
        self._count = self._count + 1 if is_quick else 1
        self._last_s = now_s
        if self._count < self._needed:
            return False
        self._count = 0
        return True

    def _is_inside(self, x: float, y: float, size: tuple[float, float]) -> bool:
        edge = max(min(size) * CORNER_SHARE, LEAST_CORNER_PX)
        is_left = self._corner in (Corner.TOP_LEFT, Corner.BOTTOM_LEFT)
        is_top = self._corner in (Corner.TOP_LEFT, Corner.TOP_RIGHT)
        in_column = x < edge if is_left else x >= size[0] - edge
        return in_column and (y < edge if is_top else y >= size[1] - edge)
