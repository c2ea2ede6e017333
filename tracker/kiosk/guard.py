"""The guard over the picture: what the service manager is told, and a player that hangs replaced.

Knows: the watch and its verdicts, the signs of life, and how the canvas gets another player.
Must never know: the states of the stand; whether pictures should come is told to it.
"""

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tracker.app.kiosk.line import StandLine
from tracker.app.kiosk.stand import Stand
from tracker.kiosk.watch import FrameWatch, Verdict
from tracker.kiosk.window import StandView
from tracker.model.errors import TrackerError
from tracker.qt.canvas import VideoCanvas

FIRST_PICTURE_WITHIN_S = 2.0
"""So long the rest of the start waits for the loop's first picture, in seconds."""

_log = logging.getLogger(__name__)


class PictureGuard(QObject):
    """Looks at the picture again and again, on the thread that sees it.

    Signals: ``settled``, once, that the first picture is there, or is not to be waited for;
    ``broke`` that what runs is over, because its player is thrown away; ``hopeless``, once, that
    the process is to be started afresh.
    """

    settled = Signal()
    broke = Signal()
    hopeless = Signal()

    def __init__(
        self, stand: Stand, line: StandLine, view: StandView, clock: Callable[[], float]
    ) -> None:
        super().__init__()
        self._stand, self._line, self._view, self._clock = stand, line, view, clock
        self._watch = FrameWatch(stand.config.guard.frozen_s)
        self._seen = -1
        self._began_s: float | None = None
        self._has_settled = self._is_hopeless = False

    def forgive(self) -> None:
        """Begin anew, as on another day."""
        self._watch.forgive()

    def look(self, *, moves: bool, is_awaited: bool) -> None:
        """Tell the service manager that all is well, only while it is.

        ``moves``: pictures should follow each other now. ``is_awaited``: one should come.
        """
        now_s = self._clock()
        seen = self._line.frames.counts().taken
        if not self._has_settled:
            self._settle(now_s, is_there=seen > 0 or not is_awaited)
        verdict = self._watch.look(now_s, pictures=seen, advances=self._line.advances, moves=moves)
        signs: dict[str, object] = {"beat_s": time.time(), "moves": moves}
        if seen != self._seen:
            self._seen = seen
            signs["picture_s"] = time.time()
        self._stand.pulse.tell(**signs)
        if verdict is Verdict.ALIVE:
            self._stand.service.alive()
        elif verdict is Verdict.FROZEN:
            self._renew()
        else:
            self._give_up()

    def _settle(self, now_s: float, *, is_there: bool) -> None:
        """Say when all that is not a picture may begin: it would only be in its way."""
        if self._began_s is None:
            self._began_s = now_s
        if is_there or now_s - self._began_s >= FIRST_PICTURE_WITHIN_S:
            self._has_settled = True
            self.settled.emit()

    def _renew(self) -> None:
        """Throw away the player, whose picture stands still."""
        _log.error("The picture stands still: the player is renewed")
        renewals = self._stand.pulse.signs().renewals + 1
        self._stand.pulse.tell(renewals=renewals)
        self.broke.emit()
        try:
            self._line.renew()
        except TrackerError as error:
            _log.error("No new player can be had: %s %s", error, error.hint)
            self._give_up()
            return
        self._view.replace_canvas(VideoCanvas(self._line.frames))
        self._seen = -1

    def _give_up(self) -> None:
        if self._is_hopeless:
            return
        self._is_hopeless = True
        _log.error("The picture stands still again: the process is to be started afresh")
        self._stand.note_fault()
        self.hopeless.emit()
