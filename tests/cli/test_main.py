"""The end of the process."""

import os
import subprocess
import sys

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
