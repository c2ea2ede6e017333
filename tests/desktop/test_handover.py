"""One window a profile: what a second start hands over, and what is no wish at all."""

import json
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage
from tests.desktop.test_watching import NotingLine
from tracker.desktop.audience import Audience
from tracker.desktop.handover import Reception
from tracker.desktop.surroundings import Surroundings
from tracker.desktop.wish import Wish, decode, encode, may_be_heard, placed, socket_path
from tracker.model.media import Viewer

PATIENCE_MS = 20_000


class Desk:
    """A reception of a profile, and what it took."""

    def __init__(self, profile: Path, qtbot: QtBot) -> None:
        self.profile, self._qtbot = profile, qtbot
        self.taken: list[Wish] = []
        self.reception = Reception(profile, self.taken.append)
        self.reception.open()

    def second_start(self, wish: Wish, profile: Path | None = None) -> bool:
        """Start a second time, in a process of its own; return whether the wish was taken."""
        chosen = self.profile if profile is None else profile
        return second_start(chosen, wish, self._qtbot)

    def say(self, message: bytes) -> bytes:
        """Send anything at all; return what comes back before the line is cut."""
        path = socket_path(self.profile)
        assert path is not None
        answers: list[bytes] = []

        def talk() -> None:
            with socket.socket(socket.AF_UNIX) as guest:
                guest.settimeout(PATIENCE_MS / 1_000)
                guest.connect(path)
                try:
                    guest.sendall(message)
                    answers.append(guest.recv(100))
                except (BrokenPipeError, ConnectionResetError):
                    answers.append(b"")

        thread = threading.Thread(target=talk)
        thread.start()
        self._qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
        thread.join()
        return answers[0]


def second_start(profile: Path, wish: Wish, qtbot: QtBot) -> bool:
    """Hand a wish over as another process does, while Qt's loop runs here."""
    code = (
        "import sys; from pathlib import Path; from tracker.desktop.handover import *\n"
        "wish = decode(sys.stdin.buffer.read())\n"
        "sys.exit(0 if hand_over(Path(sys.argv[1]), wish) else 7)"
    )
    command = [sys.executable, "-c", code, str(profile)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(encode(wish))
        process.stdin.close()
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=PATIENCE_MS)
    assert process.returncode in (0, 7)
    return process.returncode == 0


@pytest.fixture(autouse=True)
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user a runtime directory whose path is short enough for sockets."""
    made = tmp_path_factory.mktemp("r")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made))
    return made


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """Open a profile's reception."""
    made = Desk(tmp_path / "profile", qtbot)
    yield made
    made.reception.close()


def test_a_second_start_hands_its_films_over(desk: Desk) -> None:
    """With who watches them, if that was said."""
    films = ("/films/a b.mp4", "/films/\udce4.mp4", "https://example.com/ü.mp4")
    assert desk.second_start(Wish(films, Viewer(email="ada@example.com")))
    assert desk.second_start(Wish((), Viewer(contact_id=101)))
    assert desk.taken == [
        Wish(films, Viewer(email="ada@example.com")),
        Wish((), Viewer(contact_id=101)),
    ]


def test_another_profile_is_another_player(desk: Desk, tmp_path: Path) -> None:
    """Nobody listens there; nothing is handed over."""
    assert not desk.second_start(Wish(("/a.mp4",)), tmp_path / "other")
    assert desk.taken == []


def test_only_the_owner_may_knock(desk: Desk) -> None:
    """The socket is theirs alone, and lies in their runtime directory."""
    path = Path(socket_path(desk.profile) or "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert may_be_heard(desk.profile)
    desk.reception.close()
    assert not path.exists()
    assert not may_be_heard(desk.profile)
    assert not desk.second_start(Wish())


def test_an_ordinary_start_learns_without_qt_that_nobody_listens(tmp_path: Path) -> None:
    """Qt would be loaded before libVLC, which is set up beside it."""
    code = (
        "import sys; from pathlib import Path; from tracker.desktop.wish import may_be_heard\n"
        "sys.exit(may_be_heard(Path(sys.argv[1])) or 'PySide6' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, timeout=60)


def test_the_socket_of_a_player_that_was_killed_is_nobodys(desk: Desk, qtbot: QtBot) -> None:
    """Whoever holds the profile's lock puts its own in that place."""
    desk.reception.close()
    path = socket_path(desk.profile)
    assert path is not None
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(path)
    assert not desk.second_start(Wish())
    again = Desk(desk.profile, qtbot)
    assert again.second_start(Wish())
    again.reception.close()


@pytest.mark.parametrize(
    "message",
    [
        b"\n",
        b"null\n",
        b"[]\n",
        b"\xff\xfe\n",
        b'{"films": []}\n',
        b'{"films": "a", "viewer": {"contact_id": null, "email": null}}\n',
        b'{"films": [""], "viewer": {"contact_id": null, "email": null}}\n',
        b'{"films": ["a\\u0000b"], "viewer": {"contact_id": null, "email": null}}\n',
        b'{"films": [1], "viewer": {"contact_id": null, "email": null}}\n',
        b'{"films": [], "viewer": {"contact_id": true, "email": null}}\n',
        b'{"films": [], "viewer": {"contact_id": -1, "email": null}}\n',
        b'{"films": [], "viewer": {"contact_id": null, "email": "a b@c"}}\n',
        b"[" * 100_000 + b"\n",
        json.dumps({"films": ["x" * 5_000], "viewer": {"contact_id": None, "email": None}}).encode()
        + b"\n",
        b"x" * 5_000_000,
    ],
    ids=range(15),
)
def test_what_is_no_wish_is_hung_up_on(desk: Desk, message: bytes) -> None:
    """Nothing is done about it, and the next one is heard as ever."""
    assert desk.say(message) == b""
    assert desk.taken == []
    assert desk.say(encode(Wish(("/a.mp4",)))) == b"taken\n"
    assert desk.taken == [Wish(("/a.mp4",))]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(line: bytes) -> None:
    """It returns a wish or nothing."""
    assert decode(line) is None or isinstance(decode(line), Wish)


def test_files_are_named_by_their_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process stands in another directory."""
    monkeypatch.chdir(tmp_path)
    assert placed(["a.mp4", "/b.mp4", "https://example.com/c.mp4"]) == (
        str(tmp_path / "a.mp4"),
        "/b.mp4",
        "https://example.com/c.mp4",
    )


def test_the_window_plays_what_it_gets_and_comes_up(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From where it was minimised; a viewer who was named watches from then on."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    line = NotingLine()
    stage = Stage(audience=Audience(line))
    qtbot.addWidget(stage.window)
    stage.window.showMinimized()
    around = Surroundings(stage.window, stage.bridge, tmp_path)
    around.receive()
    assert second_start(tmp_path, Wish(("/films/a.mp4",), Viewer(contact_id=101)), qtbot)
    qtbot.waitUntil(lambda: bool(stage.player.commands), timeout=PATIENCE_MS)
    assert stage.player.commands == [("open", "/films/a.mp4", 0)]
    assert line.told == [Viewer(contact_id=101)]
    assert not stage.window.isMinimized()
    around.close()
