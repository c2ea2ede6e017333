"""The stand's desk: the thread that writes down visits, leads and proof of play.

Knows: one connection of its own, what could not be written yet, and when health is told.
Must never know: widgets, or what a visitor touches.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.model.delivery import OutboxStats
from tracker.model.errors import SettingsError, StorageError
from tracker.model.media import Viewer
from tracker.model.people import Consent
from tracker.model.units import UnixMs
from tracker.model.visits import ProofOfPlay, Visit, VisitOutcome

if TYPE_CHECKING:
    from tracker.storage.stand import StandLog

_log = logging.getLogger(__name__)

Deed = Callable[["StandLog"], bool]
"""One thing to write; False: it has to be done again later."""

RETRY_S = 1.0
CARE_EVERY_S = 10.0
MOST_WAITING = 20_000

_DAY_S = 24 * 3600

LEAD_WITHIN_S = 6.0
"""So long a visitor waits for their thanks at most; then they hear that it did not work."""

LATE_ROWS_S = 20.0
"""How long after a visit a session's row may still come to be attached to its visitor."""


class Desk:
    """Takes words on any thread, and writes them down in their order, each until it is written.

    ``take_care`` is called on the desk's thread every few seconds with the queue's counts and
    the age of the oldest event that could be sent, in seconds.
    """

    def __init__(
        self,
        profile: Path,
        device: str,
        take_care: Callable[[OutboxStats, float], None],
        *,
        history_days: int = 0,
    ) -> None:
        self._profile = profile
        self._device = device
        self._take_care = take_care
        self._history_days = history_days
        self._inbox: queue.SimpleQueue[Deed | None] = queue.SimpleQueue()
        self._waiting: list[Deed] = []
        self._care_at_s = self._expire_at_s = 0.0
        self._is_closing = self._has_begun = False
        self._thread = threading.Thread(target=self._work, name="desk", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._has_begun = True
        self._thread.start()

    def open_visit(self, visit: Visit) -> None:
        """Write down that a visit began."""
        self._put(lambda log: log.open_visit(visit))

    def close_visit(self, visit_id: str, outcome: VisitOutcome, language: str) -> None:
        """Write down how a visit ended, now."""
        closed_ms = _now_ms()
        self._put(lambda log: log.close_visit(visit_id, outcome, language, closed_ms=closed_ms))

    def note_play(self, play: ProofOfPlay) -> None:
        """Write down how far a film ran for nobody."""
        self._put(lambda log: log.note_play(play))

    def keep_lead(
        self,
        visit_id: str,
        viewer: Viewer,
        consent: Consent | None,
        tell: Callable[[bool], None],
    ) -> None:
        """Attach a visitor to the films of their visit, also to those whose rows come late.

        ``tell`` hears once, on the desk's thread, whether it was written. What could not be
        within a few seconds never will be: the visitor has been told so.
        """
        self._inbox.put(_LeadDeed(visit_id, viewer, consent, tell, self._ask_for_sync))

    def close(self, timeout_s: float = 5.0) -> bool:
        """Write what waits and end the thread; return whether it ended in time."""
        self._is_closing = True
        self._inbox.put(None)
        if not self._has_begun:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _put(self, write: "Callable[[StandLog], None]") -> None:
        def deed(log: "StandLog") -> bool:
            write(log)
            return True

        self._inbox.put(deed)

    def _work(self) -> None:
        log: StandLog | None = None
        try:
            while True:
                self._collect()
                try:
                    log = log or self._open()
                    if log is not None:
                        self._write(log)
                    self._refuse_late_leads()
                    self._care(log)
                except Exception:
                    # A mistake of our own costs this turn, not the desk for months.
                    _log.exception("The stand's desk stumbled")
                if self._is_closing and (log is None or self._inbox.empty()):
                    return
        finally:
            if log is not None:
                log.close()

    def _open(self) -> "StandLog | None":
        # Loaded on this thread, so that the loop need not wait for it.
        from tracker.storage.stand import StandLog

        with ExitStack() as stack:
            try:
                log = StandLog(self._profile)
                stack.callback(log.close)
                cut_off = log.close_cut_off(self._device)
            except StorageError as error:
                _log.warning("The stand's log cannot be opened: %s", error)
                return None
            stack.pop_all()
        if cut_off:
            _log.warning("%d visits had been cut off", cut_off)
        return log

    def _collect(self) -> None:
        """Take in what has come, waiting for it a little."""
        try:
            deed = self._inbox.get(timeout=RETRY_S)
            while deed is not None:
                self._waiting.append(deed)
                deed = self._inbox.get_nowait()
        except queue.Empty:
            if len(self._waiting) > MOST_WAITING:
                lost = len(self._waiting) - MOST_WAITING
                del self._waiting[:lost]
                _log.error("%d words of the stand's log were lost: nothing can be written", lost)

    def _write(self, log: "StandLog") -> None:
        again: list[Deed] = []
        while self._waiting:
            try:
                if not self._waiting[0](log):
                    again.append(self._waiting[0])
            except StorageError as error:
                _log.warning("The stand's log cannot be written: %s", error)
                break
            except Exception:
                # That costs this one word, not those that wait behind it.
                _log.exception("Something of the stand's log cannot be written")
                if isinstance(self._waiting[0], _LeadDeed):
                    self._waiting[0].refuse()
            del self._waiting[0]
        self._waiting += again

    def _refuse_late_leads(self) -> None:
        late = [one for one in self._waiting if isinstance(one, _LeadDeed) and one.is_too_late()]
        self._waiting = [one for one in self._waiting if one not in late]
        for deed in late:
            deed.refuse()

    def _care(self, log: "StandLog | None") -> None:
        if time.monotonic() < self._care_at_s:
            return
        self._care_at_s = time.monotonic() + CARE_EVERY_S
        try:
            if log is not None:
                self._expire(log)
            from tracker.app.queue import open_browser

            with open_browser(self._profile) as browser:
                stats, oldest_ms = browser.stats(), browser.oldest_waiting_ms()
        except StorageError as error:
            _log.warning("The queue cannot be counted: %s", error)
            stats, oldest_ms = OutboxStats(), None
        oldest_s = 0.0 if oldest_ms is None else max(0, _now_ms() - oldest_ms) / 1000
        self._take_care(stats, oldest_s)

    def _expire(self, log: "StandLog") -> None:
        """Forget what is too old, at the start and then once a day."""
        if self._history_days and time.monotonic() >= self._expire_at_s:
            self._expire_at_s = time.monotonic() + _DAY_S
            log.expire(UnixMs(_now_ms() - self._history_days * _DAY_S * 1000))

    def _ask_for_sync(self) -> None:
        from tracker.app.queue import open_browser

        with open_browser(self._profile) as browser:
            browser.request_sync()


class _LeadDeed:
    """One visitor who said who they are, until all films of the visit are known as theirs."""

    def __init__(
        self,
        visit_id: str,
        viewer: Viewer,
        consent: Consent | None,
        tell: Callable[[bool], None],
        ask_for_sync: Callable[[], None],
    ) -> None:
        self._visit_id, self._viewer, self._consent = visit_id, viewer, consent
        self._tell, self._ask_for_sync = tell, ask_for_sync
        self._said_ms, self._said_s = _now_ms(), time.monotonic()
        self._attached = 0

    def __call__(self, log: "StandLog") -> bool:
        """Attach the visitor to what is known of the visit; True once no more can come."""
        try:
            found = log.identify_visit(
                self._visit_id, self._viewer, self._consent, now_ms=self._said_ms
            )
        except SettingsError as error:
            _log.error("A visitor could not be attached to their visit: %s", error)
            if not self._attached:
                self._tell(False)
            return True
        if found > self._attached:
            is_first, self._attached = self._attached == 0, found
            if is_first:
                self._tell(True)
            self._ask_for_sync()
        return self._attached > 0 and time.monotonic() >= self._said_s + LATE_ROWS_S

    def is_too_late(self) -> bool:
        """Whether it was not written while its visitor could wait for it."""
        return not self._attached and time.monotonic() >= self._said_s + LEAD_WITHIN_S

    def refuse(self) -> None:
        """Give it up, and say so."""
        _log.error("Who a visitor is could not be written within %.0f s", LEAD_WITHIN_S)
        self._tell(False)


def _now_ms() -> UnixMs:
    return UnixMs(time.time_ns() // 1_000_000)
