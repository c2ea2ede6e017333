"""Proof of play: what a film that runs for nobody has proven, round by round.

Knows: that a wrap, or the end, completes a round, and how often a running one is told.
Must never know: who watches; nobody does. Where the proof is kept.
"""

from collections.abc import Callable
from dataclasses import replace

from tracker.model.records import dataclass
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MonotonicNs, UnixMs
from tracker.model.visits import ProofOfPlay

TELL_EVERY_MS = 10_000
"""How often a round that runs is told: a power cut takes so much of the proof at most."""

WRAP_MS = 1_000
"""A position that falls by more than this has begun anew; ticks come out of order by less."""

_ENDS = frozenset({SampleKind.ENDED, SampleKind.STOP, SampleKind.ERROR})


@dataclass(frozen=True, slots=True)
class Film:
    """What runs: its device, its id in the configuration, its name, and its content's id."""

    device: str
    item: str
    name: str
    external_id: str | None


class PlayLog:
    """Turns one opening's samples into proof of play; ``tell`` hears it, ``new_id`` names it."""

    def __init__(
        self, film: Film, tell: Callable[[ProofOfPlay], None], new_id: Callable[[], str]
    ) -> None:
        self._film = film
        self._tell = tell
        self._new_id = new_id
        self._running: ProofOfPlay | None = None
        self._began_ns = self._told_ns = MonotonicNs(0)
        self._position_ms = 0

    def take(self, sample: PlaybackSample) -> None:
        """Take a sample, on the thread of the player."""
        running, now_ns = self._running, sample.at_ns
        if sample.kind is SampleKind.TICK and sample.position_ms is not None:
            has_wrapped = sample.position_ms < self._position_ms - WRAP_MS
            self._position_ms = sample.position_ms
            if running is not None and has_wrapped:
                self._end(running, now_ns, is_full=True)
                running = None
            if running is None:
                self._begin(now_ns, sample.wall_ms or UnixMs(0))
            elif now_ns - self._told_ns >= TELL_EVERY_MS * NS_PER_MS:
                self._say(self._lasting(running, now_ns), now_ns)
        elif sample.kind in _ENDS and running is not None:
            self._end(running, now_ns, is_full=sample.kind is SampleKind.ENDED)

    def _begin(self, now_ns: MonotonicNs, now_ms: UnixMs) -> None:
        film = self._film
        self._began_ns = now_ns
        self._say(
            ProofOfPlay(
                self._new_id(),
                film.device,
                film.item,
                film.name,
                film.external_id,
                started_ms=now_ms,
                ended_ms=now_ms,
                is_full=False,
            ),
            now_ns,
        )

    def _end(self, running: ProofOfPlay, now_ns: MonotonicNs, *, is_full: bool) -> None:
        self._say(replace(self._lasting(running, now_ns), is_full=is_full), now_ns)
        self._running = None

    def _lasting(self, running: ProofOfPlay, now_ns: MonotonicNs) -> ProofOfPlay:
        """Let a round last as long as it did: the wall clock may have been set meanwhile."""
        lasted_ms = (now_ns - self._began_ns) // NS_PER_MS
        return replace(running, ended_ms=UnixMs(running.started_ms + lasted_ms))

    def _say(self, play: ProofOfPlay, now_ns: MonotonicNs) -> None:
        self._running, self._told_ns = play, now_ns
        self._tell(play)
