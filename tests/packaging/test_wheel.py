"""The wheel and the sdist: complete, and working where nothing else is installed."""

import json
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.builders import Take
from tests.packaging.bare import ROOT, BareMachine
from tracker import __version__
from tracker.engagement.trace import trace_row
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.units import MonotonicNs

TOKEN = "token-of-a-test"


def build(target: Path, *, root: Path = ROOT) -> tuple[Path, Path]:
    """Build wheel and sdist into a folder; return both."""
    hatchling = [sys.executable, "-m", "hatchling", "build", "-d", str(target)]
    subprocess.run(hatchling, cwd=root, capture_output=True, timeout=100, check=True)
    (wheel,) = target.glob("*.whl")
    (sdist,) = target.glob("*.tar.gz")
    return wheel, sdist


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a wheel and an sdist of this checkout."""
    return build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, built: tuple[Path, Path]) -> BareMachine:
    """Return a machine with the wheel and none of its extras."""
    return BareMachine(tmp_path_factory.mktemp("bare") / "venv", built[0])


def test_everything_that_is_opened_at_run_time_is_inside(built: tuple[Path, Path]) -> None:
    """Whatever lies in the package beside Python: translations, marks; only sources stay out."""
    tracked = subprocess.run(
        ["git", "ls-files", "tracker"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    wanted = {name for name in tracked if not name.endswith(".ts") and (ROOT / name).exists()}
    wheel = set(zipfile.ZipFile(built[0]).namelist())
    assert wanted - wheel == set()
    assert [
        name for name in wheel if not name.startswith(("tracker/", "media_bridge_tracker-"))
    ] == []
    with tarfile.open(built[1]) as sdist:
        inside = {name.partition("/")[2] for name in sdist.getnames()}
    assert wanted - inside == set()


def test_the_sdist_builds_the_same_wheel(built: tuple[Path, Path], tmp_path: Path) -> None:
    """Byte for byte: whoever builds from the sources gets what was published."""
    with tarfile.open(built[1]) as sdist:
        # Python below 3.11.4 has no filter; what was built here needs none.
        sdist.extraction_filter = getattr(tarfile, "data_filter", None)
        sdist.extractall(tmp_path / "source")  # noqa: S202
    (source,) = (tmp_path / "source").iterdir()
    assert build(tmp_path / "again", root=source)[0].read_bytes() == built[0].read_bytes()


def test_there_is_one_source_of_the_version(built: tuple[Path, Path], bare: BareMachine) -> None:
    """The package says it; the files' names, the metadata, the command and the changelog follow."""
    assert all(f"-{__version__}" in path.name for path in built)
    assert json.loads(bare.run("--version", "--json").stdout)["tracker"] == __version__
    changelog = (ROOT / "packaging" / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## \[(\S+)\]", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__


def test_all_versions_are_told(tmp_path: Path, built: tuple[Path, Path], bare: BareMachine) -> None:
    """Ours, Python's, SQLite's; Qt's and libVLC's where there is a player."""
    without = json.loads(bare.run("--version", "--json").stdout)
    assert list(without) == ["tracker", "python", "qt", "libvlc", "sqlite"]
    assert (without["qt"], without["libvlc"]) == (None, None)
    player = BareMachine(tmp_path / "venv", built[0], "player")
    told = json.loads(player.run("--version", "--json").stdout)
    assert re.fullmatch(r"6\.\d+\.\d+", told["qt"])
    assert re.match(r"3\.0\.\d+", told["libvlc"])
    assert re.fullmatch(r"3\.\d+\.\d+", told["sqlite"])


def test_a_service_that_only_sends_needs_no_qt(bare: BareMachine, tmp_path: Path) -> None:
    """Count a trace, queue it and deliver it all, where Qt and libVLC do not even exist."""
    assert not any(map(bare.has, ("PySide6", "vlc", "starlette", "segno")))
    trace = tmp_path / "hall.jsonl"
    samples = Take(20_000).play(20_000).end().samples
    trace.write_text("".join(trace_row(item, MonotonicNs(0)) + "\n" for item in samples))
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "hubspot-token").write_text(TOKEN)
    with Sandbox(token=TOKEN) as server:
        environ = {
            "TRACKER_PROFILE": str(tmp_path / "profile"),
            "TRACKER_HUBSPOT_BASE_URL": server.base_url,
            "CREDENTIALS_DIRECTORY": str(credentials),
        }
        for command in (
            ["replay", str(trace), "--store", "--contact-id", "101"],
            ["sync", "--once", "--json"],
        ):
            finished = bare.run(*command, **environ)
            assert finished.returncode == 0, finished.stderr
        stats = json.loads(bare.run("outbox", "stats", "--json", **environ).stdout)
    assert (stats["delivered"], stats["pending"]) == (7, 0)


@pytest.mark.parametrize("command", ["play", "sync", "login", "outbox", "media", "doctor"])
def test_every_command_can_explain_itself_without_its_libraries(
    bare: BareMachine, command: str
) -> None:
    """Help needs neither Qt nor libVLC."""
    finished = bare.run(command, "--help")
    assert (finished.returncode, finished.stderr) == (0, "")


@pytest.mark.parametrize(
    ("command", "extra"), [(["play", "film.mp4"], "player"), (["sandbox"], "sandbox")]
)
def test_a_part_that_is_not_installed_is_named(
    bare: BareMachine, command: list[str], extra: str
) -> None:
    """With what installs it, instead of a traceback."""
    finished = bare.run(*command)
    assert finished.returncode == 1
    assert f"pip install 'media-bridge-tracker[{extra}]'" in finished.stderr
    assert "Traceback" not in finished.stderr
