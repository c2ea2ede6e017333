"""A window whose player is on a private session bus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.mpris.bus import Client, private_bus
from tests.desktop.stage import Stage
from tracker.desktop.surroundings import Surroundings


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a session bus; it is the one that programs find."""
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def client(bus: str, qtbot: QtBot) -> Iterator[Client]:
    """Be a remote control on that bus."""
    made = Client(bus, qtbot)
    yield made
    made.close()


@pytest.fixture
def shown(bus: str, stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Show a window, on the bus."""
    assert bus
    around = Surroundings(stage.window, stage.bridge, tmp_path)
    yield stage
    around.close()
