"""The progress of a sync on a terminal: sent, left, rate, and the time to go, on one line.

Knows: how a line of a terminal is drawn over.
Must never know: what is sent, or why it takes long; it is told.
"""

import shutil
import sys
import threading
import time
from collections import deque
from datetime import timedelta

import click

from tracker.model.delivery import OutboxStats, SyncState, SyncStatus

WINDOW_S = 10.0
"""The rate is that of the last so many seconds, the account's own measure."""

REDRAW_S = 0.5
"""How often the line is drawn anew while nothing is told, in seconds."""

SOON_MS = 60_000
"""Whatever is tried again within so many milliseconds is not worth a time of day."""

_CELLS = 20
_CLEAR = "\r\x1b[K"


def wants_bar(*, as_json: bool) -> bool:
    """Whether somebody looks on, who did not ask for JSON."""
    return not as_json and sys.stderr.isatty()


def reason_of(status: SyncStatus, *, stays: bool) -> str:
    """Return what holds the sender up and, where it ``stays``, when it tries again."""
    reason = f"{status.state.value}: {status.message}"
    if not stays or status.since_ms is None or status.next_try_ms is None:
        return reason
    if status.next_try_ms - time.time() * 1000 < SOON_MS:
        return reason
    again = time.localtime(status.next_try_ms / 1000)
    return f"{reason} (tried again at {time.strftime('%H:%M', again)})"


def next_try_of(status: SyncStatus) -> str:
    """Return when the next row is tried again, "" where nothing waits for time alone."""
    if not status.next_try_ms:
        return ""
    again = time.localtime(status.next_try_ms / 1000)
    return (
        f"What did not get through is tried again from {time.strftime('%H:%M:%S', again)} on; "
        "`tracker outbox list` says why."
    )


class Progress:
    """Counts how far a sync has come; times are monotonic seconds."""

    def __init__(self) -> None:
        self._first: OutboxStats | None = None
        self._latest = OutboxStats()
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, stats: OutboxStats, now_s: float) -> None:
        """Take the counts of this moment."""
        if self._first is None:
            self._first = stats
        self._latest = stats
        self._seen.append((now_s, stats.delivered))
        # The last one before the window stays: the rate is measured from it.
        while len(self._seen) > 1 and self._seen[1][0] <= now_s - WINDOW_S:
            self._seen.popleft()

    @property
    def sent(self) -> int:
        """How many rows were delivered meanwhile."""
        return self._latest.delivered - self._first.delivered if self._first else 0

    @property
    def left(self) -> int:
        """How many rows are still to be delivered."""
        return self._latest.unsettled

    def rate_per_s(self, now_s: float) -> float:
        """Return rows a second over the last seconds; 0 where there is nothing to go by."""
        if not self._seen or now_s <= self._seen[0][0]:
            return 0.0
        began_s, delivered = self._seen[0]
        return (self._latest.delivered - delivered) / (now_s - began_s)

    def text(self, now_s: float, why: str = "") -> str:
        """Return the line: a bar, counts, and either what it waits for or how long it takes."""
        total = self.sent + self.left
        full = _CELLS * self.sent // total if total else _CELLS
        parts = [f"[{'#' * full}{'-' * (_CELLS - full)}]", f"{self.sent} sent, {self.left} left"]
        rate = self.rate_per_s(now_s)
        if why:
            parts.append(why)
        elif rate > 0 and self.left:
            parts.append(f"{rate:.1f} a second")
            parts.append(f"{timedelta(seconds=round(self.left / rate))} to go")
        return "  ".join(parts)


class Bar:
    """Draws the progress over itself on stderr until its context ends.

    Call it from any thread with what the sender says. A reason to wait stays as a line above.
    """

    def __init__(self, *, stays: bool) -> None:
        self._stays = stays
        self._progress = Progress()
        self._status: SyncStatus | None = None
        self._said = ""
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._redraw, name="progress", daemon=True)

    def __enter__(self) -> "Bar":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        with self._lock:
            if self._status is not None:
                self._draw()
                click.echo(err=True)

    def __call__(self, status: SyncStatus) -> None:
        """Take what the sender says."""
        with self._lock:
            self._status = status
            self._progress.note(status.stats, time.monotonic())
            if status.message and status.message != self._said:
                self._said = status.message
                click.echo(f"{_CLEAR}{reason_of(status, stays=self._stays)}", err=True)
            self._draw()

    def _redraw(self) -> None:
        while not self._ended.wait(REDRAW_S):
            with self._lock:
                if self._status is not None:
                    self._draw()

    def _draw(self) -> None:
        status = self._status
        waits = status is not None and status.state in (SyncState.WAITING, SyncState.NEEDS_YOU)
        why = status.state.value if status is not None and waits and status.message else ""
        columns = shutil.get_terminal_size().columns
        text = self._progress.text(time.monotonic(), why)
        click.echo(_CLEAR + text[: columns - 1], nl=False, err=True)
