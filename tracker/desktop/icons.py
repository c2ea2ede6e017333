"""The icons, drawn as paths on a grid of 24 by 24: crisp at every scale, no files.

Knows: shapes.
Must never know: what a click on them does.
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QPainter,
    QPainterPath,
    QPixmap,
)

from tracker.desktop.icon_strokes import (
    GRID,
    arc,
    arrow_head,
    disc,
    lines,
    mirrored,
    polygon,
    rounded,
    softened,
    stroked,
)


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


def _play() -> QPainterPath:
    return softened(polygon((8.2, 5.2), (18.6, 12.0), (8.2, 18.8)))


def _pause() -> QPainterPath:
    return rounded(6.2, 4.6, 4.2, 14.8, 1.3).united(rounded(13.6, 4.6, 4.2, 14.8, 1.3))


def _next() -> QPainterPath:
    arrow = softened(polygon((6.4, 6.4), (14.6, 12.0), (6.4, 17.6)))
    return arrow.united(rounded(16.2, 5.6, 2.2, 12.8, 1.0))


def _speaker() -> QPainterPath:
    return softened(
        polygon((4.4, 9.6), (7.4, 9.6), (11.4, 6.2), (11.4, 17.8), (7.4, 14.4), (4.4, 14.4))
    )


def _volume() -> QPainterPath:
    waves = arc((11.8, 12.0), 4.2, -42, 84).united(arc((11.8, 12.0), 7.8, -45, 90))
    return _speaker().united(waves)


def _volume_low() -> QPainterPath:
    return _speaker().united(arc((11.8, 12.0), 4.2, -42, 84))


def _muted() -> QPainterPath:
    return _speaker().united(lines(((15.4, 9.4), (20.4, 14.6)), ((20.4, 9.4), (15.4, 14.6))))


def _full_screen() -> QPainterPath:
    return lines(
        ((4.8, 9.2), (4.8, 4.8), (9.2, 4.8)),
        ((14.8, 4.8), (19.2, 4.8), (19.2, 9.2)),
        ((19.2, 14.8), (19.2, 19.2), (14.8, 19.2)),
        ((9.2, 19.2), (4.8, 19.2), (4.8, 14.8)),
    )


def _leave_full_screen() -> QPainterPath:
    return lines(
        ((9.2, 4.6), (9.2, 9.2), (4.6, 9.2)),
        ((14.8, 4.6), (14.8, 9.2), (19.4, 9.2)),
        ((19.4, 14.8), (14.8, 14.8), (14.8, 19.4)),
        ((9.2, 19.4), (9.2, 14.8), (4.6, 14.8)),
    )


def _sending() -> QPainterPath:
    centre = (12.0, 12.0)
    path = arc(centre, 6.8, 20, 120).united(arc(centre, 6.8, 200, 120))
    return path.united(arrow_head(centre, 6.8, 22)).united(arrow_head(centre, 6.8, 202))


def _replay() -> QPainterPath:
    centre = (12.0, 12.4)
    return arc(centre, 7.0, 55, 285).united(mirrored(arrow_head(centre, 7.0, 125)))


def _waiting() -> QPainterPath:
    return arc((12.0, 12.0), 7.6, 0, 360).united(lines(((12.0, 7.8), (12.0, 12.2), (15.0, 14.0))))


def _needs_you() -> QPainterPath:
    triangle = stroked(polygon((12.0, 4.4), (20.4, 19.0), (3.6, 19.0)))
    return triangle.united(lines(((12.0, 10.0), (12.0, 13.6)))).united(disc(12.0, 16.4, 1.15))


def _alert() -> QPainterPath:
    ring = arc((12.0, 12.0), 8.2, 0, 360)
    return ring.united(lines(((12.0, 7.8), (12.0, 12.6)))).united(disc(12.0, 16.0, 1.25))


def _speed() -> QPainterPath:
    gauge = arc((12.0, 13.4), 7.6, -25, 230)
    return gauge.united(lines(((12.0, 13.4), (15.4, 9.4)))).united(disc(12.0, 13.4, 1.7))


def _forward() -> QPainterPath:
    first = softened(polygon((5.2, 7.2), (11.0, 12.0), (5.2, 16.8)))
    return first.united(softened(polygon((13.2, 7.2), (19.0, 12.0), (13.2, 16.8))))


def _frame() -> QPainterPath:
    return stroked(rounded(3.6, 5.4, 16.8, 13.2, 2.4))


def _subtitles() -> QPainterPath:
    return (
        _frame()
        .united(lines(((7.2, 12.0), (9.4, 12.0)), ((12.2, 12.0), (16.8, 12.0))))
        .united(lines(((7.2, 15.2), (12.6, 15.2)), ((15.4, 15.2), (16.8, 15.2))))
    )


def _picture() -> QPainterPath:
    hills = lines(((5.4, 16.4), (9.6, 11.6), (12.6, 15.0), (14.6, 12.8), (18.6, 16.8)))
    return _frame().united(hills).united(disc(15.6, 9.4, 1.3))


def _list() -> QPainterPath:
    rows = lines(
        ((4.8, 7.0), (19.2, 7.0)), ((4.8, 12.0), (12.6, 12.0)), ((4.8, 17.0), (12.6, 17.0))
    )
    return rows.united(softened(polygon((16.2, 11.8), (20.0, 14.5), (16.2, 17.2))))


def _more() -> QPainterPath:
    return disc(5.6, 12.0, 1.7).united(disc(12.0, 12.0, 1.7)).united(disc(18.4, 12.0, 1.7))


def _pin() -> QPainterPath:
    head = rounded(8.6, 4.4, 6.8, 7.4, 1.6)
    return head.united(lines(((6.4, 13.4), (17.6, 13.4)), ((12.0, 13.4), (12.0, 19.6))))


def _person() -> QPainterPath:
    return stroked(disc(12.0, 8.6, 3.6)).united(arc((12.0, 20.6), 7.0, 20, 140))


def _eye() -> QPainterPath:
    lids = QPainterPath(QPointF(3.4, 12.0))
    lids.quadTo(QPointF(12.0, 2.8), QPointF(20.6, 12.0))
    lids.quadTo(QPointF(12.0, 21.2), QPointF(3.4, 12.0))
    return stroked(lids)


def _counted() -> QPainterPath:
    return _eye().united(disc(12.0, 12.0, 2.9))


def _not_counted() -> QPainterPath:
    return _eye().united(lines(((5.0, 19.4), (19.0, 4.6)), width=2.4))


_SHAPES: dict[Glyph, Callable[[], QPainterPath]] = {
    Glyph.PLAY: _play,
    Glyph.PAUSE: _pause,
    Glyph.REPLAY: _replay,
    Glyph.PREVIOUS: lambda: mirrored(_next()),
    Glyph.NEXT: _next,
    Glyph.VOLUME: _volume,
    Glyph.VOLUME_LOW: _volume_low,
    Glyph.MUTED: _muted,
    Glyph.FULL_SCREEN: _full_screen,
    Glyph.LEAVE_FULL_SCREEN: _leave_full_screen,
    Glyph.SENT: lambda: lines(((5.4, 12.6), (10.0, 17.0), (18.6, 7.6)), width=2.4),
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
    Glyph.CLOSE: lambda: lines(((6.6, 6.6), (17.4, 17.4)), ((17.4, 6.6), (6.6, 17.4))),
    Glyph.PIN: _pin,
    Glyph.PERSON: _person,
    Glyph.COUNTED: _counted,
    Glyph.NOT_COUNTED: _not_counted,
    Glyph.BACK: lambda: mirrored(_forward()),
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
    painter.fillPath(rounded(0.5, 0.5, 23, 23, 6.0), QColor("#1d2127"))
    painter.fillPath(arc((12, 12), 7.8, 0, 360), QColor(255, 255, 255, 60))
    painter.fillPath(arc((12, 12), 7.8, 90, -270), QColor("#35c8ae"))
    painter.fillPath(softened(polygon((10.2, 8.6), (15.4, 12.0), (10.2, 15.4))), QColor("#ffffff"))
    painter.restore()
