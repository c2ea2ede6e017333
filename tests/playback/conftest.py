"""Clips and players for the tests of playback."""

from collections.abc import Iterator

import pytest

from tests.playback.ear import Ear
from tests.playback.media import Clips
from tracker.playback.libvlc_player import LibVlcPlayer


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Return a folder that makes clips when asked for them."""
    return Clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture
def ear() -> Ear:
    """Return a listener."""
    return Ear()


@pytest.fixture
def player(ear: Ear) -> Iterator[LibVlcPlayer]:
    """Return a player on a machine without sound, closed after the test."""
    player = LibVlcPlayer(ear, audio=False)
    yield player
    player.close()
