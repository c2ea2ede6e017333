"""What a session's circumstances come to: how long it played muted or hidden (R12).

Knows: played pieces and the flags that held while they were played.
Must never know: what counts. Flags never filter.
"""

from tracker.engagement.runs import Played
from tracker.model.events import Circumstances, SessionFlags


class CircumstanceTally:
    """Adds up; ``resumed`` is set by the session.

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
        self._is_foreign = self._has_jumped = before.seeks_found
        self.observed = before.observed

    @property
    def seeks_found(self) -> bool:
        """Whether jumps had to be found, or may have to be, rather than all being announced.

        Whoever announces one is believed to announce them all, until one is found all the same.
        """
        return self.circumstances.seeks_found or self._has_jumped

    def note(self, circumstances: Circumstances) -> None:
        """Hear how things stand from now on."""
        self.circumstances = circumstances
        self._is_foreign |= circumstances.seeks_found
        self.observed |= circumstances.observed

    def note_jump(self) -> None:
        """Hear that a jump was found which nobody had announced."""
        self._has_jumped |= self._is_foreign

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
            seeks_found=self.seeks_found,
            observed=self.observed,
        )
