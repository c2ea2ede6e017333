"""One player before two: films go to one, documents to the other.

Knows: which of the two shows something, and which generation of theirs is which of ours.
Must never know: how either of them plays, or how a document is told from a film.

Threads: public methods may be called from any thread and only post. Everything named ``_do``
runs on a thread of its own, because to look into a file may take time.
"""

import itertools
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from tracker.model.errors import PlaybackError
from tracker.model.samples import PlaybackSample
from tracker.model.units import MediaMs
from tracker.playback.location import resolve
from tracker.playback.player import MediaInfo, Player, PlayerListener, TrackKind, Tracks

CLOSE_TIMEOUT_S = 1.0
"""How long ``close`` waits for the thread that looks into files."""

_FENCE_LOOK_S = 0.1

_log = logging.getLogger(__name__)

MakePlayer: TypeAlias = Callable[[PlayerListener], Player]
"""Makes a player that tells a listener."""


class _Renumbered:
    """One of the two players, and the listener that gives its generations our numbers."""

    def __init__(self, listener: PlayerListener, make: MakePlayer) -> None:
        self._listener = listener
        self._make = make
        self._made: Player | None = None
        self._lock = threading.Lock()
        self._ours: dict[int, int] = {}

    @property
    def player(self) -> Player:
        """The player, made when it is first needed."""
        if self._made is None:
            self._made = self._make(self)
        return self._made

    def close(self) -> None:
        """Close the player, if there ever was one."""
        if self._made is not None:
            self._made.close()

    def open(self, generation: int, location: str, start_ms: MediaMs, repeats: bool) -> None:
        """Open something under our number."""
        # Held until the number is known: the player may speak before it has returned it.
        with self._lock:
            ours = self.player.open(location, start_ms=start_ms, repeats=repeats)
            self._ours[ours] = generation

    def opening(self, generation: int, info: MediaInfo) -> None:
        """Pass it on."""
        self._listener.opening(self._number(generation, is_first=True), info)

    def sampled(self, sample: PlaybackSample) -> None:
        """Pass it on."""
        self._listener.sampled(replace(sample, generation=self._number(sample.generation)))

    def failed(self, generation: int, error: PlaybackError) -> None:
        """Pass it on."""
        self._listener.failed(self._number(generation, is_first=True), error)

    def noticed(self, message: str) -> None:
        """Pass it on."""
        self._listener.noticed(message)

    def _number(self, generation: int, *, is_first: bool = False) -> int:
        """Return our number; ``is_first`` says that nothing more comes of those before."""
        with self._lock:
            if is_first:
                self._ours = {one: ours for one, ours in self._ours.items() if one >= generation}
            return self._ours[generation]


class RoutingPlayer:
    """A ``Player`` that shows films by one player and documents by another, never both at once.

    ``films`` and ``documents`` make the two, the second when the first document comes;
    ``is_document`` looks into a file and may raise OSError. What is no file is a film.
    Generation numbers are one sequence for both.
    """

    def __init__(
        self,
        listener: PlayerListener,
        films: MakePlayer,
        documents: MakePlayer,
        *,
        is_document: Callable[[Path], bool],
    ) -> None:
        self._films = _Renumbered(listener, films)
        self._films_player = self._films.player
        self._documents = _Renumbered(listener, documents)
        self._is_document = is_document
        self._current = self._films
        self._tasks: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._numbers = itertools.count(1)
        self._order = threading.Lock()
        self._newest = 0
        self._is_closing = False
        self._thread = threading.Thread(target=self._run, name="routing", daemon=True)
        self._thread.start()

    def open(self, location: str, *, start_ms: MediaMs = MediaMs(0), repeats: bool = False) -> int:
        """Open a path or URL with the player that it needs; return its generation number."""
        with self._order:
            generation = self._newest = next(self._numbers)
            self._tasks.put(partial(self._do_open, generation, location, start_ms, repeats))
        return generation

    def play(self) -> None:
        """Play on after a pause."""
        self._post(lambda player: player.play())

    def pause(self) -> None:
        """Pause."""
        self._post(lambda player: player.pause())

    def seek(self, to_ms: MediaMs) -> None:
        """Go to a position."""
        self._post(lambda player: player.seek(to_ms))

    def set_rate(self, rate: float) -> None:
        """Set the speed of what is open."""
        self._post(lambda player: player.set_rate(rate))

    def set_volume(self, percent: int) -> None:
        """Set the loudness of this and every later film, 0 to 100 percent."""
        self._films_player.set_volume(percent)

    def set_muted(self, muted: bool) -> None:
        """Silence this and every later film, or let them be heard again."""
        self._films_player.set_muted(muted)

    def ask_tracks(self, tell: Callable[[Tracks], None]) -> None:
        """Let ``tell`` hear of the tracks."""
        self._post(lambda player: player.ask_tracks(tell))

    def choose_track(self, kind: TrackKind, track_id: int | None) -> None:
        """Play another track, or none of its kind."""
        self._post(lambda player: player.choose_track(kind, track_id))

    def add_subtitles(self, path: str) -> None:
        """Show the subtitles of a file."""
        self._post(lambda player: player.add_subtitles(path))

    def step_frame(self, by: int) -> None:
        """Show the next (1) or the previous (-1) picture or page; only while paused."""
        self._post(lambda player: player.step_frame(by))

    def snapshot(self, folder: Path, tell: Callable[[Path | None], None]) -> None:
        """Save the shown picture in a folder."""
        self._post(lambda player: player.snapshot(folder, tell))

    def set_loop(self, part: tuple[MediaMs, MediaMs] | None) -> None:
        """Play a part again and again; None plays on."""
        self._post(lambda player: player.set_loop(part))

    def stop(self) -> None:
        """Stop; also what was asked to open and has not begun."""
        self._post(lambda player: player.stop())

    def close(self) -> None:
        """Stop, end all threads and free everything; waits at most a few seconds."""
        self._is_closing = True
        self._tasks.put(lambda: None)
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_TIMEOUT_S)
        self._documents.close()
        self._films.close()

    def _post(self, command: Callable[[Player], None]) -> None:
        self._tasks.put(lambda: command(self._current.player))

    # The thread that looks into files.

    def _run(self) -> None:
        while True:
            task = self._tasks.get()
            if self._is_closing:
                return
            try:
                task()
            except Exception:
                _log.exception("a command could not be passed on to its player")

    def _do_open(self, generation: int, location: str, start_ms: MediaMs, repeats: bool) -> None:
        self._current.player.stop()
        wanted = self._documents if self._holds_document(location) else self._films
        if generation != self._newest or self._is_closing:
            return
        if wanted is not self._current:
            self._await(self._current.player)
            self._current = wanted
        wanted.open(generation, location, start_ms, repeats)

    def _holds_document(self, location: str) -> bool:
        try:
            path = resolve(location).path
            return path is not None and self._is_document(path)
        except (PlaybackError, OSError):
            # What is wrong with it, the player of films will say.
            return False

    def _await(self, player: Player) -> None:
        """Wait until a player has done all that it was told to.

        Two players that paint into one place must not do so at once, and the STOP of the one
        comes before the opening of the other.
        """
        done = threading.Event()
        player.ask_tracks(lambda _tracks: done.set())
        while not (done.wait(_FENCE_LOOK_S) or self._is_closing):
            pass
