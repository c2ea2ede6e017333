"""The player that the doors are given.

Knows: which players there are, and which one a file needs.
Must never know: who drives it.
"""

import threading
from contextlib import suppress
from pathlib import Path

from tracker.library.sniff import still_type
from tracker.model.errors import PlaybackError
from tracker.model.media import MediaType
from tracker.playback.frames import FrameStore
from tracker.playback.libvlc import instance, load
from tracker.playback.libvlc_player import LibVlcPlayer
from tracker.playback.memory import give_back_large_pieces
from tracker.playback.outputs import MemoryOutput, NativeWindow, WindowOutput
from tracker.playback.player import PAGE_SECONDS, Player, PlayerListener
from tracker.playback.routing import RoutingPlayer
from tracker.playback.stream_hosts import read_hosts
from tracker.playback.thumbnails import ThumbnailMaker

__all__ = ["FrameStore", "NativeWindow", "Player", "ThumbnailMaker", "open_player", "warm_up"]


def warm_up() -> None:
    """Begin to set libVLC up, on a thread of its own; what is wrong with it, the first film tells.

    Called before Qt is loaded, it costs the start of a film next to nothing. It is for programs of
    ours: how the process handles memory is settled for good.
    """
    give_back_large_pieces()
    # Not on the thread: while Qt's binding is imported no other thread may import anything. It
    # walks over the loaded modules, and ends the process where one is added meanwhile.
    with suppress(PlaybackError):
        load()

    def set_up() -> None:
        with suppress(PlaybackError):
            instance()

    threading.Thread(target=set_up, name="warm-up", daemon=True).start()


def open_player(
    listener: PlayerListener,
    frames: FrameStore,
    *,
    window: NativeWindow | None = None,
    page_seconds: float = PAGE_SECONDS,
    stream_hosts: str = "",
    stands_by: str | None = None,
) -> Player:
    """Start a player that tells ``listener`` and paints into ``frames``.

    Films go to ``window`` instead, if there is one; documents never do. A page of a document
    stands ``page_seconds``. ``stream_hosts`` is the setting of that name. ``stands_by`` is what
    will probably be opened first: it is made ready, unseen, where films are painted.
    Raise PlaybackError where libVLC is missing or unsuitable.
    """
    hosts = read_hosts(stream_hosts)
    memory = MemoryOutput(frames)
    output = memory if window is None else WindowOutput(window, memory)

    def documents(ear: PlayerListener) -> Player:
        """Make the player of documents, loaded for the first of them: most starts are films."""
        from tracker.playback.document import DocumentPlayer

        return DocumentPlayer(ear, frames, page_seconds=page_seconds)

    return RoutingPlayer(
        listener,
        lambda ear: LibVlcPlayer(
            ear, output=output, hosts=hosts, stands_by=stands_by if window is None else None
        ),
        documents,
        is_document=_is_document,
    )


def _is_document(path: Path) -> bool:
    return still_type(path) is MediaType.DOCUMENT
