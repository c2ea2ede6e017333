"""libVLC itself, by python-vlc: the only module that imports ``vlc``.

Knows: how libVLC is found and judged, and what its media, players, events and callbacks are.
Must never know: listeners, generations or samples. Nothing here calls libVLC from a callback:
libVLC is not reentrant, and most commands deadlock there (playback-semantics, 0.5).
"""

import ctypes
import logging
import re
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from tracker.model.errors import PlaybackError
from tracker.model.units import MediaMs
from tracker.playback.audio import SILENT_SAMPLE_RATE, SilentClock
from tracker.playback.callbacks import picture_callbacks, sound_callbacks
from tracker.playback.frames import PictureSink
from tracker.playback.player import MediaInfo, TrackKind, Tracks
from tracker.playback.tracks import SaidOfTrack, read_tracks, track_list

OLDEST_PATCH = 20
"""The x of the oldest libVLC 3.0.x that is accepted: that of the oldest supported system."""

PARSE_TIMEOUT_MS = 5000
"""How long a medium may take to say what it holds, in milliseconds."""

INSTALL_HINT = "Install it: sudo apt install libvlc5 vlc-plugin-base"

_OPTIONS = (
    "--quiet",
    "--ignore-config",
    "--no-interact",
    "--no-video-title-show",
    "--no-snapshot-preview",
    "--no-osd",
    "--no-metadata-network-access",
    # Pictures go to memory, or nowhere: no window of libVLC's own may appear.
    "--vout=dummy",
    "--avcodec-hw=none",
    # Bilinear: half the cost of its default, bicubic, and no worse than what Qt would do.
    "--swscale-mode=1",
    *(("--no-xlib",) if sys.platform.startswith("linux") else ()),
)

_log = logging.getLogger(__name__)
_lock = threading.Lock()
_instance: Any = None


def check_version(version: str) -> None:
    """Raise PlaybackError unless the version, as libVLC spells it, is one that was tried."""
    match = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    numbers = tuple(map(int, match.groups())) if match else (0, 0, 0)
    if numbers[:2] == (3, 0) and numbers[2] >= OLDEST_PATCH:
        return
    if numbers >= (3, 1, 0):
        raise PlaybackError(
            f"libVLC {version} is too new: this program plays with libVLC 3.0.",
            hint="Install libVLC 3 beside it: sudo apt install libvlc5 vlc-plugin-base",
        )
    raise PlaybackError(
        f"libVLC {version} is too old: 3.0.{OLDEST_PATCH} or a later 3.0 is needed.",
        hint=INSTALL_HINT,
    )


def libvlc_version() -> str:
    """Return libVLC's version as it spells it, such as ``3.0.21 Vetinari``; unjudged.

    Raise PlaybackError if libVLC cannot be loaded.
    """
    version: str = _load().libvlc_get_version().decode("utf-8", "replace")
    return version


def _load() -> Any:
    """Import python-vlc, which loads libVLC. It has no types of its own, hence Any."""
    try:
        import vlc  # type: ignore[import-untyped]
    except ImportError as error:
        raise PlaybackError(
            f"python-vlc cannot be used: {error}.",
            hint="Install it: pip install 'media-bridge-tracker[player]'",
        ) from error
    except SystemExit:
        # What python-vlc does about an unusable path in one of its variables.
        raise PlaybackError(
            "PYTHON_VLC_LIB_PATH or PYTHON_VLC_MODULE_PATH names no libVLC.",
            hint="Unset both variables, or correct them.",
        ) from None
    except (NotImplementedError, OSError, NameError, AttributeError) as error:
        raise PlaybackError("libVLC was not found.", hint=INSTALL_HINT) from error
    return vlc


def instance() -> Any:
    """Return the one libVLC instance of this process, made at the first call.

    Raise PlaybackError if libVLC or its plug-ins are missing or unsuitable.
    """
    global _instance
    with _lock:
        if _instance is None:
            check_version(libvlc_version())
            _instance = _load().Instance(list(_OPTIONS))
            if _instance is None:
                raise PlaybackError(
                    "libVLC is there, but its plug-ins are missing.",
                    hint="Install them: sudo apt install vlc-plugin-base",
                )
        return _instance


class DeckEvent(Enum):
    """What a libVLC player reports; the values are libVLC's names for it."""

    PLAYING = "MediaPlayerPlaying"
    PAUSED = "MediaPlayerPaused"
    STOPPED = "MediaPlayerStopped"
    ENDED = "MediaPlayerEndReached"
    FAILED = "MediaPlayerEncounteredError"
    TIME = "MediaPlayerTimeChanged"
    LENGTH = "MediaPlayerLengthChanged"
    BUFFERING = "MediaPlayerBuffering"


