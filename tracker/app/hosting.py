"""What stands behind a player that is not ours: profile, recording, sender, and the host's ears.

Knows: how a host names profile, viewer and medium, and in which order things begin and end.
Must never know: which player it is.
"""

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tracker.app.arguments import (
    Media,
    ProfilePath,
    check_address,
    checked_listener,
    checked_media,
    checked_media_type,
    checked_profile,
    checked_viewer,
)
from tracker.app.background import SharedSender, background, is_here
from tracker.app.mixing import refuse_mixing
from tracker.app.news import News
from tracker.app.profile import locate_profile, make_profile
from tracker.app.recording import Recording
from tracker.app.settings import read_settings
from tracker.model.crossings import Crossing, EventEarned, RowQueued, ViewerNamed
from tracker.model.delivery import SyncStatus
from tracker.model.errors import PlaybackError
from tracker.model.events import Circumstances, Quartile, QuartileReached
from tracker.model.media import Asset, MediaType, Viewer
from tracker.model.progress import SessionProgress
from tracker.playback.player import MediaInfo
from tracker.storage.spilling import SpillingJournal
from tracker.workers.unfailing import unfailing


class HostNews:
    """Tells a host's callbacks, which may raise, and keeps the latest word on the session."""

    def __init__(
        self,
        on_progress: Callable[[SessionProgress], object] | None = None,
        on_sync: Callable[[SyncStatus], object] | None = None,
        on_problem: Callable[[str], object] | None = None,
    ) -> None:
        self._on_progress = unfailing(checked_listener("on_progress", on_progress))
        self._on_sync = unfailing(checked_listener("on_sync", on_sync))
        self._on_problem = unfailing(checked_listener("on_problem", on_problem))
        self.progress: SessionProgress | None = None

    def publish_progress(self, progress: SessionProgress) -> None:
        """Tell where the session stands."""
        self.progress = progress
        self._on_progress(progress)

    def publish_sync_status(self, status: SyncStatus) -> None:
        """Tell what the sender is doing."""
        self._on_sync(status)

    def publish_opened(self, generation: int, info: MediaInfo) -> None:
        """Leave it: the host has opened it."""

    def publish_failed(self, generation: int, error: PlaybackError) -> None:
        """Tell that it cannot be followed."""
        self._on_problem(error.whole)

    def publish_noticed(self, message: str) -> None:
        """Tell what a person should know."""
        self._on_problem(message)

    def publish_finished(self, generation: int) -> None:
        """Leave it: the host sees it."""


class HostLine(Recording):
    """The recording of a host's player, with the profile's sender of this process behind it.

    The profile's queue is opened once, so that one that cannot be used is refused here. Raise
    SettingsError or StorageError, each with its cure.
    """

    def __init__(
        self,
        news: News,
        *,
        viewer: Viewer,
        profile: ProfilePath,
        sync: bool,
        on_quartile: Callable[[Quartile], object] | None = None,
    ) -> None:
        self._background = background()
        viewer, chosen = checked_viewer(viewer), checked_profile(profile)
        self._on_quartile = unfailing(checked_listener("on_quartile", on_quartile))
        self.profile: Path = make_profile(locate_profile(chosen, os.environ))
        settings = read_settings(self.profile, os.environ)
        if sync:
            refuse_mixing(self.profile, settings)
        super().__init__(self.profile, settings, viewer=viewer, news=news, witness=self._witness)
        SpillingJournal(self.profile).close()
        # A film is named before the recording starts.
        self.read_registry()
        self._circumstances = Circumstances()
        self._noting = threading.Lock()
        self._sender: SharedSender | None = None
        self._wants_sender = sync
        self._ending = threading.Lock()
        self._is_ending = False

    def start(self, close: Callable[[], None] | None = None) -> None:
        """Start to record, and to send where that is wanted.

        Raise SettingsError where the registry of media or the sender's settings cannot be used.
        ``close`` is called at the end of a process that has not come to it.
        """
        if self._wants_sender:
            self._sender = self._background.sender(self.profile, self._settings)
        super().start()
        if self._sender is not None:
            self._sender.join(self._news.publish_sync_status)
        self._background.enter(self, close or self.end)

    def end(self) -> None:
        """End the session and wait until it is written; in a fork of the process do nothing.

        Whoever comes second waits as well. A callback that is on the recorder's own thread does
        not: the end then follows at once, and the process waits for it.
        """
        if not self.is_here:
            return
        if self.is_on_own_thread:
            if not self._is_ending:
                threading.Thread(target=self.end, name="line-end").start()
            return
        with self._ending:
            if self._is_ending:
                return
            self._is_ending = True
            self.stop()
            self._background.leave(self)
            if self._sender is not None:
                self._sender.wake()
                self._sender.leave(self._news.publish_sync_status)

    def change_viewer(self, viewer: Viewer) -> None:
        """Say who watches from now on. Raise SettingsError for one that cannot be."""
        super().change_viewer(checked_viewer(viewer))

    @property
    def is_here(self) -> bool:
        """Whether this is the process that began, and not a fork of it."""
        return is_here(self._background.pid)

    def change(self, **flags: bool) -> None:
        """Say what has changed about how things stand around the film (R12)."""
        with self._noting:
            changed = replace(self._circumstances, **flags)
            if changed != self._circumstances:
                self._circumstances = changed
                self.note(changed)

    def asset_for(self, media: Media, media_type: MediaType) -> Asset:
        """Return the asset that a host means. Raise SettingsError for what cannot be one."""
        named, holds = checked_media(media), checked_media_type(media_type)
        if isinstance(named, Asset):
            return self._on_page(named)
        return self.asset_of(
            MediaInfo(
                location=named,
                has_video=holds is not MediaType.AUDIO,
                has_audio=True,
                duration_ms=None,
            )
        )

    def asset_of(self, info: MediaInfo) -> Asset:
        """Return the asset of a medium. Raise SettingsError for one that cannot be known."""
        check_address(info.location)
        return super().asset_of(info)

    def begin_named(self, generation: int, asset: Asset) -> None:
        """Begin a session of an asset of the host's own making."""
        self.begin(generation, self._on_page(asset))

    def _on_page(self, asset: Asset) -> Asset:
        """Return the asset on a page: HubSpot wants one for every event."""
        page = self._page
        if asset.page_id is not None:
            return asset
        if asset.page_url is not None:
            return replace(asset, page_name=asset.page_name or self._settings.page_name)
        return replace(
            asset,
            page_id=page.page_id,
            page_name=asset.page_name or page.page_name,
            page_url=page.page_url,
        )

    def _witness(self, crossing: Crossing) -> None:
        """Tell of quartiles, and wake the sender for each new row; on the recorder's thread."""
        match crossing:
            case EventEarned(event=QuartileReached(quartile=quartile)):
                self._on_quartile(quartile)
            case RowQueued(held=False) | ViewerNamed() if self._sender is not None:
                self._sender.wake()
