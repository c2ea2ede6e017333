"""HubSpot's rolling rate limit: at most so many requests in any window of so many seconds.

Knows: the moments of the requests that counted.
Must never know: the clock; it is told the time.
"""

from collections import deque


class RollingWindow:
    """A limit of ``maximum`` requests in any ``seconds``; used by one thread."""

    def __init__(self, maximum: int, seconds: float) -> None:
        self.maximum = maximum
        self.seconds = seconds
        self._taken: deque[float] = deque()

    def take(self, now_s: float) -> bool:
        """Count a request at the monotonic second ``now_s``; False if the limit is reached."""
        while self._taken and now_s - self._taken[0] >= self.seconds:
            self._taken.popleft()
        if len(self._taken) >= self.maximum:
            return False
        self._taken.append(now_s)
        return True

    @property
    def remaining(self) -> int:
        """How many more requests had room at the last ``take``."""
        return self.maximum - len(self._taken)
