"""The sessions of the queue as a list of any length: only what is looked at is fetched.

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

PAGE = 16
"""Sessions that are fetched at a time."""
MOST_KEPT = 800
"""Sessions of which the details are kept; those that were not seen for longest go first."""

LOOK = Qt.ItemDataRole.UserRole
"""The role under which a row's SessionLook is found, None before it is fetched."""

Index = QModelIndex | QPersistentModelIndex


class SessionsModel(QAbstractListModel):
    """The list.

    Signals:
        wanted(object): the details of these sessions (a tuple of SessionRows) are to be fetched.
    """

    wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sessions: Sequence[SessionRows] = ()
        self._places: dict[str, int] = {}
        self._looks: dict[str, SessionLook] = {}
        self._fresh: set[str] = set()
        self._pages: dict[int, None] = {}
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    def show_sessions(self, sessions: Sequence[SessionRows]) -> None:
        """Show these; what was known of them is shown until it is fetched anew."""
        places = {session.session_id: place for place, session in enumerate(sessions)}
        self._fresh.clear()
        self._pages.clear()
        if places == self._places:
            self._sessions = sessions
            if sessions:
                self.dataChanged.emit(self.index(0), self.index(len(sessions) - 1))
            return
        self.beginResetModel()
        self._sessions, self._places = sessions, places
        self.endResetModel()

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
        """Return where a session stands, None where it does not."""
        return self._places.get(session_id)

    def session(self, row: int) -> SessionRows:
        """Return the session of a row."""
        return self._sessions[row]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many sessions there are."""
        return 0 if parent is not None and parent.isValid() else len(self._sessions)

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
