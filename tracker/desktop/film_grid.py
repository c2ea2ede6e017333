"""The films to choose from, as pictures with their names.

Knows: how a film's tile looks and is reached by pointer, keyboard and screen reader.
Must never know: where films or pictures come from.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tracker.app.shelf import ShelfItem
from tracker.desktop import theme
from tracker.desktop.fingers import follow_fingers, is_stroke
from tracker.desktop.icons import Glyph, paint_glyph
from tracker.qt.names import printable, shown_name, tip_of

TILE_PX = QSize(208, 172)
_PICTURE_PX = QSize(192, 108)
_BAR_PX = 4
_LOCATION = Qt.ItemDataRole.UserRole
_WATCHED = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class _TilePainter(QStyledItemDelegate):
    """Paints a film's tile: its picture, a thin bar of what was watched, its name."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of every tile."""
        return TILE_PX

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a tile."""
        # Here only, for a start with a film: to make its dozens of enums takes 5 ms.
        from PySide6.QtWidgets import QStyle

        box, state = QRectF(option.rect), option.state
        colours = theme.current_theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(box.left() + 8, box.top() + 8, _PICTURE_PX.width(), _PICTURE_PX.height())
        shape = QPainterPath()
        shape.addRoundedRect(place, 10, 10)
        painter.fillPath(shape, theme.DARK.card)
        painter.setClipPath(shape)
        self._paint_picture(painter, place, index)
        self._paint_watched(painter, place, index)
        painter.setClipping(False)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colours.accent, 3))
            painter.drawRoundedRect(place.adjusted(-2, -2, 2, 2), 12, 12)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(colours.dim, 2))
            painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 11, 11)
        words = QRectF(
            place.left(), place.bottom() + 6, place.width(), box.bottom() - place.bottom()
        )
        painter.setPen(colours.text)
        name = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)),
            Qt.TextElideMode.ElideMiddle,
            int(words.width()),
        )
        flags = Qt.AlignmentFlag.AlignTop.value | Qt.AlignmentFlag.AlignHCenter.value
        painter.drawText(words, flags, name)
        painter.restore()

    def _paint_picture(self, painter: QPainter, place: QRectF, index: Index) -> None:
        pixmap = index.data(Qt.ItemDataRole.DecorationRole)
        if not isinstance(pixmap, QPixmap) or pixmap.isNull():
            glyph = QRectF(0, 0, 40, 40)
            glyph.moveCenter(place.center())
            paint_glyph(painter, glyph, Glyph.PLAY, theme.DARK.faint)
            return
        shown = pixmap.size().scaled(
            place.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
        )
        whole = QRectF(0, 0, shown.width(), shown.height())
        whole.moveCenter(place.center())
        painter.drawPixmap(whole, pixmap, QRectF(pixmap.rect()))

    def _paint_watched(self, painter: QPainter, place: QRectF, index: Index) -> None:
        percent = index.data(_WATCHED)
        if not percent:
            return
        bar = QRectF(place.left(), place.bottom() - _BAR_PX, place.width(), _BAR_PX)
        painter.fillRect(bar, theme.OVERLAY_GROUND)
        filled = QRectF(bar)
        filled.setWidth(bar.width() * percent / 100)
        painter.fillRect(filled, theme.DARK.accent)


class FilmGrid(QListWidget):
    """Tiles of films in rows, as many as fit; the arrows move, Return plays.

    Signals:
        chosen(str): the viewer wants to watch this location.
        picture_wanted(str): a picture for this location is needed.
    """

    chosen = Signal(str)
    picture_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        follow_fingers(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setItemDelegate(_TilePainter(self))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.itemClicked.connect(self._choose)
        self.retranslate()
        self.take_theme()

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.setAccessibleName(self.tr("Films"))

    def take_theme(self) -> None:
        """Take the ground of the theme of the moment."""
        self.setStyleSheet(theme.page_style())
        palette = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, theme.current_theme().page)
        self.setPalette(palette)

    def show_items(self, items: Sequence[ShelfItem]) -> None:
        """Show these films in place of all, and ask for their pictures."""
        self.clear()
        for film in items:
            name = printable(film.name) if film.name else shown_name(film.location)
            item = QListWidgetItem(name, self)
            item.setData(_LOCATION, film.location)
            item.setData(_WATCHED, film.watched_percent)
            if film.watched_percent:
                said = self.tr("{name}, {percent} percent watched").format(
                    name=name, percent=film.watched_percent
                )
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(tip_of(name))
            self.picture_wanted.emit(film.location)
        if items:
            self.setCurrentRow(0)

    def show_picture(self, location: str, pixmap: QPixmap) -> None:
        """Show the picture that stands for a film."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_LOCATION) == location:
                item.setData(Qt.ItemDataRole.DecorationRole, pixmap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrows, play by Return; other keys belong to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentItem() is not None:
                self._choose(self.currentItem())
        elif event.key() in _MOVING:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _choose(self, item: QListWidgetItem) -> None:
        if not is_stroke(self):
            self.chosen.emit(item.data(_LOCATION))


_MOVING = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
