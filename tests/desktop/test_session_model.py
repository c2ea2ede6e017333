"""The list of sessions: of 100,000 only those that are looked at are fetched."""

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from tracker.app.outbox_sessions import SessionRows
from tracker.desktop.session_card import SessionCard
from tracker.desktop.session_model import LOOK, MOST_KEPT, PAGE, SessionsModel
from tracker.desktop.session_texts import Ages

MANY = 100_000


def sessions(count: int) -> list[SessionRows]:
    """Return sessions of one row each."""
    return [SessionRows(f"session-{number}", (number,)) for number in range(count)]


def test_only_what_is_seen_is_asked_for(qtbot: QtBot) -> None:
    """At the top, then at the very end; and the window stands still for no time worth naming."""
    model = SessionsModel()
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setItemDelegate(SessionCard(view))
    view.setUniformItemSizes(True)
    view.resize(600, 700)
    view.show()
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
    qtbot.waitUntil(lambda: f"session-{MANY - 1}" in asked)
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
