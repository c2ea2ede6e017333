"""The playlist's panel: rows that follow the list, moved and removed by keys and drops."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage
from tracker.desktop.playlist_panel import PlaylistPanel

K = Qt.Key
FILMS = ("/films/a.mp4", "/films/b.mp4", "/films/c.mp4")


def opened(stage: Stage, qtbot: QtBot) -> PlaylistPanel:
    """Play three films and open the panel by its key."""
    stage.play(*FILMS)
    QTest.keyClick(stage.window, K.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(stage.window.panel.isVisible)
    return stage.window.panel


def rows(panel: PlaylistPanel) -> list[str]:
    """Return what the rows say."""
    return [panel.rows.item(row).text() for row in range(panel.rows.count())]


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
    assert panel.rows.currentRow() == 1
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
    place = QPointF(panel.rows.visualItemRect(panel.rows.item(1)).center())
    place.setY(place.y() - 10)
    drop = QDropEvent(
        place,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.rows.dropEvent(drop)
    assert rows(panel) == ["▶ a", "new 1", "b", "c"]
    assert stage.player.commands == []


def test_rows_are_targets_for_fingers_and_named(stage: Stage, qtbot: QtBot) -> None:
    """44 px high, and the one that is on says so to a screen reader."""
    panel = opened(stage, qtbot)
    assert panel.rows.visualItemRect(panel.rows.item(0)).height() >= 44
    said = panel.rows.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
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
