"""The outbox as a page: what is not sent yet and why, session by session, and how to mend it.

Knows: what is asked for when, and what is said of the outcome.
Must never know: SQL, threads or HubSpot.
"""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tracker.app.export import export_queue
from tracker.app.outbox_sessions import (
    NEEDS_YOU,
    NOT_SENT,
    SessionLook,
    SessionRows,
    Survey,
    look_at,
    survey,
)
from tracker.app.queue import ask_for_sync, consent_of, identify
from tracker.app.repair import drop_rows, retry_rows
from tracker.app.settings import Settings
from tracker.desktop import theme
from tracker.desktop.buttons import PageButton, colour_text
from tracker.desktop.errands import Errands
from tracker.desktop.fingers import follow_fingers, is_stroke
from tracker.desktop.flow import FlowLayout
from tracker.desktop.language import spoken
from tracker.desktop.opening import ask_where_to_export
from tracker.desktop.page_panel import Page
from tracker.desktop.page_parts import Choice
from tracker.desktop.pages import page_label
from tracker.desktop.session_card import SessionCard
from tracker.desktop.session_model import LOOK, SessionsModel
from tracker.desktop.session_view import SessionView
from tracker.model.delivery import OutboxStats, RowState
from tracker.model.errors import TrackerError
from tracker.model.people import read_viewer
from tracker.model.repair import Repaired

REFRESH_MS = 700
"""How long news of the sender are gathered before the queue is looked at again."""

_FILTERS = (NOT_SENT, NEEDS_YOU, (RowState.DELIVERED,), tuple(RowState))

T = TypeVar("T")


