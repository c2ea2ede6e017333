"""One showing of a document: which page stands, since when, and when the next is due.

Knows: pages, the time that each takes, and what was asked for.
Must never know: the listener, how pages are drawn, or other showings.
"""

import math
from dataclasses import dataclass

from tracker.model.units import MediaMs
from tracker.playback.looping import Loop
from tracker.playback.pdf import PdfPages


@dataclass(slots=True, eq=False)
class Showing:
    """One showing. Every page takes ``page_ms``.

    ``at_ms`` is the position at the monotonic second ``since_s``. ``drawn`` is the page that is
    painted, and the size of the place that it was drawn for.
    """

    generation: int
    name: str
    pages: PdfPages
    page_ms: int
    at_ms: float = 0.0
    since_s: float = 0.0
    is_playing: bool = False
    rate: float = 1.0
    next_tick_s: float = 0.0
    wanted_seek: MediaMs | None = None
    last_seek_s: float = -math.inf
    loop: Loop | None = None
    drawn: tuple[int, tuple[int, int] | None] | None = None

    @property
    def duration_ms(self) -> int:
        """How long all pages take."""
        return self.pages.page_count * self.page_ms

    @property
    def page(self) -> int:
        """The number of the page at the position, from 0."""
        return self.page_at(self.at_ms)

    def page_at(self, position_ms: float) -> int:
        """Return the number of the page at a position."""
        return min(int(position_ms) // self.page_ms, self.pages.page_count - 1)

    def start_of(self, page: int) -> MediaMs:
        """Return where a page begins, the first or last for one that is beyond."""
        return MediaMs(min(max(page, 0), self.pages.page_count - 1) * self.page_ms)

    def move(self, now_s: float) -> None:
        """Let the position follow the time."""
        if self.is_playing:
            passed_ms = (now_s - self.since_s) * 1000 * self.rate
            self.at_ms = min(self.at_ms + passed_ms, float(self.duration_ms))
        self.since_s = now_s

    def seconds_to_turn(self) -> float:
        """Return how soon the page has had its time, while it plays."""
        return max(0.0, (self.page + 1) * self.page_ms - self.at_ms) / 1000 / self.rate

    def has_ended(self) -> bool:
        """Whether the last page has had its time."""
        return self.is_playing and self.at_ms >= self.duration_ms

    def has_looped(self) -> bool:
        """Whether the end of the loop is reached."""
        return self.is_playing and self.loop is not None and self.at_ms >= self.loop.to_ms
