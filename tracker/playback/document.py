"""The player of documents: pages that turn by themselves, one after the other.

Knows: which document is open, how long a page stands, and when the next one is due.
Must never know: how pages are drawn, what samples are for, or Qt.

A document plays like a film in which every page takes the same time: a position is the time of
all pages before, and what has passed of this one. Threads: public methods may be called from any
thread and only post. Everything named ``_do`` runs on the player's own thread, the only one that
draws; ``_tell`` does, too.
"""

import itertools
import logging
import math
import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tracker.model.errors import PlaybackError
from tracker.model.phrases import phrase
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback.frames import FrameStore
from tracker.playback.libvlc_player import CLOSE_TIMEOUT_S
from tracker.playback.location import resolve
from tracker.playback.looping import loop_within
from tracker.playback.pdf import PdfPages
from tracker.playback.player import PAGE_SECONDS, MediaInfo, PlayerListener, TrackKind, Tracks
from tracker.playback.reporter import Reporter
from tracker.playback.showing import Showing
from tracker.playback.steering import MAX_RATE, MIN_RATE, SEEK_GAP_S
from tracker.playback.verdicts import unplayable

TICK_S = 0.25
"""How often the position is told; as often it is looked whether the place has another size."""

MOST_DRAWING_S = 5.0
"""A page that takes longer to draw is shown as far as it came."""

_log = logging.getLogger(__name__)


