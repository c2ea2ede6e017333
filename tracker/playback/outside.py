"""One player as it looks from outside: looks in, samples out.

Knows: what a look says, and what must have happened between two of them.
Must never know: how a player is looked at, sessions, or why a film may be followed.
"""

from collections.abc import Callable
from typing import Any

from tracker.model.records import dataclass
from tracker.model.samples import SampleKind
from tracker.model.units import NS_PER_MS, MediaMs, MonotonicNs, UnixMs
from tracker.playback.player import MediaInfo, PlayerListener
from tracker.playback.reporter import Reporter, Stamp

NEAR_END_MS = 250
"""A film that was this near to its end when its player fell silent has come to its end (R6)."""

HEAD_MS = 500
"""How much further than time allows a film may be that has just begun (R3)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a player said of itself at one moment. ``url`` and ``length_ms`` are None unless said.

    ``track`` tells two openings of the same address apart.
    """

    status: str
    url: str | None
    track: str
    position_ms: MediaMs
    length_ms: MediaMs | None
    rate: float

    @property
    def is_playing(self) -> bool:
        """Whether it plays."""
        return self.status == "Playing"


class OutsidePlayer:
    """One player as it looks from outside: turns looks into samples.

    ``find`` returns the file's path where a film may be followed, and None where it may not.
    ``absent`` is when the player was not there yet; None where nobody looked.
    """

    def __init__(
        self,
        listener: PlayerListener,
        find: Callable[[str], str | None],
        absent: Stamp | None = None,
    ) -> None:
        self._reporter = Reporter(listener)
        self._find = find
        self._generation = 0
        self._is_live = False
        self._last: Look | None = None
        self._last_stamp = absent
        self._rate = 1.0

    def take(self, look: Look, stamp: Stamp) -> None:
        """Take one look."""
        last = self._last
        is_same = last is not None and (last.url, last.track) == (look.url, look.track)
        if self._is_live and (not is_same or look.status not in ("Playing", "Paused")):
            self._finish(stamp)
        if look.is_playing and not self._is_live and not (is_same and _was_refused(last)):
            self._begin(look, stamp)
        if self._is_live:
            self._follow(look, last if is_same else None, stamp)
        self._last, self._last_stamp = look, stamp

    def close(self) -> None:
        """Note that the player is gone."""
        if self._is_live:
            self._finish(Stamp.now())

    def _begin(self, look: Look, stamp: Stamp) -> None:
        path = None if look.url is None else self._find(look.url)
        if path is None:
            return
        self._generation += 1
        self._is_live, self._rate = True, 1.0
        info = MediaInfo(location=path, has_video=True, has_audio=True, duration_ms=None)
        start_ms, began = self._beginning(look, stamp)
        self._reporter.begin(self._generation, info, start_ms, stamp=began)
        self._say(SampleKind.PLAY, began)

    def _beginning(self, look: Look, stamp: Stamp) -> tuple[MediaMs, Stamp]:
        """Return where and when play began: at the start, if it was not there at the last look.

        R3 then judges whether the time allows it.
        """
        if self._last_stamp is None:
            return look.position_ms, stamp
        passed_ns = stamp.at_ns - self._last_stamp.at_ns
        if look.position_ms > passed_ns / NS_PER_MS * look.rate + HEAD_MS:
            return look.position_ms, stamp
        needed_ms = min(round(look.position_ms / look.rate), passed_ns // NS_PER_MS)
        return MediaMs(0), Stamp(
            MonotonicNs(stamp.at_ns - needed_ms * NS_PER_MS), UnixMs(stamp.wall_ms - needed_ms)
        )

    def _follow(self, look: Look, last: Look | None, stamp: Stamp) -> None:
        was_playing = last is None or last.is_playing
        if look.length_ms is not None and (last is None or look.length_ms != last.length_ms):
            self._reporter.length(self._generation, look.length_ms, stamp=stamp)
        if look.is_playing and not was_playing:
            self._say(SampleKind.PLAY, stamp)
        if look.is_playing or was_playing:
            self._say(SampleKind.TICK, stamp, position_ms=look.position_ms)
        if was_playing and not look.is_playing:
            self._say(SampleKind.PAUSE, stamp)
        if look.rate != self._rate:
            self._rate = look.rate
            self._say(SampleKind.RATE, stamp, rate=look.rate)

    def _finish(self, stamp: Stamp) -> None:
        """End the session: at the film's end, if that is where it must have come to."""
        last = self._last
        then = self._last_stamp
        if last is not None and then is not None and last.is_playing and last.length_ms is not None:
            silent_ms = (stamp.at_ns - then.at_ns) / NS_PER_MS
            if last.position_ms + silent_ms * last.rate >= last.length_ms - NEAR_END_MS:
                self._say(SampleKind.ENDED, stamp)
        self._reporter.finish(self._generation, stamp=stamp)
        self._is_live = False

    def _say(self, kind: SampleKind, stamp: Stamp, **fields: Any) -> None:
        self._reporter.sample(self._generation, kind, stamp=stamp, **fields)


def _was_refused(last: Look | None) -> bool:
    """Whether a film that is not followed was playing at the last look: it is asked for once."""
    return last is not None and last.is_playing
