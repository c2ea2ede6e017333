"""``tracker play`` while a player is open on the profile: its window takes the films."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Films
from tracker.storage.browse import OutboxBrowser

PATIENCE_S = 90


def test_a_second_start_plays_in_the_first_window(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, films: Films
) -> None:
    """It ends at once, with exit status 0; what was played is in the first one's sessions."""
    runtime = tmp_path_factory.mktemp("r")
    environ = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={runtime / 'none'}",
        "TRACKER_PROFILE": str(tmp_path / "profile"),
        "TRACKER_HUBSPOT_BASE_URL": "http://127.0.0.1:9",
    }
    tracker = [sys.executable, "-m", "tracker", "play"]
    first = subprocess.Popen([*tracker, str(films / "film.webm")], env=environ)
    try:
        # Only who listens can take anything over.
        for _ in range(PATIENCE_S * 10):
            if any(runtime.rglob("tracker-*.sock")) or first.poll() is not None:
                break
            signal.sigtimedwait([signal.SIGCHLD], 0.1)
        second = subprocess.run(
            [*tracker, (films / "sound.ogg").name, "--contact-id", "101"],
            env=environ,
            cwd=(films / "sound.ogg").parent,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert second.returncode == 0, second.stderr
        assert "The player that is open takes it." in second.stderr
        browser = OutboxBrowser(tmp_path / "profile")
        names: set[str] = set()
        for _ in range(PATIENCE_S * 10):
            names = {one.asset.name for one in browser.recent_sessions(9)}
            if "sound" in names or first.poll() is not None:
                break
            signal.sigtimedwait([signal.SIGCHLD], 0.1)
        browser.close()
        assert "sound" in names
    finally:
        first.send_signal(signal.SIGTERM)
        first.wait(PATIENCE_S)
    assert first.returncode == 0
