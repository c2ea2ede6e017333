"""Clips for the tests of what stands behind a player."""

import pytest

from tests.playback.media import Clips


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Return a folder that makes clips when asked for them."""
    return Clips(tmp_path_factory.mktemp("clips"))
