"""How fast to send: a token bucket that no ten-second window can outrun (delivery, 3.5).

Knows: monotonic seconds, the account's limit and our share of it.
Must never know: what is sent.
"""

from tracker.model.delivery import QuotaReport
from tracker.model.records import dataclass

WINDOW_S = 10.0
"""The account's limit counts requests in any window this long, in seconds."""

SAFE_SHARE = 0.9
"""B + 10·R stays below this share of the limit, which proves every window."""

BURST = 4
"""B: requests that may leave at once; the rest of the share goes to the steady rate."""

DEFAULT_LIMIT = 100
"""Requests a window that the smallest documented account has, until an answer says more."""

LOW_SHARE = 0.05
"""Below this share left, somebody else uses the account too: wait for our own window."""

SLOW_DOWN_S = 60.0
"""After a refusal for haste the rate is halved for this long, in seconds."""


@dataclass(slots=True)
class Pacer:
    """Says when the next request may leave. All times are monotonic seconds.

    ``share`` is the part of the account's limit that is ours, above 0 to 1.
    """

    share: float = 1.0
    limit: int = DEFAULT_LIMIT
    # A sender that has just begun does not know what the one before it sent.
    _tokens: float = 1.0
    _filled_at_s: float = 0.0
    _slow_until_s: float = 0.0
    _rest_until_s: float = 0.0

    @property
    def burst(self) -> float:
        """B: how many requests may leave at once; at least 1."""
        return max(1.0, min(float(BURST), self._budget / 2))

    @property
    def rate_per_s(self) -> float:
        """R: the steady rate in requests a second, slow-downs aside."""
        return max((self._budget - self.burst) / WINDOW_S, 0.01)

    @property
    def _budget(self) -> float:
        return SAFE_SHARE * self.limit * self.share

    def wait_s(self, now_s: float) -> float:
        """Return how many seconds must pass before a request may leave; 0 means now."""
        self._fill(now_s)
        rest = max(self._rest_until_s - now_s, 0.0)
        if self._tokens >= 1.0:
            return rest
        return max(rest, (1.0 - self._tokens) / self._rate_at(now_s))

    def take(self, now_s: float) -> None:
        """Note that a request leaves."""
        self._fill(now_s)
        self._tokens -= 1.0

    def heed(self, quota: QuotaReport, now_s: float) -> None:
        """Learn from the limits that an answer reports."""
        if quota.maximum is not None and quota.maximum > 0:
            window_s = (quota.interval_ms or WINDOW_S * 1000) / 1000
            self._fill(now_s)
            self.limit = max(int(quota.maximum * WINDOW_S / window_s), 1)
            self._tokens = min(self._tokens, self.burst)
        # What is left is of the account's own interval, which need not be our window.
        whole = quota.maximum or self.limit
        if quota.remaining is not None and quota.remaining < LOW_SHARE * whole:
            self._rest_until_s = max(self._rest_until_s, now_s + 1.0 / self.rate_per_s)

    def slow_down(self, now_s: float) -> None:
        """Halve the rate for a minute: the account refused a request for haste."""
        self._fill(now_s)
        self._tokens = min(self._tokens, 0.0)
        self._slow_until_s = now_s + SLOW_DOWN_S

    def _rate_at(self, now_s: float) -> float:
        return self.rate_per_s / 2 if now_s < self._slow_until_s else self.rate_per_s

    def _fill(self, now_s: float) -> None:
        if self._filled_at_s == 0.0:
            self._filled_at_s = now_s
        passed = max(now_s - self._filled_at_s, 0.0)
        self._tokens = min(self._tokens + passed * self._rate_at(now_s), self.burst)
        self._filled_at_s = now_s
