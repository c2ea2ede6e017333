"""What systemd would do: the watchdog over a frozen picture, and kill -9 again and again."""

import contextlib
import http.server
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.kiosk.places import Places
from tests.kiosk.stage import STAND, Display, Shown, until
from tracker.app.kiosk.health import read_health
from tracker.kiosk.vocabulary import State
from tracker.model.visits import VisitOutcome
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database

UNIT = Path(__file__).resolve().parents[2] / "packaging" / "kiosk" / "tracker-kiosk.service"

BACK_WITHIN_S = 5.0
"""A picture is back so soon after a kill, on a machine that has nothing else to do."""


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


def restart_pause_s() -> float:
    """Return for how long the unit waits before it starts the stand anew."""
    [said] = re.findall(r"^RestartSec=(\d+)ms$", UNIT.read_text("utf-8"), re.MULTILINE)
    return int(said) / 1000


def leave_a_badge(shown: Shown, places: Places, badge: str) -> None:
    """Be a visitor who watches a film to its end, leaves a badge, and goes."""
    since = shown.manager.mark()
    shown.touch_until("menu", 0.5, 0.5)
    shown.touch_until("playing", *places.of(places.show(State.MENU).menu.cards[0]))
    shown.wait_for("after", since=since)
    shown.touch_until("identify", *places.of(places.show(State.AFTER).after.contact))
    page = places.show(State.IDENTIFY).identify
    shown.display.do("type", "--delay", 5, badge)
    shown.display.do("key", "Return")
    shown.display.touch(*places.of(page.consents[0], 0.1))
    since = shown.manager.mark()
    shown.display.touch(*places.of(page.send))
    shown.wait_for("thanks", since=since)


def supervise_kills(
    shown: Shown, places: Places, kills: int, *, every_s: float = 0.0
) -> list[float]:
    """Kill the stand again and again, each time in a film, just after a lead; return the pauses.

    It is started anew as the unit says. A pause ends with the first advance of the loop. The
    visitor before the one who is cut off leaves a badge, so that there is somebody to mix up.
    """
    menu_to_film = places.of(places.show(State.MENU).menu.cards[0])
    away: list[float] = []
    began_s = time.monotonic()
    shown.start()
    shown.wait_for("attract")
    for number in range(kills):
        mark = shown.manager.mark()
        leave_a_badge(shown, places, f"VISITOR-{number}")
        shown.wait_for("attract", since=mark)
        before = len(shown.viewers())
        shown.touch_until("menu", 0.5, 0.5)
        shown.touch_until("playing", *menu_to_film)
        until(lambda before=before: len(shown.viewers()) > before)  # type: ignore[misc]
        time.sleep(0.5)
        assert shown.process is not None
        shown.process.send_signal(signal.SIGKILL)
        shown.process.wait(10)
        killed_s, mark = time.monotonic(), shown.manager.mark()
        time.sleep(restart_pause_s())
        played = len(shown.plays())
        shown.start()
        shown.wait_for("attract", since=mark)
        until(lambda played=played: len(shown.plays()) > played, seconds=40)  # type: ignore[misc]
        away.append(round(time.monotonic() - killed_s, 2))
        print(f"kill {number + 1}: away for {away[-1]} s", flush=True)  # noqa: T201
        time.sleep(max(0.0, began_s + (number + 1) * every_s - time.monotonic()))
    return away


def check_kills(shown: Shown, kills: int) -> None:
    """Nothing was lost, and no visitor is another's: each film is a session of its own visit."""
    until(lambda: all(one.closed_ms is not None for one in shown.visits()))
    visits = shown.visits()
    told = [VisitOutcome.BADGE, VisitOutcome.CUT_OFF] * kills
    assert [one.outcome for one in visits] == told
    browser = OutboxBrowser(shown.profile)
    try:
        rows = list(browser.list_rows())
        assert browser.verify_rows() == []
    finally:
        browser.close()
    database = Database(shown.profile)
    try:
        found = database.rows("SELECT session_id, visit_id, badge FROM session ORDER BY rowid")
    finally:
        database.close()
    whose = {visit_id: badge for _, visit_id, badge in found}
    assert len(found) == len(whose) == 2 * kills
    badges = [name for number in range(kills) for name in (f"VISITOR-{number}", None)]
    assert [whose[visit.visit_id] for visit in visits] == badges
    for session_id, _, badge in found:
        mine = [row for row in rows if row.session_id == session_id]
        kinds = [row.kind for row in mine]
        assert kinds.count("media-played") == 1
        assert kinds.count("attention-span") == 1
        quarters = [row.percent for row in mine if row.kind == "quartile"]
        assert quarters[:1] == [0]
        assert not badge or quarters == [0, 25, 50, 75, 100]


def test_kill_9_loses_nothing_mixes_nobody_and_the_picture_comes_back(
    shown: Shown, record_property: Callable[[str, object], None]
) -> None:
    """Kills in the middle of a film; each visit is closed, each film counted once."""
    places = Places(shown.config)
    away = supervise_kills(shown, places, 3)
    places.close()
    record_property("away_s", away)
    assert shown.end() == 0, shown.errors()
    check_kills(shown, 3)
    assert min(away) < BACK_WITHIN_S * 3


def test_whoever_was_thanked_is_written_whatever_happens_then(shown: Shown) -> None:
    """Killed at the very word of thanks, the stand has kept the badge."""
    places = Places(shown.config)
    shown.start()
    shown.wait_for("attract")
    leave_a_badge(shown, places, "VISITOR-7")
    places.close()
    assert shown.process is not None
    shown.process.send_signal(signal.SIGKILL)
    shown.process.wait(10)
    assert [viewer.badge for _, viewer in shown.viewers()] == ["VISITOR-7"]


@pytest.mark.long
@pytest.mark.timeout(5400)
def test_kill_9_every_minute_for_an_hour(shown: Shown) -> None:
    """Sixty kills; the picture is back within five seconds each time."""
    places = Places(shown.config)
    away = supervise_kills(shown, places, 60, every_s=60)
    places.close()
    assert shown.end() == 0, shown.errors()
    check_kills(shown, 60)
    print("away, in order:", sorted(away))  # noqa: T201
    assert max(away) < BACK_WITHIN_S


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
