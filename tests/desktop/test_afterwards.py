"""What waits for the first picture comes one by one, and not at all after the end."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer
from pytestqt.qtbot import QtBot

from tracker.desktop.afterwards import REST_MS, Afterwards


def let_two_turns_pass(qtbot: QtBot) -> None:
    """Wait until others, begun now, have done two acts."""
    done: list[int] = []
    others = Afterwards([lambda: done.append(1), lambda: done.append(2)])
    others.begin()
    qtbot.waitUntil(lambda: done == [1, 2])


def test_acts_come_in_order_each_on_a_turn_of_its_own(qtbot: QtBot) -> None:
    """Asked to begin twice, each still comes once, and a picture has room between two."""
    clock = QElapsedTimer()
    clock.start()
    done: list[tuple[int, int]] = []

    def act(number: int) -> Callable[[], None]:
        return lambda: done.append((number, clock.elapsed()))

    later = Afterwards([act(0), act(1), act(2)])
    assert done == []
    later.begin()
    later.begin()
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 3)
    later.begin()
    let_two_turns_pass(qtbot)
    assert [number for number, _ in done] == [0, 1, 2]
    assert done[2][1] - done[0][1] >= REST_MS


def test_without_a_first_picture_they_come_all_the_same(qtbot: QtBot) -> None:
    """Sound has none."""
    done: list[int] = []
    later = Afterwards([lambda: done.append(1)])
    later.begin_within(20)
    qtbot.waitUntil(lambda: done == [1])


def test_what_was_not_done_by_the_end_is_left(qtbot: QtBot) -> None:
    """A window that closes at once needs no pages."""
    done: list[int] = []
    later = Afterwards([lambda: done.append(1), lambda: done.append(2)])
    later.begin()
    qtbot.waitUntil(lambda: done == [1])
    later.drop()
    let_two_turns_pass(qtbot)
    assert done == [1]
