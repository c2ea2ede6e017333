"""What stands over the timeline at the pointer: the time there, and a small picture.

Knows: where it stands, and which picture was asked for last.
Must never know: how pictures are made.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from tracker.desktop import theme
from tracker.desktop.buttons import paint_overlay_ground
from tracker.desktop.playhead import clock_text
from tracker.desktop.timeline import Timeline
from tracker.model.pictures import Thumbnail
from tracker.qt.commands import PictureMaker

MOST_STOPS = 150
"""Into so many stops a film is divided at most: neighbours look alike, and each costs a picture."""

LEAST_STOP_MS = 1_000

_PAD_PX, _TEXT_PX, _RADIUS_PX = 4, 22, 8


class TimeBubble(QWidget):
    """The small plate over the timeline: the time under the pointer, the picture there above it.

    ``post`` carries an answer of ``maker`` to Qt's thread. Without a maker there is only time.
    """

    def __init__(
        self,
        parent: QWidget,
        maker: PictureMaker | None = None,
        post: Callable[[Callable[[], None]], None] = lambda act: act(),
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._maker = maker
        self._post = post
        self._text = ""
        self._pixmap = QPixmap()
        self._asked: tuple[str, int] | None = None
        self._shown: tuple[str, int] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        """The time that is shown."""
        return self._text

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown with it."""
        return not self._pixmap.isNull()

    def show_over(self, timeline: Timeline, location: str | None, position_ms: int | None) -> None:
        """Stand over a position of the film that plays; None hides the plate."""
        if position_ms is None:
            self.hide()
            return
        self._text = clock_text(position_ms)
        self._ask(location, position_ms, timeline.length_ms)
        self._place(timeline.mapTo(self._window, QPoint(round(timeline.x_of(position_ms)), -10)))
        self.show()
        self.raise_()

    def _ask(self, location: str | None, position_ms: int, duration_ms: int) -> None:
        if self._maker is None or location is None:
            return
        stop_ms = max(LEAST_STOP_MS, duration_ms // MOST_STOPS)
        wanted = (location, position_ms // stop_ms * stop_ms)
        if self._shown is not None and self._shown[0] != location:
            self._pixmap, self._shown = QPixmap(), None
        if wanted == self._asked:
            return
        self._asked = wanted

        def tell(made: Thumbnail | None) -> None:
            self._post(lambda: self._take(wanted, made))

        self._maker.ask(*wanted, tell)

    def _take(self, asked: tuple[str, int], made: Thumbnail | None) -> None:
        if self._asked is None or asked[0] != self._asked[0]:
            return
        self._shown = asked
        self._pixmap = pixmap_of(made)
        middle_x, bottom = self.geometry().center().x(), self.y() + self.height()
        self._place(QPoint(middle_x, bottom))
        self.update()

    def _place(self, foot: QPoint) -> None:
        width = self.fontMetrics().horizontalAdvance(self._text) + 18
        height = _TEXT_PX
        if self.has_picture:
            width = max(width, self._pixmap.width() + 2 * _PAD_PX)
            height += self._pixmap.height() + _PAD_PX
        self.resize(QSize(width, height))
        left = min(max(4, foot.x() - width // 2), self._window.width() - width - 4)
        self.move(left, foot.y() - height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate, the picture and the time."""
        paint_overlay_ground(self, _RADIUS_PX)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.has_picture:
            left = (self.width() - self._pixmap.width()) // 2
            place = QRectF(left, _PAD_PX, self._pixmap.width(), self._pixmap.height())
            shape = QPainterPath()
            shape.addRoundedRect(place, _RADIUS_PX - 3, _RADIUS_PX - 3)
            painter.setClipPath(shape)
            painter.drawPixmap(place.topLeft(), self._pixmap)
            painter.setClipping(False)
        painter.setPen(theme.DARK.text)
        line = QRectF(0, self.height() - _TEXT_PX, self.width(), _TEXT_PX)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter.value, self._text)


def pixmap_of(made: Thumbnail | None) -> QPixmap:
    """Return a small picture as Qt paints it; an empty one for none."""
    if made is None:
        return QPixmap()
    image = QImage(made.pixels, made.width, made.height, made.pitch, QImage.Format.Format_RGB32)
    # The image borrows the bytes: the pixmap is a copy of its own.
    return QPixmap.fromImage(image.copy())
