"""The shelf: what a viewer may take from to watch, and what is remembered of it.

Knows: registered media, recent files, posters, playlists and folders, all looked at on a thread
of its own, because disks wait.
Must never know: widgets, or what is playing.

Threads: every method may be called from any thread and only posts. ``tell`` is called on the
shelf's own thread, or on the picture maker's.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tracker.app.settings import Settings
from tracker.library.folders import (
    FILM_SUFFIXES,
    PICTURE_SUFFIXES,
    SUBTITLE_SUFFIXES,
    Found,
    look_into,
)
from tracker.library.playlists import SUFFIXES as PLAYLIST_SUFFIXES
from tracker.library.playlists import Entry, write_playlist
from tracker.library.posters import PosterCache
from tracker.library.recent import RecentFile, RecentFiles
from tracker.library.registry import registered_places
from tracker.model.errors import SettingsError
from tracker.model.pictures import Thumbnail
from tracker.model.records import dataclass
from tracker.model.units import MediaMs, UnixMs
from tracker.playback.thumbnails import ThumbnailMaker

__all__ = [
    "FILM_SUFFIXES",
    "PICTURE_SUFFIXES",
    "PLAYLIST_SUFFIXES",
    "SUBTITLE_SUFFIXES",
    "Entry",
    "Found",
    "Shelf",
    "ShelfItem",
]

MOST_ITEMS = 60
"""So many are shown; a registry of thousands is searched elsewhere."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """A film to be chosen from.

    ``name`` is what the registry calls it, None where that is silent. ``watched_percent`` is the
    share that its last session watched.
    """

    location: str
    name: str | None
    watched_percent: int
    is_recent: bool


class Shelf:
    """The films of one profile, behind a thread."""

    def __init__(self, profile: Path, settings: Settings, pictures: ThumbnailMaker) -> None:
        self._profile = profile
        self._pictures = pictures
        self.keeps_recent = settings.recent_files == "on"
        self.resumes = settings.resume == "on" and self.keeps_recent
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._recent: RecentFiles | None = None
        self._posters = PosterCache(profile)
        self._thread = threading.Thread(target=self._run, name="shelf", daemon=True)
        self._thread.start()

    def ask_items(self, tell: Callable[[tuple[ShelfItem, ...]], None]) -> None:
        """Let ``tell`` have the films to choose from: the recent first, then the registered."""
        self._tasks.put(partial(self._do_tell_items, tell))

    def ask_poster(self, location: str, tell: Callable[[Thumbnail | None], None]) -> None:
        """Let ``tell`` have a picture that stands for a film: the kept one, else a new one."""
        self._tasks.put(partial(self._do_tell_poster, location, tell))

    def ask_start(self, location: str, tell: Callable[[MediaMs], None]) -> None:
        """Let ``tell`` have where a film is to begin: where it was left, if that is wanted."""
        self._tasks.put(partial(self._do_tell_start, location, tell))

    def look_into(self, locations: Sequence[str], tell: Callable[[Found], None]) -> None:
        """Take folders, playlists and subtitles apart from films."""
        self._tasks.put(lambda: tell(look_into(locations)))

    def save_playlist(
        self, path: Path, entries: Sequence[Entry], tell: Callable[[SettingsError | None], None]
    ) -> None:
        """Write a playlist; ``tell`` gets what went wrong, None if nothing."""
        self._tasks.put(partial(self._do_save_playlist, path, tuple(entries), tell))

    def note(
        self,
        location: str,
        *,
        position_ms: MediaMs | None,
        duration_ms: MediaMs | None,
        watched_percent: int,
    ) -> None:
        """Remember a file as opened now, with how far it was watched."""
        if self.keeps_recent and "@" not in location.partition("://")[2].partition("/")[0]:
            opened_ms = UnixMs(time.time_ns() // 1_000_000)
            file = RecentFile(location, opened_ms, position_ms, duration_ms, watched_percent)
            self._tasks.put(lambda: self._known().note(file))

    def forget_recent(self) -> None:
        """Forget the recent files and all pictures."""
        self._tasks.put(self._do_forget)

    def close(self, timeout_s: float = 3.0) -> None:
        """Do what was asked for, then end the thread."""
        self._tasks.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            try:
                task()
            except OSError as error:
                _log.warning("the profile's lists cannot be used: %s", error)
            except Exception:
                _log.exception("a task of the shelf failed")

    def _known(self) -> RecentFiles:
        if self._recent is None:
            self._recent = RecentFiles(self._profile)
        return self._recent

    def _do_tell_items(self, tell: Callable[[tuple[ShelfItem, ...]], None]) -> None:
        try:
            names = dict(registered_places(self._profile))
        except SettingsError as error:
            _log.warning("%s", error)
            names = {}
        items = []
        for file in self._known().files if self.keeps_recent else ():
            if _is_there(file.location):
                name = names.pop(file.location, None)
                items.append(ShelfItem(file.location, name, file.watched_percent, True))
        items += [
            ShelfItem(location, name, 0, False)
            for location, name in names.items()
            if _is_there(location)
        ]
        tell(tuple(items[:MOST_ITEMS]))

    def _do_tell_poster(self, location: str, tell: Callable[[Thumbnail | None], None]) -> None:
        kept = self._posters.find(location)
        if kept is not None:
            tell(kept)
            return

        def take(made: Thumbnail | None) -> None:
            if made is not None and self.keeps_recent:
                self._tasks.put(lambda: self._posters.keep(location, made))
            tell(made)

        self._pictures.ask_poster(location, take)

    def _do_tell_start(self, location: str, tell: Callable[[MediaMs], None]) -> None:
        file = self._known().find(location) if self.resumes else None
        tell(MediaMs(0) if file is None or file.position_ms is None else file.position_ms)

    def _do_save_playlist(
        self, path: Path, entries: tuple[Entry, ...], tell: Callable[[SettingsError | None], None]
    ) -> None:
        try:
            write_playlist(path, entries)
        except SettingsError as error:
            tell(error)
        else:
            tell(None)

    def _do_forget(self) -> None:
        self._known().forget()
        self._posters.forget()


def _is_there(location: str) -> bool:
    """Whether a file is there now; of an address that is not asked."""
    if "://" in location:
        return True
    try:
        return Path(location).is_file()
    except (OSError, ValueError):
        return False
