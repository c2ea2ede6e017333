"""The sessions of the queue as a list of any length: only what is looked at costs anything.

Knows: which sessions there are, and what is known of those that were shown.
Must never know: where they are stored; what is missing is asked for by a signal.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from tracker.app.outbox_sessions import SessionLook, SessionRows
from tracker.desktop.session_texts import name_of, said_of

STRETCH = 200
"""Rows that the list has at first, and by which it grows when its end is seen: a view lays all
rows out anew at every change, and of 50,000 that would take longer than a frame."""
PAGE = 16
"""Sessions that are fetched at a time."""
MOST_KEPT = 800
"""Sessions of which the details are kept; those that were not seen for longest go first."""

LOOK = Qt.ItemDataRole.UserRole
"""The role under which a row's SessionLook is found, None before it is fetched."""

Index = QModelIndex | QPersistentModelIndex


class SessionsModel(QAbstractListModel):
    """The list, which grows towards its end as a view asks for more.

    Signals:
        wanted(object): the details of these sessions (a tuple of SessionRows) are to be fetched.
    """

    wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sessions: Sequence[SessionRows] = ()
        self._shown = 0
        self._places: dict[str, int] = {}
        self._looks: dict[str, SessionLook] = {}
        self._fresh: set[str] = set()
        self._pages: dict[int, None] = {}
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    def show_sessions(self, sessions: Sequence[SessionRows]) -> None:
        """Show these; what was known of them is shown until it is fetched anew.

        Those that were shown before are shown again, also where new ones stand before them.
        """
        new = min(max(0, len(sessions) - len(self._sessions)), STRETCH)
        shown = min(len(sessions), max(STRETCH, self._shown + new))
        places = {session.session_id: place for place, session in enumerate(sessions[:shown])}
        self._fresh.clear()
        self._pages.clear()
        if places == self._places:
            self._sessions = sessions
            if places:
                self.dataChanged.emit(self.index(0), self.index(shown - 1))
            return
        self.beginResetModel()
        self._sessions, self._shown, self._places = sessions, shown, places
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are sessions beyond those that are shown."""
        return not parent.isValid() and self._shown < len(self._sessions)

    def fetchMore(self, parent: Index) -> None:
        """Show some more."""
        if not self.canFetchMore(parent):
            return
        first, end = self._shown, min(len(self._sessions), self._shown + STRETCH)
        self.beginInsertRows(QModelIndex(), first, end - 1)
        self._shown = end
        for place in range(first, end):
            self._places[self._sessions[place].session_id] = place
        self.endInsertRows()

    def take_looks(self, asked: Sequence[SessionRows], looks: Sequence[SessionLook]) -> None:
        """Take what is known of the sessions that were asked for."""
        for session in asked:
            self._looks.pop(session.session_id, None)
            self._fresh.add(session.session_id)
        for look in looks:
            self._looks[look.session_id] = look
        while len(self._looks) > MOST_KEPT:
            oldest = next(iter(self._looks))
            del self._looks[oldest]
            self._fresh.discard(oldest)
        for session in asked:
            place = self._places.get(session.session_id)
            if place is not None:
                self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, session_id: str) -> int | None:
        """Return where a session is shown, None where it is not."""
        return self._places.get(session_id)

    def session(self, row: int) -> SessionRows:
        """Return the session of a row."""
        return self._sessions[row]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many sessions are shown; there may be more."""
        return 0 if parent is not None and parent.isValid() else self._shown

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's name, its words for a screen reader, or its look."""
        if not index.isValid():
            return None
        look = self._look(index.row())
        if role == LOOK:
            return look
        if role == Qt.ItemDataRole.DisplayRole:
            return "…" if look is None else name_of(look)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "…" if look is None else said_of(look)
        return None

    def _look(self, row: int) -> SessionLook | None:
        session_id = self._sessions[row].session_id
        if session_id not in self._fresh:
            self._pages[row // PAGE] = None
            if not self._timer.isActive():
                self._timer.start()
        return self._looks.get(session_id)

    def _ask(self) -> None:
        """Ask for the pages that were looked at last; the others were only passed by."""
        for page in list(self._pages)[-3:]:
            asked = tuple(self._sessions[page * PAGE : (page + 1) * PAGE])
            self._fresh.update(session.session_id for session in asked)
            if asked:
                self.wanted.emit(asked)
        self._pages.clear()
