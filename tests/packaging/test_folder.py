"""The one-folder program: built by PyInstaller, and started where no Python can be used."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.bare import ROOT
from tracker import __version__

CLIP = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=2", "-pix_fmt", "yuv420p"]
FOREIGN = ("libvlc", "libavcodec", "libQt6Quick", "libQt6Multimedia")


class Folder:
    """A built program, run with nothing of this environment: no Python, no screen, no sound."""

    def __init__(self, place: Path) -> None:
        self.place = place / "media-bridge-tracker"
        self._home = place / "home"
        self._home.mkdir()

    def run(self, *words: object, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run the program to its end."""
        environ |= {"HOME": str(self._home), "TRACKER_PROFILE": str(self._home / "profile")}
        return subprocess.run(
            [self.place / "tracker", *map(str, words)],
            cwd=self._home, env=environ, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def play(self, film: Path, **environ: str) -> subprocess.CompletedProcess[str]:
        """Play a film to its end and deliver what was watched to the stand-in."""
        options = ("--headless", "--sandbox", "--exit-at-end", "--contact-id", 101)
        return self.run("play", film, *options, **environ)


def build(place: Path) -> Folder:
    """Build the folder with the PyInstaller that is locked for the tests."""
    built = subprocess.run(
        [ROOT / "packaging" / "pyinstaller" / "build", "--out", place, "--tools", sys.prefix],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    return Folder(place)


def libvlc_of_its_own(place: Path) -> dict[str, str]:
    """Return the environment for a libVLC that lies where none of its plug-ins do."""
    place.mkdir()
    maps = subprocess.run(
        [sys.executable, "-c", "import vlc; print(open('/proc/self/maps').read())"],
        capture_output=True, text=True, timeout=60, check=True,
    ).stdout.split()  # fmt: skip
    for path in {Path(word) for word in maps if "/libvlc" in word}:
        shutil.copy(path, place / ".".join(path.name.split(".")[:3]))
    return {"PYTHON_VLC_LIB_PATH": str(place / "libvlc.so.5"), "LD_LIBRARY_PATH": str(place)}


@pytest.mark.timeout(900)
def test_the_folder_starts_finds_libvlc_and_plays(tmp_path: Path) -> None:
    """Without libVLC inside; its plug-ins are found, or taken from where the person says."""
    folder = build(tmp_path)
    names = [path.name for path in folder.place.rglob("*")]
    assert len(names) > 100
    assert [name for name in names if name.startswith(FOREIGN)] == []
    assert [path for path in folder.place.rglob("*") if not path.exists()] == [], (
        "a link to nothing"
    )
    notice = (folder.place / "THIRD-PARTY.txt").read_text("utf-8")
    listed = {
        part["name"]
        for part in json.loads((folder.place / "sbom.cdx.json").read_text())["components"]
    }
    for part in ("python", "httpx", "openssl", "glib2.0"):
        assert part in listed
        assert f"\n  {part} " in notice

    told = json.loads(folder.run("--version", "--json").stdout)
    assert told["tracker"] == __version__
    assert None not in told.values()

    film = tmp_path / "film.mp4"
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", *CLIP, film], check=True, timeout=60)
    elsewhere = libvlc_of_its_own(tmp_path / "elsewhere")
    for environ in ({}, elsewhere):
        played = folder.play(film, **environ)
        assert "delivered 7 of 7" in played.stdout, played.stderr

    (tmp_path / "nothing").mkdir()
    failed = folder.play(film, **elsewhere, VLC_PLUGIN_PATH=str(tmp_path / "nothing"))
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "plug-ins" in failed.stderr
    assert "Traceback" not in failed.stderr
