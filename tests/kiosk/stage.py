"""A stand as a visitor meets it: a screen of its own, a real program, fingers by xdotool."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.app.kiosk.stand import PIN
from tests.cli.command import environment
from tests.kiosk.pixels import Pixels
from tracker.app.kiosk.pin import hash_pin
from tracker.model.media import Viewer
from tracker.model.units import UnixMs
from tracker.model.visits import ProofOfPlay, Visit
from tracker.storage.browse import OutboxBrowser
from tracker.storage.stand import StandLog

EVER = UnixMs(10**13)

STAND = """
device = "Lobby"
languages = ["en", "de"]
health_file = "health.json"
[brand]
name = "Example Company"
[attract]
file = "attract.mp4"
[[items]]
id = "hall"
file = "film.mp4"
title = { en = "Hall 5", de = "Halle 5" }
[times]
idle_s = 30
ask_s = 5
thanks_s = 2
retry_s = 2
[identify]
email = true
badge = true
page = "https://example.com/hello?visit={session}"
[[identify.consents]]
purpose = "contact"
version = "1"
required = true
text = { en = "You may write to me.", de = "Sie dürfen mir schreiben." }
[exit]
pin_hash = "HASHED"
[guard]
frozen_s = 4
""".replace("HASHED", hash_pin(PIN))


def make_films(folder: Path) -> None:
    """Make an attract loop of three seconds and a film of four."""
    for name, seconds in (("attract.mp4", 3), ("film.mp4", 4)):
        source = f"testsrc2=size=320x180:rate=25:duration={seconds}"
        command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source, "-c:v", "libx264",
                   "-preset", "ultrafast", "-pix_fmt", "yuv420p", str(folder / name)]  # fmt: skip
        subprocess.run(command, check=True, timeout=60)


class Manager:
    """What systemd is to a service: a socket that hears its words."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "notify"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(self.path))
        self.words: list[tuple[float, str]] = []
        self._news = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                word = self._socket.recv(4096).decode()
            except OSError:
                return
            with self._news:
                self.words.append((time.monotonic(), word))
                self._news.notify_all()

    def mark(self) -> int:
        """Return how many words were heard so far."""
        return len(self.words)

    def wait(self, word: str, *, since: int = 0, seconds: float = 30.0) -> float:
        """Wait for a word after those before; return when it was said."""
        deadline = time.monotonic() + seconds
        with self._news:
            while True:
                for at_s, said in self.words[since:]:
                    if said == word:
                        return at_s
                left = deadline - time.monotonic()
                heard = [said for _, said in self.words[since:] if said != "WATCHDOG=1"]
                assert left > 0, f"“{word}” was not heard within {seconds} s; heard: {heard}"
                self._news.wait(left)

    def count(self, word: str, *, since: int) -> int:
        """Return how often a word was said after those before."""
        return sum(said == word for _, said in self.words[since:])

    def close(self) -> None:
        """Hear nothing more."""
        self._socket.close()


