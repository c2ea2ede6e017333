"""Several screens: one shows the stand, the others whose it is, and none a desktop."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kiosk.stage import until

PROGRAM = """
import json, sys

from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from tracker.app.kiosk.config import Brand, Screens as Facts
from tracker.kiosk.lock import Lock
from tracker.kiosk.screens import Screens
from tracker.kiosk.window import Screen

app = QApplication([])
command = (sys.executable, "-c", "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()")
facts = Facts("right", power_off=(*command, sys.argv[1]), power_on=("/no/such/command",))
main = Screen(QWidget())
screens = Screens(main, Brand("Example Company"), facts)
screens.fill()
picture = QPixmap(64, 36)
picture.fill(QColor(0, 160, 60))
[other] = [one for one in app.topLevelWidgets() if isinstance(one, Screen) and one is not main]

def middle():
    app.processEvents()
    return other.grab().toImage().pixelColor(320, 180).name()

found = {"main": main.screen().name(), "other": other.screen().name(), "before": middle()}
screens.show_picture(picture)
found["picture"] = middle()
screens.light(False)
found["night"] = middle()
screens.light(True)
found["day"] = middle()
found["full"] = main.isFullScreen() and other.isFullScreen()
print(json.dumps(found))
"""


@pytest.fixture
def two_screens(tmp_path: Path) -> dict[str, str]:
    """Return an environment of a machine with two screens beside each other."""
    screens = [
        {"name": name, "x": x, "y": 0, "width": 640, "height": 360, "logicalDpi": 96, "dpr": 1}
        for name, x in (("left", 0), ("right", 640))
    ]
    path = tmp_path / "screens.json"
    path.write_text(json.dumps({"screens": screens}))
    return {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={path}"}


def test_the_other_screens_show_the_brands_picture_and_at_night_nothing(
    two_screens: dict[str, str], tmp_path: Path
) -> None:
    """The one that is named shows the stand; a command that cannot be run is no failure."""
    off = tmp_path / "off"
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(off)],
        env=two_screens, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    found = json.loads(said.stdout)
    assert (found["main"], found["other"], found["full"]) == ("right", "left", True)
    assert found["picture"] == found["day"] == "#00a03c" != found["before"]
    assert found["night"] == "#000000"
    assert "/no/such/command" in said.stderr
    until(off.exists)
