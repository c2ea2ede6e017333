"""The recipes: what a glance can find wrong with them, without building anything."""

import os
import plistlib
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.bare import ROOT
from tracker import __version__
from tracker.library.folders import FILM_SUFFIXES
from tracker.library.playlists import SUFFIXES as LIST_SUFFIXES
from tracker.qt.application import DESKTOP_FILE_NAME

PACKAGING = ROOT / "packaging"
MIME_NAMES = Path("/usr/share/mime/globs2")
SCRIPTS = [
    path
    for path in sorted(PACKAGING.rglob("*"))
    if path.is_file() and re.match(rb"#!/(usr/bin/env bash|bin/sh)\n", path.read_bytes()[:40])
]
needs = {
    name: pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is missing")
    for name in ("desktop-file-validate", "appstreamcli", "makensis")
}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(PACKAGING)))
def test_a_script_can_be_parsed(script: Path) -> None:
    """By the shell that it names."""
    shell = "bash" if b"bash" in script.read_bytes()[:40] else "sh"
    subprocess.run([shell, "-n", script], check=True, timeout=30)


@needs["desktop-file-validate"]
@pytest.mark.parametrize("entry", sorted(PACKAGING.rglob("*.desktop")), ids=lambda path: path.name)
def test_a_desktop_entry_is_valid(entry: Path) -> None:
    """As the desktop's own tool sees it."""
    said = subprocess.run(
        ["desktop-file-validate", entry], capture_output=True, text=True, timeout=30, check=True
    )
    assert said.stdout == ""


@pytest.mark.skipif(not MIME_NAMES.exists(), reason="shared-mime-info is missing")
def test_the_desktop_offers_the_player_for_every_film() -> None:
    """By one of the types that the desktop gives to such a name. PDF files have better readers."""
    entry = (PACKAGING / "deb" / f"{DESKTOP_FILE_NAME}.desktop").read_text("utf-8")
    (line,) = re.findall(r"(?m)^MimeType=(.*)$", entry)
    offered = set(filter(None, line.split(";")))
    given: dict[str, set[str]] = {}
    for _, kind, pattern in (row.split(":")[:3] for row in MIME_NAMES.read_text().splitlines()
                             if row[0] != "#"):  # fmt: skip
        given.setdefault(pattern.removeprefix("*"), set()).add(kind)
    unknown = [name for name in FILM_SUFFIXES | LIST_SUFFIXES if not given[name] & offered]
    assert unknown == [".pdf"]


def test_what_setup_installs_comes_with_the_package() -> None:
    """The libraries are found by what is linked to them; all else is named."""
    wanted = re.findall(r"(?m)^([a-z][\w-]+)", (PACKAGING / "apt" / "run").read_text("utf-8"))
    control = (PACKAGING / "deb" / f"{DESKTOP_FILE_NAME}.control").read_text("utf-8")
    assert {name for name in wanted if not re.search(rf"\b{name}\b", control)} == {
        name for name in wanted if name.startswith("lib") and "vlc" not in name
    }


def test_the_window_belongs_to_the_entry() -> None:
    """The name that the window tells the desktop is that of the entry, its icon and metadata."""
    entry = (PACKAGING / "deb" / f"{DESKTOP_FILE_NAME}.desktop").read_text("utf-8")
    assert f"\nIcon={DESKTOP_FILE_NAME}\n" in entry
    metadata = (PACKAGING / "deb" / f"{DESKTOP_FILE_NAME}.metainfo.xml").read_text("utf-8")
    assert f'<launchable type="desktop-id">{DESKTOP_FILE_NAME}.desktop<' in metadata


@needs["appstreamcli"]
def test_the_metadata_for_software_centres_are_valid(tmp_path: Path) -> None:
    """Without errors; that its id is no domain is told, and so: there is none."""
    template = PACKAGING / "deb" / f"{DESKTOP_FILE_NAME}.metainfo.xml"
    text = template.read_text("utf-8").replace("@VERSION@", __version__)
    filled = tmp_path / template.name
    filled.write_text(text.replace("@DATE@", "2026-01-01"), "utf-8")
    said = subprocess.run(
        ["appstreamcli", "validate", "--no-net", "--no-color", filled],
        capture_output=True, text=True, timeout=60, check=False,
    ).stdout  # fmt: skip
    assert [line for line in said.splitlines() if line.startswith("E:")] == []
    warnings = [line for line in said.splitlines() if line.startswith("W:")]
    assert all("cid-desktopapp-is-not-rdns" in line for line in warnings), warnings


def test_every_override_says_why() -> None:
    """Each override of lintian's judgement, or each group of them, has its reason before it."""
    for path in (PACKAGING / "deb").glob("*.lintian-overrides"):
        blocks = path.read_text("utf-8").strip().split("\n\n")
        assert all(re.match(r"(# .+\n)+[a-z]", block) for block in blocks), path.name


