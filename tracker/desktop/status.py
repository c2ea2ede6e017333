"""The sync indicator: is it sent? One shape, one colour, one sentence.

Knows: the one model of delivery, and four faces for it.
Must never know: how anything is sent.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

import html
from enum import Enum

from PySide6.QtCore import QDate, QDateTime, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.desktop import theme
from tracker.desktop.buttons import OverlayButton
from tracker.desktop.icons import Glyph, paint_glyph
from tracker.desktop.language import spoken
from tracker.model.delivery import OutboxStats, SyncState, SyncStatus


class Face(Enum):
    """What the indicator can show."""

    SENT = "sent"
    SENDING = "sending"
    WAITING = "waiting"
    NEEDS_YOU = "needs-you"


_LOOKS: dict[Face, tuple[Glyph, QColor]] = {
    Face.SENT: (Glyph.SENT, theme.GOOD),
    Face.SENDING: (Glyph.SENDING, theme.BUSY),
    Face.WAITING: (Glyph.WAITING, theme.WAITING),
    Face.NEEDS_YOU: (Glyph.NEEDS_YOU, theme.NEEDS_YOU),
}
_MOST_SHOWN = 99


def face_of(status: SyncStatus) -> Face:
    """Return the face of a status. Nothing is shown as sent while anything waits or is dead."""
    if status.state is SyncState.NEEDS_YOU or status.stats.dead:
        return Face.NEEDS_YOU
    if status.state is SyncState.SENDING:
        return Face.SENDING
    if waiting_count(status.stats) or status.state is SyncState.WAITING:
        return Face.WAITING
    return Face.SENT


def waiting_count(stats: OutboxStats) -> int:
    """Return how many events are not settled: those that time settles, and those held."""
    return stats.unsettled + stats.held


class SyncIndicator(OverlayButton):
    """A small button that tells by shape, colour and number whether everything is sent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Glyph.SENT, parent)
        self._status = SyncStatus(SyncState.IDLE, OutboxStats())
        self.show_status(self._status)

    @property
    def face(self) -> Face:
        """The face that is shown."""
        return face_of(self._status)

    @property
    def sentence(self) -> str:
        """The status as one or two sentences for people."""
        stats, message = self._status.stats, self._status.message
        waiting, held = waiting_count(stats), stats.held
        match self.face:
            case Face.SENT if stats.delivered:
                return self.tr("Everything is sent.")
            case Face.SENT:
                return self.tr("Nothing waits to be sent.")
            case Face.SENDING:
                text = self.tr("Sending, %n event(s) to go.", "", waiting)
            case Face.NEEDS_YOU:
                text = self.tr("Sending needs you.")
            case Face.WAITING if held == waiting and held:
                text = self.tr("%n event(s) wait for a viewer to be named.", "", held)
            case Face.WAITING:
                text = self.tr("%n event(s) wait to be sent.", "", waiting)
        message = spoken(message) if message else ""
        if message and message[-1] not in ".?!":
            message += "."
        return " ".join(filter(None, (text, message, self._times())))

    def _times(self) -> str:
        """Since when something holds everything up, and when it is tried again."""
        since_ms, again_ms = self._status.since_ms, self._status.next_try_ms
        if since_ms is None or again_ms is None:
            return ""
        since, again = (self._moment(ms) for ms in (since_ms, again_ms))
        return self.tr("Since {since}; tried again at {again}.").format(since=since, again=again)

    def _moment(self, wall_ms: int) -> str:
        """Say a moment: by its time alone if it is today."""
        moment, short = QDateTime.fromMSecsSinceEpoch(wall_ms), QLocale.FormatType.ShortFormat
        if moment.date() == QDate.currentDate():
            return self.locale().toString(moment.time(), short)
        return self.locale().toString(moment, short)

    @property
    def number(self) -> str:
        """The number beside the shape; empty where there is none."""
        if self.face is not Face.WAITING:
            return ""
        waiting = waiting_count(self._status.stats)
        return f"{_MOST_SHOWN}+" if waiting > _MOST_SHOWN else str(waiting) if waiting else ""

    def show_status(self, status: SyncStatus) -> None:
        """Show a status, and say it to screen readers and as a tool tip."""
        self._status = status
        names = {
            Face.SENT: self.tr("Sent"),
            Face.SENDING: self.tr("Sending"),
            Face.WAITING: self.tr("Waiting"),
            Face.NEEDS_YOU: self.tr("Needs you"),
        }
        name = names[self.face]
        self.setAccessibleName(f"{name} {self.number}".strip())
        self.setAccessibleDescription(self.sentence)
        self.setToolTip(f"<qt>{html.escape(self.sentence)}</qt>")
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.show_status(self._status)

    def sizeHint(self) -> QSize:
        """Return a touch target, wider where a number stands beside the shape."""
        size = super().sizeHint()
        if self.number:
            size += QSize(self.fontMetrics().horizontalAdvance(self.number), 0)
        return size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shape and the number."""
        painter = QPainter(self)
        self.paint_ground(painter)
        glyph, colour = _LOOKS[self.face]
        number_width = self.fontMetrics().horizontalAdvance(self.number) + 3 if self.number else 0
        left = (self.width() - 20 - number_width) / 2
        paint_glyph(painter, QRectF(left, (self.height() - 20) / 2, 20, 20), glyph, colour)
        if self.number:
            painter.setPen(colour)
            box = QRectF(left + 23, 0, self.width() - left - 23, self.height())
            painter.drawText(
                box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.number
            )
