"""The player as every door and the tracker see it.

Knows: the commands of a player, and what it tells its listener.
Must never know: libVLC, Qt, sessions or quartiles.
"""

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Protocol

from tracker.model.errors import PlaybackError
from tracker.model.records import dataclass
from tracker.model.samples import PlaybackSample
from tracker.model.units import MediaMs

PAGE_SECONDS = 10.0
"""How long a page of a document stands, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a medium holds, as found before it plays.

    ``location`` is the path or URL as it was given. ``duration_ms`` is what the container
    claims (it may lie: R9), None if it does not say. ``width`` and ``height`` are those of the
    first video track in pixels, 0 without one. ``in_window`` says that the media library draws
    the picture itself, into the native window that it was given.
    """

    location: str
    has_video: bool
    has_audio: bool
    duration_ms: MediaMs | None
    width: int = 0
    height: int = 0
    title: str | None = None
    in_window: bool = False


class TrackKind(Enum):
    """The kinds of tracks among which a viewer chooses."""

    AUDIO = "audio"
    SUBTITLE = "subtitle"


@dataclass(frozen=True, slots=True)
class Track:
    """One track of a medium.

    ``title`` is what the medium (or the name of a subtitle file) calls it, ``language`` its
    language's code (ISO 639, two or three letters); None where nothing is said.
    """

    track_id: int
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Tracks:
    """The tracks that can be chosen now, and the ids of those that play; None is none.

    On a machine without sound a film has no audio tracks to choose from.
    """

    audio: tuple[Track, ...] = ()
    subtitles: tuple[Track, ...] = ()
    audio_id: int | None = None
    subtitle_id: int | None = None


class PlayerListener(Protocol):
    """Whoever listens to a player. Every method must return at once and never raise.

    Calls come on the player's thread or on one of the media library's, never on the caller's.
    """

    def opening(self, generation: int, info: MediaInfo) -> None:
        """Hear of a medium that can be played; comes before the first sample of its generation."""

    def sampled(self, sample: PlaybackSample) -> None:
        """Hear of a sample: commands are announced before the media library gets them."""

    def failed(self, generation: int, error: PlaybackError) -> None:
        """Hear that a medium cannot be opened or played on; nothing more comes of it."""

    def noticed(self, message: str) -> None:
        """Hear of something that a person should know, such as a machine without sound."""


class Player(Protocol):
    """A player whose commands return at once; each is carried out on the player's own thread.

    Positions are media milliseconds. A command that makes no sense now (a seek while nothing is
    open) has no effect.
    """

    def open(self, location: str, *, start_ms: MediaMs = MediaMs(0), repeats: bool = False) -> int:
        """Open a file path or URL and play it; return the opening's generation number.

        A medium that was open before is stopped first (its generation gets a STOP sample).
        One that ``repeats`` begins again at its end, without a gap and without an ENDED sample,
        again and again; only a player that cannot do that ends.
        """
        ...

    def play(self) -> None:
        """Play on after a pause."""

    def pause(self) -> None:
        """Pause."""

    def seek(self, to_ms: MediaMs) -> None:
        """Go to a position; requests that come faster than 5 a second are merged into the last."""

    def set_rate(self, rate: float) -> None:
        """Set the speed; 1.0 is normal."""

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0 to 100 percent."""

    def set_muted(self, muted: bool) -> None:
        """Silence the sound, or let it be heard again."""

    def ask_tracks(self, tell: Callable[[Tracks], None]) -> None:
        """Let ``tell`` hear of the tracks, on the player's thread; none while nothing plays."""

    def choose_track(self, kind: TrackKind, track_id: int | None) -> None:
        """Play a track of the open medium instead of the present one of its kind; None: none."""

    def add_subtitles(self, path: str) -> None:
        """Show the subtitles of a file with the open medium."""

    def step_frame(self, by: int) -> None:
        """Show the next (1) or the previous (-1) picture; only while paused.

        Each step is announced as a seek, so that nothing of it counts as watched.
        """

    def snapshot(self, folder: Path, tell: Callable[[Path | None], None]) -> None:
        """Save the shown picture as a PNG in a folder, never over an existing file.

        ``tell`` hears on the player's thread where it is; None if none could be saved.
        """

    def set_loop(self, part: tuple[MediaMs, MediaMs] | None) -> None:
        """Play this part of the open medium again and again; None plays on.

        Each jump back is announced as a seek. The next medium has no loop.
        """

    def stop(self) -> None:
        """Stop; the medium's generation gets a STOP sample."""

    def close(self) -> None:
        """Stop, end the player's thread and free everything; waits at most a few seconds."""