@needs["makensis"]
def test_the_installer_for_windows_compiles(tmp_path: Path) -> None:
    """On Linux that is as far as it goes."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "tracker.exe").touch()
    said = subprocess.run(
        ["makensis", "-V2", "-WX", f"-DVERSION={__version__}", f"-DFOLDER={tmp_path / 'folder'}",
         f"-DOUT={tmp_path / 'tracker-setup.exe'}", PACKAGING / "pyinstaller" / "windows.nsi"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (said.returncode, said.stderr) == (0, ""), said.stdout
    assert (tmp_path / "tracker-setup.exe").stat().st_size > 10_000


def test_the_installer_for_windows_deletes_by_name() -> None:
    """A person may have chosen a folder that holds more than the program."""
    text = (PACKAGING / "pyinstaller" / "windows.nsi").read_text("utf-8")
    deleted = re.findall(r"(?m)^\s*(?:Delete|RMDir /r) (.*)$", text)
    assert len(deleted) >= 5
    assert not [what for what in deleted if "*" in what or what.strip('"') == "$INSTDIR"]


@pytest.mark.parametrize("name", ["windows.nsi", "macos"])
def test_what_was_never_run_says_so(name: str) -> None:
    """In its first lines."""
    head = (PACKAGING / "pyinstaller" / name).read_text("utf-8")[:200]
    assert "NOT RUN SO FAR" in head


def test_the_property_lists_for_macos_can_be_read() -> None:
    """And have a name to show."""
    folder = PACKAGING / "pyinstaller"
    assert plistlib.loads((folder / "macos.plist").read_bytes())["CFBundleName"]
    assert plistlib.loads((folder / "macos.entitlements").read_bytes())


def test_a_folder_finds_the_plug_ins_of_an_installed_libvlc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are any; what the person said comes first."""
    start = runpy.run_path(str(PACKAGING / "pyinstaller" / "start.py"))
    find = start["find_plugins"]
    find.__globals__["LIBVLC_PLACES"] = (str(tmp_path / "*-linux-gnu" / "plugins"),)
    monkeypatch.delenv("VLC_PLUGIN_PATH", raising=False)
    find()
    assert "VLC_PLUGIN_PATH" not in os.environ
    (tmp_path / "x86_64-linux-gnu" / "plugins").mkdir(parents=True)
    monkeypatch.setenv("VLC_PLUGIN_PATH", "/chosen")
    find()
    assert os.environ["VLC_PLUGIN_PATH"] == "/chosen"
    monkeypatch.delenv("VLC_PLUGIN_PATH")
    find()
    assert os.environ["VLC_PLUGIN_PATH"] == str(tmp_path / "x86_64-linux-gnu" / "plugins")


@pytest.mark.parametrize(
    ("program", "words", "becomes"),
    [
        ("/Applications/T.app/Contents/MacOS/tracker", [], ["play"]),
        ("/Applications/T.app/Contents/MacOS/tracker", ["/a b.mp4"], ["play", "/a b.mp4"]),
        ("/Applications/T.app/Contents/MacOS/tracker", ["sync", "--once"], ["sync", "--once"]),
        ("/opt/media-bridge-tracker/tracker", [], []),
    ],
)
def test_a_mac_opens_the_player(
    program: str, words: list[str], becomes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its Finder says no command; whoever types one gets it."""
    start = runpy.run_path(str(PACKAGING / "pyinstaller" / "start.py"))
    monkeypatch.setattr("sys.executable", program)
    monkeypatch.setattr("sys.argv", ["tracker", *words])
    start["play_what_was_opened"]()
    assert sys.argv[1:] == becomes


@pytest.mark.parametrize(
    ("arguments", "child"),
    [
        (["-P", "-m", "tracker.playback.probe"], True),
        (["-P", "-m", "os"], False),
        (["-P", "-m"], False),
        (["play", "-m", "tracker.playback.probe"], False),
    ],
)
def test_a_folder_runs_modules_of_the_program_only(
    arguments: list[str], child: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is how the program asks its own child processes."""
    start = runpy.run_path(str(PACKAGING / "pyinstaller" / "start.py"))
    monkeypatch.setattr("sys.argv", ["tracker", *arguments])
    assert start["is_child"]() is child


def test_the_readmes_ways_to_install_are_those_that_are_tried() -> None:
    """Each line of that section is a script of ours, or what a try in a tree does."""
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme.partition("## Install, update, remove\n")[2].partition("\n## ")[0]
    lines = [line for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
             for line in block.splitlines()]  # fmt: skip
    assert len(lines) >= 7
    tried = (PACKAGING / "try").read_text("utf-8").replace("apt_get ", "apt-get ")
    for line in lines:
        if line.startswith("packaging/"):
            assert os.access(ROOT / line, os.X_OK), line
        else:
            words = line.removeprefix("sudo ").split()
            if words[0] == "systemctl":  # nothing runs in a tree; the unit itself is verified there
                assert (PACKAGING / "kiosk" / f"{words[-1]}.service").exists()
                continue
            assert f"{words[0]} {words[1]}" in tried, line
    assert f"media-bridge-tracker_{__version__}-1_amd64.deb" in section
    assert section.count(f"media_bridge_tracker-{__version__}-py3-none-any.whl") == 2


def test_the_stands_user_and_folders_are_those_of_its_unit() -> None:
    """The package makes what the unit expects."""
    unit = (PACKAGING / "kiosk" / "tracker-kiosk.service").read_text("utf-8")
    assert "\nUser=tracker-kiosk\n" in unit
    assert "\nStateDirectory=tracker-kiosk\n" in unit
    assert " /etc/tracker-kiosk/kiosk.toml\n" in unit
    users = (PACKAGING / "deb" / "tracker-kiosk.sysusers").read_text("utf-8")
    assert re.search(r"(?m)^u tracker-kiosk .* /var/lib/tracker-kiosk$", users)
    installed = (PACKAGING / "deb" / "tracker-kiosk.postinst").read_text("utf-8")
    assert "-m 700 -o tracker-kiosk -g tracker-kiosk /var/lib/tracker-kiosk" in installed
