"""The way to HubSpot, opened late."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.app.delivery import DeliveryThread
from tracker.app.late import Late
from tracker.app.settings import Settings
from tracker.model.delivery import SyncState, SyncStatus

IDLE_PLAYER = """
import sys, threading
import tracker.cli.main, tracker.cli.play, tracker.desktop.play
from pathlib import Path
from tests.app.test_station import Nobody
from tracker.app.late import LateTokens
from tracker.app.settings import Settings
from tracker.app.station import Station
from tracker.model.media import ANONYMOUS

class Ear(Nobody):
    heard = threading.Event()
    def publish_sync_status(self, status):
        self.heard.set()

profile, settings = Path(sys.argv[1]), Settings()
tokens = LateTokens(profile, settings, {})
station = Station(profile, settings, tokens, viewer=ANONYMOUS, news=Ear())
station.start()
assert Ear.heard.wait(30)
station.close(0.0)
print(*sorted({"httpx", "keyring", "authlib", "stamina", "uvicorn"} & set(sys.modules)))
"""


def test_a_player_with_nothing_to_send_loads_neither_http_nor_keyring(tmp_path: Path) -> None:
    """They would hold up the start of the film."""
    without_proxies = {
        name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")
    }
    run = subprocess.run(
        [sys.executable, "-c", IDLE_PLAYER, str(tmp_path)],
        capture_output=True,
        text=True,
        env=without_proxies,
        timeout=60,
    )
    assert (run.stdout, run.stderr) == ("\n", "")


def test_a_proxy_that_cannot_be_used_is_told_of_before_anything_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only when a row has been claimed for it."""
    monkeypatch.setenv("HTTPS_PROXY", "socks9://nowhere")
    said: list[SyncStatus] = []
    delivery = DeliveryThread(tmp_path, Settings(), lambda: "token", on_status=said.append)
    delivery.start()
    delivery.close(0.0)
    assert said[-1].state is SyncState.NEEDS_YOU
    assert "proxy" in said[-1].message


def test_a_late_thing_is_made_once_and_not_before() -> None:
    """By whoever needs it first; what making it raises is raised again the next time."""
    made: list[int] = []

    def make() -> str:
        made.append(1)
        if len(made) == 1:
            raise OSError
        return "thing"

    late = Late(make)
    assert not made
    with pytest.raises(OSError):  # noqa: PT011  it is the one that was raised
        late()
    assert late() is late() is late.made
    assert len(made) == 2
