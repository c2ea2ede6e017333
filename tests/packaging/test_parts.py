"""The list of parts, and the libraries that the one-folder program takes from the system."""

import json
import subprocess
import sys
import sysconfig
from importlib.metadata import version
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from shipping import bom, folder, licences, system_parts
from shipping.folder import Entry

from tests.packaging.bare import ROOT
from tracker import __version__

SITE = Path(sysconfig.get_path("platlib"))
QT = SITE / "PySide6" / "Qt" / "lib"

dpkg = pytest.mark.skipif(not system_parts.can_be_asked(), reason="dpkg is missing")


def made_here() -> str:
    """Return the list of parts of the environment that runs the tests."""
    done = subprocess.run(
        [sys.executable, "-m", "shipping.bom", SITE],
        env={"PYTHONPATH": str(ROOT / "packaging"), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, timeout=100, check=True,
    )  # fmt: skip
    return done.stdout


def test_the_list_of_parts_is_cyclonedx_and_names_what_lies_inside() -> None:
    """With our version, and the libraries by whose names vulnerabilities are told."""
    text = made_here()
    valid = JsonStrictValidator(SchemaVersion.V1_6)
    assert valid.validate_str(text) is None
    assert valid.validate_str(text.replace('"library"', '"thing"')) is not None
    told = json.loads(text)
    assert told["metadata"]["component"]["version"] == __version__
    found = {part["name"]: part for part in told["components"]}
    assert found["qt"]["version"] == version("PySide6-Essentials")
    assert found["sqlite"]["version"] == ".".join(version("apsw").split(".")[:3])
    assert found["openssl"]["cpe"].startswith(
        f"cpe:2.3:a:openssl:openssl:{found['openssl']['version']}:"
    )
    assert found["pdfium"]["version"][0].isdigit()
    assert found["httpx"]["purl"] == f"pkg:pypi/httpx@{version('httpx')}"
    assert "media-bridge-tracker" not in found
    assert str(SITE) not in text


def test_of_the_libraries_only_those_stay_that_something_is_linked_to() -> None:
    """With the links to them, and with what they need themselves."""
    core = "PySide6/Qt/lib/libQt6Core.so.6"
    entries: list[Entry] = [
        ("PySide6/QtCore.abi3.so", str(SITE / "PySide6" / "QtCore.abi3.so"), "EXTENSION"),
        ("libQt6Core.so.6", core, "SYMLINK"),
        (core, str(QT / "libQt6Core.so.6"), "BINARY"),
        ("PySide6/Qt/lib/libicudata.so.73", str(QT / "libicudata.so.73"), "BINARY"),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", str(QT / "libQt6Widgets.so.6"), "BINARY"),
        ("libQt6Widgets.so.6", "PySide6/Qt/lib/libQt6Widgets.so.6", "SYMLINK"),
        ("tracker/py.typed", str(ROOT / "tracker" / "py.typed"), "DATA"),
    ]
    kept = {name for name, _, _ in folder.needed(entries)}
    assert {name for name, _, _ in entries} - kept == {
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "libQt6Widgets.so.6",
    }


@dpkg
def test_a_library_of_the_system_is_a_part_with_licence_and_texts() -> None:
    """By the source that it was made from; one of two packages is one part."""
    libc = next(Path("/usr/lib").glob("*-linux-gnu/libstdc++.so.6"))
    libgcc = libc.with_name("libgcc_s.so.1")
    found, faults = system_parts.system_parts([libc, libgcc])
    assert faults == []
    (part,) = found
    assert part.name.startswith("gcc-")
    assert part.licence == "GPL-3.0-or-later WITH GCC-exception-3.1"
    assert licences.is_allowed(part.licence)
    assert part.purl.startswith("pkg:deb/")
    assert "Runtime Library Exception" in part.texts[0]


@dpkg
def test_a_library_of_nobody_is_told(tmp_path: Path) -> None:
    """And one of a package whose licence nobody looked up may not be carried."""
    strange = tmp_path / "libstrange.so.1"
    strange.touch()
    assert system_parts.system_parts([strange]) == (
        [],
        [f"{strange} belongs to no package of the system"],
    )
    (part,), faults = system_parts.system_parts([Path("/usr/bin/dpkg")])
    assert (part.name, part.licence, faults) == ("dpkg", "", [])
    assert len(list(licences.licence_faults([part]))) == 1


@pytest.mark.parametrize(
    ("source", "licence"),
    [
        ("gcc-14", "GPL-3.0-or-later WITH GCC-exception-3.1"),
        ("python3.12", "PSF-2.0"),
        ("libpng1.6", "libpng-2.0"),
        ("glib2.0", "LGPL-2.1-or-later"),
        ("readline", ""),
        ("gdbm", ""),
    ],
)
def test_the_number_of_a_source_is_no_part_of_its_name(source: str, licence: str) -> None:
    """Releases count gcc and Python differently."""
    assert system_parts.licence_of(source) == licence


def test_every_licence_that_was_looked_up_is_allowed() -> None:
    """Otherwise the table would say that something may be carried which may not."""
    assert [
        name for name, terms in system_parts.LICENCES.items() if not licences.is_allowed(terms)
    ] == []
    assert bom.our_version() == __version__
