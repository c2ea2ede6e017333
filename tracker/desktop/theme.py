"""Colours and measures, light and dark, by the system's wish.

Knows: which colour a part has in which scheme; what lies over a picture is always dark.
Must never know: which widgets there are.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication

TOUCH_TARGET_PX = 44
"""The least edge of anything that a finger has to hit."""

BAR_MAX_WIDTH_PX = 1_040
RADIUS_PX = 14
MARGIN_PX = 16
FADE_MS = 180
_DARK_BELOW = 128


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one scheme.

    ``page`` is a page's ground, ``card`` that of a card on it; ``faint`` is for hints and edges.
    """

    page: QColor
    card: QColor
    text: QColor
    dim: QColor
    faint: QColor
    accent: QColor
    on_accent: QColor


DARK = Theme(
    page=QColor("#15171b"),
    card=QColor("#23262c"),
    text=QColor("#f2f3f5"),
    dim=QColor("#a7adb8"),
    faint=QColor("#3a3f48"),
    accent=QColor("#35c8ae"),
    on_accent=QColor("#06231e"),
)
LIGHT = Theme(
    page=QColor("#f4f5f7"),
    card=QColor("#ffffff"),
    text=QColor("#1b1e24"),
    dim=QColor("#575e6b"),
    faint=QColor("#d3d7de"),
    accent=QColor("#0b7f6c"),
    on_accent=QColor("#ffffff"),
)

VIDEO_GROUND = QColor("#000000")
OVERLAY_GROUND = QColor(24, 26, 31, 204)
"""The ground of everything that floats over a picture: dark, 80 % opaque."""
OVERLAY_EDGE = QColor(255, 255, 255, 26)
OVERLAY_HOVER = QColor(255, 255, 255, 32)
OVERLAY_TRACK = QColor(255, 255, 255, 64)

GOOD = QColor("#4cd08a")
BUSY = QColor("#6cb4ff")
WAITING = QColor("#f0b94a")
NEEDS_YOU = QColor("#ff7a6b")


def current_theme() -> Theme:
    """Return the theme that the system asks for; where it says nothing, its palette tells."""
    scheme = QGuiApplication.styleHints().colorScheme()
    if scheme is Qt.ColorScheme.Unknown:
        is_dark = QGuiApplication.palette().window().color().lightness() < _DARK_BELOW
    else:
        is_dark = scheme is Qt.ColorScheme.Dark
    return DARK if is_dark else LIGHT
