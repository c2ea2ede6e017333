"""Pauses that the other side asked for, kept from one sender to the next (delivery, 3.4).

Knows: that whoever starts anew must not send before an earlier answer allows it.
Must never know: rows or requests.
"""

import time

from tracker.model.delivery import Pause
from tracker.model.protocols import DeliveryQueue
from tracker.model.units import UnixMs
from tracker.workers.breakers import BreakerName, Breakers, OpenBreaker
from tracker.workers.reporting import wall_ms

HINT_MS = 15 * 60 * 1_000
"""What a kept pause is worth at most once the clock was put back (delivery, 3.6)."""

_NAMES = {name.value: name for name in BreakerName}


class Pauses:
    """The pauses of one sender, on its thread. Every call may raise StorageError."""

    def __init__(self, outbox: DeliveryQueue, breakers: Breakers) -> None:
        self._outbox = outbox
        self._breakers = breakers
        self._noted: OpenBreaker | None = None

    def resume(self) -> None:
        """Go on with the pause that an earlier sender was asked for, if it is not over."""
        pause, now_ms = self._outbox.last_pause(), wall_ms()
        if pause is None or pause.cause not in _NAMES:
            return
        left_ms = pause.until_ms - now_ms
        if now_ms < pause.asked_ms:
            left_ms = min(pause.until_ms - pause.asked_ms, HINT_MS)
        if left_ms > 0:
            self._breakers.trip(
                _NAMES[pause.cause],
                pause.message,
                now_s=time.monotonic(),
                wait_s=left_ms / 1000,
                is_asked=True,
            )

    def note(self) -> None:
        """Keep the pause that the last answer asked for, if it did."""
        asked = self._breakers.asked()
        if asked is None or asked == self._noted:
            return
        now_ms = wall_ms()
        until_ms = UnixMs(now_ms + round((asked.retry_at_s - time.monotonic()) * 1000))
        self._outbox.note_pause(Pause(asked.name.value, asked.message, now_ms, until_ms))
        self._noted = asked
