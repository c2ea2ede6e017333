"""The sync indicator: never green while anything waits or has failed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QDateTime, QLocale, QTime
from pytestqt.qtbot import QtBot

from tracker.desktop.status import Face, SyncIndicator, face_of
from tracker.model.delivery import OutboxStats, SyncState, SyncStatus
from tracker.model.units import UnixMs

COUNTS = st.integers(0, 5)
STATS = st.builds(
    OutboxStats,
    pending=COUNTS,
    held=COUNTS,
    in_flight=COUNTS,
    doubtful=COUNTS,
    delivered=COUNTS,
    dead=COUNTS,
)


@pytest.mark.parametrize(
    ("state", "stats", "face"),
    [
        (SyncState.IDLE, OutboxStats(delivered=7), Face.SENT),
        (SyncState.IDLE, OutboxStats(held=2), Face.WAITING),
        (SyncState.IDLE, OutboxStats(dead=1, delivered=6), Face.NEEDS_YOU),
        (SyncState.SENDING, OutboxStats(pending=2), Face.SENDING),
        (SyncState.WAITING, OutboxStats(pending=2), Face.WAITING),
        (SyncState.STANDBY, OutboxStats(pending=2), Face.WAITING),
        (SyncState.STANDBY, OutboxStats(delivered=2), Face.SENT),
        (SyncState.NEEDS_YOU, OutboxStats(pending=2), Face.NEEDS_YOU),
    ],
)
def test_each_status_has_its_face(state: SyncState, stats: OutboxStats, face: Face) -> None:
    """Four faces for all states."""
    assert face_of(SyncStatus(state, stats)) is face


@given(st.sampled_from(SyncState), STATS)
def test_sent_is_shown_only_when_everything_is_sent(state: SyncState, stats: OutboxStats) -> None:
    """Offline, held or refused never looks like sent."""
    if face_of(SyncStatus(state, stats)) is Face.SENT:
        assert stats.unsettled + stats.held + stats.dead == 0


def test_it_speaks_by_number_name_and_sentence(qtbot: QtBot) -> None:
    """Shape and colour are not the only way to know."""
    indicator = SyncIndicator()
    qtbot.addWidget(indicator)
    assert indicator.accessibleName() == "Sent"
    status = SyncStatus(SyncState.WAITING, OutboxStats(pending=120), "HubSpot <is> away.")
    indicator.show_status(status)
    assert indicator.number == "99+"
    assert indicator.accessibleName() == "Waiting 99+"
    assert indicator.accessibleDescription().endswith("wait to be sent. HubSpot <is> away.")
    assert "&lt;is&gt;" in indicator.toolTip()


def test_it_says_since_when_and_when_it_is_tried_again(qtbot: QtBot) -> None:
    """What holds everything up is no riddle; what merely falls due later has no such times."""
    indicator = SyncIndicator()
    qtbot.addWidget(indicator)
    stats, message = OutboxStats(pending=1), "HubSpot cannot be reached: the connection was refused"
    since = QDateTime(QDate(2026, 11, 3), QTime(14, 2))
    status = SyncStatus(
        SyncState.WAITING,
        stats,
        message,
        UnixMs(since.addSecs(900).toMSecsSinceEpoch()),
        UnixMs(since.toMSecsSinceEpoch()),
    )
    indicator.show_status(status)
    _, _, told = indicator.sentence.partition(f"{message}. Since ")
    assert told.count("2") > 2
    assert told.index("02") < told.index("; tried again at ") < told.index("17")
    today = QDateTime.currentDateTime()
    now_ms = UnixMs(today.toMSecsSinceEpoch())
    indicator.show_status(replace(status, since_ms=now_ms, next_try_ms=now_ms))
    time_of_day = indicator.locale().toString(today.time(), QLocale.FormatType.ShortFormat)
    assert indicator.sentence.endswith(f"Since {time_of_day}; tried again at {time_of_day}.")
    indicator.show_status(replace(status, since_ms=None))
    assert indicator.sentence.endswith(f"{message}.")


def test_the_shapes_differ_and_not_only_the_colours(qtbot: QtBot) -> None:
    """Seen without colour, the four faces are still four."""
    indicator = SyncIndicator()
    qtbot.addWidget(indicator)
    faces = set()
    for state, stats in (
        (SyncState.IDLE, OutboxStats()),
        (SyncState.SENDING, OutboxStats()),
        (SyncState.WAITING, OutboxStats()),
        (SyncState.NEEDS_YOU, OutboxStats()),
    ):
        indicator.show_status(SyncStatus(state, stats))
        image = indicator.grab().toImage()
        ground = image.pixelColor(1, 1)
        faces.add(
            tuple(
                image.pixelColor(x, y) != ground
                for x in range(image.width())
                for y in range(image.height())
            )
        )
    assert len(faces) == 4
