"""What goes beside the program: manual, completions, notice; and what must not go with it."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from shipping import audit, changelog, completions, licences, manual, trim
from shipping.lock import LOCK, product, read_lock

from tests.packaging.bare import ROOT, closure
from tracker import __version__
from tracker.cli.main import tracker

SITE = Path(str(distribution("click").locate_file("")))


def shipped() -> set[str]:
    """Return the names of the product's part of the lock."""
    return {pin.name for pin in product(read_lock(LOCK.read_text("utf-8")))}


def test_the_shipped_part_of_the_lock_is_what_the_program_asks_for() -> None:
    """All extras included, the build backend and its own needs left out."""
    ours = "media-bridge-tracker[player,kiosk,sandbox]"
    asked = closure([ours], frozenset({"player", "kiosk", "sandbox"})) - {licences.OURS}
    assert asked <= shipped()
    # What only other systems or Pythons need is in the lock, too.
    assert shipped() - asked <= {"pywin32-ctypes", "backports-tarfile", "importlib-metadata",
                                 "lazy-importer", "zipp", "typing-extensions"}  # fmt: skip
    assert not {"hatchling", "pluggy", "trove-classifiers"} & shipped()


def test_every_command_has_a_page() -> None:
    """And each option of it stands there, once."""
    pages = manual.pages()
    names = {f"tracker-{name}.1" for name in tracker.list_commands(None)}  # type: ignore[arg-type]
    assert pages.keys() == names | {"tracker.1"}
    assert pages["tracker-play.1"].count(r"\fB\-\-exit\-at\-end\fR") == 1
    assert all(r"\fB\-h, \-\-help\fR" in page for page in pages.values())
    assert r"\fBtracker outbox export\fR" in pages["tracker-outbox.1"]
    assert f'"tracker {__version__}"' in pages["tracker.1"]


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff, which reads manuals, is missing")
def test_the_pages_can_be_read() -> None:
    """The typesetter has nothing to complain about."""
    for name, text in manual.pages().items():
        read = subprocess.run(
            ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-rLL=78n"],
            input=text, capture_output=True, text=True, timeout=30, check=True,
        )  # fmt: skip
        assert (name, read.stderr) == (name, "")


def test_text_that_looks_like_a_request_is_printed() -> None:
    """A line that begins with a dot or a quote, and backslashes."""
    assert manual._plain(".so\n'x \\-") == "\\&.so\n\\&'x \\e\\-"


def test_completions_are_scripts_that_ask_the_program() -> None:
    """One for each of the three shells; bash finds no fault in its own."""
    scripts = completions.scripts()
    assert len(scripts) == 3
    assert all(completions.VARIABLE in text for text in scripts.values())
    bash = scripts["bash-completion/completions/tracker"]
    subprocess.run(["bash", "-n"], input=bash, text=True, check=True, timeout=30)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("tracker out", "plain,outbox"),
        ("tracker play fil", "file,fil"),
        ("tracker play film.mp4 oth", "file,oth"),
        ("tracker media add fil", "file,fil"),
        ("tracker kiosk sta", "file,sta"),
        ("tracker watch Fil", "dir,Fil"),
        ("tracker sync --profile pro", "dir,pro"),
    ],
)
def test_the_program_answers_a_completion(words: str, answer: str) -> None:
    """As bash asks: the words so far, and which of them is being typed."""
    said = subprocess.run(
        [Path(sys.executable).with_name("tracker")],
        env={**os.environ, completions.VARIABLE: "bash_complete", "COMP_WORDS": words,
             "COMP_CWORD": str(words.count(" "))},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert said.stdout.splitlines() == [answer]


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("(Apache-2.0 OR BSD-3-Clause) AND BSD-3-Clause", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("MIT AND GPL-2.0-only", False),
        ("MIT AND (GPL-2.0-only OR GPL-3.0-only)", False),
        ("", False),
        ("whatever you like", False),
    ],
)
def test_a_licence_is_judged_by_the_choice_that_it_leaves(licence: str, allowed: bool) -> None:
    """What nobody can read is not allowed."""
    assert licences.is_allowed(licence) is allowed


