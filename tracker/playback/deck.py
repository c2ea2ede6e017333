"""A player of libVLC's for one medium: its commands, and the events that it reports.

Knows: which function of libVLC each command is, and how its events are copied.
Must never know: listeners, generations or samples. Nothing here calls libVLC from a callback:
libVLC is not reentrant, and most commands deadlock there (playback-semantics, 0.5).
"""

import ctypes
from collections.abc import Callable
from enum import Enum
from typing import Any

from tracker.model.units import MediaMs
from tracker.playback.audio import SILENT_SAMPLE_RATE, SilentClock
from tracker.playback.callbacks import picture_callbacks, sound_callbacks, untie
from tracker.playback.frames import PictureSink
from tracker.playback.libvlc import instance, load
from tracker.playback.medium import Medium
from tracker.playback.player import TrackKind, Tracks
from tracker.playback.tracks import read_tracks


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


class Deck:
    """One libVLC player for one medium: a new one for each opening.

    So nothing that an earlier medium still reports can be taken for the present one's. Every
    method but ``halt`` belongs to the player's thread.
    """

    def __init__(self, medium: Medium, hear: Callable[[DeckEvent, float], None]) -> None:
        self._vlc = load()
        self._player = instance().media_player_new()
        self._media = medium._media
        self._player.set_media(self._media)
        self._kept: list[object] = []
        self._silence: SilentClock | None = None
        # The binding's own method would keep player and manager for good.
        self._events = self._vlc.libvlc_media_player_event_manager(self._player)
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

    def draw_into(self, system: str, handle: int) -> None:
        """Let libVLC draw into a native window: "x11", "windows" or "macos", and its handle.

        By that libVLC also takes hardware to decode where it finds any. Pointer and keys stay
        the window's own. Only X11 was ever run.
        """
        self._player.video_set_mouse_input(False)
        self._player.video_set_key_input(False)
        match system:
            case "x11":
                self._player.set_xwindow(handle)
            case "windows":
                self._player.set_hwnd(handle)
            case _:
                self._player.set_nsobject(handle)

    def draws(self) -> bool:
        """Whether libVLC has opened an output for the pictures."""
        return bool(self._player.has_vout())

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
        untie(self._events)
        self._player.release()
        self._kept.clear()


def handler_of(hear: Callable[[DeckEvent, float], None], kind: DeckEvent) -> Callable[[Any], None]:
    """Return a callback that tells of one event and its value, and calls nothing of libVLC's."""
    value_of = _VALUE_OF.get(kind)

    def handle(event: Any) -> None:
        hear(kind, value_of(event.u) if value_of else 0)

    return handle
