"""Every physical pixel of the picture: the canvas at fractional scales, seen on a screen."""

import json
import os
import shutil
import subprocess
import sys

import pytest

CHECKERED = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tracker.playback.frames import FrameStore
from tracker.qt.canvas import VideoCanvas

app = QApplication([])
frames = FrameStore()
canvas = VideoCanvas(frames)
canvas.resize(320, 180)
canvas.show()

def paint():
    layout = frames.fill(16 / 9)
    black_white = b"\\x00\\x00\\x00\\x00\\xff\\xff\\xff\\x00" * (layout.pitch // 8)
    number, _ = frames.begin()
    layout.memory[:] = black_white * layout.height
    frames.publish(number)

def look():
    if not canvas.counts().painted:
        return
    timer.stop()
    shot = canvas.grab().toImage()
    place = canvas.picture_rect()
    ratio = canvas.devicePixelRatioF()
    y = shot.height() // 2
    left = round(place.x() * ratio)
    row = [shot.pixelColor(left + x, y).lightness() for x in range(round(place.width() * ratio))]
    changes = sum(one != other for one, other in zip(row, row[1:]))
    print(json.dumps({"ratio": ratio, "asked": frames.target, "row": len(row),
                      "levels": sorted(set(row)), "changes": changes}))
    app.quit()

timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
QTimer.singleShot(400, paint)
app.exec()
"""


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
def test_each_pixel_of_a_picture_is_a_pixel_of_the_screen(scale: str) -> None:
    """Columns of black and white stay black and white: nothing is scaled a second time."""
    if shutil.which("xvfb-run") is None:
        pytest.skip("xvfb-run is not installed")
    environ = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": scale}
    run = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", CHECKERED],
        capture_output=True,
        text=True,
        env=environ,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["ratio"] == float(scale)
    assert told["asked"] == [round(320 * float(scale)), round(180 * float(scale))]
    assert told["levels"] == [0, 255]
    assert told["changes"] == told["row"] - 1
