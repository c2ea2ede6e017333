"""A session's two clocks: monotonic for arithmetic, wall for people (R10).

Knows: when the session opened by both, and when they parted.
Must never know: how to read a clock; every reading comes with a sample.
"""

from tracker.model.units import NS_PER_MS, ElapsedMs, MonotonicNs, UnixMs


class SessionClocks:
    """The time of one session. ``t`` is monotonic milliseconds since its opening.

    ``wall_ms`` is the wall clock at ``t``. A session that goes on after a crash starts with the
    two of its last checkpoint.
    """

    def __init__(self, wall_ms: UnixMs, t: ElapsedMs = ElapsedMs(0)) -> None:
        self.t = t
        self._base_t = t
        self._opened_ns: MonotonicNs | None = None
        self._offset_ms = wall_ms - t

    @property
    def is_anchored(self) -> bool:
        """Whether a first sample has said when it all began."""
        return self._opened_ns is not None

    @property
    def went_on(self) -> bool:
        """Whether the session began before its first sample: it was cut off, and goes on."""
        return self._base_t > 0

    def anchor(self, at_ns: MonotonicNs, wall_ms: UnixMs | None) -> None:
        """Take the first sample's readings; the time that a session was away is left out."""
        self._opened_ns = at_ns
        if self.went_on and wall_ms is not None:
            away_ms = max(wall_ms - self.wall_at(self._base_t), 0)
            self._base_t = ElapsedMs(self._base_t + away_ms)

    def advance(self, at_ns: MonotonicNs) -> None:
        """Move on to a reading; time never goes back."""
        if self._opened_ns is not None:
            elapsed = self._base_t + (at_ns - self._opened_ns) // NS_PER_MS
            self.t = ElapsedMs(max(elapsed, self.t))

    def has_parted(self, wall_ms: UnixMs, by_ms: int) -> bool:
        """Whether the wall clock is now further than ``by_ms`` from where it should be."""
        return abs(wall_ms - self.wall_at(self.t)) > by_ms

    def believe(self, wall_ms: UnixMs) -> None:
        """Take the wall clock as it now is."""
        self._offset_ms = wall_ms - self.t

    def wall_at(self, t: ElapsedMs) -> UnixMs:
        """Return the wall clock at ``t``."""
        return UnixMs(self._offset_ms + t)

    def moment(self, t: ElapsedMs) -> MonotonicNs:
        """Return the monotonic reading at ``t``."""
        return MonotonicNs((self._opened_ns or 0) + (t - self._base_t) * NS_PER_MS)
