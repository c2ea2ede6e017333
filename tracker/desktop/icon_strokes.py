"""What icons are drawn with: lines, arcs and boxes on a grid of 24 by 24.

Knows: outlines.
Must never know: which icons there are, colours, or who paints.
"""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

GRID = 24.0


def polygon(*points: tuple[float, float]) -> QPainterPath:
    """Return the outline through some points, closed."""
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    path.closeSubpath()
    return path


def stroked(path: QPainterPath, width: float = 2.0) -> QPainterPath:
    """Return the outline of a path as a round pen draws it."""
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path).simplified()


def lines(*strokes: tuple[tuple[float, float], ...], width: float = 2.0) -> QPainterPath:
    """Return lines through some points, as a round pen draws them."""
    path = QPainterPath()
    for points in strokes:
        path.moveTo(QPointF(*points[0]))
        for point in points[1:]:
            path.lineTo(QPointF(*point))
    return stroked(path, width)


def arc(centre: tuple[float, float], radius: float, start: float, sweep: float) -> QPainterPath:
    """Return an arc as a round pen draws it; degrees, counter-clockwise from the right."""
    x, y = centre
    box = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
    path = QPainterPath()
    path.arcMoveTo(box, start)
    path.arcTo(box, start, sweep)
    return stroked(path)


def rounded(x: float, y: float, width: float, height: float, radius: float) -> QPainterPath:
    """Return a box with round corners."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def disc(x: float, y: float, radius: float) -> QPainterPath:
    """Return a disc."""
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def softened(path: QPainterPath) -> QPainterPath:
    """Return a shape with its corners rounded off, a little larger."""
    return path.united(stroked(path, 1.6))


def mirrored(path: QPainterPath) -> QPainterPath:
    """Return a shape turned left to right."""
    return QTransform(-1, 0, 0, 1, GRID, 0).map(path)


def arrow_head(centre: tuple[float, float], radius: float, degrees: float) -> QPainterPath:
    """Return the head of an arrow that runs clockwise along a circle, at an angle of it."""
    angle = math.radians(degrees)
    tip = (centre[0] + radius * math.cos(angle), centre[1] - radius * math.sin(angle))
    along = (math.sin(angle), math.cos(angle))
    across = (math.cos(angle), -math.sin(angle))
    size = 3.1
    return softened(
        polygon(
            (tip[0] + along[0] * size, tip[1] + along[1] * size),
            (tip[0] + across[0] * size, tip[1] + across[1] * size),
            (tip[0] - across[0] * size, tip[1] - across[1] * size),
        )
    )
