"""A host's player, as it is heard beside the host's own callbacks."""

import threading
from typing import Any

from tests.app.hosts import host_player
from tests.playback.ear import Ear
from tests.playback.media import Clips
from tracker.model.samples import SampleKind
from tracker.playback.attach import AttachedPlayer


def test_whoever_detaches_the_moment_the_film_ends_has_its_end_told(ear: Ear, clips: Clips) -> None:
    """The host's callback was there first, so that libVLC's word never reaches ours."""
    import vlc  # type: ignore[import-untyped]

    player = host_player(clips / "silent.mp4")
    detached = threading.Event()

    def leave(_event: Any) -> None:
        attached.detach()
        detached.set()

    player.event_manager().event_attach(vlc.EventType.MediaPlayerEndReached, leave)
    attached = AttachedPlayer(player, ear, lambda _muted: None)
    attached.start()
    player.play()
    assert detached.wait(30)
    player.release()
    assert ear.kinds()[-2:] == [SampleKind.ENDED, SampleKind.STOP]


def test_whoever_detaches_before_the_end_has_none_told(ear: Ear, clips: Clips) -> None:
    """It plays on."""
    player = host_player(clips / "silent.mp4")
    attached = AttachedPlayer(player, ear, lambda _muted: None)
    attached.start()
    player.play()
    ear.wait_for(SampleKind.TICK, count=2)
    attached.detach()
    player.stop()
    player.release()
    assert SampleKind.ENDED not in ear.kinds()
    assert ear.kinds()[-1] is SampleKind.STOP
