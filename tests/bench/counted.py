"""Our player as ``tracker play`` starts it, which says at its end what became of the pictures.

Prints one JSON object: ``lost`` is libVLC's own number of pictures that came too late,
``replaced`` that of pictures that a newer one replaced before the window had painted them.
"""

import atexit
import json
import sys

from tracker.cli.main import run
from tracker.playback.deck import Deck
from tracker.playback.frames import FrameStore, PictureSink
from tracker.qt import canvas

told = {"lost": 0, "replaced": 0, "displayed": 0}
_paint_into, _stop = Deck.paint_into, Deck.stop
_of_the_window: set[Deck] = set()


def paint_into(deck: Deck, frames: PictureSink) -> None:
    """Remember the deck that paints for the window; others make small pictures."""
    if isinstance(frames, FrameStore):
        _of_the_window.add(deck)
    _paint_into(deck, frames)


def stop(deck: Deck) -> None:
    """Ask libVLC before it forgets."""
    if deck in _of_the_window:
        _of_the_window.discard(deck)
        statistics = deck._vlc.MediaStats()
        deck._media.get_stats(statistics)
        told["lost"] += statistics.lost_pictures
        told["displayed"] += statistics.displayed_pictures
    _stop(deck)


class CountedCanvas(canvas.VideoCanvas):
    """Says how many pictures it did not come to paint."""

    def __init__(self, frames: FrameStore) -> None:
        super().__init__(frames)
        atexit.register(self._tell)

    def _tell(self) -> None:
        counts = self.counts()
        told["replaced"] = counts.published - counts.painted
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    Deck.paint_into = paint_into  # type: ignore[assignment, method-assign]
    Deck.stop = stop  # type: ignore[assignment, method-assign]
    canvas.VideoCanvas = CountedCanvas  # type: ignore[assignment, misc]
    run()
