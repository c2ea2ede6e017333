"""The playlist as a list of any length for a view: only rows that are looked at cost anything.

Knows: how a row is said, and which of them changed.
Must never know: how rows are moved, removed or chosen.
"""

from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QFont

from tracker.desktop import theme
from tracker.desktop.playlist import Playlist
from tracker.qt.names import tip_of

_PLAYING = "▶ "
_ROW = QSize(100, theme.TOUCH_TARGET_PX)

Index = QModelIndex | QPersistentModelIndex


class PlaylistModel(QStringListModel):
    """The rows of a playlist; ``show_list`` says that it may have changed.

    Qt itself keeps the locations: a view asks for the number of rows once for each of them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playlist = Playlist()
        self._revision = 0

    def show_list(self, playlist: Playlist) -> bool:
        """Show a playlist as it is now; return whether its rows are others than before."""
        if self._playlist is playlist and self._revision == playlist.revision:
            return False
        self._playlist, self._revision = playlist, playlist.revision
        self.setStringList(playlist.locations)
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's name, its words for a screen reader, or how it looks."""
        if not index.isValid() or not 0 <= index.row() < len(self._playlist):
            return None
        is_on = index.row() == self._playlist.index
        if role == Qt.ItemDataRole.SizeHintRole:
            return _ROW
        if role == Qt.ItemDataRole.FontRole and is_on:
            bold = QFont()
            bold.setBold(True)
            return bold
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(self._playlist.name_at(index.row()))
        if role == Qt.ItemDataRole.DisplayRole:
            name = self._playlist.name_at(index.row())
            return f"{_PLAYING}{name}" if is_on else name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self._playlist.name_at(index.row())
            return self.tr("{name}, is on").format(name=name) if is_on else name
        return None
