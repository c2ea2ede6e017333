"""``packaging/setup`` on a checkout that is ready, and on machines that are not."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def setup(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a checkout's setup from another directory, without input."""
    return subprocess.run(
        [root / "packaging" / "setup", *arguments],
        cwd="/",
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a checkout that was never set up: only what setup reads."""
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """Return a folder for commands that come before those of the machine."""
    folder = tmp_path / "commands"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, script: str) -> None:
    """Write a command."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o700)


@pytest.mark.parametrize("arguments", [[], ["--test"]])
def test_setup_is_silent_and_quick_when_there_is_nothing_to_do(arguments: list[str]) -> None:
    """Every start of the demo and of the tests pays for it."""
    if not (ROOT / ".venv" / ".setup-stamp").exists():
        pytest.skip("this checkout was not made by packaging/setup")
    setup(ROOT, *arguments)
    began = os.times()
    result = setup(ROOT, *arguments)
    ended = os.times()
    # Of the processor, since the machine may be busy with other tests.
    took_s = ended.children_user + ended.children_system
    took_s -= began.children_user + began.children_system
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert took_s < 1


def test_an_unknown_argument_is_refused(bare: Path) -> None:
    """With the one that is known."""
    result = setup(bare, "--tset")
    assert result.returncode == 1
    assert "--tset" in result.stderr
    assert "--test" in result.stderr


def test_missing_system_packages_are_named_with_the_command(bare: Path, commands: Path) -> None:
    """Who is not root and has no sudo is told exactly what to ask for, and nothing else is done."""
    (bare / "packaging" / "apt" / "run").write_text("bash # is there\nno-such-thing-7\n")
    put(commands, "id", "echo 1000")
    put(commands, "sudo", "exit 1")
    result = setup(bare, PATH=f"{commands}:{os.environ['PATH']}")
    assert result.returncode == 1
    assert re.search(r"missing: no-such-thing-7$", result.stderr, re.MULTILINE)
    assert "apt-get install --no-install-recommends no-such-thing-7\n" in result.stderr
    assert not (bare / ".venv").exists()


def test_a_package_with_two_names_is_there_under_either(bare: Path, commands: Path) -> None:
    """Later releases call some libraries anew; setup then goes on to look for a Python."""
    (bare / "packaging" / "apt" / "run").write_text("no-such-thing-7|bash\nbash|no-such-thing-7\n")
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        put(commands, name, "echo Python 3.9.1; exit 1")
    result = setup(bare, PATH=f"{commands}:{os.environ['PATH']}")
    assert result.returncode == 1
    assert "missing" not in result.stderr
    assert "no Python from 3.11 to 3.14 was found (python3 is Python 3.9.1)" in result.stderr
