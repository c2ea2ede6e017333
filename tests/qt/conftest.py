"""Windows without a screen, unless the environment names another platform; and clips."""

import os

import pytest

from tests.playback.media import Clips

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Return a folder that makes clips when asked for them."""
    return Clips(tmp_path_factory.mktemp("clips"))
