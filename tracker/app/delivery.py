"""Delivery, wired: the queue, the destination and the token of one profile.

Knows: which settings the client needs, and on which thread the sender lives.
Must never know: what is sent, or when.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app.late import LateContacts, LateDestination
from tracker.app.settings import Settings
from tracker.engagement.rules import EngagementRules, OnLoop
from tracker.hubspot.api import ApiFamily
from tracker.hubspot.settings import HubSpotSettings, PercentUnit
from tracker.hubspot.tokens import TokenSource, tokens_of
from tracker.library.assets import Page
from tracker.model.crossings import Witness
from tracker.model.delivery import OnAmbiguous, OutboxStats, SyncState, SyncStatus
from tracker.model.errors import SettingsError, TrackerError, as_error
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

# A film begins without the sender: what it stands on is loaded by the thread that sends.
if TYPE_CHECKING:
    from tracker.storage.outbox import Outbox
    from tracker.workers.resolve import Resolver
    from tracker.workers.sync import Sender

__all__ = [
    "DeliveryThread",
    "TokenSource",
    "deliver",
    "hubspot_settings",
    "open_outbox",
    "page_of",
    "rules_of",
]

_log = logging.getLogger(__name__)

OPEN_AGAIN_S = 15.0
"""How often a delivery that cannot begin, or that stumbled, is tried again at least, in seconds."""


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
    return EngagementRules(
        complete_at_percent=settings.complete_at_percent,
        on_loop=OnLoop(settings.loop),
        viewed_after_wall_ms=round(settings.viewed_after_s * 1000),
        max_spans=settings.attention_spans_most,
    )


def open_outbox(profile: Path, settings: Settings) -> "Outbox":
    """Open the profile's queue for the calling thread. Raise StorageError."""
    from tracker.storage.outbox import Outbox
    from tracker.storage.upkeep import Retention

    retention = Retention(
        queue_bytes=settings.queue_megabytes * 1_000_000,
        dead_days=settings.dead_days,
        delivered_days=settings.delivered_days,
        sample_days=settings.trace_days,
        history_days=settings.history_days,
        sample_bytes=settings.trace_megabytes * 1_000_000,
        person_days=settings.person_days,
    )
    return Outbox(profile, on_ambiguous=OnAmbiguous(settings.on_ambiguous), retention=retention)


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
    with _open_line(profile, settings, token_source) as line:
        sender = line.sender(settings, on_status, witness)
        stats = sender.run_until_settled(patience_s)
        return stats, sender.status()


@dataclass(frozen=True, slots=True)
class _Line:
    """What one sender works with; it belongs to the thread that opened it."""

    outbox: "Outbox"
    destination: LateDestination
    resolver: "Resolver"

    def sender(
        self,
        settings: Settings,
        on_status: Callable[[SyncStatus], None],
        witness: Witness | None,
    ) -> "Sender":
        from tracker.workers.pacing import Pacer
        from tracker.workers.sync import Sender

        return Sender(
            self.outbox,
            self.destination,
            pacer=Pacer(share=settings.hubspot_quota_share),
            on_status=on_status,
            witness=witness,
            resolver=self.resolver,
        )


@contextmanager
def _open_line(profile: Path, settings: Settings, token_source: TokenSource) -> Iterator[_Line]:
    """Open queue, destination and contacts for as long as the context lasts."""
    from tracker.storage.people import People
    from tracker.workers.resolve import Resolver

    reached, tokens = hubspot_settings(settings), tokens_of(token_source)
    with ExitStack() as stack:
        outbox = open_outbox(profile, settings)
        stack.callback(outbox.close)
        destination = LateDestination(reached, tokens)
        stack.callback(destination.close)
        if any(name.lower().endswith("_proxy") for name in os.environ):
            # One that cannot be used has to be told of before anything is due.
            destination.open()
        book = LateContacts(reached, tokens, settings)
        resolver = Resolver(People(profile), book)
        stack.callback(resolver.close)
        yield _Line(outbox, destination, resolver)


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
        self._token_source = tokens_of(token_source)
        # A thread that cannot begin would be too late to say so.
        hubspot_settings(settings)
        self._on_status = on_status
        self._witness = witness
        self._sender: Sender | None = None
        self._ended, self._woken = threading.Event(), threading.Event()
        self._patience_s = 0.0
        self._started = threading.Event()
        self._is_begun = False
        self._thread = threading.Thread(target=self._work, name="sync", daemon=True)

    def start(self) -> None:
        """Start the thread, once; it looks at the queue by itself as soon as it can."""
        if not self._is_begun:
            self._is_begun = True
            self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether it has begun and sends no more: a setting cannot be used, say."""
        return self._is_begun and not self._thread.is_alive()

    def wake(self) -> None:
        """Say that something was queued. Returns at once; callable from any thread."""
        self._woken.set()
        if self._sender is not None:
            self._sender.wake()

    def close(self, patience_s: float) -> None:
        """Send on for at most ``patience_s`` seconds while that helps, then end the thread."""
        self._started.wait()
        self._patience_s = patience_s
        self._ended.set()
        self._woken.set()
        if self._sender is not None:
            self._sender.stop(patience_s)
        self._thread.join()

    def _work(self) -> None:
        try:
            while not self._ended.is_set():
                try:
                    self._send()
                    return
                except SettingsError as error:
                    self._tell(error)
                    return
                except TrackerError as error:
                    # A disk gets room again, a lock is let go: not for ever nothing is sent.
                    self._tell(error)
                except Exception as mistake:
                    # Nor for a mistake of ours: what was in flight is recovered on the next try.
                    _log.exception("Sending failed by a mistake of the program's own")
                    said = phrase("Errors", "Sending failed by a mistake of this program ({kind}).")
                    hint = phrase(
                        "Errors", "Nothing is lost, and it begins anew; the log says more."
                    )
                    self._tell(as_error(mistake, said, hint=hint))
                self._started.set()
                self._woken.wait(OPEN_AGAIN_S)
                self._woken.clear()
        finally:
            self._started.set()

    def _send(self) -> None:
        with _open_line(self._profile, self._settings, self._token_source) as line:
            self._sender = line.sender(self._settings, self._on_status, self._witness)
            self._started.set()
            if self._ended.is_set():
                self._sender.stop(self._patience_s)
            self._sender.run()

    def _tell(self, error: TrackerError) -> None:
        _log.warning("Nothing is sent: %s", error)
        self._on_status(SyncStatus(SyncState.NEEDS_YOU, OutboxStats(), error.whole))
