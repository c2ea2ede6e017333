"""One player's line, wired, without a player."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import Take, count
from tests.e2e.line import no_token
from tracker.app.settings import Settings
from tracker.app.station import Station
from tracker.model.delivery import SyncStatus
from tracker.model.errors import PlaybackError, StorageBusyError
from tracker.model.media import ANONYMOUS, Asset, SessionOpening
from tracker.model.progress import SessionProgress
from tracker.model.units import UnixMs
from tracker.playback.player import MediaInfo
from tracker.storage.browse import OutboxBrowser
from tracker.storage.journal import Journal


class Nobody:
    """Takes news and does nothing with them."""

    def publish_progress(self, progress: SessionProgress) -> None:
        """Leave it."""

    def publish_sync_status(self, status: SyncStatus) -> None:
        """Leave it."""

    def publish_opened(self, generation: int, info: MediaInfo) -> None:
        """Leave it."""

    def publish_failed(self, generation: int, error: PlaybackError) -> None:
        """Leave it."""

    def publish_noticed(self, message: str) -> None:
        """Leave it."""

    def publish_finished(self, generation: int) -> None:
        """Leave it."""


def station(profile: Path, **settings: int) -> Station:
    """Return a station of the profile."""
    return Station(
        profile,
        Settings(hubspot_base_url="http://127.0.0.1:9", **settings),  # type: ignore[arg-type]
        no_token,
        viewer=ANONYMOUS,
        news=Nobody(),
    )


@pytest.mark.parametrize(("days", "kept"), [(30, True), (0, False)])
def test_raw_samples_are_kept_for_as_many_days_as_the_settings_say(
    tmp_path: Path, days: int, kept: bool
) -> None:
    """R13: whoever sends for the profile lets go of what is older."""
    counted = count(Take(10_000).play(10_000).end().samples)
    checkpoint = counted.session.checkpoint()

    journal = Journal(tmp_path)
    journal.open_session(SessionOpening("session", 0, Asset("Film")), wall_ms=UnixMs(1))
    a_day_ago_ms = UnixMs(time.time_ns() // 1_000_000 - 86_400_000)
    journal.append(counted.events, replace(checkpoint, wall_ms=a_day_ago_ms), ["a row"])
    journal.close_session("session", wall_ms=a_day_ago_ms)
    journal.close()
    line = station(tmp_path, trace_days=days)
    line.start()
    line.close(0.0)
    browser = OutboxBrowser(tmp_path)
    assert bool(browser.trace_rows("session")) is kept
    browser.close()


def test_a_second_player_on_a_profile_is_refused(tmp_path: Path) -> None:
    """With a sentence that names the first one; afterwards the place is free."""
    first, second = station(tmp_path), station(tmp_path)
    first.start()
    with pytest.raises(StorageBusyError, match="already running"):
        second.start()
    second.close(0.0)
    first.close(0.0)
    second.start()
    second.close(0.0)


def test_a_station_may_be_started_and_closed_by_different_threads(tmp_path: Path) -> None:
    """A window starts it beside itself and closes it at the end; the profile is free then."""
    line = station(tmp_path)
    starting = threading.Thread(target=line.start)
    starting.start()
    starting.join()
    line.close(0.0)
    other = station(tmp_path)
    other.start()
    other.close(0.0)


def test_making_a_station_touches_no_disk(tmp_path: Path) -> None:
    """What makes it is the thread of a window."""
    station(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_what_was_never_told_to_send_sends_at_its_end(tmp_path: Path) -> None:
    """A start leaves sending for later; a window that closes first leaves nothing unsent."""
    told: list[SyncStatus] = []
    line = station(tmp_path)
    line._delivery._on_status = told.append
    line.start(sends=False)
    assert not line._delivery._thread.is_alive()
    line.close(0.0)
    assert told
