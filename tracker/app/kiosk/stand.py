"""A stand, wired: its line, its desk, its health and its words to the service manager.

Knows: in which order they begin and end, and what a lead is made of.
Must never know: widgets, or the states of the stand.
"""

import logging
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import __version__
from tracker.app.kiosk.config import KioskConfig, text_in
from tracker.app.kiosk.desk import Desk
from tracker.app.kiosk.faults import faults_of_day, note_fault
from tracker.app.kiosk.health import Health, health_path, is_open, make_health, write_health
from tracker.app.kiosk.line import StandLine
from tracker.app.kiosk.notify import ServiceManager
from tracker.app.kiosk.pulse import Pulse
from tracker.app.news import News
from tracker.app.player import open_player
from tracker.app.settings import Settings
from tracker.model.delivery import OutboxStats
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.people import Consent
from tracker.model.units import UnixMs
from tracker.model.visits import Visit, VisitOutcome

if TYPE_CHECKING:
    from tracker.app.kiosk.updates import ContentUpdater
    from tracker.app.station import Station

LEFT_NAME = "kiosk-left"

_log = logging.getLogger(__name__)


class Stand:
    """What a kiosk's door stands on.

    ``on_health`` hears, on the desk's thread, how the stand is, every few seconds.
    """

    def __init__(
        self,
        profile: Path,
        config: KioskConfig,
        *,
        on_health: Callable[[Health], None] = lambda _: None,
    ) -> None:
        self.config = config
        self.pulse = Pulse()
        self.service = ServiceManager(os.environ)
        self.line: StandLine | None = None
        self.content = _updater_of(config)
        self._profile = profile
        self._on_health = on_health
        self.desk = Desk(
            profile, config.device, self._take_care, history_days=config.retention.history_days
        )

    def make_line(self, settings: Settings, news: News) -> StandLine:
        """Make what plays and records; ``start`` of it belongs on another thread."""
        self.line = StandLine(
            self.config,
            self.desk,
            news,
            lambda: _make_station(self._profile, settings, self.config, news),
            lambda ear, frames: open_player(ear, frames, page_seconds=settings.page_seconds),
        )
        return self.line

    def is_open(self) -> bool:
        """Whether these are opening hours."""
        return is_open(self.config, time.time())

    def has_failed_often(self) -> bool:
        """Whether the picture stood still so often today that another try is no use."""
        return faults_of_day(self._profile, time.time()) > self.config.guard.restarts

    def note_fault(self) -> None:
        """Note, durably, that the picture stands still for good."""
        note_fault(self._profile, time.time())

    def note_left(self) -> None:
        """Note that the staff left: the service is then, once, not started again."""
        with suppress(OSError):
            (self._profile / LEFT_NAME).touch(mode=0o600)

    def open_visit(self, visit_id: str, language: str) -> None:
        """Note that a visit begins now."""
        now_ms = UnixMs(time.time_ns() // 1_000_000)
        self.desk.open_visit(Visit(visit_id, self.config.device, language, now_ms))

    def close_visit(self, visit_id: str, outcome: VisitOutcome, language: str) -> None:
        """Note that a visit is over."""
        self.desk.close_visit(visit_id, outcome, language)

    def keep_lead(
        self,
        visit_id: str,
        viewer: Viewer,
        purposes: tuple[str, ...],
        language: str,
        tell: Callable[[bool], None],
    ) -> None:
        """Keep who a visitor is, with the words that they agreed to and the versions of them.

        ``tell`` hears on the desk's thread whether it was written.
        """
        self.desk.keep_lead(visit_id, viewer, consent_to(self.config, purposes, language), tell)

    def close(self, patience_s: float) -> None:
        """End everything; send on for at most ``patience_s`` seconds."""
        self.service.stopping()
        if self.content is not None:
            self.content.stop()
        if self.line is not None:
            self.line.close(patience_s)
        if not self.desk.close():
            _log.error("The desk did not end in time")
        with suppress(OSError):
            health_path(self.config, self._profile).unlink(missing_ok=True)
        self.service.close()

    def _take_care(self, stats: OutboxStats, oldest_s: float) -> None:
        now_s = time.time()
        health = make_health(
            self.config,
            self._profile,
            self.pulse.signs(),
            stats,
            version=__version__,
            faults_today=faults_of_day(self._profile, now_s),
            oldest_s=oldest_s,
            now_s=now_s,
        )
        self._on_health(health)
        # The heartbeat: outside the opening hours nobody need be woken by its absence.
        if health.is_open:
            for_all = self.config.health_file is not None
            write_health(health_path(self.config, self._profile), health, for_all=for_all)


def _make_station(profile: Path, settings: Settings, config: KioskConfig, news: News) -> "Station":
    """Make what counts and sends. Raise SettingsError for settings that cannot be used."""
    # Only here: half of the start would go into loading it, and the loop needs none of it.
    from tracker.app.account import token_source
    from tracker.app.mixing import refuse_mixing
    from tracker.app.station import Station

    refuse_mixing(profile, settings)
    settings = replace(settings, device=config.device, person_days=config.retention.person_days)
    tokens = token_source(profile, settings, os.environ)
    return Station(profile, settings, tokens, viewer=ANONYMOUS, news=news, goes_on=False)


def _updater_of(config: KioskConfig) -> "ContentUpdater | None":
    if config.content is None:
        return None
    # Only here: it stands on libraries that take a while to load.
    from tracker.app.kiosk.updates import ContentUpdater

    return ContentUpdater(config.content, config.files_of_content())


def consent_to(config: KioskConfig, purposes: tuple[str, ...], language: str) -> Consent | None:
    """Return what was agreed to, word for word, with all versions; None for nothing."""
    agreed = [one for one in config.identification.consents if one.purpose in purposes]
    if not agreed:
        return None
    return Consent(
        version=", ".join(f"{one.purpose} {one.version} {language}" for one in agreed),
        text="\n".join(text_in(one.text, language) for one in agreed),
        at_ms=UnixMs(time.time_ns() // 1_000_000),
    )
