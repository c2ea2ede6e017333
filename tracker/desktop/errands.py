"""What pages ask for and may not wait for: done elsewhere, told on Qt's thread.

Knows: the way to a desk and back.
Must never know: what is asked.
"""

from collections.abc import Callable
from typing import TypeVar

from tracker.app.desk import Desk
from tracker.model.errors import TrackerError

T = TypeVar("T")
Post = Callable[[Callable[[], None]], None]


class Errands:
    """Hands tasks to a desk; ``post`` carries the answers to Qt's thread."""

    def __init__(self, desk: Desk, post: Post) -> None:
        self._desk, self._deliver = desk, post
        self._is_over = False

    def end(self) -> None:
        """Tell nothing any more: whoever asked is going."""
        self._is_over = True

    def _post(self, news: Callable[[], None]) -> None:
        self._deliver(lambda: None if self._is_over else news())

    def ask(
        self,
        task: Callable[[], T],
        tell: Callable[[T], None],
        fail: Callable[[TrackerError], None],
    ) -> None:
        """Do a task on the desk's thread; ``tell`` or ``fail`` hears of it on Qt's."""
        self._desk.ask(
            task,
            lambda done: self._post(lambda: tell(done)),
            lambda error: self._post(lambda: fail(error)),
        )

    def tell(self, news: Callable[[], None]) -> None:
        """Let a task that is under way tell something on Qt's thread."""
        self._post(news)