_VALUE_OF: dict[DeckEvent, Callable[[Any], float]] = {
    DeckEvent.TIME: lambda union: int(union.new_time),
    DeckEvent.LENGTH: lambda union: int(union.new_length),
    DeckEvent.BUFFERING: lambda union: float(union.new_cache),
}


class ParseOutcome(Enum):
    """How the look into a medium ended; the values are libVLC's."""

    SKIPPED = 1
    FAILED = 2
    TIMEOUT = 3
    DONE = 4


@dataclass(frozen=True, slots=True)
class Contents:
    """What a parsed medium holds, and its picture's size as it is shown, in square pixels."""

    info: MediaInfo
    shown_size: tuple[int, int] | None


class Medium:
    """One medium of libVLC's, from its address to its release."""

    def __init__(self, mrl: str) -> None:
        self._vlc = _load()
        self._media = instance().media_new_location(mrl)
        if self._media is None:
            raise PlaybackError(
                f"libVLC does not accept the address {mrl}.", hint="Check how it is spelled."
            )

    def start_at(self, start_ms: MediaMs) -> None:
        """Let it begin there instead of at its beginning."""
        self._media.add_option(f":start-time={start_ms / 1000:.3f}")

    def leave_out_sound(self) -> None:
        """Do not even decode its sound."""
        self.add_option(":no-audio")

    def repeat(self) -> None:
        """Let it begin again at its end, for years, without opening it anew."""
        self.add_option(":input-repeat=65535")

    def add_option(self, option: str) -> None:
        """Play it with an option of libVLC's own, in its spelling."""
        self._media.add_option(option)

    def parse(self, on_parsed: Callable[[ParseOutcome], None]) -> None:
        """Begin to look into the medium; the outcome comes on a libVLC thread."""

        def hear(event: Any) -> None:
            on_parsed(ParseOutcome(event.u.new_status))

        self._events = self._media.event_manager()
        self._events.event_attach(self._vlc.EventType.MediaParsedChanged, hear)
        if self._media.parse_with_options(self._vlc.MediaParseFlag.network, PARSE_TIMEOUT_MS):
            on_parsed(ParseOutcome.FAILED)

    def contents(self, location: str, name: str) -> Contents:
        """Return what parsing found."""
        with track_list(self._vlc, self._media) as tracks:
            return self._read(tracks, location, name)

    def _read(self, tracks: list[SaidOfTrack], location: str, name: str) -> Contents:
        width = height = 0
        shown_size: tuple[int, int] | None = None
        kinds = set()
        for track in tracks:
            kinds.add(track.kind)
            if track.kind == self._vlc.TrackType.video.value and not width:
                picture = ctypes.cast(track.details, ctypes.POINTER(self._vlc.VideoTrack)).contents
                width, height = picture.width, picture.height
                shown_size = self._shown_size(picture)
        duration = self._media.get_duration()
        title = self._media.get_meta(self._vlc.Meta.Title)
        info = MediaInfo(
            location=location,
            has_video=self._vlc.TrackType.video.value in kinds,
            has_audio=self._vlc.TrackType.audio.value in kinds,
            duration_ms=MediaMs(duration) if duration > 0 else None,
            width=width,
            height=height,
            title=title if title and title != name else None,
        )
        return Contents(info, shown_size)

    def _shown_size(self, picture: Any) -> tuple[int, int] | None:
        if not (picture.width and picture.height):
            return None
        stretch = picture.sar_num / picture.sar_den if picture.sar_num and picture.sar_den else 1.0
        width = round(picture.width * max(1.0, stretch))
        height = round(picture.height * max(1.0, 1 / stretch))
        # The orientations from "left, top" on are those turned by a quarter.
        is_turned = picture.orientation.value >= self._vlc.VideoOrient.left_top.value
        return (height, width) if is_turned else (width, height)

    def has_decoded(self) -> bool:
        """Whether a single picture or block of sound has come out of a decoder."""
        stats = self._vlc.MediaStats()
        self._media.get_stats(stats)
        return bool(stats.decoded_video + stats.decoded_audio > 0)

    def release(self) -> None:
        """Stop parsing, if that goes on, and let go."""
        self._events.event_detach(self._vlc.EventType.MediaParsedChanged)
        self._media.parse_stop()
        self._media.release()


