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
from tracker.model.units import MediaMs
from tracker.playback.deck import Deck
from tracker.playback.frames import Picture, PictureBuffers
from tracker.playback.location import Source, resolve
from tracker.playback.medium import PARSE_TIMEOUT_MS, Medium

HOVER_BOX_PX = (192, 192)
POSTER_BOX_PX = (320, 320)
"""The largest width and height of a small picture, in pixels."""

POSTER_AT = 0.2
"""Where in a film, as a share of it, its poster is taken: the first pictures are often black."""

_FIRST_WAIT_S = 3.0
_SEEK_WAIT_S = 1.5
_QUIET_S = 0.06
"""So long without another picture means that the pictures of before a seek are through."""

_REST_S = 5.0
_MOST_KEPT = 200
_OPTIONS = (
    ":no-audio",
    ":no-spu",
    ":input-fast-seek",
    ":avcodec-threads=1",
    ":avcodec-skiploopfilter=4",
    ":avcodec-fast",
)
"""To the nearest key picture, by one thread: about 15 ms of CPU each for 1080p."""

_log = logging.getLogger(__name__)


Tell: TypeAlias = Callable[[Thumbnail | None], None]


class _Sink:
    """Takes pictures of one small size, and counts them, so that old and new can be told apart."""

    def __init__(self, film: tuple[int, int] | None, box: tuple[int, int]) -> None:
        self._film, self._box = film, box
        self._news = threading.Condition()
        self._buffers: PictureBuffers | None = None
        self._latest: int | None = None
        self._count = 0
        self._is_over = False

    @property
    def count(self) -> int:
        """How many pictures have come so far."""
        with self._news:
            return self._count

    def configure(self, width: int, height: int) -> Picture:
        """Make room; return a picture that shows the layout."""
        film = self._film or (max(1, width), max(1, height))
        scale = min(self._box[0] / film[0], self._box[1] / film[1])
        width, height = (max(2, round(side * scale / 2) * 2) for side in film)
        with self._news:
            self._buffers = PictureBuffers(width, height, ratio=film[0] / film[1])
            self._latest = None
            return self._buffers.pictures[0]

    def begin(self) -> tuple[int, int]:
        """Return number and address of a buffer that nobody reads."""
        with self._news:
            if self._buffers is None:
                raise RuntimeError("a picture came before its format")
            number = 1 if self._latest == 0 else 0
            return number, self._buffers.pictures[number].address

    def publish(self, number: int) -> None:
        """Make a written picture the newest."""
        with self._news:
            self._latest = number
            self._count += 1
            self._news.notify_all()

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._news:
            self._is_over = True
            self._news.notify_all()

    def wait(self, timeout_s: float) -> bool:
        """Wait for the first picture; False if none has come in time."""
        with self._news:
            return self._news.wait_for(lambda: self._count > 0, timeout_s)

    def settled(self, after: int, timeout_s: float) -> Thumbnail | None:
        """Return the newest picture once more than ``after`` have come and no more follow.

        None if none has come in time: the one from before would be the picture of another place.
        """
        with self._news:
            if not self._news.wait_for(lambda: self._count > after or self._is_over, timeout_s):
                return None
            while not self._is_over:
                seen = self._count
                if not self._news.wait_for(lambda seen=seen: self._count > seen, _QUIET_S):  # type: ignore[misc]
                    return self._copy()
        return None

    def _copy(self) -> Thumbnail | None:
        if self._buffers is None or self._latest is None:
            return None
        picture = self._buffers.pictures[self._latest]
        return Thumbnail(picture.width, picture.height, picture.pitch, bytes(picture.memory))


class _Film:
    """One film, opened silently and paused at its first picture."""

    def __init__(self, source: Source, box: tuple[int, int]) -> None:
        self.medium = Medium(source.mrl)
        parsed = threading.Event()
        self.medium.parse(lambda _outcome: parsed.set())
        parsed.wait(PARSE_TIMEOUT_MS / 1000)
        contents = self.medium.contents(source.mrl, source.name)
        self.duration_ms = contents.info.duration_ms
        self._has_picture = False
        self._deck: Deck | None = None
        if not contents.info.has_video:
            return
        for option in _OPTIONS:
            self.medium.add_option(option)
        self._sink = _Sink(contents.shown_size, box)
        # What the film reports is heard by nobody: it is not being watched.
        self._deck = Deck(self.medium, lambda _event, _value: None)
        self._deck.paint_into(self._sink)
        if not self._deck.start():
            self.close()
            return
        self._has_picture = self._sink.wait(_FIRST_WAIT_S)
        self._deck.set_pause(True)
        self._sink.settled(0, _QUIET_S)

    def picture_at(self, position_ms: int) -> Thumbnail | None:
        """Return the picture near a position; None for what has none."""
        if self._deck is None or not self._has_picture:
            return None
        before = self._sink.count
        self._deck.seek(MediaMs(position_ms))
        return self._sink.settled(before, _SEEK_WAIT_S)

    def close(self) -> None:
        """Stop and let go."""
        if self._deck is not None:
            self._sink.end()
            self._deck.stop()
            self._deck.release()
            self._deck = None
        self.medium.release()


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
        self._open: tuple[str, tuple[int, int], _Film | None] | None = None
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
        """Make no more pictures; waits a moment for the one in work."""
        with self._news:
            self._is_closing = True
            self._news.notify_all()
            thread = self._thread
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

    def _film(self, wish: _Wish) -> _Film | None:
        if self._open is not None and self._open[:2] == (wish.location, wish.box):
            return self._open[2]
        self._let_go()
        source = resolve(wish.location)
        film = None if source.is_network else _Film(source, wish.box)
        self._open = (wish.location, wish.box, film)
        return film

    def _let_go(self) -> None:
        opened, self._open = self._open, None
        if opened is not None and opened[2] is not None:
            opened[2].close()
