"""What stands behind a player that is not ours: profile, recording, sender, and the host's ears.

Knows: how a host names profile, viewer and medium, and in which order things begin and end.
Must never know: which player it is.
"""

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from tracker.app.background import SharedSender, background, is_here
from tracker.app.mixing import refuse_mixing
from tracker.app.news import News
from tracker.app.profile import locate_profile, make_profile
from tracker.app.recording import Recording
from tracker.app.settings import read_settings
from tracker.model.crossings import Crossing, EventEarned, RowQueued, ViewerNamed
from tracker.model.delivery import SyncStatus
from tracker.model.errors import PlaybackError, SettingsError
from tracker.model.events import Circumstances, Quartile, QuartileReached
from tracker.model.media import Asset, MediaType, Viewer
from tracker.model.people import check_badge, check_email
from tracker.model.phrases import phrase
from tracker.model.progress import SessionProgress
from tracker.playback.player import MediaInfo
from tracker.storage.spilling import SpillingJournal
from tracker.workers.unfailing import unfailing

Media: TypeAlias = str | os.PathLike[str] | Asset
"""A film as a host names it: a path, an http(s) address, or an asset of its own making."""

ProfilePath: TypeAlias = str | os.PathLike[str] | None


class HostNews:
    """Tells a host's callbacks, which may raise, and keeps the latest word on the session."""

    def __init__(
        self,
        on_progress: Callable[[SessionProgress], object] | None = None,
        on_sync: Callable[[SyncStatus], object] | None = None,
        on_problem: Callable[[str], object] | None = None,
    ) -> None:
        self._on_progress = unfailing(on_progress)
        self._on_sync = unfailing(on_sync)
        self._on_problem = unfailing(on_problem)
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
        place = locate_profile(None if profile is None else os.fspath(profile), os.environ)
        self.profile = make_profile(place)
        settings = read_settings(self.profile, os.environ)
        if sync:
            refuse_mixing(self.profile, settings)
        super().__init__(
            self.profile, settings, viewer=checked(viewer), news=news, witness=self._witness
        )
        SpillingJournal(self.profile).close()
        self._on_quartile = unfailing(on_quartile)
        self._circumstances = Circumstances()
        self._noting = threading.Lock()
        self._sender: SharedSender | None = None
        self._wants_sender = sync
        self._has_ended = False

    def start(self, close: Callable[[], None] | None = None) -> None:
        """Start to record, and to send where that is wanted.

        Raise SettingsError where the registry of media cannot be used. ``close`` is called at
        the end of a process that has not come to it.
        """
        super().start()
        if self._wants_sender:
            self._sender = self._background.sender(self.profile, self._settings)
            self._sender.join(self._news.publish_sync_status)
        self._background.enter(self, close or self.end)

    def end(self) -> None:
        """End the session and write it, once; in a fork of the host's process do nothing."""
        if not self.is_here or self._has_ended:
            return
        self._has_ended = True
        self._background.leave(self)
        self.stop()
        if self._sender is not None:
            self._sender.wake()
            self._sender.leave(self._news.publish_sync_status)

    def change_viewer(self, viewer: Viewer) -> None:
        """Say who watches from now on. Raise SettingsError for one that cannot be."""
        super().change_viewer(checked(viewer))

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
        if isinstance(media, Asset):
            return self._on_page(media)
        return self.asset_of(
            MediaInfo(
                location=os.fspath(media),
                has_video=media_type is not MediaType.AUDIO,
                has_audio=True,
                duration_ms=None,
            )
        )

    def begin_named(self, generation: int, asset: Asset) -> None:
        """Begin a session of an asset of the host's own making."""
        self.begin(generation, self._on_page(asset))

    def _on_page(self, asset: Asset) -> Asset:
        """Return the asset on a page: HubSpot wants one for every event."""
        if asset.page_id is not None or asset.page_url is not None:
            return asset
        page = self._page
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


def checked(viewer: object) -> Viewer:
    """Return a viewer that may be kept. Raise SettingsError, without repeating what was said.

    A host's own program may never have been checked for types.
    """
    if not isinstance(viewer, Viewer):
        raise SettingsError(
            phrase("Errors", "Who watches is not told by a Viewer."),
            hint=phrase("Errors", "Write tracker.Viewer(contact_id=101), for instance."),
        )
    contact_id: object = viewer.contact_id
    if contact_id is not None and not (isinstance(contact_id, int) and contact_id >= 1):
        raise SettingsError(
            phrase("Errors", "A contact id is a whole number above 0."),
            hint=phrase("Errors", "HubSpot shows it in the record."),
        )
    if viewer.email is not None:
        check_email(viewer.email)
    if viewer.badge is not None:
        check_badge(viewer.badge)
    return viewer
