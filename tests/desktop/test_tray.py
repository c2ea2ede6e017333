"""The tray: the window's own model of delivery, a short menu, and nothing that pops up."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage
from tests.desktop.test_watching import NotingLine
from tracker.desktop.audience import Audience
from tracker.desktop.tray import Tray, tray_icon
from tracker.model.delivery import OutboxStats, SyncState, SyncStatus


@pytest.fixture
def watched(qtbot: QtBot) -> Iterator[Stage]:
    """Show a window with a line behind it."""
    made = Stage(audience=Audience(NotingLine()))
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.show()
    yield made
    made.window.hide()


@pytest.fixture
def tray(watched: Stage) -> Iterator[Tray]:
    """Give it an icon in the tray, whether or not there is a tray."""
    made = Tray(watched.window)
    yield made
    made.close()


def picture(tray: Tray) -> QImage:
    """Return what the icon shows."""
    return tray.icon.icon().pixmap(32, 32).toImage()


@pytest.mark.parametrize(
    ("status", "needs_you"),
    [
        (SyncStatus(SyncState.IDLE, OutboxStats(delivered=7)), False),
        (SyncStatus(SyncState.WAITING, OutboxStats(pending=7)), False),
        (SyncStatus(SyncState.SENDING, OutboxStats(pending=7)), False),
        (SyncStatus(SyncState.NEEDS_YOU, OutboxStats(pending=7), "Log in."), True),
        (SyncStatus(SyncState.IDLE, OutboxStats(dead=1)), True),
    ],
)
def test_the_icon_changes_only_where_a_person_can_do_something(
    watched: Stage, tray: Tray, status: SyncStatus, needs_you: bool
) -> None:
    """The words are those of the window's indicator, to the letter."""
    calm = picture(tray)
    watched.window.show_sync_status(status)
    tray.refresh()
    assert (picture(tray) != calm) is needs_you
    assert tray.sync_action.text() == watched.window.bar.sync.sentence
    assert tray.icon.toolTip().endswith(watched.window.bar.sync.sentence)
    assert picture(tray) == tray_icon(needs_you=needs_you).pixmap(32, 32).toImage()


def test_its_menu_moves_the_player_and_the_tracking(watched: Stage, tray: Tray) -> None:
    """As keys and chips do; each says how things stand."""
    assert not tray.play_action.isEnabled()
    watched.play()
    assert (tray.play_action.isEnabled(), tray.play_action.text()) == (True, "Pause")
    tray.play_action.trigger()
    assert watched.player.commands == [("pause",)]
    assert tray.play_action.text() == "Play"
    tray.tracking_action.trigger()
    assert not watched.window.watching.audience.is_tracked
    assert tray.tracking_action.isChecked()
    watched.window.watching.audience.toggle_tracking()
    assert not tray.tracking_action.isChecked()


def test_a_click_brings_the_window_up(watched: Stage, tray: Tray) -> None:
    """From where it was minimised; the tray is no way to hide it."""
    watched.window.showMinimized()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert not watched.window.isMinimized()
    tray.sync_action.trigger()
    assert watched.window.isVisible()
