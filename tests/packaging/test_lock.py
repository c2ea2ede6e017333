"""The lock files: complete, hashed, the same everywhere, and free of anybody's machine."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["run", "test", "package"]
ENTRY = re.compile(r"(?m)^([a-z0-9][a-z0-9.-]*)==(\S+)((?:[^\n]*\\\n)*[^\n]*)$")


def lock_text(name: str) -> str:
    """Return a lock file's text."""
    return (ROOT / "packaging" / "lock" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    """Return the versions of a lock file by package name."""
    found = ENTRY.findall(lock_text(name))
    assert len(found) == len({package for package, _, _ in found}), "a package is pinned twice"
    return {canonicalize_name(package): version for package, version, _ in found}


@pytest.fixture
def project() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def requirements(project: dict[str, Any], name: str) -> list[Requirement]:
    """Return what the project itself asks for, the build backend included."""
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    if name != "run":
        wanted += project["dependency-groups"][name]
    # An extra may stand on another one, which is in the list by itself.
    found = [Requirement(line) for line in wanted]
    return [one for one in found if one.name != project["project"]["name"]]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_no_folder(name: str) -> None:
    """A lock is about packages, not about where somebody once got them."""
    text = lock_text(name)
    assert "://" not in text
    assert not re.search(r"--(index-url|extra-index-url|find-links|trusted-host)", text)
    assert not re.search(r"(?:^|\s)(?:/|~|[A-Za-z]:\\)\w", text)


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_of_a_lock_has_hashes(name: str) -> None:
    """Each line that is no comment is an exact version with sha256 sums."""
    entries = ENTRY.findall(lock_text(name))
    lines = [line for line in lock_text(name).splitlines() if line and line[0] not in " #"]
    assert len(entries) == len(lines) > 20
    for package, _, rest in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", rest), package


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_satisfies_the_project(name: str, project: dict[str, Any]) -> None:
    """Whoever edits pyproject.toml writes the lock anew."""
    versions = pins(name)
    for requirement in requirements(project, name):
        version = versions.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is not locked: run packaging/lock/update"
        assert requirement.specifier.contains(Version(version)), f"{requirement}: {version}"


@pytest.mark.parametrize("name", ["test", "package"])
def test_what_is_tested_and_packed_is_what_is_shipped(name: str) -> None:
    """The other locks hold the lock of the player."""
    assert pins("run").items() <= pins(name).items()


def test_the_lock_holds_the_build_backend_that_the_project_asks_for(
    project: dict[str, Any],
) -> None:
    """The group that puts the backend into the lock says the same as the build system."""
    assert project["dependency-groups"]["build"] == project["build-system"]["requires"]


def test_qt_is_a_version_that_does_not_abort() -> None:
    """6.12.0 loses references at queued signals on CPython 3.11."""
    assert pins("run")["pyside6-essentials"] == "6.11.3"
    assert pins("test")["pyside6-addons"] == "6.11.3"


def test_the_large_half_of_qt_is_for_tests_only() -> None:
    """QtMultimedia is what one example is about; nothing that is installed or packed brings it."""
    assert [name for name in LOCKS if "pyside6-addons" in pins(name)] == ["test"]
