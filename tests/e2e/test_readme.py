"""Every example of the README is run, as a person would run it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path

import pytest

from tests.app.hosts import sessions
from tests.app.kiosk.stand import write_stand
from tests.builders import Take
from tests.cli.command import credential, environment, tracker
from tests.e2e.conftest import Films
from tests.playback.bus import session_bus, speaking_player
from tracker.app.settings import Settings
from tracker.engagement.trace import trace_row
from tracker.hubspot.sandbox.server import Sandbox
from tracker.library.registry import Registry
from tracker.model.units import MonotonicNs
from tracker.storage.browse import OutboxBrowser

HERE = Path(__file__).parents[2]
README = (HERE / "README.md").read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
EXAMPLES = [
    [line for line in text.splitlines() if line.startswith("tracker ")]
    for kind, text in BLOCKS
    if kind == "sh" and "tracker " in text
]
PROGRAMS = [text for kind, text in BLOCKS if kind == "python"]
STAYS = ("sandbox", "sync --watch")
"""Commands that stay until they are told to end."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, films: Films) -> Iterator[dict[str, str]]:
    """Return the environment of a person who has a film, a token and a server to send to."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(films / "film.mp4", folder / "film.mp4")
    write_stand(folder)
    for name in ("attract.mp4", "hall.mp4", "robot.mp4"):
        shutil.copy(films / "film.mp4", folder / name)
    programs = folder / "bin"
    programs.mkdir()
    (programs / "tracker").write_text(f'#!/bin/sh\nexec {sys.executable} -m tracker "$@"\n')
    (programs / "tracker").chmod(0o755)
    with Sandbox(token="token-of-a-test") as server:
        yield environment(
            folder / "profile",
            PATH=f"{programs}:{os.environ['PATH']}",
            PYTHONPATH=str(HERE),
            TRACKER_HUBSPOT_BASE_URL=server.base_url,
            QT_QPA_PLATFORM="offscreen",
            DESK=str(folder),
            **credential(folder / "credentials"),
        )


def test_the_readme_has_its_examples() -> None:
    """The pattern above finds them."""
    assert sum(map(len, EXAMPLES)) >= 20
    assert len(PROGRAMS) == 3


@pytest.mark.parametrize("commands", EXAMPLES, ids=lambda commands: commands[0])
def test_an_example_works(commands: list[str], desk: dict[str, str], tmp_path: Path) -> None:
    """Its lines, one after the other, end well or run until told to end; without a traceback."""
    desk = {**desk, "TRACKER_PROFILE": str(tmp_path / "profile")}
    if "login" in commands[0]:
        # A systemd credential cannot be stored or taken back; other tests log in for real.
        commands = [command for command in commands if "log" not in command]
    for command in commands:
        follow(command, desk)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.splitlines()[-1].strip())
def test_a_program_that_uses_the_api_works(
    program: str, desk: dict[str, str], tmp_path: Path
) -> None:
    """As it stands, on a screen of its own: all quarters are told or queued."""
    profile = tmp_path / "profile"
    finished = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", program],
        cwd=desk["DESK"],
        env={**desk, "TRACKER_PROFILE": str(profile), "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert (finished.returncode, "Traceback" in finished.stderr) == (0, False), finished.stderr
    assert list(sessions(profile).values()) == [[0, 25, 50, 75, 100]]
    if "print" in program:
        assert finished.stdout.split() == ["0", "25", "50", "75", "100"]


def follow(command: str, desk: dict[str, str]) -> None:
    """Carry out one line."""
    if "identify" in command:
        command = command.replace(re.findall(r"identify (\S+)", command)[0], waiting(desk))
    plays_on = command.split()[1] == "play" and "--exit-at-end" not in command
    plays_on |= command.split()[1] == "kiosk" and "--check" not in command
    if "watch ~" in command:
        with other_player(desk) as bus:
            assert interrupted(command, {**desk, "DBUS_SESSION_BUS_ADDRESS": bus}) == 0
        return
    if plays_on or any(word in command for word in STAYS):
        assert interrupted(command, desk) == 0
        return
    finished = subprocess.run(
        ["sh", "-c", command], cwd=desk["DESK"], env=desk, capture_output=True, text=True,
        timeout=90, check=False,
    )  # fmt: skip
    assert (finished.returncode, "Traceback" in finished.stderr) == (0, False), finished.stderr


@contextmanager
def other_player(desk: dict[str, str]) -> Iterator[str]:
    """Let another program play a film of the person's folder; give the address of its bus."""
    film = Path(desk["HOME"]) / "Films" / "film.mp4"
    film.parent.mkdir(parents=True)
    shutil.copy(Path(desk["DESK"]) / "film.mp4", film)
    with session_bus() as bus, speaking_player(bus) as say:
        say(status="Playing", url=film.as_uri(), length_ms=8_000)
        yield bus


