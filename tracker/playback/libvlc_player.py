"""The player over libVLC: one thread that gives every command.

Knows: which medium is open, what it was told to do, and in which order things must happen.
Must never know: how libVLC is bound, what samples are for, or Qt.

Threads: public methods may be called from any thread and only post. Everything named ``_do``
and ``_on`` runs on the player's own thread. ``_hear`` runs on libVLC's threads, or on ours
inside a command: it reports, posts and returns.
"""

import itertools
import logging
import math
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from tracker.model.errors import PlaybackError
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback import extras, steering
from tracker.playback.deck import DeckEvent
from tracker.playback.frames import FrameStore
from tracker.playback.location import ANY_HOST, resolve
from tracker.playback.medium import PARSE_TIMEOUT_MS, ParseOutcome
from tracker.playback.opening import NOBODYS, Opening
from tracker.playback.outputs import MemoryOutput, Output, expect_picture, look_for_picture
from tracker.playback.player import PlayerListener, TrackKind, Tracks
from tracker.playback.preparing import furnish, look_into
from tracker.playback.reporter import Reporter
from tracker.playback.sound import Sound
from tracker.playback.steering import MAX_RATE, MIN_RATE
from tracker.playback.stream_hosts import StreamHosts
from tracker.playback.verdicts import given_up, unplayable

CLOSE_TIMEOUT_S = 3.0
"""How long ``close`` waits for the player's thread."""

_REPORTED_AS_THEY_ARE = {
    DeckEvent.PLAYING: SampleKind.PLAY,
    DeckEvent.PAUSED: SampleKind.PAUSE,
    DeckEvent.ENDED: SampleKind.ENDED,
    DeckEvent.FAILED: SampleKind.ERROR,
}

_log = logging.getLogger(__name__)


