"""The player that the doors are given.

Knows: which player there is.
Must never know: who drives it.
"""

from tracker.playback.frames import FrameStore
from tracker.playback.libvlc_player import LibVlcPlayer
from tracker.playback.player import Player, PlayerListener
from tracker.playback.thumbnails import ThumbnailMaker

__all__ = ["FrameStore", "Player", "ThumbnailMaker", "open_player"]


def open_player(listener: PlayerListener, frames: FrameStore) -> Player:
    """Start a player that tells ``listener`` and paints into ``frames``.

    Raise PlaybackError where libVLC is missing or unsuitable.
    """
    return LibVlcPlayer(listener, frames=frames)
