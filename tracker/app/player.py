"""The player that the doors are given.

Knows: which players there are, and which one a file needs.
Must never know: who drives it.
"""

from pathlib import Path

from tracker.library.sniff import still_type
from tracker.model.media import MediaType
from tracker.playback.document import PAGE_SECONDS, DocumentPlayer
from tracker.playback.frames import FrameStore
from tracker.playback.libvlc_player import LibVlcPlayer
from tracker.playback.player import Player, PlayerListener
from tracker.playback.routing import RoutingPlayer
from tracker.playback.thumbnails import ThumbnailMaker

__all__ = ["FrameStore", "Player", "ThumbnailMaker", "open_player"]


def open_player(
    listener: PlayerListener, frames: FrameStore, *, page_seconds: float = PAGE_SECONDS
) -> Player:
    """Start a player that tells ``listener`` and paints into ``frames``.

    A page of a document stands ``page_seconds``. Raise PlaybackError where libVLC is missing or
    unsuitable.
    """
    return RoutingPlayer(
        listener,
        lambda ear: LibVlcPlayer(ear, frames=frames),
        lambda ear: DocumentPlayer(ear, frames, page_seconds=page_seconds),
        is_document=_is_document,
    )


def _is_document(path: Path) -> bool:
    return still_type(path) is MediaType.DOCUMENT
