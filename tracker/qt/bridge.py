"""The one way by which other threads' news reaches widgets.

Knows: Qt's queued signals, and which news replaces older news of its kind.
Must never know: widgets, or what anybody does with the news.
"""

import itertools
import threading
from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Qt, Signal

from tracker.model.delivery import SyncStatus
from tracker.model.errors import PlaybackError
from tracker.model.progress import SessionProgress
from tracker.qt.commands import MediaFacts


class Bridge(QObject):
    """Takes news on any thread and tells it on the thread that the bridge lives on.

    At most one Qt event is under way at any time, however slow the window is. Progress (of one
    generation) and delivery status keep only their latest word; everything else is told in full
    and in order.

    Signals:
        progress(SessionProgress): where the session stands.
        sync_status(SyncStatus): what the sender is doing.
        opened(int, MediaFacts): a medium of this generation can be played.
        failed(int, PlaybackError): the medium of this generation cannot be played (on).
        noticed(object): something that a person should know: a text, or a phrase.
        finished(int): the medium of this generation was played to its end.
    """

    progress = Signal(object)
    sync_status = Signal(object)
    opened = Signal(int, object)
    failed = Signal(int, object)
    noticed = Signal(object)
    finished = Signal(int)
    _news_waits = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: dict[Hashable, Callable[[], None]] = {}
        self._numbers = itertools.count()
        self._news_waits.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def publish_progress(self, progress: SessionProgress) -> None:
        """Tell where a session stands; replaces what was not told yet of its generation."""
        key = ("progress", progress.generation)
        self._publish(key, lambda: self.progress.emit(progress))

    def publish_sync_status(self, status: SyncStatus) -> None:
        """Tell what the sender is doing; replaces what was not told yet."""
        self._publish("sync_status", lambda: self.sync_status.emit(status))

    def publish_opened(self, generation: int, info: MediaFacts) -> None:
        """Tell that a medium can be played."""
        self._publish(next(self._numbers), lambda: self.opened.emit(generation, info))

    def publish_failed(self, generation: int, error: PlaybackError) -> None:
        """Tell that a medium cannot be opened or played on."""
        self._publish(next(self._numbers), lambda: self.failed.emit(generation, error))

    def publish_noticed(self, message: str) -> None:
        """Tell something that a person should know."""
        self._publish(next(self._numbers), lambda: self.noticed.emit(message))

    def publish_finished(self, generation: int) -> None:
        """Tell that a medium was played to its end."""
        self._publish(next(self._numbers), lambda: self.finished.emit(generation))

    def post(self, act: Callable[[], None]) -> None:
        """Let an answer be taken in on the bridge's thread, after all news before it."""
        self._publish(next(self._numbers), act)

    def _publish(self, key: Hashable, tell: Callable[[], None]) -> None:
        with self._lock:
            first = not self._waiting
            self._waiting[key] = tell
        if first:
            self._news_waits.emit()

    def _tell(self) -> None:
        with self._lock:
            news, self._waiting = list(self._waiting.values()), {}
        for tell in news:
            tell()
