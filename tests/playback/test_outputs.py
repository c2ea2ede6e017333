"""Where pictures go: memory while there is no window, and what is said where none come."""

import pytest

from tests.playback.ear import Ear
from tests.playback.media import Clips
from tracker.model.samples import SampleKind
from tracker.playback import outputs
from tracker.playback.deck import Deck
from tracker.playback.frames import FrameStore
from tracker.playback.libvlc_player import LibVlcPlayer
from tracker.playback.outputs import NO_PICTURE, MemoryOutput, NativeWindow, WindowOutput


def test_without_a_window_the_picture_comes_to_memory(
    clips: Clips, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that is not made in time is not waited for; the film is painted, and counted."""
    monkeypatch.setattr(outputs.NativeWindow.handle, "__defaults__", (0.01,))
    frames = FrameStore()
    player = LibVlcPlayer(
        ear, output=WindowOutput(NativeWindow(), MemoryOutput(frames)), audio=False
    )
    try:
        player.open(str(clips / "silent.mp4"))
        ear.wait_for(SampleKind.ENDED)
    finally:
        player.close()
    assert not ear.infos[1].in_window
    assert frames.counts().published > 10


class Nowhere:
    """Says that libVLC draws into a window, and lets it draw nothing."""

    def receive(self, deck: Deck, film: tuple[int, int] | None) -> bool:
        """Take the picture away."""
        deck._media.add_option(":no-video")
        return True

    def finish(self) -> None:
        """Do nothing."""


def test_a_window_in_which_nothing_is_drawn_is_told_of_once(
    clips: Clips, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own counts are all that libVLC says of it, and the film is counted all the same."""
    monkeypatch.setattr(outputs, "PICTURE_TIMEOUT_S", 1.5)
    player = LibVlcPlayer(ear, output=Nowhere(), audio=True)
    try:
        player.open(str(clips / "film.mp4"))
        ear.wait_for(SampleKind.ENDED)
    finally:
        player.close()
    assert ear.notices == [str(NO_PICTURE.whole)]