class OutboxPage(Page):
    """The list of sessions, and one of them whole when it is chosen.

    Signals:
        refreshed(): the list shows the queue as it was a moment ago.
    """

    refreshed = Signal()

    def __init__(self, profile: Path, settings: Settings, errands: Errands) -> None:
        super().__init__()
        self._profile, self._settings, self._errands = profile, settings, errands
        self._is_shown = self._is_asking = self._is_stale = False
        self.model = SessionsModel(self)
        self._summary = page_label(self)
        self.filter = Choice(self)
        self._filter_label = QLabel(self)
        self._filter_label.setBuddy(self.filter)
        self.send_button = PageButton(self, is_primary=False)
        self.export_button = PageButton(self, is_primary=False)
        self.retry_button = PageButton(self, is_primary=False)
        self.list = QListView(self)
        self.empty = page_label(self, scale=1.1)
        self.view = SessionView(self, asks_consent=bool(settings.consent_text.strip()))
        self.said = page_label(self)
        self._timer = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(SessionCard(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        follow_fingers(self.list)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        order = (self.filter, self.list, self.send_button, self.retry_button, self.export_button)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._whole = QWidget(self)
        buttons = FlowLayout()
        for button in (self.send_button, self.retry_button, self.export_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._summary)
        row = QHBoxLayout()
        row.addWidget(self._filter_label)
        row.addWidget(self.filter, 1)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(buttons)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self.view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 8, 0)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.said)
        self.said.hide()

    def _connect(self) -> None:
        view = self.view
        self._timer.timeout.connect(self._refresh)
        self.model.wanted.connect(self._fetch)
        self.filter.currentIndexChanged.connect(self._refresh)
        # A click and Return; some styles would also activate by a double click.
        self.list.clicked.connect(
            lambda index: None if is_stroke(self.list) else self._open(index.row())
        )
        self.list.activated.connect(lambda index: self._open(index.row()))
        self.send_button.clicked.connect(self._send)
        self.retry_button.clicked.connect(lambda: self._retry((), RowState.DEAD))
        self.export_button.clicked.connect(lambda: self._export(None))
        view.back_asked.connect(self._close)
        view.named.connect(self._name)
        view.retry_asked.connect(lambda seqs: self._retry(seqs, None))
        view.delete_asked.connect(self._delete)
        view.export_asked.connect(self._export)

    def heading(self) -> str:
        """Return the page's heading."""
        return self.tr("Outbox")

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        chosen = max(0, self.filter.currentIndex())
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItems(
            [self.tr("Not sent"), self.tr("Needs you"), self.tr("Sent"), self.tr("All")]
        )
        self.filter.setCurrentIndex(chosen)
        self.filter.blockSignals(False)
        self._filter_label.setText(self.tr("Show"))
        self.setAccessibleName(self.heading())
        self.list.setAccessibleName(self.tr("Sessions"))
        self.list.setAccessibleDescription(self.tr("Return shows a session whole"))
        self.send_button.setText(self.tr("Send now"))
        self.retry_button.setText(self.tr("Send given-up ones again"))
        self.export_button.setText(self.tr("Export …"))
        self.empty.setText(self.tr("There is nothing here."))
        self.view.retranslate()

    def take_theme(self) -> None:
        """Take the colours of the theme of the moment."""
        colours = theme.current_theme()
        self.setPalette(theme.page_palette())
        self.setStyleSheet(theme.page_style())
        colour_text(self._summary, colours.dim)
        colour_text(self._filter_label, colours.text)
        colour_text(self.empty, colours.dim)
        colour_text(self.said, colours.text)
        if self.view.look is not None:
            self.view.show_look(self.view.look)

    def come(self) -> None:
        """Look at the queue, now and whenever the sender tells something."""
        self._is_shown = True
        self._refresh()

    def go(self) -> None:
        """Leave the queue alone."""
        self._is_shown = False
        self._timer.stop()

    def show_status(self, sentence: str) -> None:
        """Show what the sender is doing, and soon what has become of the rows."""
        self._summary.setText(sentence)
        if self._is_shown and not self._timer.isActive():
            self._timer.start()

    def _refresh(self) -> None:
        """Ask for the sessions, unless they are being asked for: then once more afterwards."""
        self._is_stale = self._is_asking
        if self._is_asking:
            return
        self._is_asking = True
        states = _FILTERS[self.filter.currentIndex()]
        self._errands.ask(partial(survey, self._profile, states), self._take, self._fail)

    def _take(self, found: Survey) -> None:
        self._is_asking = False
        current = self.list.currentIndex()
        chosen = self.model.session(current.row()).session_id if current.isValid() else ""
        top = self.list.verticalScrollBar().value()
        self.model.show_sessions(found.sessions)
        place = self.model.place_of(chosen)
        if place is not None and place != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.model.index(place))
        self.list.verticalScrollBar().setValue(top)
        self.list.setVisible(bool(found.sessions))
        self.empty.setVisible(not found.sessions)
        self._show_acts(found.stats)
        if self.view.look is not None:
            self._look_again(self.view.look)
        if self._is_stale and self._is_shown:
            self._timer.start()
        self.refreshed.emit()

    def _show_acts(self, stats: OutboxStats) -> None:
        self.retry_button.setVisible(stats.dead > 0)
        self.send_button.setEnabled(stats.unsettled > 0)

    def _fetch(self, asked: tuple[SessionRows, ...]) -> None:
        self._errands.ask(
            partial(look_at, self._profile, asked),
            partial(self.model.take_looks, asked),
            self._fail,
        )

    def _fail(self, error: TrackerError) -> None:
        self._is_asking = False
        self._say(f"{spoken(str(error))} {spoken(error.hint)}")

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _open(self, row: int) -> None:
        look = self.model.index(row).data(LOOK)
        if isinstance(look, SessionLook):
            self._say("")
            self.view.show_look(look)
            self._stack.setCurrentWidget(self.view)
            self.view.back_button.setFocus()

    def _close(self) -> None:
        self._say("")
        self.view.look = None
        self._stack.setCurrentWidget(self._whole)
        self.list.setFocus()

    def _look_again(self, look: SessionLook) -> None:
        rows = SessionRows(look.session_id, tuple(row.view.seq for row in look.rows))
        self._errands.ask(partial(look_at, self._profile, [rows]), self._take_look, self._fail)

    def _take_look(self, looks: list[SessionLook]) -> None:
        shown = self.view.look
        if shown is None:
            return
        if not looks:
            said = self.said.text()
            self._close()
            self._say(said)
        elif looks[0].session_id == shown.session_id and looks[0] != shown:
            self.view.show_look(looks[0])

    def _do(self, task: Callable[[], T], say: Callable[[T], str]) -> None:
        def tell(done: T) -> None:
            self._say(say(done))
            self._refresh()

        self._errands.ask(task, tell, self._fail)

    def _send(self) -> None:
        self._do(
            partial(ask_for_sync, self._profile), lambda _: self.tr("The sender is asked to hurry.")
        )

    def _retry(self, seqs: tuple[int, ...], state: RowState | None) -> None:
        def say(done: Repaired) -> str:
            count = len(done.changed)
            return self._outcome(self.tr("%n event(s) will be sent again.", "", count), done)

        self._do(partial(retry_rows, self._profile, seqs, state), say)

    def _delete(self, seqs: tuple[int, ...]) -> None:
        def say(done: Repaired) -> str:
            text = self.tr("%n event(s) deleted.", "", len(done.changed))
            if done.export is not None:
                copy = self.tr("A copy is in {file}.").format(file=done.export)
                text = f"{text} {copy}"
            return self._outcome(text, done)

        self._do(partial(drop_rows, self._profile, seqs, None), say)

    def _outcome(self, text: str, done: Repaired) -> str:
        if not done.refused:
            return text
        stay = self.tr("%n stay(s) as it is:", "", len(done.refused))
        why = " ".join(dict.fromkeys(spoken(reason) for reason in done.refused.values()))
        return f"{text} {stay} {why}"

    def _name(self, text: str, agreed: bool) -> None:
        look = self.view.look
        if look is None:
            return

        def assign() -> int:
            consent = consent_of(self._settings) if agreed else None
            viewer = read_viewer(text)
            return identify(
                self._profile, look.session_id, viewer, reason="window", consent=consent
            )

        def say(released: int) -> str:
            if released:
                return self.tr("%n event(s) released.", "", released)
            return self.tr("The contact is looked up when HubSpot answers.")

        self._do(assign, say)

    def _export(self, session_id: str | None) -> None:
        states = tuple(RowState) if session_id else _FILTERS[self.filter.currentIndex()]

        def write(path: str) -> None:
            task = partial(export_queue, self._profile, Path(path), states, session_id)
            self._do(task, lambda count: self._written(count, path))

        ask_where_to_export(self.window(), write)

    def _written(self, count: int, path: str) -> str:
        return self.tr("%n event(s) written to {file}.", "", count).format(file=path)
