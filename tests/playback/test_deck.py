"""What one libVLC player for one medium leaves behind."""

import gc

from tests.playback.ear import Ear
from tests.playback.media import Clips
from tracker.model.samples import SampleKind
from tracker.playback.deck import Deck
from tracker.playback.libvlc import load
from tracker.playback.libvlc_player import LibVlcPlayer
from tracker.playback.medium import Medium
from tracker.playback.opening import Opening


def test_an_opening_that_is_over_leaves_nothing_to_collect(clips: Clips, ear: Ear) -> None:
    """A stand that loops for a day must not wait for the collector to free each round."""
    path = str(clips / "blink.wav")
    kept = (Opening, Deck, Medium, load().EventManager)
    gc.collect()
    before = sum(isinstance(one, kept) for one in gc.get_objects())
    gc.disable()
    try:
        player = LibVlcPlayer(ear, audio=False)
        for generation in (1, 2, 3):
            player.open(path)
            ear.wait_for(SampleKind.STOP, generation=generation)
        player.close()
        assert sum(isinstance(one, kept) for one in gc.get_objects()) == before
    finally:
        gc.enable()