def test_nothing_that_is_shipped_is_gpl() -> None:
    """Each part of the product's lock that is installed here, by its own metadata."""
    found = [part for part in licences.parts(SITE) if part.name in shipped()]
    assert len(found) > 25
    assert list(licences.licence_faults(found)) == []
    assert all(part.name in licences.notice(found) for part in found)
    assert licences.CORRECTIONS.keys() <= shipped()


def test_a_planted_gpl_part_is_found(tmp_path: Path) -> None:
    """In metadata of the new form and of the old one, and where nothing is said."""
    for name, line in (
        ("new", "License-Expression: GPL-3.0-or-later"),
        ("old", "Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)"),
        ("mute", "Summary: says nothing"),
    ):
        folder = tmp_path / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(
            f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{line}\n"
        )
    faults = list(licences.licence_faults(licences.parts(tmp_path)))
    assert [fault.split()[0] for fault in faults] == ["mute", "new", "old"]


@pytest.mark.parametrize(
    ("name", "forbidden"),
    [
        ("libvlc.so.5", True),
        ("libavcodec.so.59.37.100", True),
        ("libx264.so.164", True),
        ("libreadline.so.8", True),
        ("readline.cpython-311-x86_64-linux-gnu.so", True),
        ("libqtvirtualkeyboardplugin.so", True),
        ("libqxcb.so", False),
        ("libvlc.py", False),
        ("libQt6Core.so.6", False),
    ],
)
def test_files_that_must_not_be_bundled_are_known(
    tmp_path: Path, name: str, forbidden: bool
) -> None:
    """libVLC, its codecs, and libraries that are GPL."""
    (tmp_path / name).touch()
    assert bool(list(licences.file_faults(tmp_path))) is forbidden


@pytest.mark.skipif(shutil.which("readelf") is None, reason="binutils are missing")
def test_of_qt_only_what_is_used_is_kept() -> None:
    """The modules that the sources name, their libraries and plug-ins; no GPL keyboard."""
    modules = trim.modules_of(ROOT / "tracker")
    assert {"QtCore", "QtGui", "QtWidgets"} <= modules
    kept = {path.name for path in trim.kept_files(SITE / "PySide6", modules)}
    assert {f"{name}.abi3.so" for name in modules} <= kept
    assert {"libqxcb.so", "libqoffscreen.so", "libQt6XcbQpa.so.6", "libQt6Svg.so.6"} <= kept
    assert {"qtbase_de.qm", "libqwayland.so"} <= kept
    assert not {name for name in kept if "virtualkeyboard" in name.lower() or "Quick" in name}


def test_the_changelog_is_debians() -> None:
    """Its first line names the package and the version, its last one who and when."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    text = changelog.CHANGELOG.read_text("utf-8")
    lines = list(changelog.debian_changelog(text, "a-package", "1", "Ada <ada@example.com>"))
    assert lines[0] == f"a-package ({__version__}-1) unstable; urgency=medium"
    assert lines[-1].startswith(" -- Ada <ada@example.com>  ")
    assert all(len(line) <= 80 for line in lines)
    assert len([line for line in lines if line.startswith("  * ")]) > 10


def test_an_audit_that_did_not_happen_is_not_one_that_went_well() -> None:
    """No answer, an answer about nothing, a clean one and a finding are four different things."""
    known = '{"id": "CVE-1", "fix_versions": ["2.0"]}'
    clean = '{"dependencies": [{"name": "a", "version": "1", "vulns": [%s]}]}'
    assert next(audit.report("", "refused")).endswith("cannot be reached (refused)")
    unknown = list(audit.report('{"dependencies": [{"name": "a", "skip_reason": "?"}]}', ""))
    assert unknown == ["SKIPPED: 1 parts, which the database that answered does not know"]
    assert list(audit.report(clean % "", "")) == ["1 parts looked up, 0 vulnerabilities known"]
    assert next(audit.report(clean % known, "")) == "a 1: CVE-1, mended in 2.0"
