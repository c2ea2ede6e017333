"""The log file of a profile.

Knows: where it lies, how large it grows, and that only its owner may read it.
Must never know: a token; nobody hands it one, and what looks like one is not written.
"""

import logging
import os
from io import FileIO, TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from tracker.app.mistakes import HidingFormatter

FILE_NAME = "tracker.log"

MOST_BYTES = 1_000_000
"""The log is rotated at this size; three older ones are kept."""


class _PrivateHandler(RotatingFileHandler):
    """A rotating log whose files only their owner may read."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return TextIOWrapper(FileIO(descriptor, "a"), encoding=self.encoding, errors=self.errors)


def start_log(profile: Path) -> None:
    """Send this process's log to the profile's file; a profile without room has no log."""
    try:
        handler = _PrivateHandler(
            profile / FILE_NAME, maxBytes=MOST_BYTES, backupCount=3, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(
        HidingFormatter(
            "%(asctime)s %(process)d %(threadName)s %(levelname)s %(name)s: %(message)s"
        )
    )
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # These two tell of every request and its headers; ours says what matters, without a token.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # A full disk must not turn each line of the log into a traceback on the terminal.
    logging.raiseExceptions = False
