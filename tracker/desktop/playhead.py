"""Where a film stands, for the eye, between two words of the session.

Knows: the last progress, and what the viewer has just asked for.
Must never know: widgets or clocks; time comes in as an argument. Evidence never comes from here.
"""

from tracker.model.progress import SessionProgress
from tracker.model.records import dataclass
from tracker.model.units import NS_PER_MS, MediaMs

LOOK_AHEAD_MS = 2_000
"""How long a position is carried on without news; then the film is taken to be stalled."""

LEAST_REPEAT_MS = 1_000
"""A shorter overlap of two passes may be no more than the error of each (0.5 s)."""

_TOUCHING_MS = 400
"""How near an interval's end lies to the position when it is the one that grows now."""


WISH_HOLDS_MS = 1_500
"""How long a wish is shown against the session's word: the player merges fast seeks."""

_NEAR_MS = 1_500
"""How near a reported position lies to the wished one when it is taken for its fulfilment."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the viewer asked for at ``at_ns`` and the session has not confirmed yet."""

    at_ns: int
    position_ms: MediaMs | None
    playing: bool

    def is_settled_by(self, progress: SessionProgress) -> bool:
        age_ms = (progress.at_ns - self.at_ns) / NS_PER_MS
        if age_ms < 0 or age_ms >= WISH_HOLDS_MS:
            return age_ms >= 0
        if progress.playing is not self.playing:
            return False
        if self.position_ms is None or progress.position_ms is None:
            return True
        expected = self.position_ms + (age_ms * progress.rate if self.playing else 0)
        return abs(progress.position_ms - expected) <= _NEAR_MS


class Playhead:
    """The shown position, play state and watched parts of the film that is open.

    A wish (a seek, a pause) counts at once, until a newer progress agrees with it or it is old.
    """

    def __init__(self) -> None:
        self._progress: SessionProgress | None = None
        self._wish: _Wish | None = None
        self._is_over = False

    def reset(self) -> None:
        """Forget everything: another film is being opened."""
        self._progress = None
        self._wish = None
        self._is_over = False

    def finish(self) -> None:
        """Stand at the end, whatever is told from now on: the player has let go of the film."""
        self._is_over = True

    def tell(self, progress: SessionProgress) -> None:
        """Take in the session's latest word."""
        self._progress = progress
        if self._wish is not None and self._wish.is_settled_by(progress):
            self._wish = None

    def wish(
        self, *, now_ns: int, position_ms: MediaMs | None = None, playing: bool | None = None
    ) -> None:
        """Note what the viewer asks for now; what is None stays as it is shown."""
        if position_ms is None:
            position_ms = self.position_ms(now_ns)
        if playing is None:
            playing = self.playing
        self._wish = _Wish(now_ns, position_ms, playing)

    @property
    def progress(self) -> SessionProgress | None:
        """The session's latest word."""
        return self._progress

    @property
    def playing(self) -> bool:
        """Whether the film runs, or was just asked to."""
        if self._is_over:
            return False
        if self._wish is not None:
            return self._wish.playing
        return self._progress is not None and self._progress.playing

    @property
    def tracked(self) -> bool:
        """Whether what is played now is counted."""
        return self._progress is None or self._progress.tracked

    @property
    def duration_ms(self) -> MediaMs | None:
        """The film's length; None while unknown."""
        return self._progress.duration_ms if self._progress is not None else None

    def position_ms(self, now_ns: int) -> MediaMs | None:
        """Return the position to show now; None while none is known."""
        progress = self._progress
        wish = self._wish
        if self._is_over and self.duration_ms is not None:
            return self.duration_ms
        if wish is not None and (progress is None or wish.position_ms is not None):
            position, at_ns = wish.position_ms, wish.at_ns
        elif progress is not None:
            position, at_ns = progress.position_ms, progress.at_ns
        else:
            return None
        if position is None:
            return None
        if self.playing and progress is not None:
            ahead_ms = min(max(0, now_ns - at_ns) / NS_PER_MS, LOOK_AHEAD_MS)
            position = MediaMs(position + int(ahead_ms * progress.rate))
        if self.duration_ms is not None:
            position = MediaMs(min(position, self.duration_ms))
        return position

    def watched(self, now_ns: int) -> tuple[tuple[MediaMs, MediaMs], ...]:
        """Return the watched parts to show: the one that grows reaches to the shown position."""
        progress = self._progress
        return () if progress is None else self._grown(progress, progress.intervals, now_ns)

    def _grown(
        self,
        progress: SessionProgress,
        parts: tuple[tuple[MediaMs, MediaMs], ...],
        now_ns: int,
    ) -> tuple[tuple[MediaMs, MediaMs], ...]:
        shown = self.position_ms(now_ns)
        is_growing = progress.playing and progress.tracked and not self._is_over
        if self._wish is not None or not is_growing or shown is None:
            return parts
        base = progress.position_ms or MediaMs(0)
        return tuple(
            (start, shown if abs(end - base) <= _TOUCHING_MS and shown > end else end)
            for start, end in parts
        )

    def repeated(self, now_ns: int) -> tuple[tuple[MediaMs, MediaMs], ...]:
        """Return the parts to show as watched again; shorter ones are within what is measured."""
        progress = self._progress
        if progress is None:
            return ()
        parts = self._grown(progress, progress.repeated, now_ns)
        return tuple((start, end) for start, end in parts if end - start >= LEAST_REPEAT_MS)

    @property
    def percent_watched(self) -> int:
        """How much of the film has been watched, in whole percent, rounded down."""
        progress = self._progress
        if progress is None or not progress.duration_ms:
            return 0
        return min(100, progress.covered_ms * 100 // progress.duration_ms)


def clock_text(position_ms: int | None) -> str:
    """Return a position as people write it: ``2:10``, ``1:02:03``; dashes while unknown."""
    if position_ms is None:
        return "–:––"
    seconds = max(0, position_ms) // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
