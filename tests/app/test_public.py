"""``import tracker``: quick, alone, and clear about what is missing."""

import ast
from pathlib import Path

import pytest

import tracker
from tests.app.hosts import child

INIT = Path(tracker.__file__).read_text("utf-8")
HEAVY = ("PySide6", "shiboken6", "vlc", "httpx", "apsw", "keyring", "dbus_fast", "click")


def test_the_import_loads_nothing_but_itself(tmp_path: Path) -> None:
    """Neither Qt nor libVLC, httpx, apsw or keyring; nor any room of the house."""
    code = f"""
import sys
before = set(sys.modules)
import tracker
dir(tracker)
loaded = set(sys.modules) - before
assert loaded == {{"tracker"}}, loaded
assert not loaded & set({HEAVY!r})
"""
    child(code, tmp_path)


def test_the_import_takes_less_time_than_a_small_part_of_the_standard_library(
    tmp_path: Path,
) -> None:
    """Under 30 ms in any case, and far under what ``import http.client`` takes."""
    code = """
import sys, time
def ms(name):
    began = time.perf_counter()
    __import__(name)
    return (time.perf_counter() - began) * 1000
import importlib
took, other = ms("tracker"), ms("http.client")
assert took < 30 or took < other, (took, other)
print(took)
"""
    best = min(float(child(code, tmp_path).stdout) for _ in range(3))
    assert best < 30


def test_each_public_name_is_there_and_no_other() -> None:
    """What is listed, what is typed, and what can be loaded are one list."""
    typed = {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(INIT))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tracker.")
        for alias in node.names
    }
    assert typed | {"__version__"} == set(tracker.__all__)
    for name in tracker.__all__:
        assert getattr(tracker, name) is not None
    with pytest.raises(AttributeError, match="Viewings"):
        _ = tracker.Viewings  # type: ignore[attr-defined]


def test_an_old_python_can_import_it_and_is_told_by_the_call(tmp_path: Path) -> None:
    """Its syntax is older than what the rest needs; errors are there to be caught."""
    ast.parse(INIT, feature_version=(3, 7))
    code = """
import sys
import tracker
sys.version_info = (3, 9, 2, "final", 0)
try:
    tracker.Viewing
except tracker.TrackerError as error:
    assert "3.11" in str(error), error
    assert "3.9" in error.hint, error.hint
    sys.exit(0)
sys.exit(1)
"""
    child(code, tmp_path)


@pytest.mark.parametrize("missing", ["apsw", "httpx", "keyring", "platformdirs"])
def test_a_missing_library_is_told_by_the_call(missing: str, tmp_path: Path) -> None:
    """It names the library and how to install it; the import went well."""
    code = f"""
import sys
sys.modules[{missing!r}] = None
import tracker
try:
    tracker.attach
except tracker.MissingPartError as error:
    assert {missing!r} in str(error), error
    assert "pip install" in error.hint
    sys.exit(0)
sys.exit(1)
"""
    child(code, tmp_path)


def test_a_host_needs_neither_qt_nor_libvlc_nor_the_stand_in(tmp_path: Path) -> None:
    """Feeding by hand stands on none of them."""
    code = """
import sys
for name in ("PySide6", "vlc", "starlette", "uvicorn", "dbus_fast", "pypdfium2", "click"):
    sys.modules[name] = None
import tracker
with tracker.Viewing(tracker.Asset("A", external_id="a")) as viewing:
    viewing.playing()
"""
    child(code, tmp_path)
