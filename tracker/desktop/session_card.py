"""How a session looks in the outbox's list: a card with mark, name, share, who, when and state.

Knows: where each of them stands, in both directions of reading.
Must never know: where they come from.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tracker.app.outbox_sessions import SessionLook
from tracker.desktop import theme
from tracker.desktop.icons import Glyph, paint_glyph
from tracker.desktop.session_model import LOOK
from tracker.desktop.session_texts import age_of, name_of, share_of, state_of, who_of
from tracker.desktop.theme import Theme
from tracker.model.delivery import HeldReason, RowState
from tracker.model.repair import RowDetails

Index = QModelIndex | QPersistentModelIndex

_PAD_PX, _MARK_PX, _GAP_PX = 12, 20, 10
_LEADING = Qt.AlignmentFlag.AlignLeading.value | Qt.AlignmentFlag.AlignVCenter.value
_TRAILING = Qt.AlignmentFlag.AlignTrailing.value | Qt.AlignmentFlag.AlignVCenter.value


def look_of(row: RowDetails, colours: Theme) -> tuple[Glyph, QColor]:
    """Return the shape and the colour of a row's state: those of the indicator."""
    match row.view.state:
        case RowState.DEAD:
            return Glyph.NEEDS_YOU, colours.needs_you
        case RowState.HELD if row.view.reason == HeldReason.UNKNOWN_CONTACT.value or not (
            row.email or row.badge
        ):
            return Glyph.NEEDS_YOU, colours.needs_you
        case RowState.IN_FLIGHT:
            return Glyph.SENDING, colours.busy
        case RowState.DELIVERED:
            return Glyph.SENT, colours.good
        case _:
            return Glyph.WAITING, colours.waiting


class SessionCard(QStyledItemDelegate):
    """Paints a session."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return room for three lines."""
        return QSize(200, round(3 * QFontMetricsF(option.font).height()) + 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a card; one that is not fetched yet is empty."""
        colours = theme.current_theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(option.rect).adjusted(2, 3, -2, -3)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        is_near = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(colours.accent, 2) if has_focus else colours.faint)
        painter.setBrush(colours.card.darker(104) if is_near else colours.card)
        painter.drawRoundedRect(card, 10, 10)
        look = index.data(LOOK)
        if isinstance(look, SessionLook):
            mirrored = option.direction is Qt.LayoutDirection.RightToLeft
            painter.setLayoutDirection(option.direction)
            self._paint_look(painter, card, look, mirrored=mirrored)
        painter.restore()

    def _paint_look(
        self, painter: QPainter, card: QRectF, look: SessionLook, *, mirrored: bool
    ) -> None:
        colours = theme.current_theme()
        glyph, colour = look_of(look.urgent, colours)
        mark = QRectF(card.left() + _PAD_PX, 0, _MARK_PX, _MARK_PX)
        words = card.adjusted(_PAD_PX + _MARK_PX + _GAP_PX, 8, -_PAD_PX, -8)
        if mirrored:
            mark.moveRight(card.right() - _PAD_PX)
            words = card.adjusted(_PAD_PX, 8, -_PAD_PX - _MARK_PX - _GAP_PX, -8)
        mark.moveTop(card.center().y() - _MARK_PX / 2)
        paint_glyph(painter, mark, glyph, colour)
        lines = [QRectF(words) for _ in range(3)]
        for number, line in enumerate(lines):
            line.setHeight(words.height() / 3)
            line.moveTop(words.top() + number * words.height() / 3)
        bold = QFont(painter.font())
        bold.setBold(True)
        plain = QFont(painter.font())
        painter.setFont(bold)
        _pair(painter, lines[0], name_of(look), share_of(look), colours.text, colours.text)
        painter.setFont(plain)
        when = age_of(look.began_ms)
        _pair(painter, lines[1], who_of(look.urgent), when, colours.dim, colours.dim)
        _pair(painter, lines[2], state_of(look), "", colour, colour)


def _pair(
    painter: QPainter, line: QRectF, text: str, end: str, colour: QColor, end_colour: QColor
) -> None:
    """Paint a text from the leading edge, and one at the far edge that is never cut."""
    metrics = QFontMetricsF(painter.font())
    taken = metrics.horizontalAdvance(end) + 12 if end else 0
    room = QRectF(line)
    if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        room.setLeft(line.left() + taken)
    else:
        room.setRight(line.right() - taken)
    painter.setPen(colour)
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEADING, cut)
    if end:
        painter.setPen(end_colour)
        painter.drawText(line, _TRAILING, end)
