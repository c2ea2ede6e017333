"""One film, opened beside the player for a few small pictures.

Knows: how a film is opened silently, paused and looked at in places.
Must never know: who wants pictures, or which were made.
"""

import threading
import time
from functools import partial

from tracker.model.pictures import Thumbnail
from tracker.model.units import MediaMs
from tracker.playback.deck import Deck, DeckEvent
from tracker.playback.frames import Picture, PictureBuffers
from tracker.playback.location import Source
from tracker.playback.medium import PARSE_TIMEOUT_MS, Medium

_FIRST_WAIT_S = 3.0
_SEEK_WAIT_S, _EXACT_WAIT_S = 0.8, 3.0
"""So long is waited for another picture; where all looks the same, it is waited for in vain."""
_PAUSE_WAIT_S = 1.0

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
    """Takes pictures of one small size, and tells another one from one that is drawn again."""

    def __init__(self, box: tuple[int, int]) -> None:
        self.film: tuple[int, int] | None = None
        """Width and height at which the film wants to be shown, where that is known."""
        self._box = box
        self._news = threading.Condition()
        self._buffers: PictureBuffers | None = None
        self._latest: int | None = None
        self._count = 0
        self._is_over = False

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

    def still(self, timeout_s: float) -> Thumbnail | None:
        """Return the newest picture once it is drawn a second time: a paused one always is.

        After the time is up it is whatever picture came last; None where there was none.
        """
        with self._news:
            return self._still(time.monotonic() + timeout_s)

    def another(self, before: Thumbnail | None, timeout_s: float) -> Thumbnail | None:
        """Return the picture that comes in place of one and stays.

        None if none has come in time: it looks the same there, or nothing was found.
        """
        until_s = time.monotonic() + timeout_s
        with self._news:
            while not self._is_over:
                seen = self._count
                if not self._news.wait_for(
                    partial(self._has_more, seen), until_s - time.monotonic()
                ):
                    return None
                if before is None or self._copy() != before:
                    return self._still(until_s)
        return None

    def _still(self, until_s: float) -> Thumbnail | None:
        shown = self._copy()
        while not self._is_over:
            seen = self._count
            if not self._news.wait_for(partial(self._has_more, seen), until_s - time.monotonic()):
                return shown
            newer = self._copy()
            if newer == shown:
                return shown
            shown = newer
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
        self._is_fresh = True
        self.medium = Medium(source.mrl)
        self.duration_ms: int | None = None
        self._source = source
        self._sink = Sink(box)
        self._parsed, self._is_paused = threading.Event(), threading.Event()
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
        self._deck = Deck(self.medium, self._hear)
        self._deck.paint_into(self._sink)
        if not self._deck.start():
            return
        self._has_picture = self._sink.wait(_FIRST_WAIT_S)
        self._deck.set_pause(True)
        # Before that its next pictures may come late, and be taken for those of another place.
        self._is_paused.wait(_PAUSE_WAIT_S)
        self._sink.still(_PAUSE_WAIT_S)

    def _hear(self, event: DeckEvent, _value: float) -> None:
        """Hear of the pause, on libVLC's thread; of all else nobody hears: it is not watched."""
        if event is DeckEvent.PAUSED:
            self._is_paused.set()

    def give_up(self) -> None:
        """End all waiting for it."""
        self._parsed.set()
        self._is_paused.set()
        self._sink.end()

    def picture_at(self, position_ms: int) -> Thumbnail | None:
        """Return the picture near a position; None for what has none."""
        if self._deck is None or not self._has_picture:
            return None
        before = self._sink.newest()
        self._deck.seek(MediaMs(position_ms))
        found = self._sink.another(before, self._wait_s)
        if found is None and self._is_fresh:
            found = self._nudged(self._deck, before)
        self._is_fresh = False
        return found or self._sink.newest()

    def _nudged(self, deck: Deck, before: Thumbnail | None) -> Thumbnail | None:
        """Let it play for a moment: where it was paused too soon, libVLC draws nothing any more."""
        self._is_paused.clear()
        deck.set_pause(False)
        found = self._sink.another(before, _SEEK_WAIT_S)
        deck.set_pause(True)
        self._is_paused.wait(_PAUSE_WAIT_S)
        return found and (self._sink.still(_PAUSE_WAIT_S) or found)

    def close(self) -> None:
        """Stop and let go."""
        if self._deck is not None:
            self._sink.end()
            self._deck.stop()
            self._deck.release()
            self._deck = None
        self.medium.release()
