"""Between the window and the shelf: what is opened, what is remembered, what is offered.

Knows: which film is on and how far it was watched, and when that is worth a note.
Must never know: files or disks; the shelf looks at those on a thread of its own.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.app.shelf import Entry, Found, Shelf, ShelfItem
from tracker.desktop.bubble import pixmap_of
from tracker.desktop.extras import Extras
from tracker.desktop.language import spoken
from tracker.desktop.transport import Stage, Titles, Transport
from tracker.desktop.welcome import WelcomePage
from tracker.model.errors import SettingsError
from tracker.model.pictures import Thumbnail
from tracker.model.units import MediaMs

NOTE_EVERY_MS = 10_000
LEAST_RESUMED_MS = 5_000
NEARLY_OVER_PERCENT = 95
"""A film that was left before the first or behind the second begins at its beginning."""

Post = Callable[[Callable[[], None]], None]


class Shelving(QObject):
    """Opens what is asked for and notes what was watched; without a shelf it only opens.

    ``post`` carries the shelf's answers to Qt's thread.

    Signals:
        refused(str): something could not be used, in one or two sentences.
    """

    refused = Signal(str)

    def __init__(
        self,
        transport: Transport,
        extras: Extras,
        welcome: WelcomePage,
        shelf: Shelf | None,
        post: Post,
        parent: QObject | None = None,
        *,
        offers_now: bool = True,
    ) -> None:
        super().__init__(parent)
        self._transport, self._extras, self._welcome = transport, extras, welcome
        self._shelf, self._post = shelf, post
        self._location: str | None = None
        self._note: tuple[str, MediaMs | None, MediaMs | None, int] | None = None
        self._noted: tuple[str, MediaMs | None, MediaMs | None, int] | None = None
        self._was_idle, self._has_offered = True, False
        self._timer = QTimer(self, interval=NOTE_EVERY_MS)
        self._timer.timeout.connect(self.write)
        if shelf is None:
            return
        transport.media_changed.connect(self._take_media)
        transport.changed.connect(self._follow)
        welcome.films.chosen.connect(lambda location: self.open([location]))
        welcome.films.picture_wanted.connect(self._ask_poster)
        welcome.forget_asked.connect(self._forget)
        if shelf.resumes:
            transport.start_of = self._ask_start
        if offers_now:
            self.refresh()

    def open(self, locations: Sequence[str]) -> None:
        """Play these files, folders, playlists or addresses; subtitles go with the open film."""
        self._look_into(locations, self._transport.open)

    def add(self, locations: Sequence[str], at: int | None = None) -> None:
        """Put these into the playlist, before a place or at its end."""
        self._look_into(locations, lambda films, titles: self._transport.add(films, at, titles))

    def _look_into(
        self, locations: Sequence[str], use: Callable[[Sequence[str], Titles], None]
    ) -> None:
        if self._shelf is None:
            use(locations, {})
            return

        def take(found: Found) -> None:
            for error in found.errors:
                self.refused.emit(spoken(error.whole))
            films = [film.location for film in found.films]
            if films:
                use(films, {film.location: film.title for film in found.films if film.title})
            for path in found.subtitles:
                self._extras.add_subtitles(path)

        self._shelf.look_into(locations, lambda found: self._post(lambda: take(found)))

    def save_playlist(self, path: str) -> None:
        """Keep the playlist as a file."""
        if self._shelf is None:
            return
        playlist = self._transport.playlist
        entries = [Entry(location, playlist.name_of(location)) for location in playlist.locations]

        def take(error: SettingsError | None) -> None:
            name = Path(path).name
            if error is None:
                self.refused.emit(self.tr("The playlist is saved as {name}.").format(name=name))
            else:
                self.refused.emit(spoken(error.whole))

        self._shelf.save_playlist(
            Path(path), entries, lambda error: self._post(lambda: take(error))
        )

    def offer(self) -> None:
        """Offer films, unless one is on, or they are offered already."""
        if self._transport.stage is Stage.IDLE and not self._has_offered:
            self.refresh()

    def refresh(self) -> None:
        """Offer the films that there are now."""
        if self._shelf is None:
            return
        self._has_offered = True

        def take(items: tuple[ShelfItem, ...]) -> None:
            self._welcome.show_items(items)

        self._shelf.ask_items(lambda items: self._post(lambda: take(items)))

    def write(self) -> None:
        """Note how far the film was watched, if that is new."""
        if self._shelf is None or self._note is None or self._note == self._noted:
            return
        self._noted = self._note
        location, position_ms, duration_ms, percent = self._note
        self._shelf.note(
            location, position_ms=position_ms, duration_ms=duration_ms, watched_percent=percent
        )

    def _take_media(self, _media: object) -> None:
        self.write()
        is_open = self._transport.stage is Stage.OPEN
        self._location = self._transport.playlist.current if is_open else None
        self._note = None
        if self._location is not None:
            self._timer.start()

    def _follow(self) -> None:
        transport = self._transport
        progress = transport.playhead.progress
        location = self._location
        is_on = location is not None and location == transport.playlist.current
        if is_on and progress is not None and transport.stage in (Stage.OPEN, Stage.ENDED):
            position_ms, duration_ms = progress.position_ms, progress.duration_ms
            if transport.stage is Stage.ENDED or _is_at_an_end(position_ms, duration_ms):
                position_ms = None
            percent = transport.playhead.percent_watched
            self._note = (location or "", position_ms, duration_ms, percent)
        is_idle = transport.stage is Stage.IDLE
        if transport.stage in (Stage.ENDED, Stage.IDLE):
            self._timer.stop()
            self.write()
        if is_idle and not self._was_idle:
            self.refresh()
        self._was_idle = is_idle

    def _ask_start(self, location: str, tell: Callable[[MediaMs], None]) -> None:
        # It may be the same film again: what it has reached is noted before it is asked for.
        self.write()
        if self._shelf is not None:
            self._shelf.ask_start(location, lambda start: self._post(lambda: tell(start)))

    def _ask_poster(self, location: str) -> None:
        if self._shelf is None:
            return

        def take(made: Thumbnail | None) -> None:
            self._welcome.films.show_picture(location, pixmap_of(made))

        self._shelf.ask_poster(location, lambda made: self._post(lambda: take(made)))

    def _forget(self) -> None:
        if self._shelf is not None:
            self._shelf.forget_recent()
            self.refresh()


def _is_at_an_end(position_ms: MediaMs | None, duration_ms: MediaMs | None) -> bool:
    if position_ms is None or position_ms < LEAST_RESUMED_MS:
        return True
    return bool(duration_ms) and position_ms * 100 > (duration_ms or 0) * NEARLY_OVER_PERCENT
