"""Colours and measures, light and dark, by the system's wish.

Knows: which colour a part has in which scheme; what lies over a picture is always dark.
Must never know: which widgets there are.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from tracker.model.records import dataclass

TOUCH_TARGET_PX = 44
"""The least edge of anything that a finger has to hit."""

FOCUS_PX = 2
"""How broad the ring is that shows the keyboard's focus."""

BAR_MAX_WIDTH_PX = 1_040
RADIUS_PX = 14
MARGIN_PX = 16
FADE_MS = 180
_DARK_BELOW = 128


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one scheme.

    ``page`` is a page's ground, ``card`` that of a card on it; ``faint`` is for edges. The last
    four say how sending stands, and can be read as words on both grounds.
    """

    page: QColor
    card: QColor
    text: QColor
    dim: QColor
    faint: QColor
    accent: QColor
    on_accent: QColor
    good: QColor
    busy: QColor
    waiting: QColor
    needs_you: QColor


DARK = Theme(
    page=QColor("#15171b"),
    card=QColor("#23262c"),
    text=QColor("#f2f3f5"),
    dim=QColor("#a7adb8"),
    faint=QColor("#3a3f48"),
    accent=QColor("#35c8ae"),
    on_accent=QColor("#06231e"),
    good=QColor("#4cd08a"),
    busy=QColor("#6cb4ff"),
    waiting=QColor("#f0b94a"),
    needs_you=QColor("#ff7a6b"),
)
LIGHT = Theme(
    page=QColor("#f4f5f7"),
    card=QColor("#ffffff"),
    text=QColor("#1b1e24"),
    dim=QColor("#575e6b"),
    faint=QColor("#d3d7de"),
    accent=QColor("#0b7f6c"),
    on_accent=QColor("#ffffff"),
    good=QColor("#14713f"),
    busy=QColor("#1a5fb4"),
    waiting=QColor("#8a5300"),
    needs_you=QColor("#b3261e"),
)

VIDEO_GROUND = QColor("#000000")
OVERLAY_GROUND = QColor(24, 26, 31, 204)
"""The ground of everything that floats over a picture: dark, 80 % opaque."""
OVERLAY_EDGE = QColor(255, 255, 255, 26)
OVERLAY_HOVER = QColor(255, 255, 255, 32)
OVERLAY_TRACK = QColor(255, 255, 255, 64)

GOOD, BUSY, WAITING, NEEDS_YOU = DARK.good, DARK.busy, DARK.waiting, DARK.needs_you


def current_theme() -> Theme:
    """Return the theme that the system asks for; where it says nothing, its palette tells."""
    scheme = QGuiApplication.styleHints().colorScheme()
    if scheme is Qt.ColorScheme.Unknown:
        is_dark = QGuiApplication.palette().window().color().lightness() < _DARK_BELOW
    else:
        is_dark = scheme is Qt.ColorScheme.Dark
    return DARK if is_dark else LIGHT


def page_palette() -> QPalette:
    """Return the palette of fields and lists on a page, in the theme of the moment."""
    colours, role = current_theme(), QPalette.ColorRole
    palette = QPalette(colours.page)
    for where, colour in (
        (role.Window, colours.page),
        (role.Base, colours.card),
        (role.AlternateBase, colours.page),
        (role.Button, colours.card),
        (role.ToolTipBase, colours.card),
        (role.WindowText, colours.text),
        (role.Text, colours.text),
        (role.ButtonText, colours.text),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.dim),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
    ):
        palette.setColor(where, colour)
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, colours.dim)
    return palette


def page_style() -> str:
    """Return the style sheet of a page's fields and scroll bars, in the theme of the moment."""
    colours = current_theme()
    card, faint, dim = colours.card.name(), colours.faint.name(), colours.dim.name()
    accent = colours.accent.name()
    return f"""
QListView, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {colours.page.name()}; }}
QLineEdit {{ background: {card}; border: 1px solid {dim}; border-radius: 8px; padding: 0 10px;
  color: {colours.text.name()}; placeholder-text-color: {dim}; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 0 9px; }}
QLineEdit:disabled {{ border-color: {faint}; color: {dim}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {dim}; border-radius: 4px; min-height: 44px;
  margin: 0 2px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: transparent; }}
"""
