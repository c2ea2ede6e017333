"""The child process that says what libVLC this machine has."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tracker.model.phrases import from_data
from tracker.playback import libvlc


def _probe(**environment: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tracker.playback.probe"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    (line,) = done.stdout.splitlines()
    answer: dict[str, Any] = json.loads(line)
    return answer


def test_a_usable_libvlc_is_named() -> None:
    """The version is that of the library itself."""
    assert _probe() == {
        "version": libvlc.libvlc_version(),
        "ok": True,
        "problem": None,
        "hint": None,
    }


def test_an_unusable_path_is_named_instead_of_ending_the_process() -> None:
    """python-vlc would exit; the probe answers."""
    answer = _probe(PYTHON_VLC_LIB_PATH="/nowhere/libvlc.so")
    assert (answer["version"], answer["ok"]) == (None, False)
    assert "PYTHON_VLC_LIB_PATH" in from_data(answer["problem"])
    assert "Unset" in from_data(answer["hint"])


def test_a_file_that_is_no_library_is_named() -> None:
    """What cannot be loaded was not found."""
    answer = _probe(PYTHON_VLC_LIB_PATH=__file__)
    assert answer["ok"] is False
    assert answer["problem"]


def test_a_machine_without_libvlc_is_told_so(tmp_path: Path) -> None:
    """python-vlc finds none, says nothing, and has no functions to call."""
    (tmp_path / "sitecustomize.py").write_text(
        "import ctypes.util\nctypes.util.find_library = lambda name: None\n"
    )
    answer = _probe(PYTHONPATH=str(tmp_path))
    assert (answer["version"], answer["ok"]) == (None, False)
    assert from_data(answer["problem"]) == "libVLC was not found."
    assert "libvlc5" in from_data(answer["hint"])
