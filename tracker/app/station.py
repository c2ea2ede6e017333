"""One player's line, wired: player, recorder and sender of one profile.

Knows: in which order things start and end, and that nobody else plays on the profile.
Must never know: widgets, or any rule of the stations.
"""

from collections.abc import Callable
from pathlib import Path

from tracker.app.delivery import DeliveryThread, TokenSource
from tracker.app.news import News
from tracker.app.recording import Recording
from tracker.app.settings import Settings
from tracker.model.crossings import Crossing, RowQueued, ViewerNamed, Witness
from tracker.model.media import SessionOpening, Viewer
from tracker.model.samples import PlaybackSample
from tracker.storage.player_lock import PlayerLock
from tracker.storage.spilling import SpillingJournal


class Station(Recording):
    """The listener of our own player, and the threads behind it.

    ``viewer`` is attached to every session. ``trace_to`` gets each sample with its opening.
    Making one touches no disk, so that a window may make it; ``start`` belongs elsewhere. Raise
    SettingsError for settings that cannot be used.
    """

    def __init__(
        self,
        profile: Path,
        settings: Settings,
        token_source: TokenSource,
        *,
        viewer: Viewer,
        news: News,
        witness: Witness | None = None,
        trace_to: Callable[[SessionOpening, PlaybackSample], None] | None = None,
        goes_on: bool = True,
    ) -> None:
        super().__init__(
            profile,
            settings,
            viewer=viewer,
            news=news,
            witness=self._witness,
            trace_to=trace_to,
            goes_on=goes_on,
        )
        self._outer_witness = witness
        self._player_lock: PlayerLock | None = None
        self._delivery = DeliveryThread(
            profile,
            settings,
            token_source,
            on_status=news.publish_sync_status,
            witness=witness,
        )

    def start(self, *, sends: bool = True) -> None:
        """Take the profile, and start the threads behind the player; before the first film.

        Without ``sends`` nothing is sent before ``send`` is called, or the end comes.
        Raise StorageBusyError where another player uses the profile, StorageError where its
        database cannot be used, SettingsError where its registry cannot.
        """
        player_lock = PlayerLock(self._profile)
        try:
            # Opened once here, so that a profile that cannot record is refused before a film.
            SpillingJournal(self._profile).close()
            super().start()
        except BaseException:
            player_lock.release()
            raise
        self._player_lock = player_lock
        if sends:
            self.send()

    def send(self) -> None:
        """Begin to send, if that has not begun. Returns at once."""
        self._delivery.start()

    def close(self, patience_s: float) -> None:
        """End the running session, write it, and send on for at most ``patience_s`` seconds.

        Close the player first. Without effect where it was not started.
        """
        if self._player_lock is None:
            return
        self.stop()
        self._delivery.start()
        self._delivery.close(patience_s)
        self._player_lock.release()

    def _witness(self, crossing: Crossing) -> None:
        """Wake the sender for what can be sent or looked up now; on the recorder's thread."""
        if isinstance(crossing, ViewerNamed) or (
            isinstance(crossing, RowQueued) and not crossing.held
        ):
            self._delivery.wake()
        if self._outer_witness is not None:
            self._outer_witness(crossing)