def interrupted(command: str, desk: dict[str, str]) -> int:
    """Start a command that stays, tell it to end once it is at work, and return its status."""
    output = Path(desk["DESK"]) / "said.txt"
    with output.open("w") as said:
        process = subprocess.Popen(
            ["sh", "-c", f"exec {command}"], cwd=desk["DESK"], env=desk, stdout=said,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
    profile = Path(desk["TRACKER_PROFILE"])
    try:
        deadline_s = time.monotonic() + 60
        while not is_at_work(command, profile, output):
            assert process.poll() is None, output.read_text()
            assert time.monotonic() < deadline_s
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.2)
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    finally:
        process.kill()
    assert "Traceback" not in output.read_text()
    return process.returncode


def is_at_work(command: str, profile: Path, output: Path) -> bool:
    """Whether a command does what it is for: it listens, leads, or has counted something."""
    if "sandbox --port" in command:
        return "listens" in output.read_text()
    if "watch ~" in command:
        return "plays" in output.read_text()
    if not (profile / "queue.db").exists():
        return False
    browser = OutboxBrowser(profile)
    try:
        stats = browser.stats()
        is_leading = browser.leader_info() is not None
    finally:
        browser.close()
    counted = stats.unsettled + stats.held + stats.delivered > 0
    return counted if "play" in command else is_leading


def waiting(desk: dict[str, str]) -> str:
    """Make a session that waits for a viewer, and return its id."""
    profile, trace = Path(desk["TRACKER_PROFILE"]), Path(desk["DESK"]) / "waiting.jsonl"
    rows = [trace_row(item, MonotonicNs(0)) for item in Take(9_000).play(9_000).end().samples]
    trace.write_text("\n".join(rows))
    session_id: str = tracker(profile, "replay", trace, "--store", "--json").lines[0]["session_id"]
    return session_id


def test_the_readme_names_every_setting_and_no_other() -> None:
    """Name, default and help are those of the table."""
    table = re.search(r"\| setting \| default \| meaning \|\n.*?\n\n", README, re.DOTALL)
    assert table is not None
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*) \|$", table[0], re.MULTILINE)
    assert [name for name, _, _ in rows] == [setting.name for setting in fields(Settings)]
    for (_, default, text), setting in zip(rows, fields(Settings), strict=True):
        assert default.strip("`") == str(setting.default)
        assert text.startswith(setting.metadata["help"])


def test_the_example_of_a_registry_can_be_read(tmp_path: Path) -> None:
    """Every key in it is known."""
    (text,) = [text for kind, text in BLOCKS if kind == "toml"]
    (tmp_path / "media.toml").write_text(text.replace("/films/hall-5.mp4", str(HERE / "README.md")))
    Registry.read(tmp_path)
    assert tomllib.loads(text)["media"][0]["duration_ms"] == 183_000


def test_every_room_of_the_map_exists() -> None:
    """And none is missing from it."""
    house = re.search(r"## The house\n\n```\n(.*?)```", README, re.DOTALL)
    assert house is not None
    rooms = set(re.findall(r"(\w+)/", house[1]))
    assert rooms == {path.parent.name for path in (HERE / "tracker").glob("*/__init__.py")}


def test_the_pictures_are_there() -> None:
    """Each picture of the README lies in assets."""
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((HERE / picture).is_file() for picture in pictures)
