"""The line from libVLC to the outbox, without a window: a real player, a real station."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tracker.app.player import FrameStore, open_player
from tracker.app.settings import Settings
from tracker.app.station import Station
from tracker.model.delivery import SyncStatus
from tracker.model.errors import NotLoggedInError, PlaybackError
from tracker.model.media import Viewer
from tracker.model.progress import SessionProgress
from tracker.playback.player import MediaInfo
from tracker.storage.browse import OutboxBrowser


def no_token() -> str:
    """Give no token: events stay in the queue."""
    raise NotLoggedInError("Nobody is logged in.", hint="Log in.")


class Line:
    """A player, its station and all their news; a context that closes both."""

    def __init__(self, profile: Path, **settings: float) -> None:
        self._profile = profile
        self._told = threading.Condition()
        self.progress: list[SessionProgress] = []
        self.finished: list[int] = []
        self.failures: list[PlaybackError] = []
        self.notices: list[str] = []
        chosen = replace(Settings(hubspot_base_url="http://127.0.0.1:9"), **settings)  # type: ignore[arg-type]
        self.station = Station(
            profile,
            chosen,
            no_token,
            viewer=Viewer(contact_id=1),
            news=self,
        )
        self.player = open_player(self.station, FrameStore(), page_seconds=chosen.page_seconds)

    def __enter__(self) -> "Line":
        self.station.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.player.close()
        self.station.close(0.0)

    def publish_progress(self, progress: SessionProgress) -> None:
        """Note it."""
        self._note(self.progress, progress)

    def publish_sync_status(self, status: SyncStatus) -> None:
        """Leave it."""

    def publish_opened(self, generation: int, info: MediaInfo) -> None:
        """Leave it."""

    def publish_failed(self, generation: int, error: PlaybackError) -> None:
        """Note it."""
        self._note(self.failures, error)

    def publish_noticed(self, message: str) -> None:
        """Note it."""
        self._note(self.notices, message)

    def publish_finished(self, generation: int) -> None:
        """Note it."""
        self._note(self.finished, generation)

    def wait(self, reached: Callable[[], bool], seconds: float = 30.0) -> None:
        """Wait until the news make something true."""
        with self._told:
            assert self._told.wait_for(reached, seconds), f"{self.progress[-1:]} {self.failures}"

    def wait_until_at(self, position_ms: int) -> None:
        """Wait until a position has been reached."""
        self.wait(
            lambda: bool(self.progress) and (self.progress[-1].position_ms or 0) >= position_ms
        )

    def stored(self) -> list[tuple[str, int | None]]:
        """Return kind and percent of each stored row."""
        browser = OutboxBrowser(self._profile)
        try:
            return [(row.kind, row.percent) for row in browser.list_rows()]
        finally:
            browser.close()

    def _note(self, into: list, item: object) -> None:  # type: ignore[type-arg]
        with self._told:
            into.append(item)
            self._told.notify_all()
