"""The child process that asks Qt for its platform."""

import subprocess
import sys
from pathlib import Path

import pytest

from tracker.app.probes import libvlc_facts, qt_facts
from tracker.model.phrases import Phrase


def test_the_platform_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Qt calls it; and none where it finds no screen."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert qt_facts().platform == "offscreen"
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":no-such-screen")
    facts = qt_facts()
    assert facts.platform is None
    assert not facts.problem


def test_why_qt_cannot_be_loaded_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system library is missing: that is no missing screen."""
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").touch()
    why = "libGL.so.1: cannot open shared object file: No such file or directory"
    (tmp_path / "PySide6" / "QtGui.py").write_text(f"raise ImportError({why!r})\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert qt_facts().problem == why


def test_a_child_takes_no_module_from_the_folder_it_is_called_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of downloads may hold a json.py of anybody's."""
    (tmp_path / "json.py").write_text("raise SystemExit('taken')\n")
    monkeypatch.chdir(tmp_path)
    taken = subprocess.run(
        [sys.executable, "-m", "tracker.playback.probe"], capture_output=True, check=False
    )
    assert b"taken" in taken.stderr
    assert libvlc_facts().problem != "libVLC cannot be asked."


def test_what_is_wrong_with_libvlc_can_be_said_in_another_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A child process found it out, and told how its sentences were made."""
    monkeypatch.setenv("PYTHON_VLC_LIB_PATH", "/nowhere/libvlc.so")
    facts = libvlc_facts()
    assert not facts.is_usable
    assert isinstance(facts.problem, Phrase)
    assert isinstance(facts.hint, Phrase)
