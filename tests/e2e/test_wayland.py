"""The picture under a Wayland compositor, without X11 and without a graphics card."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tracker.desktop.picture import NO_WINDOW

NOBODY = 65_534
PATIENCE_S = 60.0
LEFT, RIGHT = QColor("#20a040"), QColor("#b03020")

pytestmark = pytest.mark.skipif(
    any(shutil.which(program) is None for program in ("cage", "grim", "setpriv")),
    reason="cage, grim or setpriv is not installed",
)


def as_ordinary_user(*command: str) -> list[str]:
    """Let a command run as nobody where this runs as root: cage refuses root."""
    if os.geteuid() != 0:
        return list(command)
    able = "+dac_read_search"
    ids = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return ["setpriv", *ids, f"--inh-caps={able}", f"--ambient-caps={able}", *command]


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Make a film that is green on the left and red on the right."""
    path = tmp_path / "halves.mp4"
    halves = (
        f"color={LEFT.name()}:size=320x360:rate=25:duration=60[a];"
        f"color={RIGHT.name()}:size=320x360:rate=25:duration=60[b];[a][b]hstack"
    )
    make = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-filter_complex", halves]
    how = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", str(path)]
    subprocess.run([*make, *how], check=True, timeout=60)
    return path


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a short place of the ordinary user's own: a socket's path has 108 bytes at most."""
    path = Path(f"/tmp/cage-{os.getpid()}")
    path.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def near(one: QColor, other: QColor) -> bool:
    """Whether two colours are the same but for what a codec does to them."""
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return all(abs(a - b) < 24 for a, b in pairs)


@pytest.mark.parametrize("video", ["canvas", "native"])
def test_the_picture_shows_under_wayland_in_its_colours(film: Path, home: Path, video: str) -> None:
    """Green on the left, red on the right, as the compositor sees it.

    Who wants a native window, which Wayland has not for libVLC, is told so in one sentence.
    """
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "LANG": "C.UTF-8",
        "WLR_BACKENDS": "headless",
        "WLR_RENDERER": "pixman",
        "WLR_LIBINPUT_NO_DEVICES": "1",
        "QT_QPA_PLATFORM": "wayland",
        "WAYLAND_DISPLAY": "wayland-0",
        "TRACKER_VIDEO": video,
    }
    inside = {name: text for name, text in environ.items() if name != "WAYLAND_DISPLAY"}
    shown = film.rename(home / film.name)
    shown.chmod(0o644)
    play = [sys.executable, "-m", "tracker", "play", str(shown), "--profile", str(home / "profile")]
    picture = QImage()
    with (home / "log").open("wb") as log:
        cage = subprocess.Popen(
            as_ordinary_user("cage", "--", *play), env=inside, stdout=log, stderr=log
        )
        try:
            deadline_s = time.monotonic() + PATIENCE_S
            while time.monotonic() < deadline_s and cage.poll() is None:
                shot = subprocess.run(
                    as_ordinary_user("grim", "-t", "ppm", "-"), env=environ, capture_output=True
                )
                if shot.returncode == 0 and picture.loadFromData(shot.stdout):
                    left = picture.pixelColor(picture.width() // 4, picture.height() // 2)
                    right = picture.pixelColor(picture.width() * 3 // 4, picture.height() // 2)
                    if near(left, LEFT) and near(right, RIGHT):
                        said = (home / "log").read_text(errors="replace")
                        assert said.count(NO_WINDOW) == (video == "native")
                        return
        finally:
            cage.terminate()
            cage.wait(30)
    said = (home / "log").read_text(errors="replace")[-2_000:]
    pytest.fail(f"the picture did not show: {picture.size().toTuple()}, {said}")
