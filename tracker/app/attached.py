"""``tracker.attach``: three lines for a program that plays films by python-vlc.

Knows: which film the host named, and when the player plays another one.
Must never know: libVLC.
"""

from collections.abc import Callable
from typing import Any

from tracker.app.arguments import Media, ProfilePath, milliseconds
from tracker.app.hosting import HostLine, HostNews
from tracker.model.delivery import SyncStatus
from tracker.model.events import Quartile
from tracker.model.media import ANONYMOUS, Asset, MediaType, Viewer
from tracker.model.progress import SessionProgress
from tracker.playback.attach import AttachedPlayer, binding_of
from tracker.playback.player import MediaInfo


class _Listener:
    """Hears the player, and knows which of its media is the one that the host named."""

    def __init__(self, line: HostLine, player: Any, asset: Asset | None) -> None:
        self._line = line
        self._asset = asset
        self.sampled, self.failed, self.noticed = line.sampled, line.failed, line.noticed
        self.player = AttachedPlayer(player, self, lambda muted: line.change(muted=muted))

    def opening(self, generation: int, info: MediaInfo) -> None:
        """Begin a session: of the film that the host named, or of another that it has set."""
        if self._asset is not None and info.location == (self.player.first_mrl or ""):
            self._line.begin(generation, self._asset)
        else:
            self._line.opening(generation, info)


class Attachment:
    """A host's player that is followed, from ``attach`` to ``detach``; a context manager.

    Its methods may be called from any thread, and from the callbacks that ``attach`` was given.
    From a callback of libVLC's ``detach`` works too, but holds the player up for two seconds. After
    ``detach``, after the player's ``release``, and in a fork of the process, they do nothing.
    """

    def __init__(self, line: HostLine, news: HostNews, player: AttachedPlayer) -> None:
        self._line = line
        self._news = news
        self._player = player

    def __enter__(self) -> "Attachment":
        return self

    def __exit__(self, *_: object) -> None:
        self.detach()

    @property
    def progress(self) -> SessionProgress | None:
        """Where the present session stands, as last told; None before the first report."""
        return self._news.progress

    def announce_seek(self, to_ms: int) -> None:
        """Say that the player is about to be told to jump, in media milliseconds.

        Optional: jumps are found without it (R2, R3). Who announces them gets evidence with a
        smaller error bound, as long as every one is announced. Call it just before ``set_time``.
        Raise TypeError or ValueError for what is no number of milliseconds.
        """
        target = milliseconds(to_ms)
        if self._line.is_here:
            self._line.change(seeks_found=False)
            self._player.announce_seek(target)

    def change_viewer(self, viewer: Viewer) -> None:
        """Say who watches from now on; one after another begins another session (R11).

        A session of which nobody was known becomes theirs. Raise SettingsError for one that
        cannot be.
        """
        if self._line.is_here:
            self._line.change_viewer(viewer)

    def detach(self) -> None:
        """Let go of the player, which plays on, and write the end of the session durably.

        It waits until that is done, ten seconds at most; called again it does nothing. From
        ``on_quartile`` or ``on_progress`` it returns at once, and the end is written just after.
        """
        if self._line.is_here:
            self._player.detach()
            self._line.end()


def attach(
    player: Any,
    *,
    media: Media | None = None,
    viewer: Viewer = ANONYMOUS,
    profile: ProfilePath = None,
    sync: bool = True,
    on_quartile: Callable[[Quartile], object] | None = None,
    on_progress: Callable[[SessionProgress], object] | None = None,
    on_sync: Callable[[SyncStatus], object] | None = None,
    on_problem: Callable[[str], object] | None = None,
) -> Attachment:
    """Follow a ``vlc.MediaPlayer`` of the host's, playing already or not, and count what it shows.

    The host's own callbacks go on as they were, attached before or after; libVLC is never called
    from a callback; several attachments to one player are independent.

    ``media`` names the film that the player has, or gets first: a path, an http(s) address or an
    ``Asset``. None takes the player's own address, and so does every other film that it is set to
    later: each is a session of its own (R11). What plays at any other kind of address, a camera's
    say, needs an ``Asset``; without one it is not counted, and ``on_problem`` says so. ``viewer``,
    ``profile``, ``sync`` and the callbacks are those of ``Viewing``.

    Raise PlaybackError for what is no player of python-vlc and for a libVLC that is not 3.0,
    SettingsError for a medium, a viewer or a setting that cannot be used, StorageError for a
    profile whose queue cannot. Opening the queue takes some ten milliseconds.
    """
    binding_of(player)
    news = HostNews(on_progress, on_sync, on_problem)
    line = HostLine(news, viewer=viewer, profile=profile, sync=sync, on_quartile=on_quartile)
    asset = None if media is None else line.asset_for(media, MediaType.VIDEO)
    listener = _Listener(line, player, asset)
    attachment = Attachment(line, news, listener.player)
    line.start(attachment.detach)
    line.change(seeks_found=True)
    listener.player.start()
    return attachment
