"""What systemd would do about a frozen picture, or see of a stand that cannot record."""

import contextlib
import http.server
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from tests.kiosk.stage import STAND, Display, Shown, until
from tracker.app.kiosk.config import DAYS
from tracker.app.kiosk.faults import DAY_S
from tracker.app.kiosk.health import read_health


class Stalling(http.server.BaseHTTPRequestHandler):
    """Serves the beginning of a film, and then nothing more for as long as anybody waits."""

    def __init__(self, film: Path, stalls: threading.Event, *more: object) -> None:
        self._film, self._stalls = film, stalls
        super().__init__(*more)  # type: ignore[arg-type] # what the server gives

    def do_GET(self) -> None:
        """Answer with a third of what was promised."""
        data = self._film.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "video/mp4")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(data[: len(data) // 3])
            self._stalls.wait(120)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def stalled_film(tmp_path: Path, shown: Shown) -> Iterator[str]:
    """Return the address of a film whose source stalls in its middle."""
    import subprocess

    film = tmp_path / "long.mp4"
    source = "testsrc2=size=320x180:rate=25:duration=12"
    command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source, "-c:v", "libx264",
               "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "10",
               "-movflags", "+faststart", str(film)]  # fmt: skip
    subprocess.run(command, check=True, timeout=60)
    stalls = threading.Event()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Stalling, film, stalls))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/long.mp4"
    stalls.set()
    server.shutdown()
    server.server_close()


def test_a_frozen_picture_renews_the_player_and_then_is_left_to_systemd(
    shown: Shown, stalled_film: str
) -> None:
    """The player is renewed once; when it freezes again the watchdog hears nothing more."""
    shown.config.write_text(STAND.replace('file = "attract.mp4"', f'file = "{stalled_film}"'))
    shown.start(WATCHDOG_USEC="10000000")
    shown.wait_for("attract")
    shown.manager.wait("WATCHDOG=1")
    first = shown.manager.mark()
    shown.wait_for("fallback", since=first, seconds=60)
    second = shown.manager.mark()
    shown.wait_for("attract", since=second, seconds=60)
    third = shown.manager.mark()
    shown.wait_for("fallback", since=third, seconds=60)
    assert shown.manager.count("WATCHDOG=1", since=third) > 0
    fourth = shown.manager.mark()
    until(lambda: (shown.profile / "kiosk-faults.json").exists())
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        assert shown.manager.count("WATCHDOG=1", since=fourth + 1) == 0
        time.sleep(0.2)
    assert shown.process is not None
    assert shown.process.poll() is None, "without a word systemd ends it, not the stand"
    assert all(play.item == "attract" for play in shown.plays())


def test_after_too_many_faults_of_a_day_the_fallback_stays_and_health_says_so(
    shown: Shown,
) -> None:
    """Nothing is tried any more, the service manager is content, and the monitoring is not."""
    shown.profile.mkdir(mode=0o700)
    faults = [time.time() - 60 * n for n in range(4)]
    (shown.profile / "kiosk-faults.json").write_text(str(faults))
    shown.start()
    shown.wait_for("fallback")
    mark = shown.manager.mark()
    health = shown.folder / "health.json"
    until(lambda: health.exists() and '"gave_up": true' in health.read_text(), seconds=40)
    assert shown.manager.count("WATCHDOG=1", since=mark) > 0
    assert shown.manager.count("STATUS=attract", since=mark) == 0
    assert health.stat().st_mode & 0o777 == 0o644
    found = read_health(health)
    assert found is not None
    assert (found.state, found.faults_today) == ("fallback", 4)


def test_what_lies_a_day_behind_is_forgiven(shown: Shown) -> None:
    """Also where the stand never closes: it does not show its picture for months."""
    shown.profile.mkdir(mode=0o700)
    faults = [time.time() - DAY_S + 12] * 4
    (shown.profile / "kiosk-faults.json").write_text(str(faults))
    shown.start()
    shown.wait_for("fallback")
    assert time.time() < faults[0] + DAY_S, "it took too long to see that it had given up"
    shown.wait_for("attract", seconds=60)
    until(shown.display.pixels.has_film, seconds=40, explain=shown.errors)
    assert time.time() > faults[0] + DAY_S
    assert shown.end() == 0, shown.errors()


def test_a_stand_that_is_started_at_night_switches_its_screens_off(shown: Shown) -> None:
    """The machine may have come up with them on."""
    off, on = shown.folder / "off", shown.folder / "on"
    far = DAYS[(datetime.now().weekday() + 3) % 7]
    screens = f'power_off = ["touch", "{off}"]\npower_on = ["touch", "{on}"]'
    text = f'{STAND}\n[hours]\n{far} = "09:00-10:00"\n[screens]\n{screens}\n'
    shown.config.write_text(text, "utf-8")
    shown.start()
    shown.wait_for("closed")
    until(off.exists)
    assert not on.exists()
    assert shown.end() == 0, shown.errors()


def test_a_stand_that_cannot_record_shows_its_picture_and_goes(
    shown: Shown, display: Display
) -> None:
    """Another player has the profile: the fallback picture, no words about it, then anew."""
    shown.start()
    shown.wait_for("attract")
    other_folder = shown.folder / "other"
    other_folder.mkdir()
    for name in ("attract.mp4", "film.mp4"):
        (other_folder / name).symlink_to(shown.folder / name)
    other = Shown(other_folder, display)
    other.profile = shown.profile
    other.start()
    other.manager.wait("READY=1", seconds=40)
    assert other.process is not None
    assert other.process.wait(30) == 1
    assert "Traceback" not in (other_folder / "stderr").read_text()
    other.close()
    assert shown.end() == 0
