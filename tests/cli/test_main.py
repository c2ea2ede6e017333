"""The end of the process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LEAVING = """
import atexit, sys, threading
from tracker.cli import main
atexit.register(lambda: print("tidied up"))
main.main = lambda: print("done") or {status}
class Stubborn:
    def __del__(self):
        print("taken apart")
kept = Stubborn()
main.run()
"""


@pytest.mark.parametrize("status", [0, 1, 130])
def test_the_process_ends_with_the_status_and_all_that_was_said(status: int) -> None:
    """What was to be done at the end is done, what was printed is out, nothing is taken apart."""
    run = subprocess.run(
        [sys.executable, "-c", LEAVING.format(status=status)],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (run.stdout, run.stderr, run.returncode) == ("done\ntidied up\n", "", status)


def test_a_reader_who_has_left_does_not_disturb_the_end() -> None:
    """Whatever was still to be flushed to them."""
    with subprocess.Popen(
        [sys.executable, "-c", LEAVING.format(status=0)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    ) as run:
        assert run.stdout is not None
        run.stdout.close()
        assert run.stderr is not None
        assert run.stderr.read() == b""
    assert run.returncode == 0


def test_a_library_that_the_machine_lacks_is_named_with_the_cure(tmp_path: Path) -> None:
    """As the loader says it where Qt was installed by pip on a machine without a desktop."""
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.abc, sys\n"
        "class Lacking(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'PySide6.QtWidgets':\n"
        "            raise ImportError('libGL.so.1: cannot open shared object file: no')\n"
        "sys.meta_path.insert(0, Lacking())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", "from tracker.cli.main import run; run()", "play", "film.mp4",
         "--headless", "--profile", tmp_path / "profile"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (1, "")
    assert "this machine lacks libGL.so.1" in run.stderr
    assert "sudo apt install libegl1 libgl1 " in run.stderr
