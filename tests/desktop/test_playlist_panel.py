"""The playlist's panel: rows that follow the list, moved and removed by keys and drops."""

import time

from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage
from tracker.desktop.playlist import MOST_FILMS
from tracker.desktop.playlist_panel import PlaylistPanel

K = Qt.Key
FRAME_S = 0.05
"""The most that anything may hold up the window, in seconds."""
FILMS = ("/films/a.mp4", "/films/b.mp4", "/films/c.mp4")


def opened(stage: Stage, qtbot: QtBot) -> PlaylistPanel:
    """Play three films and open the panel by its key."""
    stage.play(*FILMS)
    QTest.keyClick(stage.window, K.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(stage.window.panel.isVisible)
    return stage.window.panel


def rows(panel: PlaylistPanel) -> list[str]:
    """Return what the rows say."""
    films = panel.rows.films
    return [films.data(films.index(row)) for row in range(films.rowCount())]


def test_it_slides_over_and_away_again(stage: Stage, qtbot: QtBot) -> None:
    """Ctrl+L, its button or Esc; the bar makes room and the focus comes and goes."""
    panel = opened(stage, qtbot)
    assert rows(panel) == ["▶ a", "b", "c"]
    assert panel.geometry().right() == stage.window.rect().right()
    assert not stage.window.bar.geometry().intersects(panel.geometry())
    qtbot.waitUntil(panel.rows.hasFocus)
    QTest.keyClick(panel.rows, K.Key_Escape)
    qtbot.waitUntil(panel.isHidden)
    assert stage.window.hasFocus()


def test_keys_move_remove_and_play(stage: Stage, qtbot: QtBot) -> None:
    """Alt with an arrow, Del, Return; Space still pauses."""
    panel = opened(stage, qtbot)
    QTest.keyClick(panel.rows, K.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert rows(panel) == ["b", "▶ a", "c"]
    assert panel.rows.row == 1
    QTest.keyClick(panel.rows, K.Key_Up)
    QTest.keyClick(panel.rows, K.Key_Delete)
    assert rows(panel) == ["▶ a", "c"]
    assert stage.player.commands == []
    QTest.keyClick(panel.rows, K.Key_End)
    QTest.keyClick(panel.rows, K.Key_Return)
    assert stage.player.commands == [("open", "/films/c.mp4", 0)]
    assert rows(panel) == ["a", "▶ c"]


def test_removing_the_film_that_is_on_plays_the_next_and_the_last_ends_it(
    stage: Stage, qtbot: QtBot
) -> None:
    """An empty list says what to do."""
    panel = opened(stage, qtbot)
    panel.rows.removed.emit(0)
    assert stage.player.commands == [("open", "/films/b.mp4", 0)]
    panel.rows.removed.emit(0)
    panel.rows.removed.emit(0)
    assert stage.player.commands[-1] == ("stop",)
    assert rows(panel) == []
    assert stage.window.welcome.isVisible()
    assert not panel.save_button.isEnabled()


def test_files_are_dropped_where_they_shall_stand(stage: Stage, qtbot: QtBot) -> None:
    """Before the second row; the film that is on plays on."""
    panel = opened(stage, qtbot)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/films/new 1.mp4"), QUrl("https://host/x.mp4")])
    place = QPointF(panel.rows.visualRect(panel.rows.films.index(1)).center())
    place.setY(place.y() - 10)
    drop = QDropEvent(
        place,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.rows.dropEvent(drop)
    assert rows(panel) == ["▶ a", "new 1", "x.mp4", "b", "c"]
    assert stage.player.commands == []


def test_rows_are_targets_for_fingers_and_named(stage: Stage, qtbot: QtBot) -> None:
    """44 px high, and the one that is on says so to a screen reader."""
    panel = opened(stage, qtbot)
    assert panel.rows.visualRect(panel.rows.films.index(0)).height() >= 44
    said = panel.rows.films.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "a, is on"
    assert panel.rows.accessibleName() == "Playlist"


def test_from_right_to_left_it_stands_at_the_left(stage: Stage, qtbot: QtBot) -> None:
    """And the bar beside it."""
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        panel = opened(stage, qtbot)
        assert panel.x() == 0
        assert not stage.window.bar.geometry().intersects(panel.geometry())
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_twenty_thousand_films_cost_no_frame(stage: Stage, qtbot: QtBot) -> None:
    """Neither do they come slowly, nor does the next film; the panel opens where the film is."""
    names = [f"/films/exhibition/film number {number:05}.mp4" for number in range(30_000)]
    stage.play(*names)
    window, panel = stage.window, stage.window.panel
    assert len(window.transport.playlist) == MOST_FILMS == 20_000
    window.transport.go(15_000)
    panel.toggle()
    qtbot.waitUntil(panel.isVisible)
    QApplication.processEvents()
    shown = panel.rows.visualRect(panel.rows.films.index(15_000))
    assert panel.rows.viewport().rect().contains(shown)
    took_s = []
    for _ in range(5):
        began_s = time.process_time()
        window.transport.step_film(1)
        QApplication.processEvents()
        took_s.append(time.process_time() - began_s)
    assert sorted(took_s)[2] < FRAME_S


class _Own(QDropEvent):
    """A drop of the list's own row."""

    def __init__(self, panel: PlaylistPanel, place: QPointF) -> None:
        self._panel = panel
        self._data = QMimeData()
        left, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        super().__init__(place, Qt.DropAction.MoveAction, self._data, left, no_keys)

    def source(self) -> QObject:
        """Return the list."""
        return self._panel.rows


def test_a_row_is_dragged_elsewhere(stage: Stage, qtbot: QtBot) -> None:
    """By the mouse, with the film on it going on."""
    panel = opened(stage, qtbot)
    panel.rows.go_to(0)
    place = QPointF(panel.rows.visualRect(panel.rows.films.index(2)).center()) + QPointF(0, 8)
    drop = _Own(panel, place)
    panel.rows.dropEvent(drop)
    assert rows(panel) == ["b", "c", "▶ a"]
    assert stage.player.commands == []


def test_a_double_click_plays_once(stage: Stage, qtbot: QtBot) -> None:
    """Whatever the desktop's style activates by."""
    panel = opened(stage, qtbot)
    place = panel.rows.visualRect(panel.rows.films.index(1)).center()
    view = panel.rows.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert stage.player.commands == [("open", "/films/b.mp4", 0)]


def test_a_playlists_titles_are_shown_and_no_name_is_markup(stage: Stage, qtbot: QtBot) -> None:
    """The tip shows a name as it is: it must not load pictures or hide words."""
    stage.window.transport.open(
        ["https://cdn.example/x1.mp4", "/films/<b>bold<i>.mp4"],
        {"https://cdn.example/x1.mp4": "A walk\nthrough hall 5"},
    )
    films = stage.window.panel.rows.films
    assert films.data(films.index(0)) == "▶ A walk through hall 5"
    assert stage.window.windowTitle() == "A walk through hall 5"
    tip = films.data(films.index(1), Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>&lt;b&gt;bold&lt;i&gt;</qt>"
    assert films.data(films.index(0), Qt.ItemDataRole.ToolTipRole) == "A walk through hall 5"
