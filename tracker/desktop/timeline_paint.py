"""How the timeline's parts look.

Knows: shapes, colours and measures.
Must never know: the film, or what was watched of it; it gets pixels.
"""

import math
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from tracker.desktop import theme

INSET_PX = 9.0
"""From the widget's edge to the track's, so that the handle fits at both ends."""
TRACK_PX = 7.0
MARK_DROP_PX = 11.0
"""From the middle of the track down to the middle of a mark."""

_WHITE = QColor("#ffffff")
_UNLIT = QColor(255, 255, 255, 96)
_SHADOW = QColor(0, 0, 0, 70)
_LEAST_FILL_PX = 1.5
_STRIPE_PX, _STRIPE_GAP_PX = 1.6, 6.0


def paint_track(
    painter: QPainter,
    track: QRectF,
    watched: Iterable[tuple[float, float]],
    repeated: Iterable[tuple[float, float]],
) -> None:
    """Paint the track, filled where it was watched, hatched where again: from and to, in pixels."""
    outline = QPainterPath()
    outline.addRoundedRect(track, track.height() / 2, track.height() / 2)
    painter.fillPath(outline, theme.OVERLAY_TRACK)
    painter.save()
    painter.setClipPath(outline)
    for left, right in watched:
        width = max(_LEAST_FILL_PX, right - left)
        painter.fillRect(QRectF(left, track.top(), width, track.height()), theme.DARK.accent)
    for left, right in repeated:
        _hatch(painter, QRectF(left, track.top(), right - left, track.height()))
    painter.restore()


def _hatch(painter: QPainter, part: QRectF) -> None:
    """Darken a part and stripe it aslant, so that colour is not all that tells it apart."""
    painter.save()
    painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
    painter.fillRect(part, theme.DARK.accent.darker(165))
    painter.setPen(QPen(theme.DARK.accent.lighter(125), _STRIPE_PX))
    # Stripes stand on the track, not on the part: they do not crawl when the part grows.
    left = part.left() // _STRIPE_GAP_PX * _STRIPE_GAP_PX - part.height()
    while left < part.right():
        painter.drawLine(QPointF(left, part.bottom()), QPointF(left + part.height(), part.top()))
        left += _STRIPE_GAP_PX
    painter.restore()


def paint_mark(painter: QPainter, centre: QPointF, *, is_lit: bool, grown: float) -> None:
    """Paint a quartile's mark; ``grown`` (0 to 1) is how far its lighting-up has come."""
    painter.setPen(Qt.PenStyle.NoPen)
    radius = 2.6 if is_lit else 1.8
    if is_lit and grown < 1.0:
        halo = QColor(theme.DARK.accent)
        halo.setAlphaF(0.5 * (1.0 - grown))
        painter.setBrush(halo)
        painter.drawEllipse(centre, 3.0 + 7.0 * grown, 3.0 + 7.0 * grown)
        radius += 2.0 * math.sin(math.pi * grown)
    painter.setBrush(theme.DARK.accent if is_lit else _UNLIT)
    painter.drawEllipse(centre, radius, radius)


def paint_pointer(painter: QPainter, track: QRectF, x: float) -> None:
    """Paint the line under the pointer."""
    painter.fillRect(QRectF(x - 0.75, track.top() - 3, 1.5, track.height() + 6), _WHITE)


def paint_handle(
    painter: QPainter, centre: QPointF, *, is_large: bool, is_focused: bool, is_counted: bool = True
) -> None:
    """Paint the handle, larger under the pointer, ringed with the keyboard's focus.

    It is hollow, and of another colour, while nothing is counted.
    """
    radius = 7.5 if is_large else 6.0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_SHADOW)
    painter.drawEllipse(centre + QPointF(0, 0.5), radius + 1.2, radius + 1.2)
    if is_focused:
        painter.setBrush(theme.DARK.accent)
        painter.drawEllipse(centre, radius + 2.5, radius + 2.5)
    painter.setBrush(_WHITE if is_counted else theme.WAITING)
    painter.drawEllipse(centre, radius, radius)
    if not is_counted:
        painter.setBrush(theme.VIDEO_GROUND)
        painter.drawEllipse(centre, radius - 2.5, radius - 2.5)
