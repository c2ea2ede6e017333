"""Every example of the README is run, as a person would run it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Take
from tests.cli.command import credential, environment, tracker
from tests.e2e.conftest import Films
from tracker.app.settings import environment_name, read_settings
from tracker.engagement.trace import trace_row
from tracker.hubspot.sandbox.server import Sandbox
from tracker.library.registry import Registry
from tracker.model.units import MonotonicNs

HERE = Path(__file__).parents[2]
README = (HERE / "README.md").read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line
    for kind, text in BLOCKS
    if kind == "sh"
    for line in text.splitlines()
    if line.startswith("tracker ")
]
STAYS = ("sandbox", "sync --watch")
"""Commands that stay until they are told to end."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, films: Films) -> Iterator[dict[str, str]]:
    """Return the environment of a person who has a film, a token and a server to send to."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(films / "film.mp4", folder / "film.mp4")
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
    """The pattern below finds them."""
    assert len(COMMANDS) >= 12


@pytest.mark.parametrize("command", COMMANDS)
def test_an_example_works(command: str, desk: dict[str, str], tmp_path: Path) -> None:
    """It ends well, or runs until it is told to end; never with a traceback."""
    desk = {**desk, "TRACKER_PROFILE": str(tmp_path / "profile")}
    if "login" in command:
        pytest.skip("a systemd credential cannot be stored; tests/credentials logs in for real")
    if "identify" in command:
        command = command.replace(re.findall(r"identify (\S+)", command)[0], waiting(desk))
    if "replay" in command and not (Path(desk["DESK"]) / "viewing.jsonl").exists():
        rows = [trace_row(s, MonotonicNs(0)) for s in Take(9_000).play(9_000).end().samples]
        (Path(desk["DESK"]) / "viewing.jsonl").write_text("\n".join(rows))
    plays_on = command.split()[1] == "play" and "--exit-at-end" not in command
    if plays_on or any(word in command for word in STAYS):
        assert interrupted(command, desk) == 0
        return
    finished = subprocess.run(
        ["sh", "-c", command], cwd=desk["DESK"], env=desk, capture_output=True, text=True,
        timeout=90, check=False,
    )  # fmt: skip
    assert (finished.returncode, "Traceback" in finished.stderr) == (0, False), finished.stderr


def interrupted(command: str, desk: dict[str, str]) -> int:
    """Start a command that stays, tell it to end, and return its exit status."""
    process = subprocess.Popen(
        ["sh", "-c", f"exec {command}"], cwd=desk["DESK"], env=desk, stderr=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(4)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert "Traceback" not in errors
    return process.returncode


def waiting(desk: dict[str, str]) -> str:
    """Make a session that waits for a viewer, and return its id."""
    profile, trace = Path(desk["TRACKER_PROFILE"]), Path(desk["DESK"]) / "waiting.jsonl"
    rows = [trace_row(item, MonotonicNs(0)) for item in Take(9_000).play(9_000).end().samples]
    trace.write_text("\n".join(rows))
    session_id: str = tracker(profile, "replay", trace, "--store", "--json").lines[0]["session_id"]
    return session_id


def test_every_setting_of_the_readme_exists(tmp_path: Path) -> None:
    """Names and environment variables are those of the table."""
    settings = read_settings(tmp_path, {})
    named = re.findall(r"^\| (`[a-z_`, ]+`) \| `(TRACKER_\w+)`", README, re.MULTILINE)
    assert len(named) >= 7
    for names, variable in named:
        first, *others = re.findall(r"`(\w+)`", names)
        assert environment_name(first) == variable
        assert all(hasattr(settings, name) for name in (first, *others))


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
