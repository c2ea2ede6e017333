"""The whole player in a process of its own, watched: when it paints, what it takes.

``python -m tests.e2e.player_process FILM PROFILE SECONDS [BASE_URL]`` plays a film again and
again for so long, says ``playing`` once it does, and then a JSON object a line: every second
what the process takes; at the end when it painted.

With a BASE_URL events are sent there; the token ``a-token`` is held, or comes from the keyring
where ``TRACKER_TEST_KEYRING`` is set.
"""

import json
import os
import re
import sys
import time
from collections import deque
from pathlib import Path

import psutil
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent

from tests.e2e.line import no_token
from tracker.app.delivery import TokenSource
from tracker.app.late import LateTokens
from tracker.app.player import FrameStore, open_player, warm_up
from tracker.app.settings import Settings
from tracker.app.station import Station
from tracker.desktop.application import make_application, run
from tracker.desktop.window import PlayerWindow
from tracker.model.media import Viewer
from tracker.qt.bridge import Bridge
from tracker.qt.canvas import VideoCanvas
from tracker.qt.starting import Starting

SAMPLE_MS = 1_000
MOST_STAMPS = 20_000
"""So many of the last pictures are told: an hour of them would look like a leak."""


def own_mib() -> float:
    """Return the memory that nobody but this process fills, in MiB.

    Not that of files that are mapped in: the system takes it away and brings it back as it likes.
    """
    told = Path("/proc/self/status").read_text(encoding="ascii")
    sizes_kib = dict(re.findall(r"^(\w+):\s+(\d+) kB$", told, re.MULTILINE))
    return (int(sizes_kib["RssAnon"]) + int(sizes_kib["RssShmem"])) / 1024


def say(**told: object) -> None:
    """Print one JSON object on a line, at once."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


class StampedCanvas(VideoCanvas):
    """Notes when it has painted a picture that it had not painted before."""

    def __init__(self, frames: FrameStore) -> None:
        super().__init__(frames)
        self.painted_s: deque[float] = deque(maxlen=MOST_STAMPS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and note when."""
        before = self.counts().painted
        super().paintEvent(event)
        if self.counts().painted > before:
            self.painted_s.append(time.monotonic())


def main(film: str, profile: Path, seconds: float, base_url: str = "http://127.0.0.1:9") -> None:
    """Play, watch and tell."""
    warm_up()
    app = make_application(["tracker"], headless=True)
    bridge = Bridge()
    settings = Settings(hubspot_base_url=base_url)
    tokens: TokenSource
    if os.environ.get("TRACKER_TEST_KEYRING"):
        tokens = LateTokens(profile, settings, os.environ)
    elif base_url.endswith(":9"):
        tokens = no_token
    else:
        tokens = lambda: "a-token"  # noqa: E731
    station = Station(profile, settings, tokens, viewer=Viewer(contact_id=1), news=bridge)
    frames = FrameStore()
    player = open_player(station, frames)
    canvas = StampedCanvas(frames)
    starting = Starting(
        station.start, bridge.post, ready=lambda: window.transport.open([film]), refused=app.quit
    )
    window = PlayerWindow(canvas, player, bridge)
    rounds = 0

    def again() -> None:
        nonlocal rounds
        rounds += 1
        window.transport.toggle_play()

    def began(_generation: int, _info: object) -> None:
        if not rounds:
            say(playing=time.monotonic())
            QTimer.singleShot(round(seconds * 1000), app.quit)

    bridge.opened.connect(began)
    bridge.failed.connect(lambda _generation, error: say(failed=str(error)))
    window.transport.played_out.connect(again)
    me = psutil.Process()

    def sample() -> None:
        say(own_mib=own_mib(), handles=me.num_fds(), rounds=rounds)

    timer = QTimer(interval=SAMPLE_MS)
    timer.timeout.connect(sample)
    timer.start()
    window.show()
    run(app, app.quit)
    player.close()
    starting.join()
    station.close(0.0)
    say(painted_s=list(canvas.painted_s), rounds=rounds)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), *sys.argv[4:])
