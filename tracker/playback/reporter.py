"""Stamping samples and passing them on, in order and only for the opening that is live.

Knows: the two clocks, the listener, and which generation may still speak.
Must never know: libVLC. It is called on the media library's threads, so it takes one short
lock, never waits and never raises.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from tracker.model.errors import PlaybackError
from tracker.model.records import dataclass
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MediaMs, MonotonicNs, UnixMs
from tracker.playback.player import MediaInfo, PlayerListener

STALL_NS = 1_000_000_000
"""Buffering that lasts longer than this is a stall; a seek alone makes 10 ms of it (R1)."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment on both clocks."""

    at_ns: MonotonicNs
    wall_ms: UnixMs

    @classmethod
    def now(cls) -> "Stamp":
        """Read both clocks."""
        return cls(MonotonicNs(time.monotonic_ns()), UnixMs(time.time_ns() // NS_PER_MS))


_log = logging.getLogger(__name__)


class Reporter:
    """Tells one listener about one opening at a time.

    A generation may speak from its ``begin`` until its STOP, of which there is exactly one.
    Stamp and delivery happen under one lock: samples arrive in the order of their stamps. Whoever
    passes on what was stamped before, on one thread and in order, gives the ``stamp`` along.
    """

    def __init__(self, listener: PlayerListener) -> None:
        self._listener = listener
        self._lock = threading.Lock()
        self._live: int | None = None
        self._is_playing = False
        self._buffering_since_ns: int | None = None
        self._is_stalled = False
        self._first_length_ms: MediaMs | None = None
        self._has_ticked = False

    def begin(
        self, generation: int, info: MediaInfo, start_ms: MediaMs, *, stamp: Stamp | None = None
    ) -> None:
        """Announce a medium, then its OPEN sample; from now on its generation may speak.

        The sample has no duration: what a header claims is no report of the player's (R9).
        """
        self._tell(self._listener.opening, generation, info)
        with self._lock:
            self._live = generation
            self._is_playing = self._is_stalled = False
            self._buffering_since_ns = self._first_length_ms = None
            self._has_ticked = False
            self._emit(generation, SampleKind.OPEN, stamp, position_ms=start_ms)

    def sample(
        self,
        generation: int,
        kind: SampleKind,
        *,
        position_ms: MediaMs | None = None,
        rate: float | None = None,
        stamp: Stamp | None = None,
    ) -> None:
        """Stamp a sample and pass it on; one of a generation that is over is dropped."""
        with self._lock:
            if generation != self._live:
                return
            if kind in (SampleKind.TICK, SampleKind.ENDED):
                self._emit_first_length(generation, stamp)
            if kind is SampleKind.PLAY:
                self._is_playing, self._is_stalled = True, False
            elif kind in (SampleKind.PAUSE, SampleKind.ENDED, SampleKind.ERROR):
                self._is_playing = False
                self._buffering_since_ns = None
            self._emit(generation, kind, stamp, position_ms=position_ms, rate=rate)

    def length(self, generation: int, duration_ms: MediaMs, *, stamp: Stamp | None = None) -> None:
        """Report a duration; the last one before the first tick is held back until then.

        Until it has read a block, libVLC guesses from the bit rate: 68.6 s for an MP3 of 60 s,
        put right with the first tick. The largest report counts (R9), so a guess is none.
        """
        with self._lock:
            if generation != self._live:
                return
            if self._has_ticked:
                self._emit(generation, SampleKind.LENGTH, stamp, duration_ms=duration_ms)
            else:
                self._first_length_ms = duration_ms

    def buffering(self, generation: int, percent: float) -> bool:
        """Note how full the buffer is; True if ``check_stall`` should now be called in time.

        A full buffer after a reported stall is a PLAY sample.
        """
        with self._lock:
            if generation != self._live or not self._is_playing:
                return False
            if percent >= 100:
                self._buffering_since_ns = None
                if self._is_stalled:
                    self._is_stalled = False
                    self._emit(generation, SampleKind.PLAY)
                return False
            is_new = self._buffering_since_ns is None
            if is_new:
                self._buffering_since_ns = time.monotonic_ns()
            return is_new

    def check_stall(self) -> float | None:
        """Report a stall that has lasted long enough; return the seconds until one would be."""
        with self._lock:
            if self._live is None or self._buffering_since_ns is None or self._is_stalled:
                return None
            left_ns = self._buffering_since_ns + STALL_NS - time.monotonic_ns()
            if left_ns > 0:
                return left_ns / 1e9
            self._is_stalled = True
            self._emit(self._live, SampleKind.BUFFERING)
            return None

    def finish(self, generation: int, *, stamp: Stamp | None = None) -> None:
        """Report STOP, once, and let the generation say no more."""
        with self._lock:
            if generation == self._live:
                self._emit(generation, SampleKind.STOP, stamp)
                self._live = None

    def fail(self, generation: int, error: PlaybackError) -> None:
        """Tell of a medium that cannot be played; its generation must be finished before."""
        self._tell(self._listener.failed, generation, error)

    def notice(self, message: str) -> None:
        """Tell of something that a person should know."""
        self._tell(self._listener.noticed, message)

    def answer(self, tell: Callable[[Answer], None], answer: Answer) -> None:
        """Answer whoever has asked something of the player."""
        self._tell(tell, answer)

    def _emit_first_length(self, generation: int, stamp: Stamp | None) -> None:
        self._has_ticked = True
        if self._first_length_ms is not None:
            self._emit(generation, SampleKind.LENGTH, stamp, duration_ms=self._first_length_ms)
            self._first_length_ms = None

    def _emit(
        self, generation: int, kind: SampleKind, stamp: Stamp | None = None, **fields: Any
    ) -> None:
        stamp = stamp or Stamp.now()
        stamped = PlaybackSample(
            kind=kind,
            at_ns=stamp.at_ns,
            wall_ms=stamp.wall_ms,
            generation=generation,
            **fields,
        )
        self._tell(self._listener.sampled, stamped)

    def _tell(self, hear: Callable[..., None], *words: Any) -> None:
        try:
            hear(*words)
        except Exception:
            _log.exception("a listener of the player raised; playback goes on")
