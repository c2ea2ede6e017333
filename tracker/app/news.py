"""What a running line tells its door.

Knows: the news there are.
Must never know: who listens: a window, a kiosk or a terminal.
"""

from typing import Protocol

from tracker.model.delivery import SyncStatus
from tracker.model.errors import PlaybackError
from tracker.model.progress import SessionProgress
from tracker.playback.player import MediaInfo


class News(Protocol):
    """Takes news on any thread; each method returns at once and never raises."""

    def publish_progress(self, progress: SessionProgress) -> None:
        """Tell where a session stands."""

    def publish_sync_status(self, status: SyncStatus) -> None:
        """Tell what the sender is doing."""

    def publish_opened(self, generation: int, info: MediaInfo) -> None:
        """Tell that a medium can be played."""

    def publish_failed(self, generation: int, error: PlaybackError) -> None:
        """Tell that a medium cannot be opened or played on."""

    def publish_noticed(self, message: str) -> None:
        """Tell something that a person should know."""

    def publish_finished(self, generation: int) -> None:
        """Tell that a medium was played to its end."""
