"""Mistakes of our own on any thread: written to the log, never shown whole, no token with them.

Knows: Python's hooks for what nobody caught, what a secret looks like, and core dumps.
Must never know: what the program was doing.
"""

import logging
import re
import sys
import threading
from types import TracebackType

try:
    import resource
except ImportError:  # Windows writes no core dumps
    resource = None  # type: ignore[assignment]

_log = logging.getLogger(__name__)

_SECRETS = re.compile(
    r"(?i)(\bbearer\s+|[?&]code=|\b(?:access_token|refresh_token|client_secret|code_verifier)"
    r"[\"']?\s*[=:]\s*b?[\"']?)[^\s\"'&,}]{8,}|\bpat-[a-z]{2}\d?-[\w-]{4,}"
)
HIDDEN = "[secret]"


class HidingFormatter(logging.Formatter):
    """Writes records without what looks like a secret, in tracebacks too.

    No part of the program logs one; but an error of a library may quote a request.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text."""
        return _SECRETS.sub(lambda found: (found[1] or "") + HIDDEN, super().format(record))


def watch_for_mistakes() -> None:
    """Log what nobody caught, on any thread; and keep this process's memory out of core dumps.

    A memory image holds the token, and systems send such images away as crash reports.
    """
    sys.excepthook = _note
    threading.excepthook = lambda told: _note(told.exc_type, told.exc_value, told.exc_traceback)
    if resource is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def _note(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if not issubclass(kind, SystemExit | KeyboardInterrupt):
        told = (kind, error or kind(), trace)
        _log.critical("A mistake of the program's own", exc_info=told)
