"""The desktop's door, in a process of its own: what the first picture waits for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import RECIPES

STARTS_A_FILM = """
import json, sys
from tracker.qt import canvas

class ToldCanvas(canvas.VideoCanvas):
    def __init__(self, frames):
        super().__init__(frames)
        self.began.connect(lambda: print(json.dumps(sorted(sys.modules)), flush=True))

canvas.VideoCanvas = ToldCanvas
import atexit
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), flush=True))
from tracker.cli.main import run
sys.argv[1:] = ["play", sys.argv[1], "--exit-at-end"]
run()
"""

LATER = (
    "asyncio",
    "dbus_fast",
    "httpx",
    "keyring",
    "pypdfium2",
    "ssl",
    "PySide6.QtNetwork",
    "tracker.app.doctor",
    "tracker.desktop.doctor_page",
    "tracker.desktop.mpris",
    "tracker.desktop.outbox_page",
    "tracker.desktop.settings_page",
    "tracker.desktop.surroundings",
    "tracker.desktop.tray",
    "tracker.hubspot.client",
    "tracker.playback.document",
    "tracker.reports",
    "tracker.storage.outbox",
    "tracker.storage.verify",
    "tracker.workers.sync",
)
"""What the first picture must not wait for: each takes up to a tenth of a second to load."""

MOST_MODULES = 450
"""So many may be loaded by then, those of Python among them."""


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Make a film of two seconds."""
    path = tmp_path / "film.mp4"
    recipe = RECIPES["film.mp4"]
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *recipe, "-t", "2", str(path)]
    subprocess.run(command, check=True, timeout=60)
    return path


def test_the_first_picture_waits_for_nothing_that_it_does_not_need(
    film: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Sender, bus and second starts come after it, and they do come; pages are never asked for."""
    runtime = tmp_path_factory.mktemp("r")
    environ = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={runtime / 'none'}",
        "TRACKER_PROFILE": str(tmp_path / "profile"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    told = subprocess.run(
        [sys.executable, "-c", STARTS_A_FILM, str(film)],
        env=environ, capture_output=True, text=True, timeout=90, check=True,
    ).stdout.splitlines()  # fmt: skip
    first, last = (set(json.loads(line)) for line in told if line.startswith("["))
    assert "tracker.qt.canvas" in first
    assert [name for name in LATER if name in first] == []
    assert len(first) <= MOST_MODULES, len(first)
    assert {"tracker.desktop.surroundings", "tracker.workers.sync"} <= last
