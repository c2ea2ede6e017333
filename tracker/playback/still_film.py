"""One film, opened beside the player for a few small pictures.

Knows: how a film is opened silently, paused and looked at in places.
Must never know: who wants pictures, or which were made.
"""

import threading
from functools import partial

from tracker.model.pictures import Thumbnail
from tracker.model.units import MediaMs
from tracker.playback.deck import Deck
from tracker.playback.frames import Picture, PictureBuffers
from tracker.playback.location import Source
from tracker.playback.medium import PARSE_TIMEOUT_MS, Medium

_FIRST_WAIT_S = 3.0
_SEEK_WAIT_S, _EXACT_WAIT_S = 1.5, 4.0
_QUIET_S = 0.06
"""So long without another picture means that the pictures of before a seek are through."""

_OPTIONS = (
    ":no-audio",
    ":no-spu",
    ":avcodec-threads=1",
    ":avcodec-skiploopfilter=4",
    ":avcodec-fast",
)
_NEAREST = ":input-fast-seek"
"""To the nearest key picture, by one thread: about 15 ms of CPU each for 1080p."""


class Sink:
    """Takes pictures of one small size, and counts them, so that old and new can be told apart."""

    def __init__(self, box: tuple[int, int]) -> None:
        self.film: tuple[int, int] | None = None
        """Width and height at which the film wants to be shown, where that is known."""
        self._box = box
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
        film = self.film or (max(1, width), max(1, height))
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
            self._news.wait_for(partial(self._has_more, 0), timeout_s)
            return self._count > 0

    def settled(self, after: int, timeout_s: float) -> Thumbnail | None:
        """Return the newest picture once more than ``after`` have come and no more follow.

        None if none has come in time: the one from before would be the picture of another place.
        """
        with self._news:
            if not self._news.wait_for(partial(self._has_more, after), timeout_s):
                return None
            while not self._is_over:
                seen = self._count
                if not self._news.wait_for(partial(self._has_more, seen), _QUIET_S):
                    return self._copy()
        return None

    def _has_more(self, than: int) -> bool:
        return self._count > than or self._is_over

    def newest(self) -> Thumbnail | None:
        """Return the newest picture, of whatever place."""
        with self._news:
            return self._copy()

    def _copy(self) -> Thumbnail | None:
        if self._buffers is None or self._latest is None:
            return None
        picture = self._buffers.pictures[self._latest]
        return Thumbnail(picture.width, picture.height, picture.pitch, bytes(picture.memory))


class StillFilm:
    """One film, opened silently and paused at its first picture. Another thread may give it up.

    ``is_exact`` wants pictures of the very places, which takes longer: short films often have no
    key picture but the first, and that is often black.
    """

    def __init__(self, source: Source, box: tuple[int, int], *, is_exact: bool) -> None:
        self._options = _OPTIONS if is_exact else (*_OPTIONS, _NEAREST)
        self._wait_s = _EXACT_WAIT_S if is_exact else _SEEK_WAIT_S
        self.medium = Medium(source.mrl)
        self.duration_ms: int | None = None
        self._source = source
        self._sink = Sink(box)
        self._parsed = threading.Event()
        self._has_picture = False
        self._deck: Deck | None = None

    def begin(self) -> None:
        """Open it and wait for its first picture."""
        self.medium.parse(lambda _outcome: self._parsed.set())
        self._parsed.wait(PARSE_TIMEOUT_MS / 1000)
        contents = self.medium.contents(self._source.mrl, self._source.name)
        self.duration_ms = contents.info.duration_ms
        if not contents.info.has_video:
            return
        for option in self._options:
            self.medium.add_option(option)
        self._sink.film = contents.shown_size
        # What the film reports is heard by nobody: it is not being watched.
        self._deck = Deck(self.medium, lambda _event, _value: None)
        self._deck.paint_into(self._sink)
        if not self._deck.start():
            return
        self._has_picture = self._sink.wait(_FIRST_WAIT_S)
        self._deck.set_pause(True)
        self._sink.settled(0, _QUIET_S)

    def give_up(self) -> None:
        """End all waiting for it."""
        self._parsed.set()
        self._sink.end()

    def picture_at(self, position_ms: int) -> Thumbnail | None:
        """Return the picture near a position; None for what has none."""
        if self._deck is None or not self._has_picture:
            return None
        before = self._sink.count
        self._deck.seek(MediaMs(position_ms))
        return self._sink.settled(before, self._wait_s)

    def any_picture(self) -> Thumbnail | None:
        """Return the picture of whatever place came last; None for what has none."""
        return self._sink.newest() if self._has_picture else None

    def close(self) -> None:
        """Stop and let go."""
        if self._deck is not None:
            self._sink.end()
            self._deck.stop()
            self._deck.release()
            self._deck = None
        self.medium.release()
