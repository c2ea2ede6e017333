"""What is told of a player on the session bus, and what may be asked of it (MPRIS 2.2).

Knows: a player at one moment, its metadata, and the bounds of a wish from outside.
Must never know: D-Bus, widgets, or who asks.
"""

import math
from enum import Enum
from typing import Protocol

from tracker.model.records import dataclass
from tracker.model.units import NS_PER_MS, MediaMs

US_PER_MS = 1_000
LONGEST_ADDRESS = 4_096
LEAST_RATE, MOST_RATE = 0.25, 4.0
_JUMP_MS = 1_200
"""How far a position may lie from where it was expected before it counts as a jump."""


class Status(Enum):
    """The three states that MPRIS has, in its own words."""

    PLAYING = "Playing"
    PAUSED = "Paused"
    STOPPED = "Stopped"


@dataclass(frozen=True, slots=True)
class Facts:
    """A player at the moment ``at_ns`` (monotonic). ``track`` numbers its film, None without one.

    ``address`` and ``art`` are URLs, empty where there is none to tell; ``volume`` is 0 to 1.
    """

    at_ns: int = 0
    status: Status = Status.STOPPED
    track: int | None = None
    title: str = ""
    address: str = ""
    art: str = ""
    duration_ms: MediaMs | None = None
    position_ms: MediaMs = MediaMs(0)
    rate: float = 1.0
    volume: float = 1.0
    has_next: bool = False
    has_previous: bool = False
    has_picture: bool = False
    fills_screen: bool = False

    @property
    def keeps_awake(self) -> bool:
        """Whether somebody watches a picture that moves."""
        return self.status is Status.PLAYING and self.has_picture

    def position_at(self, now_ns: int) -> MediaMs:
        """Return the position at a moment, carried on while the film plays."""
        position = float(self.position_ms)
        if self.status is Status.PLAYING:
            position += max(0, now_ns - self.at_ns) / NS_PER_MS * self.rate
        if self.duration_ms is not None:
            position = min(position, self.duration_ms)
        return MediaMs(int(position))

    def jumped_from(self, before: "Facts") -> bool:
        """Whether the position is not where the same film would have played on to."""
        if self.track is None or self.track != before.track:
            return False
        return abs(self.position_ms - before.position_at(self.at_ns)) > _JUMP_MS


class Wishes(Protocol):
    """What may be asked of the player from outside; each method is called on the bus's thread."""

    def play(self) -> None:
        """Play, or play on."""

    def pause(self) -> None:
        """Pause."""

    def play_pause(self) -> None:
        """Pause if it plays, else play."""

    def stop(self) -> None:
        """Stop."""

    def step(self, by: int) -> None:
        """Go to the next film (1) or the previous one (-1)."""

    def seek_by(self, by_ms: int) -> None:
        """Go on or back."""

    def seek_to(self, track: int, position_ms: MediaMs) -> None:
        """Go to a position of this film; without effect if another is on."""

    def open(self, address: str) -> None:
        """Play a file (by its path) or an address."""

    def set_volume(self, percent: int) -> None:
        """Set the loudness."""

    def set_rate(self, rate: float) -> None:
        """Set the speed."""

    def fill_screen(self, wanted: bool) -> None:
        """Fill the screen, or leave it."""

    def come_up(self) -> None:
        """Bring the window before the others."""

    def quit(self) -> None:
        """Close the window."""


def volume_percent(volume: float) -> int | None:
    """Return a volume that was asked for in percent; None for what is no number."""
    return round(min(1.0, max(0.0, volume)) * 100) if math.isfinite(volume) else None


def bounded_rate(rate: float) -> float | None:
    """Return a speed that was asked for, within bounds; None for what is none."""
    if not math.isfinite(rate) or rate <= 0:
        return None
    return round(min(MOST_RATE, max(LEAST_RATE, rate)), 3)


def is_plain_address(address: str) -> bool:
    """Whether an address from outside is short and printable enough to be looked into."""
    return 0 < len(address) <= LONGEST_ADDRESS and address.isprintable()