class Display:
    """An X server of its own, with a small window manager as a desktop has one."""

    def __init__(self, size: str = "1280x720") -> None:
        reader, writer = os.pipe()
        self._memory = tempfile.TemporaryDirectory(prefix="xvfb-")
        self._server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writer),
                "-screen",
                "0",
                f"{size}x24",
                "-nolisten",
                "tcp",
                "-fbdir",
                self._memory.name,
            ],
            pass_fds=[writer],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writer)
        with os.fdopen(reader) as file:
            self.name = f":{file.readline().strip()}"
        self.pixels = Pixels(Path(self._memory.name))
        self.width, self.height = (int(part) for part in size.split("x"))
        self.environ = {**os.environ, "DISPLAY": self.name}
        self._manager = subprocess.Popen(
            ["openbox"],
            env=self.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def do(self, *words: object) -> str:
        """Let xdotool do something."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env=self.environ,
            check=True,
            capture_output=True,
            text=True,
            timeout=20,
        )
        return done.stdout

    def touch(self, x: float, y: float, button: int = 1) -> None:
        """Touch a place, given as shares of width and height."""
        place = round(self.width * x), round(self.height * y)
        self.do("mousemove", *place, "click", button)

    def picture(self, path: Path) -> Path:
        """Take a picture of all that is on the screen."""
        command = ["import", "-window", "root", str(path)]
        subprocess.run(command, env=self.environ, check=True, timeout=20)
        return path

    def close(self) -> None:
        """Switch it off."""
        self.pixels.close()
        for process in (self._manager, self._server):
            process.kill()
            process.wait(10)
        self._memory.cleanup()


class Shown:
    """A stand that is shown: ``folder`` has its configuration, films and profile."""

    def __init__(self, folder: Path, display: Display, *, text: str = STAND) -> None:
        self.folder, self.display = folder, display
        self.profile = folder / "profile"
        self.config = folder / "kiosk.toml"
        self.config.write_text(text, "utf-8")
        self.manager = Manager(folder)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, **environ: str) -> "Shown":
        """Start the program."""
        (self.folder / "creds").mkdir(exist_ok=True)
        (self.folder / "creds" / "hubspot-token").write_text("a-token")
        variables = environment(
            self.profile,
            DISPLAY=self.display.name,
            NOTIFY_SOCKET=str(self.manager.path),
            CREDENTIALS_DIRECTORY=str(self.folder / "creds"),
            TRACKER_HUBSPOT_BASE_URL="http://127.0.0.1:9",
            QT_QPA_PLATFORM="xcb",
            **environ,
        )
        with (self.folder / "stderr").open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tracker", "kiosk", str(self.config)],
                env=variables,
                stderr=errors,
                stdout=errors,
            )
        return self

    def wait_for(self, state: str, *, since: int = 0, seconds: float = 40.0) -> float:
        """Wait until the stand is in a state; return when it was."""
        return self.manager.wait(f"STATUS={state}", since=since, seconds=seconds)

    def touch_until(self, state: str, x: float, y: float, *, seconds: float = 30.0) -> None:
        """Touch a place again and again until the stand is in a state: pages take a moment."""
        since, deadline = self.manager.mark(), time.monotonic() + seconds
        while not self.manager.count(f"STATUS={state}", since=since):
            assert time.monotonic() < deadline, self.errors()
            self.display.touch(x, y)
            time.sleep(0.5)

    def errors(self) -> str:
        """Return all that was printed, and the log."""
        log = self.profile / "tracker.log"
        return (self.folder / "stderr").read_text() + (log.read_text() if log.exists() else "")

    def end(self, *, seconds: float = 30.0) -> int:
        """End the program as systemd does, and return its status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(seconds)

    def close(self) -> None:
        """Leave nothing running."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)
        self.manager.close()

    def visits(self) -> list[Visit]:
        """Return the visits that were written down."""
        log = StandLog(self.profile)
        try:
            return list(log.visits(UnixMs(0), EVER))
        finally:
            log.close()

    def plays(self) -> list[ProofOfPlay]:
        """Return the proof of play that was written down."""
        log = StandLog(self.profile)
        try:
            return list(log.plays(UnixMs(0), EVER))
        finally:
            log.close()

    def viewers(self) -> list[tuple[str, Viewer]]:
        """Return the sessions that were written down, and who watched."""
        browser = OutboxBrowser(self.profile)
        try:
            return [(one.session_id, one.viewer) for one in browser.recent_sessions(10_000)]
        finally:
            browser.close()


def until(
    condition: Callable[[], bool], *, seconds: float = 20.0, explain: Callable[[], str] = str
) -> None:
    """Wait until something is so; fail after a while, and say what ``explain`` says then."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, explain()
        time.sleep(0.1)


def missing(tools: Sequence[str]) -> str:
    """Return the tools that this machine lacks, in a sentence; nothing if it has all."""
    absent = [tool for tool in tools if shutil.which(tool) is None]
    return f"this machine has no {', '.join(absent)}" if absent else ""
