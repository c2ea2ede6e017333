"""The tracks of a medium that plays, as libVLC lists them.

Knows: the two lists that libVLC keeps: which tracks can be chosen, and what the medium says.
Must never know: which track anybody wants, or how libVLC is loaded; it is handed in.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tracker.playback.player import Track, TrackKind, Tracks

_MOST_TRACKS = 200
"""A medium may claim thousands; nobody could choose among them."""

_LONGEST_TEXT = 200


class SaidOfTrack(ctypes.Structure):
    """``libvlc_media_track_t``: python-vlc gives each member of its union a place of its own.

    ``details`` points to an audio, video or subtitle track, as ``kind`` says.
    """

    _fields_ = (
        ("codec", ctypes.c_uint32),
        ("original_fourcc", ctypes.c_uint32),
        ("track_id", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("profile", ctypes.c_int),
        ("level", ctypes.c_int),
        ("details", ctypes.c_void_p),
        ("bitrate", ctypes.c_uint),
        ("language", ctypes.c_char_p),
        ("description", ctypes.c_char_p),
    )


@contextmanager
def track_list(vlc: Any, media: Any) -> Iterator[list[SaidOfTrack]]:
    """Lend what a medium says of each of its tracks."""
    # python-vlc declares one pointer too few, too: the array holds pointers to tracks.
    array = ctypes.POINTER(vlc.MediaTrack)()
    count = vlc.libvlc_media_tracks_get(media, ctypes.byref(array))
    # A cast would tie the array to itself, for the collector to find.
    tracks = ctypes.POINTER(ctypes.POINTER(SaidOfTrack)).from_buffer(array)
    try:
        yield [tracks[index].contents for index in range(count)]
    finally:
        if count:
            given = ctypes.POINTER(ctypes.POINTER(vlc.MediaTrack)).from_buffer(array)
            vlc.libvlc_media_tracks_release(given, count)


def read_tracks(vlc: Any, player: Any, media: Any) -> Tracks:
    """Return the tracks that can be chosen now, and which of them play."""
    with track_list(vlc, media) as said:
        words = {one.track_id: (_text(one.description), _text(one.language)) for one in said}

    def listed(kind: TrackKind) -> tuple[Track, ...]:
        pairs = (
            player.audio_get_track_description()
            if kind is TrackKind.AUDIO
            else player.video_get_spu_description()
        )
        ids = [number for number, _name in pairs if number >= 0]
        return tuple(Track(number, *words.get(number, (None, None))) for number in ids)

    audio, subtitles = listed(TrackKind.AUDIO), listed(TrackKind.SUBTITLE)
    return Tracks(
        audio=audio[:_MOST_TRACKS],
        subtitles=subtitles[:_MOST_TRACKS],
        audio_id=_playing(player.audio_get_track()),
        subtitle_id=_playing(player.video_get_spu()),
    )


def _playing(number: int) -> int | None:
    return number if number >= 0 else None


def _text(raw: bytes | None) -> str | None:
    text = (raw or b"").decode("utf-8", "replace").strip()[:_LONGEST_TEXT]
    return text or None
