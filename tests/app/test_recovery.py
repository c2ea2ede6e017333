"""What a crash cut off is closed before a sync, once nobody can go on with it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tracker.app.recovery import close_old_sessions
from tracker.engagement.rules import EngagementRules
from tracker.storage.browse import OutboxBrowser

HERE = Path(__file__).parents[2]

_CRASH = """
import os, signal, sys, time
from pathlib import Path
from tests.builders import Take
from tracker.engagement.session import EngagementSession
from tracker.model.media import Asset, SessionOpening, Viewer
from tracker.storage.journal import Journal
began_ms = time.time_ns() // 1_000_000 - 6_000
session = EngagementSession("s", anchor_wall_ms=began_ms)
events = [e for item in Take(10_000).play(6_000).samples for e in session.observe(item)]
journal = Journal(Path(sys.argv[1]))
journal.open_session(SessionOpening("s", 0, Asset("Film"), Viewer(contact_id=5)), wall_ms=began_ms)
journal.append(events, session.checkpoint())
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """Return a profile whose recorder was killed at 60 percent of a film."""
    subprocess.run([sys.executable, "-c", _CRASH, str(tmp_path)], cwd=HERE, check=False, timeout=60)
    return tmp_path


def rows(profile: Path) -> list[tuple[str, int | None]]:
    """Return kind and percent of each row."""
    browser = OutboxBrowser(profile)
    try:
        return [(row.kind, row.percent) for row in browser.list_rows()]
    finally:
        browser.close()


def test_a_session_that_somebody_may_go_on_with_is_left_alone(crashed: Path) -> None:
    """Ten minutes."""
    before = rows(crashed)
    assert close_old_sessions(crashed, EngagementRules()) == 0
    assert rows(crashed) == before
    assert before[-1] == ("quartile", 50)


def test_an_old_one_is_closed_with_what_was_watched(crashed: Path) -> None:
    """Attention span included; a second time there is nothing to do."""
    at_once = EngagementRules(resume_within_wall_ms=-1)
    assert close_old_sessions(crashed, at_once) == 1
    assert rows(crashed)[-1] == ("attention-span", None)
    assert close_old_sessions(crashed, at_once) == 0
