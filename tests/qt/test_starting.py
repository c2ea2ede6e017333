"""What starts beside the window."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from tracker.model.errors import StorageError
from tracker.qt.bridge import Bridge
from tracker.qt.starting import Starting


def refused(bridge: Bridge, told: list[str]) -> Starting:
    """Start what fails; ``told`` hears of the refusal."""

    def start() -> None:
        raise StorageError("The disk is gone.", hint="Put it back.")

    return Starting(
        start,
        bridge.post,
        ready=lambda: pytest.fail("it was refused"),
        refused=lambda: told.append("refused"),
    )


def test_the_window_goes_on_while_the_start_waits(qtbot: QtBot) -> None:
    """The end of a slow start comes as news, on Qt's thread."""
    bridge, disk, told = Bridge(), threading.Event(), list[threading.Thread]()

    def start() -> None:
        assert disk.wait(30)

    starting = Starting(
        start,
        bridge.post,
        ready=lambda: told.append(threading.current_thread()),
        refused=lambda: pytest.fail("it was not refused"),
    )
    bridge.post(lambda: told.append(threading.current_thread()))
    starting.hurry()
    qtbot.waitUntil(lambda: len(told) == 1)
    told.clear()
    disk.set()
    qtbot.waitUntil(lambda: told == [threading.main_thread()])
    starting.join()
    assert starting.error is None


def test_a_refusal_is_kept_for_whoever_waits_for_the_end(qtbot: QtBot) -> None:
    """The door raises it once the window is gone."""
    bridge, told = Bridge(), list[str]()
    starting = refused(bridge, told)
    qtbot.waitUntil(lambda: told == ["refused"])
    starting.join()
    assert isinstance(starting.error, StorageError)


def test_whoever_hurries_hears_it_at_once_and_only_once(qtbot: QtBot) -> None:
    """The first film need not wait for the window to be painted."""
    bridge, told = Bridge(), list[str]()
    starting = Starting(
        lambda: None,
        bridge.post,
        ready=lambda: told.append("ready"),
        refused=lambda: pytest.fail("it was not refused"),
    )
    starting.join()
    starting.hurry()
    assert told == ["ready"]
    bridge.post(lambda: told.append("later"))
    qtbot.waitUntil(lambda: "later" in told)
    assert told == ["ready", "later"]


def test_a_refusal_is_not_hurried(qtbot: QtBot) -> None:
    """Before Qt's loop runs nobody could leave it."""
    bridge, told = Bridge(), list[str]()
    starting = refused(bridge, told)
    starting.join()
    starting.hurry()
    assert told == []
    qtbot.waitUntil(lambda: told == ["refused"])
