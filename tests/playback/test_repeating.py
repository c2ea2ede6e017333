"""A medium that repeats: it begins again without a gap, and without being opened anew."""

import statistics
import time
from itertools import pairwise

from tests.playback.ear import Ear
from tests.playback.media import FRAMES_PER_SECOND, Clips
from tracker.model.samples import SampleKind
from tracker.playback.frames import FrameStore
from tracker.playback.libvlc_player import LibVlcPlayer

WRAPS = 4


class StampedFrames(FrameStore):
    """Pictures, and when each of them was made."""

    def __init__(self) -> None:
        super().__init__()
        self.stamps: list[float] = []

    def publish(self, number: int) -> None:
        """Stamp it, and take it as a painter does."""
        self.stamps.append(time.monotonic())
        super().publish(number)
        self.take()


def test_a_film_that_repeats_has_no_gap_at_the_wrap(clips: Clips, ear: Ear) -> None:
    """At most 100 ms from the last picture to the first, unless a busy machine spoils each of them.

    Opening anew takes twice as long at every wrap.
    """
    frames = StampedFrames()
    player = LibVlcPlayer(ear, audio=False, frames=frames)
    try:
        player.open(str(clips / "silent.mp4"), repeats=True)

        def wraps() -> list[float]:
            ticks = [(tick.at_ns / 1e9, tick.position_ms or 0) for tick in ear.of(SampleKind.TICK)]
            return [at_s for (_, before), (at_s, after) in pairwise(ticks) if after < before - 1000]

        ear.wait(lambda: len(wraps()) >= WRAPS, seconds=40)
        ear.wait_for(SampleKind.TICK, count=len(ear.of(SampleKind.TICK)) + 2)
        longest = [
            max(b - a for a, b in pairwise(frames.stamps) if wrap - 1 < a < wrap + 0.5)
            for wrap in wraps()[:WRAPS]
        ]
    finally:
        player.close()
    assert statistics.median(longest) > 1 / FRAMES_PER_SECOND * 0.5
    assert min(longest) <= 0.100
    assert not ear.of(SampleKind.ENDED)
    assert ear.kinds()[-1] is SampleKind.STOP
