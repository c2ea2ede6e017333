"""The stand-in for HubSpot as a server of its own, for ``tracker sandbox``.

Knows: its switches, and how to tell of what it receives.
Must never know: how it answers.
"""

import threading
from collections.abc import Callable, Sequence

from tracker.hubspot.api import BURST_LIMIT
from tracker.hubspot.sandbox.faults import parse_faults
from tracker.hubspot.sandbox.received import Received
from tracker.hubspot.sandbox.server import Sandbox

__all__ = ["Received", "serve_sandbox"]

POLL_S = 0.2
"""How often the log is looked at for what is new, in seconds."""


def serve_sandbox(
    *,
    port: int,
    limit: tuple[int, float] | None,
    latency_ms: int,
    faults: Sequence[str],
    contacts: Sequence[str] = (),
    on_start: Callable[[str], None],
    on_received: Callable[[Received], None],
    ended: threading.Event,
) -> None:
    """Serve until ``ended`` is set. Any bearer token is let in: it guards nothing.

    ``on_start`` gets the address, ``on_received`` each request; both on this thread. ``limit``
    is (requests, seconds), None for HubSpot's usual one. Raise SettingsError for a taken port or
    a fault or a contact that cannot be.
    """
    with Sandbox(
        port=port,
        any_token=True,
        limit=limit or BURST_LIMIT,
        latency_ms=latency_ms,
        faults=parse_faults(faults),
        contacts=contacts,
    ) as server:
        on_start(server.base_url)
        seen = 0
        is_over = False
        while not is_over:
            is_over = ended.wait(POLL_S)
            for received in server.received:
                if received.seq > seen:
                    seen = received.seq
                    on_received(received)
