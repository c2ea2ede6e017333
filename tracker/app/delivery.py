"""Delivery, wired: the queue, the destination and the token of one profile.

Knows: which settings the client needs, and on which thread the sender lives.
Must never know: what is sent, or when.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from tracker.app.settings import Settings
from tracker.engagement.rules import EngagementRules
from tracker.hubspot.api import ApiFamily
from tracker.hubspot.client import HubSpotDestination
from tracker.hubspot.settings import HubSpotSettings, PercentUnit
from tracker.library.assets import Page
from tracker.model.crossings import Witness
from tracker.model.delivery import OnAmbiguous, OutboxStats, SyncState, SyncStatus
from tracker.model.errors import StorageError
from tracker.storage.outbox import Outbox
from tracker.workers.pacing import Pacer
from tracker.workers.sync import Sender

_log = logging.getLogger(__name__)

TokenSource = Callable[[], str]


def hubspot_settings(settings: Settings) -> HubSpotSettings:
    """Return what the client needs. Raise SettingsError for an address that is not safe."""
    return HubSpotSettings(
        base_url=settings.hubspot_base_url,
        family=ApiFamily(settings.hubspot_api),
        percent_unit=PercentUnit(settings.hubspot_percent_unit),
    )


def page_of(settings: Settings) -> Page:
    """Return the page that films stand on where the registry names none."""
    if settings.page_id > 0:
        return Page(settings.page_id, None, None)
    return Page(None, settings.page_name, settings.page_url)


def rules_of(settings: Settings) -> EngagementRules:
    """Return the rules of the count, as far as they are settings."""
    return EngagementRules(complete_at_percent=settings.complete_at_percent)


def open_outbox(profile: Path, settings: Settings) -> Outbox:
    """Open the profile's queue for the calling thread. Raise StorageError."""
    return Outbox(profile, on_ambiguous=OnAmbiguous(settings.on_ambiguous))


def deliver(
    profile: Path,
    settings: Settings,
    token_source: TokenSource,
    *,
    patience_s: float,
    on_status: Callable[[SyncStatus], None],
    witness: Witness | None = None,
) -> tuple[OutboxStats, SyncStatus]:
    """Deliver what is due, and what falls due within ``patience_s`` seconds, on this thread.

    Return the counts at the end, and the last status, which says why something is left.
    """
    outbox = open_outbox(profile, settings)
    destination = HubSpotDestination(hubspot_settings(settings), token_source)
    try:
        sender = Sender(
            outbox,
            destination,
            pacer=Pacer(share=settings.hubspot_quota_share),
            on_status=on_status,
            witness=witness,
        )
        stats = sender.run_until_settled(patience_s)
        return stats, sender.status()
    finally:
        destination.close()
        outbox.close()


class DeliveryThread:
    """The sender on a thread of its own, for as long as a player runs.

    ``on_status`` is called on that thread. Raise SettingsError for an unsafe address.
    """

    def __init__(
        self,
        profile: Path,
        settings: Settings,
        token_source: TokenSource,
        *,
        on_status: Callable[[SyncStatus], None],
        witness: Witness | None = None,
    ) -> None:
        self._profile = profile
        self._settings = settings
        self._destination = HubSpotDestination(hubspot_settings(settings), token_source)
        self._on_status = on_status
        self._witness = witness
        self._sender: Sender | None = None
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._work, name="sync", daemon=True)

    def start(self) -> None:
        """Start the thread; returns once it takes wake-ups."""
        self._thread.start()
        self._started.wait()

    def wake(self) -> None:
        """Say that something was queued. Returns at once; callable from any thread."""
        if self._sender is not None:
            self._sender.wake()

    def close(self, patience_s: float) -> None:
        """Send on for at most ``patience_s`` seconds while that helps, then end the thread."""
        if self._sender is not None:
            self._sender.stop(patience_s)
        self._thread.join()
        self._destination.close()

    def _work(self) -> None:
        try:
            outbox = open_outbox(self._profile, self._settings)
        except StorageError as error:
            _log.warning("The queue cannot be opened: %s", error)
            self._started.set()
            self._on_status(SyncStatus(SyncState.NEEDS_YOU, OutboxStats(), f"{error} {error.hint}"))
            return
        self._sender = Sender(
            outbox,
            self._destination,
            pacer=Pacer(share=self._settings.hubspot_quota_share),
            on_status=self._on_status,
            witness=self._witness,
        )
        self._started.set()
        try:
            self._sender.run()
        finally:
            outbox.close()
