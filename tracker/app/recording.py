"""One player's recording: what it reports becomes durable rows of one profile.

Knows: who hears what, and how a medium becomes an asset.
Must never know: widgets, sending, or any rule of the stations.
"""

import logging
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tracker.app.delivery import page_of, rules_of
from tracker.app.news import News
from tracker.app.settings import Settings
from tracker.library.assets import describe, media_type_of
from tracker.library.registry import Registry
from tracker.model.crossings import Witness
from tracker.model.errors import PlaybackError, SettingsError, TrackerError
from tracker.model.events import Circumstances
from tracker.model.media import Asset, SessionOpening, Viewer
from tracker.model.phrases import phrase
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.playback.player import MediaInfo
from tracker.storage.spilling import SpillingJournal
from tracker.workers.recorder import Recorder

_log = logging.getLogger(__name__)


def new_session_id() -> str:
    """Return the id of a new session: random, never made from asset or time (R11)."""
    return str(uuid.uuid4())


class Recording:
    """The listener of one player, and the recorder behind it.

    ``viewer`` is attached to every session. ``trace_to`` gets each sample with its opening.
    ``goes_on`` says that a session that a crash cut off may go on (R11); where the next person
    is somebody else, it must not.
    Raise SettingsError for settings that cannot be used.
    """

    def __init__(
        self,
        profile: Path,
        settings: Settings,
        *,
        viewer: Viewer,
        news: News,
        witness: Witness | None = None,
        trace_to: Callable[[SessionOpening, PlaybackSample], None] | None = None,
        goes_on: bool = True,
    ) -> None:
        self._news = news
        self._viewer = viewer
        self._settings = settings
        self._page = page_of(settings)
        self._profile = profile
        self._registry = Registry({})
        rules = rules_of(settings)
        self._recorder = Recorder(
            lambda: SpillingJournal(profile, may_wait=True),
            rules=rules if goes_on else replace(rules, resume_within_wall_ms=-1),
            new_session_id=new_session_id,
            on_progress=news.publish_progress,
            on_problem=self._journal_failed,
            on_sample=trace_to,
            witness=witness,
        )

    @property
    def viewer(self) -> Viewer:
        """Who watches now."""
        return self._viewer

    @property
    def is_on_own_thread(self) -> bool:
        """Whether the caller runs on the thread that records: it was called back by it."""
        return self._recorder.is_on_own_thread

    def read_registry(self) -> None:
        """Read which films have names of their own. Raise SettingsError where that cannot be."""
        self._registry = Registry.read(self._profile)

    def start(self) -> None:
        """Read the registry and start the thread that records.

        Raise SettingsError where the registry cannot be used.
        """
        self.read_registry()
        self._recorder.start()

    def stop(self) -> None:
        """End the running session and write it. Close the player first."""
        if not self._recorder.close():
            _log.error("The recorder did not end in time")

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

    def asset_of(self, info: MediaInfo) -> Asset:
        """Return the asset of a medium. Raise SettingsError where its file cannot be read."""
        media_type = media_type_of(has_video=info.has_video, has_audio=info.has_audio)
        return describe(info.location, media_type, registry=self._registry, page=self._page)

    def begin(self, generation: int, asset: Asset, *, visit_id: str | None = None) -> None:
        """Begin a session, maybe within a visit; before the first sample of its generation."""
        self._recorder.begin(
            SessionOpening(
                session_id=new_session_id(),
                generation=generation,
                asset=asset,
                viewer=self._viewer,
                device=self._settings.device,
                visit_id=visit_id,
            )
        )

    def opening(self, generation: int, info: MediaInfo) -> None:
        """Begin a session for a medium that can be played."""
        try:
            asset = self.asset_of(info)
        except SettingsError as error:
            self._news.publish_noticed(
                phrase("Errors", "{sentence} It is played, but not counted.").format(
                    sentence=error.sentence
                )
            )
            return
        self.begin(generation, asset)
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

    def _journal_failed(self, error: TrackerError) -> None:
        self._news.publish_noticed(error.whole)
