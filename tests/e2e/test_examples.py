"""Each program in ``assets/examples`` is run, against the real player that it is about."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.hosts import NOWHERE, error_bounds, sessions
from tests.cli.command import environment
from tests.e2e.conftest import Films

HERE = Path(__file__).parents[2]
EXAMPLES = HERE / "assets" / "examples"
WHOLE = [0, 25, 50, 75, 100]
TOLD = "0 %\n25 %\n50 %\n75 %\n100 %\n"


def run(profile: Path, *words: object) -> str:
    """Run an example on a screen of its own, to its end; return what it printed."""
    # `timeout` ends the example too, and not only the screen that it runs on.
    finished = subprocess.run(
        ["timeout", "110", "xvfb-run", "-a", sys.executable, *map(str, words)],
        env=environment(
            profile,
            PYTHONPATH=str(HERE),
            TRACKER_HUBSPOT_BASE_URL=NOWHERE,
            PATH=os.environ["PATH"],
        ),
        capture_output=True,
        text=True,
        timeout=118,
        check=False,
    )
    assert "Traceback" not in finished.stderr
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_the_example_for_python_vlc(films: Films, tmp_path: Path) -> None:
    """It prints each quarter, and the rows are there."""
    assert run(tmp_path, EXAMPLES / "python_vlc.py", films / "film.mp4", 101) == TOLD
    assert list(sessions(tmp_path).values()) == [WHOLE]


def test_the_example_for_mpv(films: Films, tmp_path: Path) -> None:
    """Its seeks are announced, so the evidence is as good as our own player's."""
    if shutil.which("mpv") is None:
        pytest.skip("mpv is not installed")
    options = ("--no-config", "--vo=null", "--ao=null", "--really-quiet")
    told = run(tmp_path, EXAMPLES / "mpv_ipc.py", films / "film.mp4", 101, "--", *options)
    assert told == TOLD
    assert list(sessions(tmp_path).values()) == [WHOLE]
    assert set(error_bounds(tmp_path)) == {500}


def test_the_example_for_mpv_skips_what_mpv_skips(films: Films, tmp_path: Path) -> None:
    """A start in the middle earns what is left, and no more."""
    if shutil.which("mpv") is None:
        pytest.skip("mpv is not installed")
    options = ("--no-config", "--vo=null", "--ao=null", "--really-quiet", "--start=5")
    run(tmp_path, EXAMPLES / "mpv_ipc.py", films / "film.mp4", 101, "--", *options)
    assert list(sessions(tmp_path).values()) == [[0, 25]]


def test_the_example_for_qt_multimedia(films: Films, tmp_path: Path) -> None:
    """With the real QMediaPlayer, which is in a package of 175 MB that only tests need."""
    told = run(tmp_path, EXAMPLES / "qt_multimedia.py", films / "film.mp4", 101)
    assert told.endswith(TOLD)
    assert list(sessions(tmp_path).values()) == [WHOLE]


def test_a_hosts_strict_type_check_finds_no_hole() -> None:
    """``py.typed`` is there, and every example passes."""
    assert (HERE / "tracker" / "py.typed").exists()
    finished = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *map(str, sorted(EXAMPLES.glob("*.py")))],
        cwd=HERE,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout


def test_every_example_is_run_here() -> None:
    """None was added without its test."""
    tested = Path(__file__).read_text("utf-8")
    names = [path.name for path in EXAMPLES.glob("*.py")]
    assert len(names) == 3
    assert all(f'"{name}"' in tested for name in names)
