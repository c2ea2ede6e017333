"""One player's line, wired: player, recorder and sender of one profile.

Knows: who hears what, and in which order things start and end.
Must never know: widgets, or any rule of the stations.
"""

import logging
import uuid
from collections.abc import Callable
from pathlib import Path

from tracker.app.delivery import DeliveryThread, TokenSource, page_of, rules_of
from tracker.app.news import News
from tracker.app.settings import Settings
from tracker.library.assets import describe, media_type_of
from tracker.library.registry import Registry
from tracker.model.crossings import Crossing, RowQueued, ViewerNamed, Witness
from tracker.model.errors import PlaybackError, SettingsError, StorageError
from tracker.model.events import Circumstances
from tracker.model.media import SessionOpening, Viewer
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.playback.player import MediaInfo
from tracker.storage.player_lock import PlayerLock
from tracker.storage.spilling import SpillingJournal
from tracker.workers.recorder import Recorder

_log = logging.getLogger(__name__)


def new_session_id() -> str:
    """Return the id of a new session: random, never made from asset or time (R11)."""
    return str(uuid.uuid4())


class Station:
    """The listener of one player, and the threads behind it.

    ``viewer`` is attached to every session. ``trace_to`` gets each sample with its opening.
    Raise StorageBusyError where another player uses the profile, StorageError where its
    database cannot be used, SettingsError for settings that cannot.
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
    ) -> None:
        self._news = news
        self._viewer = viewer
        self._settings = settings
        self._page = page_of(settings)
        self._registry = Registry.read(profile)
        self._outer_witness = witness
        self._player_lock = PlayerLock(profile)
        # Opened once here, so that a profile that cannot record is refused before a film plays.
        SpillingJournal(profile).close()
        self._delivery = DeliveryThread(
            profile,
            settings,
            token_source,
            on_status=news.publish_sync_status,
            witness=witness,
        )
        self._recorder = Recorder(
            lambda: SpillingJournal(profile),
            rules=rules_of(settings),
            new_session_id=new_session_id,
            on_progress=news.publish_progress,
            on_problem=self._journal_failed,
            on_sample=trace_to,
            witness=self._witness,
        )

    @property
    def viewer(self) -> Viewer:
        """Who watches now."""
        return self._viewer

    def start(self) -> None:
        """Start the threads behind the player."""
        self._recorder.start()
        self._delivery.start()

    def close(self, patience_s: float) -> None:
        """End the running session, write it, and send on for at most ``patience_s`` seconds.

        Close the player first.
        """
        if not self._recorder.close():
            _log.error("The recorder did not end in time")
        self._delivery.close(patience_s)
        self._player_lock.release()

    def note(self, circumstances: Circumstances) -> None:
        """Say how things stand around the film from now on (R12)."""
        self._recorder.note(circumstances)

    def change_viewer(self, viewer: Viewer) -> None:
        """Say who watches from now on (R11).

        A session of which nobody was known becomes theirs; otherwise another one begins.
        """
        self._viewer = viewer
        self._recorder.change_viewer(viewer)

    def track(self, is_on: bool) -> None:
        """Count what is played from now on, or count nothing of it."""
        self._recorder.track(is_on)

    def opening(self, generation: int, info: MediaInfo) -> None:
        """Begin a session for a medium that can be played."""
        media_type = media_type_of(has_video=info.has_video, has_audio=info.has_audio)
        try:
            asset = describe(info.location, media_type, registry=self._registry, page=self._page)
        except SettingsError as error:
            self._news.publish_noticed(f"{error} It is played, but not counted.")
            return
        self._recorder.begin(
            SessionOpening(
                session_id=new_session_id(),
                generation=generation,
                asset=asset,
                viewer=self._viewer,
                device=self._settings.device,
            )
        )
        self._news.publish_opened(generation, info)

    def sampled(self, sample: PlaybackSample) -> None:
        """Pass a sample on to the recorder."""
        self._recorder.take(sample)
        if sample.kind is SampleKind.ENDED:
            self._news.publish_finished(sample.generation)

    def failed(self, generation: int, error: PlaybackError) -> None:
        """Tell that a medium cannot be played."""
        self._news.publish_failed(generation, error)

    def noticed(self, message: str) -> None:
        """Tell what a person should know."""
        self._news.publish_noticed(message)

    def _witness(self, crossing: Crossing) -> None:
        """Wake the sender for what can be sent or looked up now; on the recorder's thread."""
        if isinstance(crossing, ViewerNamed) or (
            isinstance(crossing, RowQueued) and not crossing.held
        ):
            self._delivery.wake()
        if self._outer_witness is not None:
            self._outer_witness(crossing)

    def _journal_failed(self, error: StorageError) -> None:
        self._news.publish_noticed(f"{error} {error.hint}")
