"""The stand under its own compositor, without a window system around it: Wayland, headless."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.cli.command import environment
from tests.kiosk.stage import STAND, Manager, make_films, missing, until

TOOLS = ("cage", "grim", "Xwayland")


def as_somebody() -> list[str]:
    """Return what makes a process somebody whom cage does not refuse, as it does root."""
    if os.geteuid() != 0:
        return []
    return ["unshare", "--user", "--map-user=1000", "--map-group=1000"]


def may_become_somebody() -> bool:
    """Whether that can be done here."""
    tried = subprocess.run([*as_somebody(), "true"], check=False, capture_output=True)
    return tried.returncode == 0


@pytest.mark.skipif(bool(missing(TOOLS)), reason=missing(TOOLS))
def test_under_cage_the_loop_fills_the_screen_without_a_title_bar(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The film reaches every edge, and what is read by eye is what a visitor would see."""
    room = tmp_path
    make_films(room)
    (room / "kiosk.toml").write_text(STAND)
    for name in ("profile", "creds"):
        (room / name).mkdir(mode=0o700)
    # Short: a socket's path has 108 bytes at most.
    runtime = tmp_path_factory.mktemp("r")
    (room / "creds" / "hubspot-token").write_text("a-token")
    manager = Manager(room)
    if not may_become_somebody():
        pytest.skip("cage refuses root, and this root may not become somebody else")
    variables = environment(
        room / "profile",
        XDG_RUNTIME_DIR=str(runtime),
        WLR_BACKENDS="headless",
        WLR_RENDERER="pixman",
        WLR_LIBINPUT_NO_DEVICES="1",
        QT_QPA_PLATFORM="wayland",
        NOTIFY_SOCKET=str(manager.path),
        CREDENTIALS_DIRECTORY=str(room / "creds"),
        TRACKER_HUBSPOT_BASE_URL="http://127.0.0.1:9",
        PYTHONPATH=str(Path(__file__).parents[2]),
        PYTHONDONTWRITEBYTECODE="1",
    )
    command = ["cage", "-d", "--", sys.executable, "-m", "tracker", "kiosk",
               str(room / "kiosk.toml")]  # fmt: skip
    with (room / "said").open("wb") as said:
        cage = subprocess.Popen(
            [*as_somebody(), *command], env=variables, stdout=said, stderr=said, cwd=room
        )
    try:
        manager.wait("STATUS=attract", seconds=60)
        picture = room / "picture.png"
        until(lambda: fills(shoot(picture, variables)), seconds=30)
    finally:
        cage.terminate()
        cage.wait(20)
        manager.close()


def shoot(path: Path, variables: dict[str, str]) -> QImage:
    """Take a picture of the screen by grim."""
    sockets = [one.name for one in Path(variables["XDG_RUNTIME_DIR"]).glob("wayland-*")]
    display = next((one for one in sorted(sockets) if not one.endswith(".lock")), "wayland-0")
    subprocess.run(
        ["grim", str(path)],
        env={**variables, "WAYLAND_DISPLAY": display},
        check=False,
        timeout=20,
        capture_output=True,
    )
    return QImage(str(path))


def fills(image: QImage) -> bool:
    """Whether the film's bright bars reach the upper edge, where a title bar would be."""
    if image.isNull():
        return False
    height, width = image.height(), image.width()
    inside = [image.pixelColor(x, round(height * 0.3)) for x in range(8, width, 64)]
    above = [image.pixelColor(x, 2) for x in range(8, width, 64)]
    bright = sum(one.saturation() > 100 and one.value() > 150 for one in above)
    return bright > len(above) / 2 and sum(one.saturation() > 100 for one in inside) > 5
