"""The icons, drawn as paths on a grid of 24 by 24: crisp at every scale, no files.

Knows: shapes.
Must never know: what a click on them does.
"""

import math
from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPixmap,
    QTransform,
)

GRID = 24.0


class Glyph(Enum):
    """The icons that there are."""

    PLAY = "play"
    PAUSE = "pause"
    REPLAY = "replay"
    PREVIOUS = "previous"
    NEXT = "next"
    VOLUME = "volume"
    VOLUME_LOW = "volume-low"
    MUTED = "muted"
    FULL_SCREEN = "full-screen"
    LEAVE_FULL_SCREEN = "leave-full-screen"
    SENT = "sent"
    SENDING = "sending"
    WAITING = "waiting"
    NEEDS_YOU = "needs-you"
    ALERT = "alert"
    SPEED = "speed"
    FORWARD = "forward"
    BACK = "back"
    SUBTITLES = "subtitles"
    PICTURE = "picture"
    LIST = "list"
    MORE = "more"
    CLOSE = "close"
    PIN = "pin"
    PERSON = "person"
    COUNTED = "counted"
    NOT_COUNTED = "not-counted"


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    path.closeSubpath()
    return path


def _stroked(path: QPainterPath, width: float = 2.0) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path).simplified()


def _lines(*strokes: tuple[tuple[float, float], ...], width: float = 2.0) -> QPainterPath:
    path = QPainterPath()
    for points in strokes:
        path.moveTo(QPointF(*points[0]))
        for point in points[1:]:
            path.lineTo(QPointF(*point))
    return _stroked(path, width)


