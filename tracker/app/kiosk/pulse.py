"""What the stand's threads know of each other's life, for the health file.

Knows: the last sign of life of each, as plain values that any thread may read.
Must never know: what follows from them.
"""

import threading
from dataclasses import replace
from typing import Any

from tracker.model.records import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """The last signs of life. Moments are Unix seconds, 0 for never.

    ``moves`` says that pictures should come now; ``gave_up`` that the fallback picture stays.
    """

    state: str = "starting"
    beat_s: float = 0.0
    picture_s: float = 0.0
    moves: bool = False
    gave_up: bool = False
    renewals: int = 0


class Pulse:
    """Keeps the signs; every thread may tell and read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._signs = Signs()

    def tell(self, **signs: Any) -> None:
        """Replace some of the signs; the names are those of ``Signs``."""
        with self._lock:
            self._signs = replace(self._signs, **signs)

    def signs(self) -> Signs:
        """Return them all, of one moment."""
        with self._lock:
            return self._signs
