"""The bridge: news from any thread reaches the bridge's own thread, in order, without a pile."""

import os
import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from tests.desktop.stage import media, progress
from tracker.model.delivery import OutboxStats, SyncState, SyncStatus
from tracker.model.errors import PlaybackError
from tracker.qt.bridge import Bridge

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def bridge(qtbot: QtBot) -> Bridge:
    """Make a bridge on the main thread."""
    return Bridge()


def in_a_thread(work: "threading.Thread") -> None:
    """Run a thread to its end."""
    work.start()
    work.join(10)
    assert not work.is_alive()


def test_news_of_another_thread_is_told_on_the_bridges_thread(qtbot: QtBot, bridge: Bridge) -> None:
    """Even a plain function, which Qt cannot place on a thread, is called on the main one."""
    told: list[tuple[str, bool]] = []
    bridge.noticed.connect(
        lambda text: told.append((text, QThread.currentThread() is bridge.thread()))
    )
    in_a_thread(threading.Thread(target=bridge.publish_noticed, args=("no sound card",)))
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("no sound card", True)]


def test_a_slow_window_gets_only_the_latest_progress(qtbot: QtBot, bridge: Bridge) -> None:
    """Ten thousand words while nobody listened are told as one, the last."""
    told: list[int] = []
    bridge.progress.connect(lambda word: told.append(word.position_ms))

    def talk() -> None:
        for position_ms in range(10_000):
            bridge.publish_progress(progress(0, position_ms))

    in_a_thread(threading.Thread(target=talk))
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(0)
    assert told == [9_999]


def test_progress_of_two_generations_is_not_merged(qtbot: QtBot, bridge: Bridge) -> None:
    """The last word of a film is heard although the next film has begun to speak."""
    told: list[int] = []
    bridge.progress.connect(lambda word: told.append(word.generation))
    bridge.publish_progress(progress(0, generation=1))
    bridge.publish_progress(progress(0, generation=2))
    qtbot.waitUntil(lambda: told == [1, 2])


def test_everything_else_is_told_in_full_and_in_order(qtbot: QtBot, bridge: Bridge) -> None:
    """Openings, failures, ends and notices are never merged."""
    told: list[object] = []
    error = PlaybackError("It cannot be played.", hint="Choose another.")
    bridge.opened.connect(lambda generation, info: told.append((generation, info.location)))
    bridge.finished.connect(told.append)
    bridge.failed.connect(lambda generation, cause: told.append((generation, cause)))
    bridge.noticed.connect(told.append)
    bridge.publish_opened(1, media())
    bridge.publish_noticed("one")
    bridge.publish_noticed("two")
    bridge.publish_finished(1)
    bridge.publish_failed(2, error)
    qtbot.waitUntil(lambda: len(told) == 5)
    assert told == [(1, "/films/alpine morning.mp4"), "one", "two", 1, (2, error)]


def test_only_the_latest_delivery_status_is_told(qtbot: QtBot, bridge: Bridge) -> None:
    """An old status has no worth."""
    told: list[int] = []
    bridge.sync_status.connect(lambda status: told.append(status.stats.pending))
    for pending in (3, 2, 1):
        bridge.publish_sync_status(SyncStatus(SyncState.SENDING, OutboxStats(pending=pending)))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [1]


def test_news_that_arrives_while_news_is_told_is_told_later(qtbot: QtBot, bridge: Bridge) -> None:
    """A listener that publishes does not disturb the telling."""
    told: list[str] = []

    def hear(text: str) -> None:
        told.append(text)
        if text == "first":
            bridge.publish_noticed("second")
            assert told == ["first"]

    bridge.noticed.connect(hear)
    bridge.publish_noticed("first")
    qtbot.waitUntil(lambda: told == ["first", "second"])


def test_many_threads_may_speak_at_once(qtbot: QtBot, bridge: Bridge) -> None:
    """Nothing is lost when four threads speak over each other."""
    told: list[str] = []
    bridge.noticed.connect(told.append)

    def talk(name: str) -> None:
        for number in range(500):
            bridge.publish_noticed(f"{name}{number}")

    threads = [threading.Thread(target=talk, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    qtbot.waitUntil(lambda: len(told) == 2_000)
    for name in "abcd":
        assert [text for text in told if text[0] == name] == [f"{name}{n}" for n in range(500)]


def test_an_answer_is_taken_in_on_the_bridges_thread_after_the_news_before_it(
    qtbot: QtBot,
) -> None:
    """A player's thread answers; the window's thread hears."""
    bridge = Bridge()
    heard: list[object] = []
    bridge.noticed.connect(heard.append)

    def answer() -> None:
        bridge.publish_noticed("first")
        bridge.post(lambda: heard.append(threading.current_thread()))

    thread = threading.Thread(target=answer)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["first", threading.main_thread()]
