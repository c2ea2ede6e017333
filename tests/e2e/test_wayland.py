"""The picture under a Wayland compositor, without X11 and without a graphics card."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.e2e.halves import LEFT, RIGHT, near
from tests.ordinary import NOBODY, as_ordinary_user
from tracker.desktop.picture import NO_WINDOW

PATIENCE_S = 60.0

pytestmark = pytest.mark.skipif(
    any(shutil.which(program) is None for program in ("cage", "grim", "setpriv")),
    reason="cage, grim or setpriv is not installed",
)


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a short place of the ordinary user's own: a socket's path has 108 bytes at most."""
    path = Path(f"/tmp/cage-{os.getpid()}")
    path.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.mark.parametrize("video", ["canvas", "native"])
def test_the_picture_shows_under_wayland_in_its_colours(
    halves: Path, home: Path, video: str
) -> None:
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
    shown = halves.rename(home / halves.name)
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
