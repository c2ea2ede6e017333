"""How many requests are under way at once (delivery, decision 6).

Knows: how long replies take of late.
Must never know: what is sent, or how fast sending is allowed at all.
"""

SLOTS = 4
"""Requests in flight at once; latency, not this machine, is the bottleneck (delivery, 2.5)."""

MOST_SLOTS = 8
"""The same where replies are slow: twice as many reach as far at 300 ms as four at 150."""

SLOW_MS, QUICK_MS = 200.0, 150.0
"""Replies that take longer than the first are slow, until they take less than the second."""

_WEIGHT = 0.2
"""How much the latest reply counts in the average."""


class Slots:
    """Counts the slots by the replies that came; used by one thread."""

    def __init__(self) -> None:
        self.count = SLOTS
        self._reply_ms: float | None = None

    def heed(self, reply_ms: float) -> None:
        """Learn how long a reply took, in milliseconds."""
        before = reply_ms if self._reply_ms is None else self._reply_ms
        self._reply_ms = before + _WEIGHT * (reply_ms - before)
        if self._reply_ms > SLOW_MS:
            self.count = MOST_SLOTS
        elif self._reply_ms < QUICK_MS:
            self.count = SLOTS