def _arc(centre: tuple[float, float], radius: float, start: float, sweep: float) -> QPainterPath:
    x, y = centre
    box = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
    path = QPainterPath()
    path.arcMoveTo(box, start)
    path.arcTo(box, start, sweep)
    return _stroked(path)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def _disc(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _softened(path: QPainterPath) -> QPainterPath:
    return path.united(_stroked(path, 1.6))


def _play() -> QPainterPath:
    return _softened(_polygon((8.2, 5.2), (18.6, 12.0), (8.2, 18.8)))


def _pause() -> QPainterPath:
    return _rounded(6.2, 4.6, 4.2, 14.8, 1.3).united(_rounded(13.6, 4.6, 4.2, 14.8, 1.3))


def _next() -> QPainterPath:
    arrow = _softened(_polygon((6.4, 6.4), (14.6, 12.0), (6.4, 17.6)))
    return arrow.united(_rounded(16.2, 5.6, 2.2, 12.8, 1.0))


def _mirrored(path: QPainterPath) -> QPainterPath:
    return QTransform(-1, 0, 0, 1, GRID, 0).map(path)


def _speaker() -> QPainterPath:
    return _softened(
        _polygon((4.4, 9.6), (7.4, 9.6), (11.4, 6.2), (11.4, 17.8), (7.4, 14.4), (4.4, 14.4))
    )


def _volume() -> QPainterPath:
    waves = _arc((11.8, 12.0), 4.2, -42, 84).united(_arc((11.8, 12.0), 7.8, -45, 90))
    return _speaker().united(waves)


def _volume_low() -> QPainterPath:
    return _speaker().united(_arc((11.8, 12.0), 4.2, -42, 84))


def _muted() -> QPainterPath:
    return _speaker().united(_lines(((15.4, 9.4), (20.4, 14.6)), ((20.4, 9.4), (15.4, 14.6))))


def _full_screen() -> QPainterPath:
    return _lines(
        ((4.8, 9.2), (4.8, 4.8), (9.2, 4.8)),
        ((14.8, 4.8), (19.2, 4.8), (19.2, 9.2)),
        ((19.2, 14.8), (19.2, 19.2), (14.8, 19.2)),
        ((9.2, 19.2), (4.8, 19.2), (4.8, 14.8)),
    )


def _leave_full_screen() -> QPainterPath:
    return _lines(
        ((9.2, 4.6), (9.2, 9.2), (4.6, 9.2)),
        ((14.8, 4.6), (14.8, 9.2), (19.4, 9.2)),
        ((19.4, 14.8), (14.8, 14.8), (14.8, 19.4)),
        ((9.2, 19.4), (9.2, 14.8), (4.6, 14.8)),
    )


def _arrow_head(centre: tuple[float, float], radius: float, degrees: float) -> QPainterPath:
    """Return the head of an arrow that runs clockwise along a circle, at an angle of it."""
    angle = math.radians(degrees)
    tip = (centre[0] + radius * math.cos(angle), centre[1] - radius * math.sin(angle))
    along = (math.sin(angle), math.cos(angle))
    across = (math.cos(angle), -math.sin(angle))
    size = 3.1
    return _softened(
        _polygon(
            (tip[0] + along[0] * size, tip[1] + along[1] * size),
            (tip[0] + across[0] * size, tip[1] + across[1] * size),
            (tip[0] - across[0] * size, tip[1] - across[1] * size),
        )
    )


def _sending() -> QPainterPath:
    centre = (12.0, 12.0)
    path = _arc(centre, 6.8, 20, 120).united(_arc(centre, 6.8, 200, 120))
    return path.united(_arrow_head(centre, 6.8, 22)).united(_arrow_head(centre, 6.8, 202))


def _replay() -> QPainterPath:
    centre = (12.0, 12.4)
    return _arc(centre, 7.0, 55, 285).united(_mirrored(_arrow_head(centre, 7.0, 125)))


def _waiting() -> QPainterPath:
    return _arc((12.0, 12.0), 7.6, 0, 360).united(_lines(((12.0, 7.8), (12.0, 12.2), (15.0, 14.0))))


def _needs_you() -> QPainterPath:
    triangle = _stroked(_polygon((12.0, 4.4), (20.4, 19.0), (3.6, 19.0)))
    return triangle.united(_lines(((12.0, 10.0), (12.0, 13.6)))).united(_disc(12.0, 16.4, 1.15))


def _alert() -> QPainterPath:
    ring = _arc((12.0, 12.0), 8.2, 0, 360)
    return ring.united(_lines(((12.0, 7.8), (12.0, 12.6)))).united(_disc(12.0, 16.0, 1.25))


def _speed() -> QPainterPath:
    gauge = _arc((12.0, 13.4), 7.6, -25, 230)
    return gauge.united(_lines(((12.0, 13.4), (15.4, 9.4)))).united(_disc(12.0, 13.4, 1.7))


def _forward() -> QPainterPath:
    first = _softened(_polygon((5.2, 7.2), (11.0, 12.0), (5.2, 16.8)))
    return first.united(_softened(_polygon((13.2, 7.2), (19.0, 12.0), (13.2, 16.8))))


def _frame() -> QPainterPath:
    return _stroked(_rounded(3.6, 5.4, 16.8, 13.2, 2.4))


def _subtitles() -> QPainterPath:
    return (
        _frame()
        .united(_lines(((7.2, 12.0), (9.4, 12.0)), ((12.2, 12.0), (16.8, 12.0))))
        .united(_lines(((7.2, 15.2), (12.6, 15.2)), ((15.4, 15.2), (16.8, 15.2))))
    )


def _picture() -> QPainterPath:
    hills = _lines(((5.4, 16.4), (9.6, 11.6), (12.6, 15.0), (14.6, 12.8), (18.6, 16.8)))
    return _frame().united(hills).united(_disc(15.6, 9.4, 1.3))


def _list() -> QPainterPath:
    lines = _lines(
        ((4.8, 7.0), (19.2, 7.0)), ((4.8, 12.0), (12.6, 12.0)), ((4.8, 17.0), (12.6, 17.0))
    )
    return lines.united(_softened(_polygon((16.2, 11.8), (20.0, 14.5), (16.2, 17.2))))


def _more() -> QPainterPath:
    return _disc(5.6, 12.0, 1.7).united(_disc(12.0, 12.0, 1.7)).united(_disc(18.4, 12.0, 1.7))


def _pin() -> QPainterPath:
    head = _rounded(8.6, 4.4, 6.8, 7.4, 1.6)
    return head.united(_lines(((6.4, 13.4), (17.6, 13.4)), ((12.0, 13.4), (12.0, 19.6))))


def _person() -> QPainterPath:
    return _stroked(_disc(12.0, 8.6, 3.6)).united(_arc((12.0, 20.6), 7.0, 20, 140))


def _eye() -> QPainterPath:
    lids = QPainterPath(QPointF(3.4, 12.0))
    lids.quadTo(QPointF(12.0, 2.8), QPointF(20.6, 12.0))
    lids.quadTo(QPointF(12.0, 21.2), QPointF(3.4, 12.0))
    return _stroked(lids)


def _counted() -> QPainterPath:
    return _eye().united(_disc(12.0, 12.0, 2.9))


def _not_counted() -> QPainterPath:
    return _eye().united(_lines(((5.0, 19.4), (19.0, 4.6)), width=2.4))


_SHAPES: dict[Glyph, Callable[[], QPainterPath]] = {
    Glyph.PLAY: _play,
    Glyph.PAUSE: _pause,
    Glyph.REPLAY: _replay,
    Glyph.PREVIOUS: lambda: _mirrored(_next()),
    Glyph.NEXT: _next,
    Glyph.VOLUME: _volume,
    Glyph.VOLUME_LOW: _volume_low,
    Glyph.MUTED: _muted,
    Glyph.FULL_SCREEN: _full_screen,
    Glyph.LEAVE_FULL_SCREEN: _leave_full_screen,
    Glyph.SENT: lambda: _lines(((5.4, 12.6), (10.0, 17.0), (18.6, 7.6)), width=2.4),
    Glyph.SENDING: _sending,
    Glyph.WAITING: _waiting,
    Glyph.NEEDS_YOU: _needs_you,
    Glyph.ALERT: _alert,
    Glyph.SPEED: _speed,
    Glyph.FORWARD: _forward,
    Glyph.SUBTITLES: _subtitles,
    Glyph.PICTURE: _picture,
    Glyph.LIST: _list,
    Glyph.MORE: _more,
    Glyph.CLOSE: lambda: _lines(((6.6, 6.6), (17.4, 17.4)), ((17.4, 6.6), (6.6, 17.4))),
    Glyph.PIN: _pin,
    Glyph.PERSON: _person,
    Glyph.COUNTED: _counted,
    Glyph.NOT_COUNTED: _not_counted,
    Glyph.BACK: lambda: _mirrored(_forward()),
}
_drawn: dict[Glyph, QPainterPath] = {}


def glyph_path(glyph: Glyph) -> QPainterPath:
    """Return the outline of an icon on the grid of 24 by 24, to be filled."""
    if glyph not in _drawn:
        path = _SHAPES[glyph]()
        path.setFillRule(Qt.FillRule.WindingFill)
        _drawn[glyph] = path
    return _drawn[glyph]


def paint_glyph(painter: QPainter, box: QRectF, glyph: Glyph, colour: QColor) -> None:
    """Fill an icon into the largest square in the middle of ``box``."""
    side = min(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center().x() - side / 2, box.center().y() - side / 2)
    painter.scale(side / GRID, side / GRID)
    painter.fillPath(glyph_path(glyph), colour)
    painter.restore()


def application_icon() -> QIcon:
    """Return the program's own icon: a film's play mark whose ring is three quarters watched."""
    icon = QIcon()
    for side in (16, 32, 48, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_application_mark(painter, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def paint_application_mark(painter: QPainter, box: QRectF) -> None:
    """Paint the program's mark into a square box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / GRID, box.height() / GRID)
    painter.fillPath(_rounded(0.5, 0.5, 23, 23, 6.0), QColor("#1d2127"))
    painter.fillPath(_arc((12, 12), 7.8, 0, 360), QColor(255, 255, 255, 60))
    painter.fillPath(_arc((12, 12), 7.8, 90, -270), QColor("#35c8ae"))
    painter.fillPath(
        _softened(_polygon((10.2, 8.6), (15.4, 12.0), (10.2, 15.4))), QColor("#ffffff")
    )
    painter.restore()
