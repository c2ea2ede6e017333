"""The playlist, as a panel that slides over the edge of the window.

Knows: how its rows look, are moved, removed and chosen, by pointer, finger and keyboard.
Must never know: the player, files, or what is done about a wish.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from tracker.desktop import theme
from tracker.desktop.buttons import OverlayButton, PageButton, colour_text
from tracker.desktop.fading import Fade
from tracker.desktop.fingers import follow_fingers
from tracker.desktop.floating import Floating
from tracker.desktop.icons import Glyph
from tracker.desktop.opening import dropped_locations
from tracker.desktop.pages import page_label
from tracker.desktop.playlist import Playlist
from tracker.desktop.playlist_model import PlaylistModel

PANEL_PX = 360
_GROUND = QColor(18, 20, 24, 238)

_MOVING = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


class PlaylistRows(QListView):
    """The rows, however many; a drop is only told, so that the playlist stays the one truth.

    Signals:
        chosen(int): play this one.
        moved(int, int): let the one at the first place come to stand at the second.
        removed(int): take this one out.
        dropped(object, int): these paths were dropped before this place.
    """

    chosen = Signal(int)
    moved = Signal(int, int)
    removed = Signal(int)
    dropped = Signal(object, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.films = PlaylistModel(self)
        self.setModel(self.films)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        follow_fingers(self)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.Text, theme.DARK.text)
        palette.setColor(QPalette.ColorRole.Highlight, theme.DARK.faint)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.DARK.text)
        self.setPalette(palette)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))

    @property
    def row(self) -> int:
        """The row that the keys mean; -1 without one."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Let the keys mean a row, the nearest there is, and show it."""
        there = self.films.index(min(max(0, row), self.films.rowCount() - 1))
        self.setCurrentIndex(there)
        self.scrollTo(there)

    def show_list(self, playlist: Playlist) -> None:
        """Show a list as it is now; row and place stay."""
        row, top = self.row, self.verticalScrollBar().value()
        # Another film may be on. To tell of a row would have the view lay out all of them anew.
        self.viewport().update()
        if self.films.show_list(playlist):
            there = self.films.index(min(max(0, row), self.films.rowCount() - 1))
            self.setCurrentIndex(there)
            self.verticalScrollBar().setValue(top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return plays, Del removes, Alt with an arrow moves; the rest belongs to the window."""
        row, key = self.row, event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            there = row + (1 if key == Qt.Key.Key_Down else -1)
            if row >= 0 and 0 <= there < self.films.rowCount():
                self.moved.emit(row, there)
                self.go_to(there)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.chosen.emit(row)
        elif key == Qt.Key.Key_Delete and row >= 0:
            self.removed.emit(row)
        elif key in _MOVING:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome rows of this list, and files."""
        if event.source() is self or dropped_locations(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go."""
        super().dragMoveEvent(event)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where a row or files should go."""
        place = self._place_at(event.position().toPoint())
        if event.source() is self:
            row = self.row
            event.setDropAction(Qt.DropAction.IgnoreAction)
            self.moved.emit(row, place - 1 if place > row else place)
        else:
            self.dropped.emit(dropped_locations(event), place)
        event.accept()

    def _place_at(self, point: QPoint) -> int:
        index = self.indexAt(point)
        if not index.isValid():
            return self.films.rowCount()
        below = point.y() > self.visualRect(index).center().y()
        return index.row() + (1 if below else 0)


class PlaylistPanel(Floating):
    """The panel: its heading, the rows, and what can be done with the list.

    Signals:
        add_asked(): the viewer wants to choose files for the list.
        save_asked(): the viewer wants to keep the list as a file.
        toggled(): it has come, or goes.
    """

    add_asked = Signal()
    save_asked = Signal()
    toggled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._playing = 0
        self._heading = page_label(self, scale=1.2, bold=True)
        self._empty = page_label(self)
        self.close_button = OverlayButton(Glyph.CLOSE, self)
        self.rows = PlaylistRows(self)
        self.add_button = PageButton(self)
        self.remove_button = PageButton(self, is_primary=False)
        self.save_button = PageButton(self, is_primary=False)
        for label in (self._heading, self._empty):
            colour_text(label, theme.DARK.text)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for button in (self.add_button, self.remove_button, self.save_button):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 14)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self.rows, 1)
        column.addLayout(foot)
        self.close_button.clicked.connect(self.toggle)
        self.add_button.clicked.connect(self.add_asked)
        self.save_button.clicked.connect(self.save_asked)
        self.remove_button.clicked.connect(self._remove)
        self.fade = Fade(self)
        self.setFocusProxy(self.rows)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self._heading.setText(self.tr("Playlist"))
        self._empty.setText(self.tr("Drop films or folders here."))
        self.setAccessibleName(self.tr("Playlist"))
        self.rows.setAccessibleName(self.tr("Playlist"))
        self.rows.setAccessibleDescription(
            self.tr("Return plays, Delete removes, Alt with an arrow moves")
        )
        self.close_button.set_label(self.tr("Close the playlist"))
        self.add_button.setText(self.tr("Add …"))
        self.remove_button.setText(self.tr("Remove"))
        self.save_button.setText(self.tr("Save …"))

    def toggle(self) -> None:
        """Slide in, or go away and give the focus back."""
        if self.fade.is_wanted:
            self.fade.hide()
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.fit()
            self.fade.show()
            self.rows.go_to(self._playing)
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self.toggled.emit()

    def fit(self) -> None:
        """Stand at the window's far edge, over its whole height."""
        width = min(PANEL_PX, self._window.width())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = 0 if mirrored else self._window.width() - width
        self.setGeometry(left, 0, width, self._window.height())

    def show_list(self, playlist: Playlist) -> None:
        """Show the films of the list, and which of them is on, if anything of that is new."""
        self.rows.show_list(playlist)
        self._playing = playlist.index
        self._empty.setVisible(not len(playlist))
        for button in (self.remove_button, self.save_button):
            button.setEnabled(len(playlist) > 0)

    def _remove(self) -> None:
        if self.rows.row >= 0:
            self.rows.removed.emit(self.rows.row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), _GROUND)
