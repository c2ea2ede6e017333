"""A program of its own for a test: a loop on a whole screen, and when each picture was painted.

    python -m tests.kiosk.loop_on_screen FILM WRAPS

prints one JSON object: ``painted_s``, the moments at which a new picture was painted, and
``wraps_s``, those at which the film was told to have begun again; both by one clock.
"""

import json
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from tracker.app.player import FrameStore, open_player
from tracker.model.errors import PlaybackError
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.playback.player import MediaInfo
from tracker.qt.canvas import VideoCanvas


class StampedCanvas(VideoCanvas):
    """Notes when it has painted a picture that was not painted before."""

    def __init__(self, frames: FrameStore) -> None:
        super().__init__(frames)
        self.painted_s: list[float] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and note it."""
        before = self.counts().painted
        super().paintEvent(event)
        if self.counts().painted > before:
            self.painted_s.append(time.monotonic())


class Wraps:
    """Hears a player, and notes each new beginning."""

    def __init__(self) -> None:
        self.at_s: list[float] = []
        self._position_ms = 0

    def opening(self, generation: int, info: MediaInfo) -> None:
        """Do nothing: it will play."""

    def sampled(self, sample: PlaybackSample) -> None:
        """Note where the position falls."""
        if sample.kind is SampleKind.TICK and sample.position_ms is not None:
            if sample.position_ms < self._position_ms - 1000:
                self.at_s.append(sample.at_ns / 1e9)
            self._position_ms = sample.position_ms

    def failed(self, generation: int, error: PlaybackError) -> None:
        """Fail, too."""
        raise error

    def noticed(self, message: str) -> None:
        """Nothing of it is asked here."""


def main(film: str, wanted: int) -> None:
    """Show the loop until it has begun again so often."""
    app, wraps, frames = QApplication(sys.argv[:1]), Wraps(), FrameStore()
    canvas = StampedCanvas(frames)
    canvas.showFullScreen()
    player = open_player(wraps, frames)
    player.set_muted(True)
    player.open(film, repeats=True)
    look = QTimer(interval=500)
    seen_s: list[float] = []

    def end() -> None:
        if len(wraps.at_s) > wanted:
            seen_s[:] = wraps.at_s[:wanted]
            app.quit()

    look.timeout.connect(end)
    look.start()
    app.exec()
    player.close()
    print(json.dumps({"painted_s": canvas.painted_s, "wraps_s": seen_s}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
