"""Errands: done elsewhere, told on Qt's thread, and not to what is gone."""

from collections.abc import Callable

from tracker.app.desk import Desk
from tracker.desktop.errands import Errands


def test_who_has_gone_hears_nothing() -> None:
    """An answer that was under way when the page went must not reach it."""
    posted: list[Callable[[], None]] = []
    told: list[str] = []
    desk = Desk("desk")
    errands = Errands(desk, posted.append)
    errands.ask(lambda: "early", told.append, lambda _error: None)
    errands.ask(lambda: "late", told.append, lambda _error: None)
    desk.close()
    early, late = posted
    early()
    errands.end()
    late()
    assert told == ["early"]
