"""The window's end of the session bus: what it tells of its player, and what it does about wishes.

Knows: the transport, and which wish of the bus means which of its acts.
Must never know: D-Bus. Wishes come on the bus's thread and are carried to Qt's.
"""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QUrl

from tracker.desktop.mpris.art import ArtFolder
from tracker.desktop.mpris.facts import Facts, Status
from tracker.desktop.mpris.thread import BusThread
from tracker.desktop.surface import Surface
from tracker.desktop.transport import Stage, Transport
from tracker.model.pictures import Thumbnail
from tracker.model.units import MediaMs

Post = Callable[[Callable[[], None]], None]
AskPicture = Callable[[str, Callable[[Thumbnail | None], None]], None]


class _PostedWishes:
    """The ``Wishes`` of the bus, each carried to Qt's thread by ``post``."""

    def __init__(
        self,
        window: Surface,
        transport: Transport,
        open_films: Callable[[Sequence[str]], None],
        post: Post,
    ) -> None:
        self._window, self._transport = window, transport
        self._open_films, self._post = open_films, post

    def play(self) -> None:
        """Play, or play on."""
        self._post(lambda: None if self._transport.is_playing else self._transport.toggle_play())

    def pause(self) -> None:
        """Pause."""
        self._post(lambda: self._transport.toggle_play() if self._transport.is_playing else None)

    def play_pause(self) -> None:
        """Pause if it plays, else play."""
        self._post(self._transport.toggle_play)

    def stop(self) -> None:
        """Stop."""
        self._post(self._transport.leave)

    def step(self, by: int) -> None:
        """Go to the next film (1) or the previous one (-1)."""
        self._post(lambda: self._transport.step_film(by))

    def seek_by(self, by_ms: int) -> None:
        """Go on or back; beyond the end lies the next film, as MPRIS has it."""

        def seek() -> None:
            transport = self._transport
            here = transport.playhead.position_ms(transport.clock())
            duration_ms = transport.playhead.duration_ms
            if here is None:
                return
            if duration_ms is not None and here + by_ms > duration_ms:
                transport.step_film(1)
            else:
                transport.seek_by(by_ms)

        self._post(seek)

    def seek_to(self, track: int, position_ms: MediaMs) -> None:
        """Go to a position of this film; without effect if another is on."""

        def seek() -> None:
            if track == self._transport.generation:
                self._transport.seek_to(position_ms)

        self._post(seek)

    def open(self, address: str) -> None:
        """Play a file or an address."""
        url = QUrl(address)
        place = url.toLocalFile() if url.isLocalFile() else address
        if place:
            self._post(lambda: self._open_films([place]))

    def set_volume(self, percent: int) -> None:
        """Set the loudness."""
        self._post(lambda: self._transport.set_volume(percent))

    def set_rate(self, rate: float) -> None:
        """Set the speed."""
        self._post(lambda: self._transport.set_rate(rate))

    def fill_screen(self, wanted: bool) -> None:
        """Fill the screen, or leave it."""

        def fill() -> None:
            window = self._window
            if window.isFullScreen() is not wanted:
                window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

        self._post(fill)

    def come_up(self) -> None:
        """Bring the window before the others."""
        self._post(self._window.come_up)

    def quit(self) -> None:
        """Close the window."""

        def close() -> None:
            self._window.close()

        self._post(close)


class Remote(QObject):
    """Tells the bus of one window's player for as long as it lives.

    ``open_films`` looks into what is asked for, as for films that are dropped. ``ask_picture``
    asks for a film's picture; the answer comes on another thread.
    """

    def __init__(
        self,
        window: Surface,
        transport: Transport,
        open_films: Callable[[Sequence[str]], None],
        post: Post,
        *,
        desktop_entry: str,
        ask_picture: AskPicture | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._transport = window, transport
        wishes = _PostedWishes(window, transport, open_films, post)
        self._thread = BusThread(desktop_entry, self.tr("A film is playing"), wishes)
        self._post, self._ask_picture = post, ask_picture
        self._art: tuple[int, str] | None = None
        self._gallery = ArtFolder()
        transport.media_changed.connect(self._seek_art)
        transport.changed.connect(self.tell)
        self._thread.start()
        self._seek_art(transport.media)
        self.tell()

    def tell(self) -> None:
        """Say how the player stands now."""
        self._thread.tell(self._facts())

    def close(self) -> None:
        """Leave the bus."""
        self._transport.changed.disconnect(self.tell)
        self._transport.media_changed.disconnect(self._seek_art)
        self._thread.close()
        self._gallery.close()

    def _seek_art(self, media: object) -> None:
        """Ask for the film's picture; what web addresses show is not fetched again for it."""
        track, location = self._transport.generation, self._transport.playlist.current
        if self._ask_picture is None or media is None or track is None or location is None:
            return
        if "://" in location:
            return

        def keep(made: Thumbnail | None) -> None:
            address = None if made is None else self._gallery.keep(track, made)
            if address is not None:
                self._post(lambda: self._show_art(track, address))

        self._ask_picture(location, keep)

    def _show_art(self, track: int, address: str) -> None:
        self._art = track, address
        self.tell()

    def _facts(self) -> Facts:
        transport = self._transport
        playhead, track = transport.playhead, transport.generation
        is_on = transport.stage in (Stage.OPENING, Stage.OPEN, Stage.ENDED)
        now_ns = time.monotonic_ns()
        if not is_on or track is None:
            return Facts(at_ns=now_ns, volume=_volume(transport))
        status = Status.PLAYING if transport.is_playing else Status.PAUSED
        return Facts(
            at_ns=now_ns,
            status=Status.STOPPED if transport.stage is Stage.ENDED else status,
            track=track,
            title=transport.title,
            address=_address_of(transport.playlist.current),
            art=self._art[1] if self._art is not None and self._art[0] == track else "",
            duration_ms=playhead.duration_ms,
            position_ms=playhead.position_ms(transport.clock()) or MediaMs(0),
            rate=transport.rate,
            volume=_volume(transport),
            has_next=transport.playlist.has_next,
            has_previous=transport.playlist.has_previous,
            has_picture=transport.media is not None and transport.media.has_video,
            fills_screen=self._window.isFullScreen(),
        )


def _volume(transport: Transport) -> float:
    return 0.0 if transport.muted else transport.volume / 100


def _address_of(location: str | None) -> str:
    """Return a file's URL. What a web address holds may be a secret, so none is told."""
    if location is None or "://" in location:
        return ""
    return QUrl.fromLocalFile(location).toString(QUrl.ComponentFormattingOption.FullyEncoded)
