"""What the window's tests stand on: a player that records, a clock to turn, a film's facts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tracker.desktop.audience import Audience
from tracker.desktop.window import PlayerWindow
from tracker.model.events import Quartile
from tracker.model.progress import SessionProgress
from tracker.model.units import NS_PER_MS, MediaMs, MonotonicNs
from tracker.playback.frames import FrameStore
from tracker.playback.outputs import NativeWindow, WindowSystem
from tracker.playback.player import MediaInfo
from tracker.qt.bridge import Bridge
from tracker.qt.canvas import VideoCanvas
from tracker.qt.commands import TrackKind, Tracks
from tracker.qt.native_surface import NativeSurface
from tracker.qt.video_surface import VideoSurface

FILM_MS = 300_000


class RecordingPlayer:
    """A player that notes each command as a tuple and does nothing."""

    def __init__(self) -> None:
        self.commands: list[tuple[object, ...]] = []
        self.tracks = Tracks()
        self.kept: Path | None = Path("/pictures/alpine morning 0-02-10.png")
        self._generation = 0

    def open(self, location: str, *, start_ms: MediaMs = MediaMs(0)) -> int:
        """Note it, and number the opening."""
        self._generation += 1
        self.commands.append(("open", location, start_ms))
        return self._generation

    def play(self) -> None:
        """Note it."""
        self.commands.append(("play",))

    def pause(self) -> None:
        """Note it."""
        self.commands.append(("pause",))

    def seek(self, to_ms: MediaMs) -> None:
        """Note it."""
        self.commands.append(("seek", to_ms))

    def set_rate(self, rate: float) -> None:
        """Note it."""
        self.commands.append(("set_rate", rate))

    def set_volume(self, percent: int) -> None:
        """Note it."""
        self.commands.append(("set_volume", percent))

    def set_muted(self, muted: bool) -> None:
        """Note it."""
        self.commands.append(("set_muted", muted))

    def ask_tracks(self, tell: Callable[[Tracks], None]) -> None:
        """Answer at once with ``tracks``."""
        tell(self.tracks)

    def choose_track(self, kind: TrackKind, track_id: int | None) -> None:
        """Note it."""
        self.commands.append(("choose_track", kind, track_id))

    def add_subtitles(self, path: str) -> None:
        """Note it."""
        self.commands.append(("add_subtitles", path))

    def step_frame(self, by: int) -> None:
        """Note it."""
        self.commands.append(("step_frame", by))

    def snapshot(self, folder: Path, tell: Callable[[Path | None], None]) -> None:
        """Note it, and answer with ``kept``."""
        self.commands.append(("snapshot",))
        tell(self.kept)

    def set_loop(self, part: tuple[MediaMs, MediaMs] | None) -> None:
        """Note it."""
        self.commands.append(("set_loop", part))

    def stop(self) -> None:
        """Note it."""
        self.commands.append(("stop",))


class TurnedClock:
    """A monotonic clock that moves when a test turns it."""

    def __init__(self) -> None:
        self.now_ns = 1_000_000 * NS_PER_MS

    def __call__(self) -> int:
        """Read it, in nanoseconds."""
        return self.now_ns

    def turn(self, by_ms: int) -> None:
        """Let time pass."""
        self.now_ns += by_ms * NS_PER_MS


def media(
    title: str | None = None, *, has_video: bool = True, in_window: bool = False
) -> MediaInfo:
    """Make the facts of a film of five minutes."""
    return MediaInfo(
        location="/films/alpine morning.mp4",
        has_video=has_video,
        has_audio=True,
        duration_ms=MediaMs(FILM_MS),
        title=title,
        in_window=in_window,
    )


def progress(
    at_ns: int,
    position_ms: int = 130_000,
    *,
    generation: int = 1,
    watched: tuple[tuple[int, int], ...] = ((0, 62_000), (98_000, 130_000)),
    covered_ms: int = 186_000,
    repeated: tuple[tuple[int, int], ...] = (),
    earned: tuple[Quartile, ...] = (Quartile.START, Quartile.FIRST, Quartile.MIDPOINT),
    playing: bool = True,
    duration_ms: int | None = FILM_MS,
) -> SessionProgress:
    """Make a session's word on a film of five minutes."""
    return SessionProgress(
        session_id="a-session",
        generation=generation,
        at_ns=MonotonicNs(at_ns),
        position_ms=MediaMs(position_ms),
        duration_ms=None if duration_ms is None else MediaMs(duration_ms),
        covered_ms=MediaMs(covered_ms),
        intervals=tuple((MediaMs(start), MediaMs(end)) for start, end in watched),
        repeated=tuple((MediaMs(start), MediaMs(end)) for start, end in repeated),
        earned=earned,
        playing=playing,
        rate=1.0,
    )


@dataclass
class Stage:
    """A window on a recording player, with its bridge and its clock."""

    player: RecordingPlayer = field(default_factory=RecordingPlayer)
    clock: TurnedClock = field(default_factory=TurnedClock)
    bridge: Bridge = field(default_factory=Bridge)
    frames: FrameStore = field(default_factory=FrameStore)
    audience: Audience | None = None
    is_native: bool = False

    def __post_init__(self) -> None:
        self.canvas = VideoCanvas(self.frames)
        self.surface: VideoSurface = self.canvas
        if self.is_native:
            self.surface = NativeSurface(self.frames, NativeWindow(), WindowSystem.X11)
        self.window = PlayerWindow(
            self.surface, self.player, self.bridge, audience=self.audience, clock=self.clock
        )

    def play(self, *films: str, playing: bool = True) -> None:
        """Open films (one if none is named) and bring the first to 2:10."""
        self.window.open(films or ("/films/alpine morning.mp4",))
        self.window.transport.tell_opened(1, media(in_window=self.is_native))
        self.clock.turn(1)
        self.tell(playing=playing)
        self.player.commands.clear()

    def tell(self, position_ms: int = 130_000, *, playing: bool = True) -> None:
        """Let the session say where it stands now, long enough after any wish to count."""
        self.clock.turn(2_000)
        word = progress(self.clock.now_ns, position_ms, playing=playing)
        self.window.transport.tell_progress(word)
