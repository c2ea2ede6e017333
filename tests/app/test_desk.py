"""The desk: one task after the other, on its own thread, and whoever asked hears of it."""

import threading
from functools import partial

from tracker.app.desk import Desk
from tracker.model.errors import StorageError, TrackerError


def test_tasks_are_done_in_order_and_told_off_the_callers_thread() -> None:
    """What was asked for before the end is done."""
    told: list[tuple[int, str]] = []
    desk = Desk("desk")
    for number in range(20):
        desk.ask(
            partial(int, number),
            lambda number: told.append((number, threading.current_thread().name)),
            lambda _error: None,
        )
    desk.close()
    assert told == [(number, "desk") for number in range(20)]


def test_what_fails_is_told_and_a_mistake_of_ours_does_not_end_it() -> None:
    """Whoever asked hears of both, and waits for nothing; the next task is done all the same."""
    failed: list[TrackerError] = []
    told: list[str] = []

    def busy() -> str:
        raise StorageError("Busy.", hint="Wait.")

    def mistaken() -> str:
        raise LookupError

    desk = Desk("desk")
    for task in (busy, mistaken, lambda: "done"):
        desk.ask(task, told.append, failed.append)
    desk.close()
    said = ["Busy.", "That failed by a mistake of this program (LookupError)."]
    assert ([str(error) for error in failed], told) == (said, ["done"])