class LibVlcPlayer:
    """A ``Player`` by libVLC 3. Pictures go to ``output``, or to memory of ``frames`` if given.

    ``audio`` says whether sound may be made; None asks the machine once. An opening that is
    overtaken by another before it could begin is dropped without a word to the listener.

    A film that ``stands_by`` is made ready at once: where it is the first to be opened, from
    its beginning, it need only be let go. Nobody sees, hears or counts anything of it before.
    """

    def __init__(
        self,
        listener: PlayerListener,
        *,
        frames: FrameStore | None = None,
        output: Output | None = None,
        audio: bool | None = None,
        hosts: StreamHosts = ANY_HOST,
        stands_by: str | None = None,
    ) -> None:
        self._reporter = Reporter(listener)
        self._hosts = hosts
        self._output = output or (MemoryOutput(frames) if frames is not None else None)
        self._sound = Sound(audio)
        self._tasks: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._numbers = itertools.count(1)
        self._order = threading.Lock()
        self._newest = 0
        self._is_closing = False
        self._opening: Opening | None = None
        self._standby: Opening | None = None
        if stands_by is not None:
            self._tasks.put(partial(self._do_stand_by, stands_by))
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    def open(self, location: str, *, start_ms: MediaMs = MediaMs(0), repeats: bool = False) -> int:
        """Open a path or URL and play it; return its generation number, at once."""
        with self._order:
            generation = self._newest = next(self._numbers)
            self._tasks.put(partial(self._do_open, generation, location, start_ms, repeats))
        return generation

    def play(self) -> None:
        """Play on after a pause."""
        self._tasks.put(partial(self._steer, steering.pause, is_paused=False))

    def pause(self) -> None:
        """Pause; a medium that cannot pause, such as a live stream, plays on."""
        self._tasks.put(partial(self._steer, steering.pause, is_paused=True))

    def seek(self, to_ms: MediaMs) -> None:
        """Go to a position, held within the medium; the last of several quick ones counts."""
        self._tasks.put(partial(self._steer, steering.seek, to_ms=to_ms))

    def set_rate(self, rate: float) -> None:
        """Set this medium's speed, held within ``MIN_RATE`` and ``MAX_RATE``."""
        if math.isfinite(rate):
            held = min(max(rate, MIN_RATE), MAX_RATE)
            self._tasks.put(partial(self._steer, steering.set_rate, rate=held))

    def set_volume(self, percent: int) -> None:
        """Set the loudness of this and every later medium, 0 to 100 percent."""
        self._sound.volume = min(max(percent, 0), 100)
        self._tasks.put(self._do_sound)

    def set_muted(self, muted: bool) -> None:
        """Silence this and every later medium, or let them be heard again."""
        self._sound.is_muted = muted
        self._tasks.put(self._do_sound)

    def ask_tracks(self, tell: Callable[[Tracks], None]) -> None:
        """Let ``tell`` hear of the tracks of the medium that plays."""
        self._tasks.put(partial(self._do_extra, partial(extras.tell_tracks, tell=tell)))

    def choose_track(self, kind: TrackKind, track_id: int | None) -> None:
        """Play another track, or none of its kind."""
        chosen = partial(extras.choose_track, kind=kind, track_id=track_id)
        self._tasks.put(partial(self._do_extra, chosen))

    def add_subtitles(self, path: str) -> None:
        """Show the subtitles of a file; one that cannot be used is a notice."""
        self._tasks.put(partial(self._do_extra, partial(extras.add_subtitles, path=path)))

    def step_frame(self, by: int) -> None:
        """Show the next (1) or the previous (-1) picture of a paused film."""
        self._tasks.put(partial(self._do_extra, partial(extras.step_frame, by=by)))

    def snapshot(self, folder: Path, tell: Callable[[Path | None], None]) -> None:
        """Save the shown picture as a PNG in a folder, never over an existing file."""
        taken = partial(extras.take_snapshot, folder=folder, tell=tell)
        self._tasks.put(partial(self._do_extra, taken))

    def set_loop(self, part: tuple[MediaMs, MediaMs] | None) -> None:
        """Play a part again and again; one shorter than ``LEAST_LOOP_MS`` is none."""
        self._tasks.put(partial(self._steer, steering.set_loop, part=part))

    def stop(self) -> None:
        """Stop; also what was asked to open and has not begun."""
        self._tasks.put(self._do_stop)

    def close(self) -> None:
        """Stop and end the player's thread; waits at most ``CLOSE_TIMEOUT_S``."""
        self._is_closing = True
        self._tasks.put(self._do_stop)
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_TIMEOUT_S)
            if self._thread.is_alive():
                _log.warning("libVLC did not stop within %s s", CLOSE_TIMEOUT_S)

    # The player's thread.

    def _run(self) -> None:
        while True:
            try:
                task = self._tasks.get(timeout=self._seconds_to_wait())
                if not self._is_closing or task == self._do_stop:
                    task()
            except queue.Empty:
                continue
            except Exception:
                _log.exception("a command of the player failed")
                self._abandon()
            if self._is_closing and self._opening is None and self._tasks.empty():
                return

    def _abandon(self) -> None:
        """After a mistake of our own: let nobody wait for a medium that will not go on."""
        opening, self._opening = self._opening, None
        if opening is not None:
            self._reporter.finish(opening.generation)
            self._reporter.fail(opening.generation, given_up(opening.source))

    def _seconds_to_wait(self) -> float | None:
        """Do what time alone makes due; return the seconds until the next such thing."""
        waits = [self._reporter.check_stall()]
        opening, now = self._opening, time.monotonic()
        if self._standby is not None:
            waits.append(self._seconds_to_stand_by(self._standby.parse_deadline_s - now))
        if opening is not None and opening.deck is None:
            if now >= opening.parse_deadline_s:
                self._on_parsed(opening, ParseOutcome.TIMEOUT)
            else:
                waits.append(opening.parse_deadline_s - now)
        elif opening is not None and opening.is_playing:
            waits.append(look_for_picture(opening, self._reporter, now))
            waits.append(steering.seek_when_due(opening, self._reporter, now))
        return min((wait for wait in waits if wait is not None), default=None)

    def _seconds_to_stand_by(self, left_s: float) -> float | None:
        """Let it go once nobody has come for so long as a look into it may take."""
        if left_s > 0:
            return left_s
        self._drop_standby()
        return None

    def _do_stand_by(self, location: str) -> None:
        with suppress(PlaybackError):  # What is wrong with it, its opening will say.
            source = resolve(location, self._hosts)
            # What may be unable to wait, as a stream, must not be opened before it is wanted.
            if source.path is not None and source.path.is_file():
                self._standby = look_into(NOBODYS, location, source, MediaMs(0), self._parsed)

    def _do_open(self, generation: int, location: str, start_ms: MediaMs, repeats: bool) -> None:
        self._do_stop()
        if generation != self._newest:
            return
        standby = self._standby
        if standby is not None and not repeats and standby.stands_for(location, start_ms):
            self._let_go(standby, generation)
            return
        self._drop_standby()
        try:
            source = resolve(location, self._hosts)
            self._opening = look_into(
                generation, location, source, start_ms, self._parsed, repeats=repeats
            )
        except PlaybackError as error:
            self._reporter.fail(generation, error)

    def _parsed(self, opening: Opening, outcome: ParseOutcome) -> None:
        self._tasks.put(partial(self._on_parsed, opening, outcome))

    def _let_go(self, opening: Opening, generation: int) -> None:
        """Open what has stood by: tell what was not told of it, then let it play."""
        if opening.info is None or opening.deck is None:
            raise RuntimeError("what is not ready cannot be let go")
        self._opening, self._standby = opening, None
        opening.generation = generation
        self._reporter.begin(generation, opening.info, opening.start_ms)
        if opening.told_length_ms is not None:
            self._reporter.length(generation, opening.told_length_ms)
        opening.deck.set_pause(False)

    def _on_parsed(self, opening: Opening, outcome: ParseOutcome) -> None:
        if opening not in (self._opening, self._standby) or opening.deck is not None:
            return
        contents = opening.medium.contents(opening.location, opening.source.name)
        info = contents.info
        if opening is self._standby:
            if not info.has_video:
                self._drop_standby()
                return
            opening.medium.stand_by()
        elif not (info.has_video or info.has_audio):
            waited_ms = PARSE_TIMEOUT_MS if outcome is ParseOutcome.TIMEOUT else None
            self._give_up(opening, unplayable(opening.source, waited_ms=waited_ms))
            return
        deck = furnish(opening, contents, self._sound, self._output, self._reporter, self._hear)
        if opening is self._opening and opening.info is not None:
            self._reporter.begin(opening.generation, opening.info, opening.start_ms)
        if not deck.start():
            self._give_up(opening, unplayable(opening.source))

    def _hear(self, opening: Opening, event: DeckEvent, value: float) -> None:
        generation = opening.generation
        if event is DeckEvent.TIME:
            self._reporter.sample(generation, SampleKind.TICK, position_ms=MediaMs(int(value)))
            opening.heard = (int(value), time.monotonic())
            if opening.loop is not None:
                self._tasks.put(_look_at_the_time)
            if not opening.has_ticked:
                opening.has_ticked = True
                self._tasks.put(self._do_sound)
        elif event is DeckEvent.LENGTH:
            if value > 0:
                opening.longest_ms = max(opening.longest_ms, int(value))
                opening.told_length_ms = MediaMs(int(value))
                self._reporter.length(generation, opening.told_length_ms)
        elif event is DeckEvent.BUFFERING:
            if self._reporter.buffering(generation, value):
                self._tasks.put(_look_at_the_time)
        elif event is DeckEvent.STOPPED:
            self._reporter.finish(generation)
        else:
            self._reporter.sample(generation, _REPORTED_AS_THEY_ARE[event])
            self._tasks.put(partial(self._on_state, opening, event))

    def _on_state(self, opening: Opening, event: DeckEvent) -> None:
        if opening is self._standby:
            opening.is_ready = event is DeckEvent.PAUSED
        if opening is not self._opening:
            return
        if event is DeckEvent.PAUSED:
            opening.rest()
        elif event is DeckEvent.PLAYING:
            opening.move()
        if event is DeckEvent.PLAYING and not opening.is_playing:
            opening.is_playing = True
            opening.playing_since_s = time.monotonic()
            expect_picture(opening)
            self._sound.apply(opening)
            steering.begin(opening, self._reporter)
        elif event is DeckEvent.ENDED:
            if opening.was_played():
                self._do_stop()
            else:
                self._give_up(opening, unplayable(opening.source))
        elif event is DeckEvent.FAILED:
            self._give_up(opening, unplayable(opening.source))

    def _give_up(self, opening: Opening, error: PlaybackError) -> None:
        if opening is self._standby:
            self._drop_standby()
            return
        self._do_stop()
        self._reporter.fail(opening.generation, error)

    def _steer(self, steer: Callable[..., None], **how: object) -> None:
        if self._opening is not None:
            steer(self._opening, self._reporter, **how)

    def _do_sound(self) -> None:
        if self._opening is not None:
            self._sound.apply(self._opening)

    def _do_extra(self, extra: Callable[[Opening | None, Reporter], None]) -> None:
        extra(self._opening, self._reporter)

    def _do_stop(self) -> None:
        opening, self._opening = self._opening, None
        if opening is not None:
            self._release(opening)
        if self._is_closing:
            self._drop_standby()

    def _drop_standby(self) -> None:
        opening, self._standby = self._standby, None
        if opening is not None:
            self._release(opening)

    def _release(self, opening: Opening) -> None:
        if opening.deck is not None:
            opening.deck.stop()
            self._reporter.finish(opening.generation)
            if self._output is not None:
                self._output.finish()
            opening.deck.release()
        opening.medium.release()


def _look_at_the_time() -> None:
    """Do nothing: the player's thread looks for what is due before every wait."""
