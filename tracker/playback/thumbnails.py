"""Small pictures of films, made beside the player and never heard of by the tracker.

Knows: which film is open for it, which pictures are wanted, and which were made.
Must never know: the player, listeners, files of pictures, or Qt.

Threads: ``ask``, ``ask_poster`` and ``close`` may be called from any thread and only post.
``tell`` is called on the maker's own thread.
"""

import logging
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import field
from typing import TypeAlias

from tracker.model.errors import PlaybackError
from tracker.model.pictures import Thumbnail
from tracker.model.records import dataclass
from tracker.playback.location import resolve
from tracker.playback.still_film import StillFilm

HOVER_BOX_PX = (192, 192)
POSTER_BOX_PX = (320, 320)
"""The largest width and height of a small picture, in pixels."""

POSTER_AT = 0.2
"""Where in a film, as a share of it, its poster is taken: the first pictures are often black."""

_REST_S = 5.0
_MOST_KEPT = 200

_log = logging.getLogger(__name__)


Tell: TypeAlias = Callable[[Thumbnail | None], None]


@dataclass(slots=True)
class _Wish:
    location: str
    position_ms: int | None
    box: tuple[int, int]
    tell: Tell
    at_s: float = field(default_factory=time.monotonic)


class ThumbnailMaker:
    """Makes small pictures on a thread of its own, one at a time, from files only.

    Of pictures for a pointer only the last wish counts; posters are made one after the other
    and wait for those. Streams get none: that would fetch them twice.
    """

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._pointed: _Wish | None = None
        self._posters: deque[_Wish] = deque()
        self._is_closing = False
        self._made: OrderedDict[tuple[str, int], Thumbnail] = OrderedDict()
        self._open: tuple[str, tuple[int, int], StillFilm | None] | None = None
        self._thread: threading.Thread | None = None

    def ask(self, location: str, position_ms: int, tell: Tell) -> None:
        """Let ``tell`` have the picture at a position, unless another is asked for before."""
        with self._news:
            self._pointed = _Wish(location, position_ms, HOVER_BOX_PX, tell)
            self._wake()

    def ask_poster(self, location: str, tell: Tell) -> None:
        """Let ``tell`` have a picture that stands for a film, None where there is none."""
        with self._news:
            self._posters.append(_Wish(location, None, POSTER_BOX_PX, tell))
            self._wake()

    def close(self, timeout_s: float = 3.0) -> None:
        """Make no more pictures, and give up the one in work."""
        with self._news:
            self._is_closing = True
            self._news.notify_all()
            thread, opened = self._thread, self._open
        if opened is not None and opened[2] is not None:
            opened[2].give_up()
        if thread is not None:
            thread.join(timeout_s)

    def _wake(self) -> None:
        if self._thread is None and not self._is_closing:
            self._thread = threading.Thread(target=self._run, name="thumbnails", daemon=True)
            self._thread.start()
        self._news.notify_all()

    def _run(self) -> None:
        while (wish := self._next()) is not None:
            made = None
            try:
                made = self._make(wish)
            except PlaybackError as error:
                _log.debug("no small picture: %s", error)
            except Exception:
                _log.exception("a small picture could not be made")
            try:
                wish.tell(made)
            except Exception:
                _log.exception("whoever wanted a small picture raised")
        self._let_go()

    def _next(self) -> _Wish | None:
        """Wait for a wish; let go of the film when none comes for a while."""
        with self._news:
            while not self._is_closing:
                if self._pointed is not None:
                    wish, self._pointed = self._pointed, None
                    return wish
                if self._posters:
                    return self._posters.popleft()
                if not self._news.wait(_REST_S if self._open is not None else None):
                    self._let_go()
        return None

    def _make(self, wish: _Wish) -> Thumbnail | None:
        key = None if wish.position_ms is None else (wish.location, wish.position_ms)
        if key is not None and key in self._made:
            return self._made[key]
        film = self._film(wish)
        if film is None:
            return None
        position_ms = wish.position_ms
        if position_ms is None:
            position_ms = round((film.duration_ms or 0) * POSTER_AT)
        made = film.picture_at(position_ms)
        if key is None:
            # A poster is asked for once, and also a paused film is drawn again and again.
            self._let_go()
        elif made is not None:
            self._made[key] = made
            if len(self._made) > _MOST_KEPT:
                self._made.popitem(last=False)
        return made

    def _film(self, wish: _Wish) -> StillFilm | None:
        if self._open is not None and self._open[:2] == (wish.location, wish.box):
            return self._open[2]
        self._let_go()
        source = resolve(wish.location)
        is_poster = wish.position_ms is None
        film = None if source.is_network else StillFilm(source, wish.box, is_exact=is_poster)
        with self._news:
            self._open = (wish.location, wish.box, film)
            if self._is_closing:
                return None
        if film is not None:
            film.begin()
        return film

    def _let_go(self) -> None:
        opened, self._open = self._open, None
        if opened is not None and opened[2] is not None:
            opened[2].close()
