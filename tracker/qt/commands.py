"""What a door may ask of a player, and what it reads of a medium.

Knows: the commands that a window gives; every player satisfies them by its shape.
Must never know: which player it is, libVLC, sessions or storage.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tracker.model.pictures import Thumbnail
from tracker.model.units import MediaMs
from tracker.playback.player import Track, TrackKind, Tracks

__all__ = [
    "MediaFacts",
    "PictureMaker",
    "PlayerCommands",
    "Track",
    "TrackKind",
    "Tracks",
]


class PlayerCommands(Protocol):
    """The part of a player that a door drives. Every method returns at once.

    Positions are media milliseconds. A command that makes no sense now has no effect.
    """

    def open(self, location: str, *, start_ms: MediaMs = MediaMs(0)) -> int:
        """Open a file path or URL and play it; return the opening's generation number."""
        ...

    def play(self) -> None:
        """Play on after a pause."""

    def pause(self) -> None:
        """Pause."""

    def seek(self, to_ms: MediaMs) -> None:
        """Go to a position."""

    def set_rate(self, rate: float) -> None:
        """Set the speed; 1.0 is normal."""

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100 percent."""

    def set_muted(self, muted: bool) -> None:
        """Silence the sound, or let it be heard again."""

    def ask_tracks(self, tell: Callable[[Tracks], None]) -> None:
        """Let ``tell`` hear of the tracks, on the player's thread."""

    def choose_track(self, kind: TrackKind, track_id: int | None) -> None:
        """Play a track instead of the present one of its kind; None: none."""

    def add_subtitles(self, path: str) -> None:
        """Show the subtitles of a file."""

    def step_frame(self, by: int) -> None:
        """Show the next (1) or the previous (-1) picture of a paused film."""

    def snapshot(self, folder: Path, tell: Callable[[Path | None], None]) -> None:
        """Save the picture; ``tell`` hears on the player's thread where it is, or None."""

    def set_loop(self, part: tuple[MediaMs, MediaMs] | None) -> None:
        """Play this part again and again; None plays on."""

    def stop(self) -> None:
        """Stop."""


class PictureMaker(Protocol):
    """Makes small pictures of films; both methods return at once.

    ``tell`` is called on the maker's own thread, with None where there is no picture.
    """

    def ask(
        self, location: str, position_ms: int, tell: Callable[[Thumbnail | None], None]
    ) -> None:
        """Ask for the picture at a position; a later question replaces one that waits."""

    def ask_poster(self, location: str, tell: Callable[[Thumbnail | None], None]) -> None:
        """Ask for a picture that stands for a film."""


class MediaFacts(Protocol):
    """What a door shows of a medium that was opened.

    ``location`` is the path or URL as it was given; ``duration_ms`` is None while unknown.
    """

    @property
    def location(self) -> str:
        """The path or URL as it was given."""
        ...

    @property
    def has_video(self) -> bool:
        """Whether there is a picture to show."""
        ...

    @property
    def has_audio(self) -> bool:
        """Whether there is something to hear."""
        ...

    @property
    def duration_ms(self) -> MediaMs | None:
        """What the container claims; None if it does not say."""
        ...

    @property
    def title(self) -> str | None:
        """The title that the medium gives itself."""
        ...
