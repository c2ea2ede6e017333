"""A host's own sender and ``tracker sync --watch`` on one profile, at once."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.app.hosts import sessions, wait_until
from tests.cli.command import TOKEN, credential, environment
from tracker.hubspot.sandbox.server import Sandbox
from tracker.storage.browse import OutboxBrowser

HOST = """
import sys, threading, tracker
pace = threading.Event()
for number in range(3):
    film = tracker.Asset(f"Film {number}", external_id=f"film-{sys.argv[1]}-{number}")
    with tracker.Viewing(film, viewer=tracker.Viewer(contact_id=101), duration_ms=800) as viewing:
        viewing.playing()
        for position_ms in range(0, 801, 100):
            viewing.tick(position_ms)
            pace.wait(0.1)
        viewing.ended()
"""


def test_two_hosts_and_a_service_deliver_everything_once(tmp_path: Path) -> None:
    """Whoever leads, each event reaches HubSpot, and none does twice."""
    profile = tmp_path / "profile"
    with Sandbox(token=TOKEN, latency_ms=30) as server:
        environ = environment(
            profile,
            TRACKER_HUBSPOT_BASE_URL=server.base_url,
            PYTHONPATH=os.pathsep.join(sys.path),
            **credential(tmp_path / "credentials"),
        )
        service = subprocess.Popen(
            [sys.executable, "-m", "tracker", "sync", "--watch"], env=environ
        )
        try:
            hosts = [
                subprocess.Popen([sys.executable, "-c", HOST, str(number)], env=environ)
                for number in range(2)
            ]
            assert [host.wait(90) for host in hosts] == [0, 0]
            wait_until(lambda: _delivered(profile) == 42, 60)
        finally:
            service.send_signal(signal.SIGTERM)
            assert service.wait(30) == 0
        bodies = Counter((one.path, one.body) for one in server.received if one.accepted)
    assert len(sessions(profile)) == 6
    assert len(bodies) == 42
    assert set(bodies.values()) == {1}


def _delivered(profile: Path) -> int:
    browser = OutboxBrowser(profile)
    try:
        return browser.stats().delivered
    finally:
        browser.close()
