"""One opening of a medium: what the player's thread knows of it from request to stop.

Knows: what was asked for, how far it has come, and where its picture stands.
Must never know: the listener, or other openings.
"""

import math
import time
from dataclasses import dataclass

from tracker.model.units import MediaMs
from tracker.playback.deck import Deck
from tracker.playback.location import Source
from tracker.playback.looping import Loop
from tracker.playback.medium import Medium
from tracker.playback.player import MediaInfo

NOBODYS = 0
"""The generation of what stands by: no listener hears of it."""


@dataclass(slots=True, eq=False)
class Opening:
    """One opening. ``deck`` is there once it plays.

    ``generation`` is ``NOBODYS`` while nobody has asked for it yet: it is made ready, paused
    before its beginning, and ``is_ready`` then.
    ``heard`` is the last reported position and the monotonic second of the report; it is
    written on libVLC's threads, everything else on the player's. ``rests_at_ms`` is where a
    paused picture stands.
    """

    generation: int
    location: str
    source: Source
    medium: Medium
    start_ms: MediaMs
    parse_deadline_s: float
    info: MediaInfo | None = None
    deck: Deck | None = None
    is_ready: bool = False
    has_sound: bool = False
    longest_ms: int = 0
    told_length_ms: MediaMs | None = None
    is_playing: bool = False
    playing_since_s: float = math.inf
    has_ticked: bool = False
    is_paused: bool = False
    rests_at_ms: float = 0.0
    was_moved_at_rest: bool = False
    heard: tuple[float, float] | None = None
    wants_pause: bool = False
    wanted_rate: float = 1.0
    wanted_seek: MediaMs | None = None
    last_seek_s: float = -math.inf
    wanted_loop: tuple[MediaMs, MediaMs] | None = None
    loop: Loop | None = None
    picture_due_s: float | None = None

    def stands_for(self, location: str, start_ms: MediaMs) -> bool:
        """Whether it stands by, ready for just this to be opened.

        What has an output already, as a transport stream may, has it in a size that was settled
        before the place for the pictures was known.
        """
        if self.deck is None or not self.is_ready or self.deck.draws():
            return False
        return (self.location, self.start_ms) == (location, start_ms)

    def reached_ms(self) -> float:
        """Return where the picture stands, as well as that can be known between two ticks."""
        if self.is_paused or self.heard is None:
            return self.rests_at_ms
        position_ms, at_s = self.heard
        return position_ms + (time.monotonic() - at_s) * 1000 * self.wanted_rate

    def rest(self) -> None:
        """Note that it is paused."""
        self.rests_at_ms = self.reached_ms()
        self.is_paused, self.was_moved_at_rest = True, False

    def move(self) -> None:
        """Note that it plays (on)."""
        if self.is_paused or not self.is_playing:
            at_ms = self.rests_at_ms if self.is_paused else self.start_ms
            self.heard = (at_ms, time.monotonic())
        self.is_paused = False

    def go_to(self, position_ms: float) -> None:
        """Note that it was told to be elsewhere."""
        self.rests_at_ms, self.was_moved_at_rest = position_ms, self.is_paused
        self.heard = (position_ms, time.monotonic())

    def seconds_to_jump(self, now_s: float) -> float | None:
        """Return how soon the loop's jump back is due; None where there is none to come."""
        if self.loop is None or self.heard is None or self.is_paused:
            return None
        position_ms, at_s = self.heard
        return self.loop.seconds_left(position_ms, now_s - at_s, self.wanted_rate)

    def was_played(self) -> bool:
        """Whether anything was played before the end; a damaged medium ends at once instead."""
        if self.has_ticked or self.medium.has_decoded():
            return True
        # A clip shorter than a tick has no other witness than the time that it took.
        played_s = time.monotonic() - self.playing_since_s
        return played_s * 1000 >= self.longest_ms / 2 > 0
