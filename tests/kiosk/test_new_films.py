"""New films for a stand on a screen: they come beside the show, and are shown when it rests."""

import http.server
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.content.offers import Signer, offer
from tests.kiosk.places import Places
from tests.kiosk.stage import STAND, Shown, until
from tracker.app.kiosk.config import ContentSource
from tracker.app.kiosk.updates import bring_first
from tracker.content.manifest import MANIFEST_NAME, SIGNATURE_NAME
from tracker.kiosk.vocabulary import State

PATIENCE_S = 60


def film(folder: Path, colour: str, seconds: int) -> bytes:
    """Return a film of one colour."""
    path = folder / f"{colour}.mp4"
    source = f"color={colour}:size=320x180:rate=25:duration={seconds}"
    command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source, "-c:v", "libx264",
               "-preset", "ultrafast", "-pix_fmt", "yuv420p", str(path)]  # fmt: skip
    subprocess.run(command, check=True, timeout=60)
    return path.read_bytes()


class Gate(http.server.SimpleHTTPRequestHandler):
    """Serves a folder; films only once the gate is open, and where ``cuts`` says so, half."""

    def __init__(
        self, gate: threading.Event, cuts: threading.Event, asked: threading.Event, *more: object
    ) -> None:
        self._gate, self._cuts, self._asked = gate, cuts, asked
        super().__init__(*more, directory=str(more[2].folder))  # type: ignore[arg-type, attr-defined]

    def do_GET(self) -> None:
        """Serve a list at once, and a film in its time."""
        if not self.path.endswith(".mp4"):
            super().do_GET()
            return
        self._asked.set()
        self._gate.wait(PATIENCE_S)
        if not self._cuts.is_set():
            super().do_GET()
            return
        data = Path(self.translate_path(self.path)).read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2])
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """A folder of offers on a web server; ``gate`` lets films through, ``cuts`` half of them."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.gate, self.cuts, self.asked = (threading.Event() for _ in range(3))
        super().__init__(("127.0.0.1", 0), partial(Gate, self.gate, self.cuts, self.asked))
        threading.Thread(target=self.serve_forever, daemon=True).start()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Return a server whose gate is shut."""
    (tmp_path / "offered").mkdir()
    server = Server(tmp_path / "offered")
    yield server
    server.gate.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def offer_new(shown: Shown, server: Server) -> Callable[[str, str], None]:
    """Let the stand begin with red and green; return what offers others, for version 2."""
    signer, folder = Signer(), shown.folder / "content"
    stick = shown.folder / "stick"

    def films(attract: str, item: str) -> dict[str, bytes]:
        return {
            "attract.mp4": film(shown.folder, attract, 2),
            "film.mp4": film(shown.folder, item, 6),
        }

    offer(stick, films("red", "green"), 1, signer)
    bring_first(ContentSource(folder, str(stick), signer.line, 60))
    address = f"http://127.0.0.1:{server.server_port}/"
    table = f'[content]\nfolder = "{folder}"\nsource = "{address}"\npublic_key = "{signer.line}"\n'
    shown.config.write_text(STAND + table, "utf-8")
    return lambda attract, item: offer(server.folder, films(attract, item), 2, signer)


def colour(shown: Shown) -> str:
    """Return the colour in the middle of the screen."""
    image = QImage(str(shown.display.picture(shown.folder / "screen.png")))
    found: QColor = image.pixelColor(image.width() // 2, image.height() // 3)
    parts = {"red": found.red(), "green": found.green(), "blue": found.blue()}
    best = max(parts, key=lambda name: parts[name])
    return best if parts[best] > 90 + sorted(parts.values())[1] else "none"


def test_new_films_come_while_somebody_watches_and_are_shown_when_they_have_gone(
    shown: Shown, server: Server, offer_new: Callable[[str, str], None]
) -> None:
    """The visitor's film is not touched; then the loop is the new one, and so is the film."""
    places = Places(shown.config)
    offer_new("blue", "blue")
    shown.start()
    shown.wait_for("attract")
    until(lambda: colour(shown) == "red", seconds=PATIENCE_S)
    assert server.asked.wait(PATIENCE_S)
    card = places.of(places.show(State.MENU).menu.cards[0])
    shown.touch_until("menu", 0.5, 0.5)
    shown.touch_until("playing", *card)
    since = shown.manager.mark()
    server.gate.set()
    until(lambda: colour(shown) == "green", seconds=PATIENCE_S)
    until(lambda: "Content of version 2 has come" in shown.errors(), seconds=PATIENCE_S)
    assert (shown.folder / "content" / "current" / MANIFEST_NAME).read_bytes() != (
        server.folder / MANIFEST_NAME
    ).read_bytes()
    shown.wait_for("after", since=since)
    assert "shown from now on" not in shown.errors(), "somebody is still there"
    shown.touch_until("thanks", *places.of(places.show(State.AFTER).after.done))
    shown.wait_for("attract", since=since)
    until(lambda: colour(shown) == "blue", seconds=PATIENCE_S)
    shown.touch_until("menu", 0.5, 0.5)
    shown.touch_until("playing", *card)
    until(lambda: colour(shown) == "blue", seconds=PATIENCE_S)
    places.close()
    assert shown.end() == 0, shown.errors()


@pytest.mark.parametrize("how", ["cut", "changed", "signed by somebody else"])
def test_what_is_cut_or_wrong_leaves_the_old_films_playing(
    how: str, shown: Shown, server: Server, offer_new: Callable[[str, str], None]
) -> None:
    """The log says what is wrong with it; nobody at the stand sees anything of it."""
    offer_new("blue", "blue")
    if how == "cut":
        server.cuts.set()
    elif how == "changed":
        path = server.folder / "attract.mp4"
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    else:
        stranger = Signer()
        data = (server.folder / MANIFEST_NAME).read_bytes()
        (server.folder / SIGNATURE_NAME).write_bytes(stranger.sign(data))
    server.gate.set()
    shown.start()
    shown.wait_for("attract")
    said = {
        "cut": "cannot be fetched",
        "changed": "is not the one",
        "signed by somebody else": "hold",
    }
    until(lambda: said[how] in shown.errors(), seconds=PATIENCE_S)
    until(lambda: colour(shown) == "red", seconds=PATIENCE_S)
    assert "shown from now on" not in shown.errors()
    assert shown.end() == 0, shown.errors()
