"""A film of two colours, and whether a picture shows them."""

import subprocess
from pathlib import Path

from PySide6.QtGui import QColor

LEFT, RIGHT = QColor("#20a040"), QColor("#b03020")


def make_halves(path: Path) -> Path:
    """Make a film of a minute and a half: green on the left, red on the right."""
    halves = (
        f"color={LEFT.name()}:size=320x360:rate=25:duration=90[a];"
        f"color={RIGHT.name()}:size=320x360:rate=25:duration=90[b];[a][b]hstack"
    )
    make = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-filter_complex", halves]
    how = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", str(path)]
    subprocess.run([*make, *how], check=True, timeout=60)
    return path


def near(one: QColor, other: QColor) -> bool:
    """Whether two colours are the same but for what a codec does to them."""
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return all(abs(a - b) < 24 for a, b in pairs)