class DocumentPlayer:
    """A ``Player`` of PDF files, painting into ``frames``; each page stands ``page_seconds``.

    It has no sound, no tracks and no subtitles; the commands for these have no effect. An
    opening that is overtaken by another before it could begin is dropped without a word.
    """

    def __init__(
        self, listener: PlayerListener, frames: FrameStore, *, page_seconds: float = PAGE_SECONDS
    ) -> None:
        self._reporter = Reporter(listener)
        self._frames = frames
        self._page_ms = max(1, round(page_seconds * 1000))
        self._tasks: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._numbers = itertools.count(1)
        self._order = threading.Lock()
        self._newest = 0
        self._is_closing = False
        self._is_wanted_gone = threading.Event()
        self._showing: Showing | None = None
        self._thread = threading.Thread(target=self._run, name="documents", daemon=True)
        self._thread.start()

    def open(self, location: str, *, start_ms: MediaMs = MediaMs(0), repeats: bool = False) -> int:
        """Open a path and show it from the page at ``start_ms``; return its generation number.

        It ends also where it should repeat.
        """
        with self._order:
            generation = self._newest = next(self._numbers)
            self._is_wanted_gone.set()
            self._tasks.put(partial(self._do_open, generation, location, start_ms))
        return generation

    def play(self) -> None:
        """Let the pages turn again after a pause."""
        self._post(self._do_play)

    def pause(self) -> None:
        """Let the page stand."""
        self._post(self._do_pause)

    def seek(self, to_ms: MediaMs) -> None:
        """Go to the page at a position: to its start, unless it is the one that is shown."""
        self._post(partial(self._do_seek, to_ms))

    def set_rate(self, rate: float) -> None:
        """Let pages turn faster or slower, held within ``MIN_RATE`` and ``MAX_RATE``."""
        if math.isfinite(rate):
            self._post(partial(self._do_rate, min(max(rate, MIN_RATE), MAX_RATE)))

    def set_volume(self, percent: int) -> None:
        """Do nothing: a document is silent."""

    def set_muted(self, muted: bool) -> None:
        """Do nothing: a document is silent."""

    def ask_tracks(self, tell: Callable[[Tracks], None]) -> None:
        """Let ``tell`` hear that there are none."""
        self._tasks.put(partial(self._reporter.answer, tell, Tracks()))

    def choose_track(self, kind: TrackKind, track_id: int | None) -> None:
        """Do nothing: there are no tracks."""

    def add_subtitles(self, path: str) -> None:
        """Do nothing: a document says what it has to say."""

    def step_frame(self, by: int) -> None:
        """Turn to the next (1) or the previous (-1) page; only while paused."""
        self._post(partial(self._do_step, by))

    def snapshot(self, folder: Path, tell: Callable[[Path | None], None]) -> None:
        """Let ``tell`` hear that nothing was saved: the page is in the document already."""
        self._tasks.put(partial(self._reporter.answer, tell, None))

    def set_loop(self, part: tuple[MediaMs, MediaMs] | None) -> None:
        """Show a part again and again."""
        self._post(partial(self._do_loop, part))

    def stop(self) -> None:
        """Stop; the page stays where it is painted."""
        self._is_wanted_gone.set()
        self._tasks.put(self._do_stop)

    def close(self) -> None:
        """Stop and end the player's thread; waits at most ``CLOSE_TIMEOUT_S``."""
        self._is_closing = True
        self.stop()
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_TIMEOUT_S)
            if self._thread.is_alive():
                _log.warning("a document did not close within %s s", CLOSE_TIMEOUT_S)

    def _post(self, command: Callable[[Showing], None]) -> None:
        """Have something done with what is open by then, if anything is."""
        self._tasks.put(partial(self._do, command))

    # The player's thread.

    def _run(self) -> None:
        while not (self._is_closing and self._showing is None and self._tasks.empty()):
            try:
                task = self._tasks.get(timeout=self._seconds_to_wait())
                if not self._is_closing or task == self._do_stop:
                    task()
            except queue.Empty:
                continue
            except PlaybackError as error:
                self._give_up(error)
            except Exception:
                _log.exception("a document could not be shown on")
                name: str = phrase("Errors", "the document")
                if self._showing is not None:
                    name = self._showing.name
                hint = phrase("Errors", "The log says why; please report it.")
                self._give_up(
                    PlaybackError(
                        phrase("Errors", "The player had to give up on {name}.").format(name=name),
                        hint=hint,
                    )
                )

    def _seconds_to_wait(self) -> float | None:
        """Do what time makes due; return the seconds until there is more, None for never."""
        showing = self._showing
        if showing is None:
            return None
        now_s = time.monotonic()
        showing.move(now_s)
        if showing.has_ended():
            self._reporter.sample(showing.generation, SampleKind.ENDED)
            self._do_stop()
            return None
        if showing.wanted_seek is None and showing.loop is not None and showing.has_looped():
            showing.wanted_seek = showing.loop.from_ms
        if showing.wanted_seek is not None and now_s >= showing.last_seek_s + SEEK_GAP_S:
            self._go(showing, showing.wanted_seek)
        # Whoever leafs through fast needs no picture of what is passed over.
        if self._tasks.empty():
            self._draw(showing)
        waits = [TICK_S]
        if showing.is_playing:
            if now_s >= showing.next_tick_s:
                self._tell_position(showing)
            waits += [showing.next_tick_s - now_s, showing.seconds_to_turn()]
        if showing.wanted_seek is not None:
            waits.append(showing.last_seek_s + SEEK_GAP_S - now_s)
        return max(0.0, min(waits))

    def _tell_position(self, showing: Showing) -> None:
        showing.move(time.monotonic())
        showing.next_tick_s = showing.since_s + TICK_S
        position_ms = MediaMs(int(showing.at_ms))
        self._reporter.sample(showing.generation, SampleKind.TICK, position_ms=position_ms)

    def _draw(self, showing: Showing) -> None:
        """Draw the page at the position, unless it is shown at the right size already."""
        wanted = (showing.page, self._frames.target)
        if showing.drawn == wanted:
            return
        deadline_s = time.monotonic() + MOST_DRAWING_S
        width, height = showing.pages.size(showing.page)
        layout = self._frames.fill(width / height)
        number, address = self._frames.begin()
        showing.pages.draw(
            showing.page,
            layout,
            address,
            lambda: time.monotonic() < deadline_s and not self._is_wanted_gone.is_set(),
        )
        self._frames.publish(number)
        showing.drawn = wanted

    def _do(self, command: Callable[[Showing], None]) -> None:
        if self._showing is not None:
            self._showing.move(time.monotonic())
            command(self._showing)

    def _do_open(self, generation: int, location: str, start_ms: MediaMs) -> None:
        self._do_stop()
        if generation != self._newest:
            return
        self._is_wanted_gone.clear()
        try:
            source = resolve(location)
            if source.path is None:
                raise unplayable(source)
            pages = PdfPages(source.path, source.name)
        except PlaybackError as error:
            self._reporter.fail(generation, error)
            return
        showing = self._showing = Showing(generation, source.name, pages, self._page_ms)
        if 0 < start_ms < showing.duration_ms:
            showing.at_ms = float(showing.start_of(showing.page_at(start_ms)))
        # Before a word is said: a document whose first page cannot be drawn was never open.
        self._draw(showing)
        duration_ms = MediaMs(showing.duration_ms)
        width, height = pages.size(showing.page)
        info = MediaInfo(location, True, False, duration_ms, round(width), round(height))
        self._reporter.begin(generation, info, MediaMs(int(showing.at_ms)))
        self._reporter.length(generation, duration_ms)
        if pages.page_count < pages.pages_in_file:
            self._reporter.notice(
                phrase(
                    "Errors",
                    "{name} has {all} pages; the first {shown} are shown.",
                ).format(
                    name=source.name,
                    all=pages.pages_in_file,
                    shown=pages.page_count,
                )
            )
        self._do_play(showing)

    def _do_play(self, showing: Showing) -> None:
        if not showing.is_playing:
            showing.is_playing, showing.since_s = True, time.monotonic()
            showing.next_tick_s = showing.since_s + TICK_S
            self._reporter.sample(showing.generation, SampleKind.PLAY)

    def _do_pause(self, showing: Showing) -> None:
        if showing.is_playing:
            showing.is_playing = False
            self._reporter.sample(showing.generation, SampleKind.PAUSE)

    def _do_seek(self, to_ms: MediaMs, showing: Showing) -> None:
        there = MediaMs(max(0, min(to_ms, showing.duration_ms)))
        page = showing.page_at(there)
        showing.wanted_seek = there if page == showing.page else showing.start_of(page)

    def _do_step(self, by: int, showing: Showing) -> None:
        if not showing.is_playing:
            self._go(showing, showing.start_of(showing.page + by))

    def _go(self, showing: Showing, to_ms: MediaMs) -> None:
        showing.wanted_seek, showing.last_seek_s = None, time.monotonic()
        self._reporter.sample(showing.generation, SampleKind.SEEK, position_ms=to_ms)
        showing.at_ms, showing.since_s = float(to_ms), showing.last_seek_s
        showing.next_tick_s = showing.since_s + TICK_S

    def _do_rate(self, rate: float, showing: Showing) -> None:
        self._reporter.sample(showing.generation, SampleKind.RATE, rate=rate)
        showing.rate = rate

    def _do_loop(self, part: tuple[MediaMs, MediaMs] | None, showing: Showing) -> None:
        showing.loop = loop_within(part, showing.duration_ms)

    def _do_stop(self) -> None:
        showing, self._showing = self._showing, None
        if showing is not None:
            self._reporter.finish(showing.generation)
            self._frames.finish()
            showing.pages.close()

    def _give_up(self, error: PlaybackError) -> None:
        """Tell of a document that cannot be shown on."""
        showing = self._showing
        if showing is not None:
            self._reporter.sample(showing.generation, SampleKind.ERROR)
            self._do_stop()
            self._reporter.fail(showing.generation, error)
