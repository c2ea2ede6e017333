"""What a session's circumstances come to: how long it played muted or hidden (R12).

Knows: played pieces and the flags that held while they were played.
Must never know: what counts. Flags never filter.
"""

from tracker.engagement.runs import Played
from tracker.model.events import Circumstances, SessionFlags


class CircumstanceTally:
    """Adds up; ``circumstances`` and ``resumed`` are set by the session.

    ``played_wall_ms`` is the wall time in play so far.
    """

    def __init__(self, before: SessionFlags | None = None) -> None:
        before = before or SessionFlags()
        self.circumstances = Circumstances()
        self.resumed = before.resumed
        self._unattended = before.unattended
        self.played_wall_ms = before.played_wall_ms
        self._muted_wall_ms = before.muted_wall_ms
        self._hidden_wall_ms = before.hidden_wall_ms
        self._played_media_ms = (before.average_rate or 0.0) * before.played_wall_ms

    def add(self, piece: Played) -> None:
        """Take a played piece in."""
        wall_ms = piece.to_t - piece.from_t
        self.played_wall_ms += wall_ms
        self._played_media_ms += piece.to_ms - piece.from_ms
        if self.circumstances.muted:
            self._muted_wall_ms += wall_ms
        if self.circumstances.hidden:
            self._hidden_wall_ms += wall_ms
        self._unattended |= self.circumstances.unattended

    def flags(self) -> SessionFlags:
        """Return what it came to so far."""
        wall_ms = self.played_wall_ms
        return SessionFlags(
            played_wall_ms=wall_ms,
            muted_wall_ms=self._muted_wall_ms,
            hidden_wall_ms=self._hidden_wall_ms,
            unattended=self._unattended,
            resumed=self.resumed,
            average_rate=round(self._played_media_ms / wall_ms, 3) if wall_ms else None,
        )
