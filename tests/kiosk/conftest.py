"""A screen, films and a stand for the tests of the kiosk."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.stage import Display, Shown, make_films

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def display() -> Iterator[Display]:
    """Return a screen of its own."""
    display = Display()
    yield display
    display.close()


@pytest.fixture
def shown(tmp_path: Path, display: Display) -> Iterator[Shown]:
    """Return a stand with films, not yet started."""
    make_films(tmp_path)
    shown = Shown(tmp_path, display)
    yield shown
    shown.close()
