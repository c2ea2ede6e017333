"""A medium of libVLC's: an address, what it holds, and options to play it with.

Knows: how libVLC looks into a medium, and what it says of the tracks.
Must never know: players, listeners or generations. Nothing here calls libVLC from a callback:
libVLC is not reentrant, and most commands deadlock there (playback-semantics, 0.5).
"""

import ctypes
from collections.abc import Callable
from enum import Enum
from typing import Any

from tracker.model.errors import PlaybackError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass
from tracker.model.units import MediaMs
from tracker.playback.callbacks import untie
from tracker.playback.libvlc import instance, load
from tracker.playback.player import MediaInfo
from tracker.playback.tracks import SaidOfTrack, track_list

PARSE_TIMEOUT_MS = 5000
"""How long a medium may take to say what it holds, in milliseconds."""


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
        self._vlc = load()
        self._media = instance().media_new_location(mrl)
        self._events: Any = None
        if self._media is None:
            raise PlaybackError(
                phrase("Errors", "libVLC does not accept the address {mrl}.").format(mrl=mrl),
                hint=phrase("Errors", "Check how it is spelled."),
            )

    def start_at(self, start_ms: MediaMs) -> None:
        """Let it begin there instead of at its beginning."""
        self._media.add_option(f":start-time={start_ms / 1000:.3f}")

    def stand_by(self) -> None:
        """Let it begin paused: opened, buffered, and nothing of it seen or heard."""
        self.add_option(":start-paused")

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

        # The binding's own method would keep medium and manager for good.
        self._events = self._vlc.libvlc_media_event_manager(self._media)
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

    def pictures_shown(self) -> int:
        """How many pictures have reached their output, as libVLC counts them."""
        stats = self._vlc.MediaStats()
        self._media.get_stats(stats)
        return int(stats.displayed_pictures)

    def release(self) -> None:
        """Stop parsing, if that goes on, and let go."""
        if self._events is not None:
            self._events.event_detach(self._vlc.EventType.MediaParsedChanged)
            untie(self._events)
            self._media.parse_stop()
        self._media.release()
