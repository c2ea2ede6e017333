"""What a viewer asks of an open medium beside playing it: tracks, pictures, single steps.

Knows: how each of these is done, on the player's thread.
Must never know: when a medium opens or stops.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tracker.model.errors import PlaybackError
from tracker.model.phrases import phrase
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback.location import resolve
from tracker.playback.opening import Opening
from tracker.playback.player import TrackKind, Tracks
from tracker.playback.reporter import Reporter
from tracker.playback.snapshots import keep_picture

USUAL_FRAMES_PER_SECOND = 25.0
"""The pace of a film that does not say its own."""

_log = logging.getLogger(__name__)


def tell_tracks(
    opening: Opening | None, reporter: Reporter, *, tell: Callable[[Tracks], None]
) -> None:
    """Answer with the tracks that can be chosen now."""
    tracks = Tracks()
    if opening is not None and opening.deck is not None and opening.is_playing:
        tracks = opening.deck.tracks()
        if not opening.has_sound:
            tracks = replace(tracks, audio=(), audio_id=None)
    reporter.answer(tell, tracks)


def choose_track(
    opening: Opening | None, _reporter: Reporter, *, kind: TrackKind, track_id: int | None
) -> None:
    """Play another track, or none of its kind."""
    if opening is not None and opening.deck is not None:
        opening.deck.choose(kind, track_id)


def add_subtitles(opening: Opening | None, reporter: Reporter, *, path: str) -> None:
    """Show the subtitles of a file; a file that cannot be used is a notice."""
    if opening is None or opening.deck is None:
        return
    try:
        source = resolve(path)
        if source.is_network or not opening.deck.add_subtitles(source.mrl):
            raise PlaybackError(
                phrase("Errors", "{name} cannot be used as subtitles.").format(name=source.name),
                hint=phrase(
                    "Errors", "Choose a subtitle file, such as one that ends in .srt or .vtt."
                ),
            )
    except PlaybackError as error:
        reporter.notice(error.whole)


def step_frame(opening: Opening | None, reporter: Reporter, *, by: int) -> None:
    """Show the next or the previous picture of a paused film, announced as a seek.

    libVLC makes no tick of it, and would otherwise be believed to play on from where it paused.
    """
    if opening is None or opening.deck is None or not opening.is_paused:
        return
    if opening.info is None or not opening.info.has_video:
        return
    frame_ms = 1000 / (opening.deck.frames_per_second() or USUAL_FRAMES_PER_SECOND)
    there = max(0.0, opening.rests_at_ms + by * frame_ms)
    # A seek shows the first picture at or after its target, so it aims between two of them.
    target = MediaMs(max(0, round(there if by > 0 else there - frame_ms / 2)))
    reporter.sample(opening.generation, SampleKind.SEEK, position_ms=target)
    opening.go_to(there)
    if by > 0:
        opening.deck.next_frame()
    else:
        opening.deck.seek(target)


def take_snapshot(
    opening: Opening | None,
    reporter: Reporter,
    *,
    folder: Path,
    tell: Callable[[Path | None], None],
) -> None:
    """Save the shown picture in a folder, and answer with its path."""
    kept = None
    if opening is not None and opening.deck is not None:
        name = f"{Path(opening.source.name).stem} {_clock_name(opening.reached_ms())}"
        try:
            kept = keep_picture(opening.deck.save_picture, folder, name)
        except OSError as error:
            _log.warning("no picture could be saved in %s: %s", folder, error)
    reporter.answer(tell, kept)


def _clock_name(position_ms: float) -> str:
    """Return a position as it may stand in a file's name: ``0-02-10``."""
    seconds = int(position_ms) // 1000
    return f"{seconds // 3600}-{seconds // 60 % 60:02}-{seconds % 60:02}"
