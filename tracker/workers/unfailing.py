"""Listeners that cannot break what they listen to.

Knows: that somebody else's callback may raise: a terminal that went away, a window that closed.
Must never know: what is told.
"""

import logging
from collections.abc import Callable
from typing import ParamSpec

_log = logging.getLogger(__name__)

P = ParamSpec("P")


def unfailing(listener: Callable[P, object] | None) -> Callable[P, None]:
    """Return a listener that never raises; the first exception of the original is logged.

    An event must reach the disk and the network whoever watches it go.
    """
    has_failed = False

    def tell(*args: P.args, **kwargs: P.kwargs) -> None:
        nonlocal has_failed
        try:
            if listener is not None:
                listener(*args, **kwargs)
        except Exception:
            if not has_failed:
                _log.exception("A listener failed; what it listens to goes on")
            has_failed = True

    return tell
