"""Sound: whether this machine can make any, and a clock for sound that nobody hears.

Knows: how to look for a sound server or card, and how long sound lasts.
Must never know: libVLC, or which medium plays.
"""

import os
import socket
import sys
import threading
import time
from functools import cache
from pathlib import Path

SILENT_SAMPLE_RATE = 48_000
"""Samples a second that a silent clock is fed with."""

_SOCKET_TIMEOUT_S = 0.3
_LEAD_US = 100_000


@cache
def has_sound_output() -> bool:
    """Whether a sound server answers or a sound card exists; asked once per process.

    libVLC itself must not be the one to find out: without any output it tries again for as
    long as a medium plays and writes thousands of lines to stderr.
    """
    if not sys.platform.startswith("linux"):
        return True
    server = os.environ.get("PULSE_SERVER", "")
    if server and not server.startswith(("unix:", "/")):
        return True
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    sockets = [runtime / "pulse" / "native", runtime / "pipewire-0"]
    if server:
        sockets.insert(0, Path(server.removeprefix("unix:")))
    return any(map(_answers, sockets)) or any(Path("/dev/snd").glob("pcmC*D*p"))


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(_SOCKET_TIMEOUT_S)
        try:
            client.connect(os.fspath(path))
        except OSError:
            return False
        return True


class SilentClock:
    """Takes sound at the pace at which a sound card would play it, and discards it.

    Without an output of some kind the media library hurries ahead of a sound-only medium and
    ends it a second early. ``play`` and ``drain`` are called on the media library's threads
    and wait there, as a sound card's would; ``halt`` lets every wait end at once.
    """

    def __init__(self) -> None:
        self._halted = threading.Event()
        self._end_us = 0

    def play(self, samples: int, at_us: int) -> None:
        """Take samples that are due at ``at_us`` of the monotonic clock; wait while too early."""
        self._end_us = at_us + samples * 1_000_000 // SILENT_SAMPLE_RATE
        self._wait_until(at_us - _LEAD_US)

    def flush(self) -> None:
        """Forget what was not played yet."""
        self._end_us = 0

    def drain(self) -> None:
        """Wait until the last sample would have been heard."""
        self._wait_until(self._end_us)

    def halt(self) -> None:
        """Wait no more, now or later."""
        self._halted.set()

    def _wait_until(self, at_us: int) -> None:
        left_us = at_us - time.monotonic_ns() // 1000
        if left_us > 0:
            self._halted.wait(min(left_us / 1e6, 5.0))