class Deck:
    """One libVLC player for one medium: a new one for each opening.

    So nothing that an earlier medium still reports can be taken for the present one's. Every
    method but ``halt`` belongs to the player's thread.
    """

    def __init__(self, medium: Medium, hear: Callable[[DeckEvent, float], None]) -> None:
        self._vlc = _load()
        self._player = instance().media_player_new()
        self._media = medium._media
        self._player.set_media(self._media)
        self._kept: list[object] = []
        self._silence: SilentClock | None = None
        self._events = self._player.event_manager()
        for kind in DeckEvent:
            self._events.event_attach(
                getattr(self._vlc.EventType, kind.value), handler_of(hear, kind)
            )

    def paint_into(self, frames: PictureSink) -> None:
        """Send the pictures to memory instead of nowhere."""
        picture_format, lock, display = picture_callbacks(frames)
        nothing = ctypes.c_void_p(None)
        dll, player = self._vlc.dll, ctypes.c_void_p(self._player._as_parameter_.value)
        dll.libvlc_video_set_callbacks(player, lock, nothing, display, nothing)
        dll.libvlc_video_set_format_callbacks(player, picture_format, nothing)
        self._kept += [picture_format, lock, display]

    def play_unheard(self, clock: SilentClock) -> None:
        """Send the sound to a clock that takes it at the pace of a sound card."""
        play, flush, drain = sound_callbacks(clock)
        nothing = ctypes.c_void_p(None)
        dll, player = self._vlc.dll, ctypes.c_void_p(self._player._as_parameter_.value)
        dll.libvlc_audio_set_callbacks(player, play, nothing, nothing, flush, drain, nothing)
        dll.libvlc_audio_set_format(player, b"S16N", SILENT_SAMPLE_RATE, 1)
        self._kept += [play, flush, drain]
        self._silence = clock

    def start(self) -> bool:
        """Begin to play; False if libVLC refuses."""
        return bool(self._player.play() == 0)

    def can_pause(self) -> bool:
        """Whether a pause is possible: libVLC would stop a medium that cannot pause."""
        return bool(self._player.can_pause())

    def set_pause(self, is_paused: bool) -> None:
        """Pause or play on."""
        self._player.set_pause(int(is_paused))

    def seek(self, to_ms: MediaMs) -> None:
        """Go to a position. The TIME event may come on the calling thread."""
        self._player.set_time(to_ms)

    def set_rate(self, rate: float) -> None:
        """Set the speed."""
        self._player.set_rate(rate)

    def set_sound(self, volume: int, is_muted: bool) -> None:
        """Set loudness and silence; without effect until there is an output."""
        self._player.audio_set_volume(volume)
        self._player.audio_set_mute(is_muted)

    def tracks(self) -> Tracks:
        """Return the tracks that can be chosen."""
        return read_tracks(self._vlc, self._player, self._media)

    def choose(self, kind: TrackKind, track_id: int | None) -> None:
        """Play a track; None plays none of its kind."""
        number = -1 if track_id is None else track_id
        if kind is TrackKind.AUDIO:
            self._player.audio_set_track(number)
        else:
            self._player.video_set_spu(number)

    def add_subtitles(self, mrl: str) -> bool:
        """Take subtitles from an address and show them; False if libVLC refuses."""
        return bool(self._player.add_slave(self._vlc.MediaSlaveType.subtitle, mrl, True) == 0)

    def frames_per_second(self) -> float:
        """How many pictures a second the film has; 0 if it does not say."""
        return float(self._player.get_fps())

    def next_frame(self) -> None:
        """Show the next picture of a paused film; no event comes of it."""
        self._player.next_frame()

    def save_picture(self, path: str) -> bool:
        """Write the shown picture, in the film's own size, as a PNG; waits half a second at most.

        A file of that name is replaced.
        """
        return bool(self._player.video_take_snapshot(0, path, 0, 0) == 0)

    def halt(self) -> None:
        """Let no wait of the silent clock hold up what comes; from any thread."""
        if self._silence is not None:
            self._silence.halt()

    def stop(self) -> None:
        """Stop; waits for libVLC's threads of this player, so no event comes afterwards."""
        self.halt()
        self._player.stop()

    def release(self) -> None:
        """Let go; the player must be stopped."""
        for kind in DeckEvent:
            self._events.event_detach(getattr(self._vlc.EventType, kind.value))
        self._player.release()


def handler_of(hear: Callable[[DeckEvent, float], None], kind: DeckEvent) -> Callable[[Any], None]:
    """Return a callback that tells of one event and its value, and calls nothing of libVLC's."""
    value_of = _VALUE_OF.get(kind)

    def handle(event: Any) -> None:
        hear(kind, value_of(event.u) if value_of else 0)

    return handle
