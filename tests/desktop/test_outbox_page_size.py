"""The outbox page over 100,000 rows: it is there at once, and the window never stands still."""

import os
import time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage
from tests.storage.builders import ADA, queue_events
from tracker.desktop.office import Office
from tracker.desktop.session_model import LOOK, STRETCH
from tracker.storage.database import Database

SESSIONS = 14_286
"""Of seven rows each: 100,000 and a few."""

MOST_STILL_S = 0.5
"""On a machine that does much else at the same time; alone it stays far below."""


def fill(profile: Path) -> None:
    """Queue a film's seven events for every session, by copies of the first."""
    queue_events(profile, "session-00000", viewer=ADA)
    database = Database(profile)
    queued = [row[1] for row in database.rows("PRAGMA table_xinfo(outbox)") if not row[6]]
    kept = [row[1] for row in database.rows("PRAGMA table_info(session)")]
    [session] = database.rows(f"SELECT {', '.join(kept)} FROM session")  # noqa: S608 - its own names
    rows = database.rows(f"SELECT {', '.join(queued)} FROM outbox")  # noqa: S608 - its own names
    with database.transaction():
        for number in range(1, SESSIONS):
            name = {"session_id": f"session-{number:05d}"}
            _insert(database, "session", dict(zip(kept, session, strict=True)) | name)
            for row in rows:
                new = {**name, "seq": None, "dedupe": os.urandom(16)}
                _insert(database, "outbox", dict(zip(queued, row, strict=True)) | new)
    database.close()


def _insert(database: Database, table: str, row: dict[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    sql = f"INSERT INTO {table}({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - its own names
    database.change(sql, list(row.values()))


@pytest.mark.long
def test_a_hundred_thousand_rows_are_paged_and_the_window_goes_on(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """The top, then ever further, then all of them again; a timer of 5 ms notes each standstill."""
    fill(profile)
    page, model = office.outbox, office.outbox.model
    beats = [time.monotonic()]
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start()
    with qtbot.waitSignal(page.refreshed, timeout=60_000):
        stage.window.bar.sync.click()
    assert model.rowCount() == STRETCH
    qtbot.waitUntil(lambda: model.index(0).data(LOOK) is not None, timeout=60_000)
    for stretch in range(1, 6):
        page.list.scrollToBottom()
        last = stretch * STRETCH - 1
        qtbot.waitUntil(lambda last=last: model.index(last).data(LOOK) is not None, timeout=60_000)  # type: ignore[misc]
    with qtbot.waitSignal(page.refreshed, timeout=60_000):
        page.filter.setCurrentIndex(3)
    timer.stop()
    assert len(beats) > 20
    assert max(after - before for before, after in pairwise(beats)) < MOST_STILL_S
