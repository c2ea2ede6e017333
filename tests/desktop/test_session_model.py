"""The list of sessions: of 100,000 only those that are looked at are fetched."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView
from pytestqt.qtbot import QtBot

from tracker.app.outbox_sessions import SessionRows
from tracker.desktop.session_card import SessionCard
from tracker.desktop.session_model import LOOK, MOST_KEPT, PAGE, STRETCH, SessionsModel
from tracker.desktop.session_texts import Ages

MANY = 100_000

MOST_STILL_S = 0.05
"""The most that the window's thread may work for a change of the whole list, in seconds of CPU."""


def sessions(count: int) -> list[SessionRows]:
    """Return sessions of one row each."""
    return [SessionRows(f"session-{number}", (number,)) for number in range(count)]


def view_of(model: SessionsModel, qtbot: QtBot) -> QListView:
    """Show a list as the page does."""
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setItemDelegate(SessionCard(view))
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.resize(600, 700)
    view.show()
    return view


@pytest.mark.parametrize("count", [50_000, MANY])
def test_no_change_of_the_whole_list_costs_the_window_a_frame(qtbot: QtBot, count: int) -> None:
    """The first showing, the same again, others, and some details: with all that the view does."""
    model = SessionsModel()
    view_of(model, qtbot)
    # What Qt loads for its first card ever is no cost of the list's.
    model.show_sessions(sessions(1))
    QApplication.processEvents()
    many, same, other = sessions(count), sessions(count), sessions(count + 1)[1:]

    def cost_s(change: Callable[[], None]) -> float:
        began_s = time.thread_time()
        change()
        QApplication.processEvents()
        return time.thread_time() - began_s

    for shown in (many, same, other, many):
        assert cost_s(lambda shown=shown: model.show_sessions(shown)) < MOST_STILL_S  # type: ignore[misc]
    assert cost_s(lambda: model.take_looks(many[:PAGE], [])) < MOST_STILL_S


def test_the_list_grows_where_its_end_is_seen_and_stays_as_long(qtbot: QtBot) -> None:
    """Each look at its end brings some more; a new session on top takes none of them away."""
    model = SessionsModel()
    view = view_of(model, qtbot)
    model.show_sessions(sessions(1_000))
    assert model.rowCount() == STRETCH
    view.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() == 2 * STRETCH)
    assert model.place_of(f"session-{STRETCH + 7}") == STRETCH + 7
    last = model.session(2 * STRETCH - 1).session_id
    model.show_sessions([SessionRows("new", (9_999,)), *sessions(1_000)])
    assert model.place_of(last) == 2 * STRETCH
    model.show_sessions(sessions(3))
    assert model.rowCount() == 3
    assert not model.canFetchMore(QModelIndex())


def test_only_what_is_seen_is_asked_for(qtbot: QtBot) -> None:
    """At the top, then at the end; and the window stands still for no time worth naming."""
    model = SessionsModel()
    view = view_of(model, qtbot)
    asked: list[str] = []
    model.wanted.connect(lambda wanted: asked.extend(session.session_id for session in wanted))
    many = sessions(MANY)
    began_s = time.monotonic()
    model.show_sessions(many)
    view.grab()
    assert time.monotonic() - began_s < 1.0
    qtbot.waitUntil(lambda: len(asked) > 0)
    assert asked[0] == "session-0"
    assert len(asked) <= 3 * PAGE
    asked.clear()
    view.scrollToBottom()
    view.grab()
    qtbot.waitUntil(lambda: f"session-{STRETCH - 1}" in asked)
    assert len(asked) <= 3 * PAGE
    # Asked for once: what is under way is not asked for again.
    view.grab()
    QApplication.processEvents()
    assert len(asked) == len(set(asked))


def test_what_was_passed_by_is_not_fetched(qtbot: QtBot) -> None:
    """Whoever scrolls fast waits for the last pages only."""
    model = SessionsModel()
    asked: list[int] = []
    model.wanted.connect(lambda wanted: asked.append(wanted[0].seqs[0]))
    model.show_sessions(sessions(50 * PAGE))
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    for page in range(50):
        model.index(page * PAGE).data(LOOK)
    qtbot.waitUntil(lambda: len(asked) == 3)
    assert asked == [47 * PAGE, 48 * PAGE, 49 * PAGE]


def test_the_details_of_a_few_are_kept() -> None:
    """Memory does not grow with what was ever seen."""
    model = SessionsModel()
    many = sessions(3 * MOST_KEPT)
    model.show_sessions(many)
    assert model.place_of("session-7") == 7
    assert model.place_of("gone") is None
    model.take_looks(many, [])
    assert model.index(0).data(LOOK) is None
    assert model.index(0).data(Qt.ItemDataRole.DisplayRole) == "…"


def test_times_are_told_roughly() -> None:
    """In minutes, hours and days."""
    said = [Ages().said(passed_ms) for passed_ms in (5_000, 120_000, 7_200_000, 200_000_000)]
    assert said == ["just now", "2 minute(s) ago", "2 hour(s) ago", "2 day(s) ago"]
