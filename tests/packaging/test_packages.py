"""The packages themselves, built and tried in trees of their own: by hand only, for minutes."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.bare import ROOT

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]

PACKAGING = ROOT / "packaging"


def run(*command: object, **environ: str) -> str:
    """Run a command to its good end and return what it printed."""
    finished = subprocess.run(
        list(map(str, command)), env={**os.environ, **environ}, capture_output=True, text=True,
        timeout=3000, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stdout[-3000:] + finished.stderr[-3000:]
    return finished.stdout


def needs(*programs: str) -> None:
    """Skip where a program that the machine may lack is missing."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing or not Path("/usr/bin/python3").exists():
        pytest.skip(f"missing here: {', '.join(missing) or 'a Python of the distribution'}")


def needs_trees() -> None:
    """Skip where no tree can be made."""
    needs("debootstrap")
    if os.geteuid() != 0:
        pytest.skip("only root can make a tree")


@pytest.fixture(scope="module")
def debs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the packages of two revisions, by package and revision."""
    needs("dpkg-deb", "dpkg-shlibdeps", "readelf")
    folder = tmp_path_factory.mktemp("debs")
    for revision in ("1", "2"):
        run(PACKAGING / "deb" / "build", "--out", folder, "--revision", revision)
    return {
        f"{path.name.partition('_')[0]} {re.findall('-([0-9]+)_', path.name)[0]}": path
        for path in folder.iterdir()
    }


def test_a_package_built_twice_is_the_same(debs: dict[str, Path], tmp_path: Path) -> None:
    """Byte for byte, from another working folder and in another language."""
    (tmp_path / "elsewhere").mkdir()
    run(PACKAGING / "deb" / "build", "--out", tmp_path / "again", TZ="Asia/Tokyo", LANG="de_DE",
        TMPDIR=str(tmp_path / "elsewhere"))  # fmt: skip
    again = list((tmp_path / "again").iterdir())
    assert again
    for path in again:
        first = debs[f"{path.name.partition('_')[0]} 1"]
        assert hashlib.sha256(path.read_bytes()).digest() == (
            hashlib.sha256(first.read_bytes()).digest()
        ), path.name


def test_lintian_finds_nothing(debs: dict[str, Path]) -> None:
    """Neither errors nor warnings; what is overridden says why."""
    needs("lintian")
    said = run("lintian", "--allow-root", "--fail-on", "error,warning", *debs.values())
    assert not re.search(r"(?m)^[EW]:", said)


def test_no_library_looks_outside_of_the_package(debs: dict[str, Path], tmp_path: Path) -> None:
    """Each search path starts at the library itself: none is of the machine that built it."""
    run("dpkg-deb", "-x", debs["media-bridge-tracker 1"], tmp_path)
    libraries = [path for path in tmp_path.rglob("*.so*") if path.is_file()]
    assert len(libraries) > 30
    for path in libraries:
        said = run("readelf", "--dynamic", path)
        for found in re.findall(r"(?:RUNPATH|RPATH).*\[([^\]]*)\]", said):
            assert all(part.startswith("$ORIGIN") for part in found.split(":")), (path, found)
    assert not list(tmp_path.rglob("*vlc*.so*"))


def test_the_package_lists_its_parts(debs: dict[str, Path], tmp_path: Path) -> None:
    """As CycloneDX, with the versions of the lock; and as a notice with the licences."""
    run("dpkg-deb", "-x", debs["media-bridge-tracker 1"], tmp_path)
    doc = tmp_path / "usr" / "share" / "doc" / "media-bridge-tracker"
    parts = json.loads(run("gzip", "-dc", doc / "sbom.cdx.json.gz"))
    assert parts["bomFormat"] == "CycloneDX"
    versions = {part["name"].lower(): part["version"] for part in parts["components"]}
    assert versions["pyside6_essentials"] == "6.11.3"
    assert {"click", "httpx", "apsw", "keyring", "python-vlc"} <= versions.keys()
    assert f"\n  apsw {versions['apsw']}: " in run("gzip", "-dc", doc / "THIRD-PARTY.gz")
    tmp = str(tmp_path)
    assert not [path for path in tmp_path.rglob("*.py") if tmp.encode() in path.read_bytes()]


def test_debian_12_installs_upgrades_removes_and_purges(debs: dict[str, Path]) -> None:
    """In a tree made by debootstrap, with a queue that is there all the while."""
    needs_trees()
    chosen = [debs["media-bridge-tracker 1"], debs["media-bridge-tracker 2"]]
    chosen += [debs[name] for name in ("tracker-kiosk 2",) if name in debs]
    assert "All of it went well." in run(PACKAGING / "try", "deb", *chosen)


def test_ubuntu_24_04_builds_and_runs_its_own(tmp_path: Path) -> None:
    """With its own Python, in a tree."""
    needs_trees()
    run(PACKAGING / "try", "--suite", "noble", "build", tmp_path / "1")
    (deb,) = (tmp_path / "1").glob("media-bridge-tracker_*.deb")
    assert "All of it went well." in run(PACKAGING / "try", "--suite", "noble", "deb", deb, deb)


def test_the_wheel_is_installed_by_pip_and_pipx(tmp_path: Path) -> None:
    """In a bare tree with the distribution's Python, from a folder of wheels."""
    needs_trees()
    tools = Path(run(PACKAGING / "tools").strip())
    python = tools / "bin" / "python"
    run("sh", "-c", f"cd {ROOT} && {python} -m hatchling build -d {tmp_path / 'dist'}")
    built = sorted((tmp_path / "dist").iterdir())
    run(tools / "bin" / "twine", "check", "--strict", *built)
    lock = tmp_path / "product.txt"
    lock.write_text(run(sys.executable, "-m", "shipping.lock", PYTHONPATH=str(PACKAGING)))
    download = [python, "-m", "pip", "download", "-qq", "-d", tmp_path / "wheels"]
    run(*download, "--only-binary", ":all:", "--require-hashes", "-r", lock)
    run(*download, "pip", "setuptools", "wheel", "packaging")
    wheel = next(path for path in built if path.suffix == ".whl")
    said = run(PACKAGING / "try", "wheel", wheel, tmp_path / "wheels")
    assert "All of it went well." in said
