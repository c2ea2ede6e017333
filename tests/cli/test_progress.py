"""The progress of a sync: its figures, and the line on a real terminal (a pty)."""

import os
import pty
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import Take
from tests.cli.command import credential, environment, tracker
from tracker.cli.progress import Progress, next_try_of, reason_of
from tracker.engagement.trace import trace_row
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.delivery import OutboxStats, SyncState, SyncStatus
from tracker.model.units import MonotonicNs, UnixMs

HERE = Path(__file__).parents[2]


def test_rate_and_time_to_go_are_those_of_the_last_seconds() -> None:
    """A hundred rows, five a second after a slow beginning."""
    progress = Progress()
    progress.note(OutboxStats(pending=100, delivered=40), 0.0)
    assert progress.text(0.0) == "[--------------------]  0 sent, 100 left"
    progress.note(OutboxStats(pending=99, delivered=41), 60.0)
    for second in range(61, 71):
        left = 99 - 5 * (second - 60)
        progress.note(OutboxStats(pending=left, delivered=140 - left), float(second))
    assert (progress.sent, progress.left) == (51, 49)
    assert progress.rate_per_s(70.0) == pytest.approx(5.0)
    assert progress.text(70.0).endswith("51 sent, 49 left  5.0 a second  0:00:10 to go")


def test_a_reason_to_wait_stands_instead_of_a_guess() -> None:
    """Nobody knows when the network comes back."""
    progress = Progress()
    progress.note(OutboxStats(pending=2, delivered=0, doubtful=1), 0.0)
    progress.note(OutboxStats(pending=1, delivered=1, doubtful=1), 1.0)
    assert progress.text(2.0, "waiting") == "[######--------------]  1 sent, 2 left  waiting"


def test_when_it_is_tried_again_is_told_by_whoever_stays() -> None:
    """Not where that is at once, and not by a command that ends."""
    now_ms = time.time() * 1000
    again_ms, since_ms = UnixMs(round(now_ms) + 900_000), UnixMs(round(now_ms))
    status = SyncStatus(SyncState.WAITING, OutboxStats(), "Away.", again_ms, since_ms)
    at = time.strftime("%H:%M", time.localtime(again_ms / 1000))
    assert reason_of(status, stays=True) == f"waiting: Away. (tried again at {at})"
    soon = replace(status, next_try_ms=since_ms)
    assert reason_of(status, stays=False) == reason_of(soon, stays=True) == "waiting: Away."


def test_a_command_that_ends_says_when_the_rest_is_tried_again() -> None:
    """Rows wait, each for itself, and nothing holds all of them."""
    again_ms = UnixMs(1_795_400_000_000)
    status = SyncStatus(SyncState.WAITING, OutboxStats(doubtful=2), "", again_ms)
    at = time.strftime("%H:%M:%S", time.localtime(again_ms / 1000))
    assert f"from {at} on" in next_try_of(status)
    assert next_try_of(SyncStatus(SyncState.IDLE, OutboxStats())) == ""


def test_nothing_to_send_is_a_full_bar() -> None:
    """And no division by nothing."""
    progress = Progress()
    assert progress.text(1.0) == "[####################]  0 sent, 0 left"


def on_a_terminal(profile: Path, *arguments: str, **environ: str) -> tuple[int, str]:
    """Run a command whose stderr is a terminal; return its exit status and what it drew."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", *arguments], cwd=HERE, stderr=theirs,
        stdout=subprocess.PIPE, env=environment(profile, COLUMNS="100", **environ),
    )  # fmt: skip
    os.close(theirs)
    drawn = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        drawn += piece
    os.close(ours)
    process.communicate(timeout=60)
    return process.returncode, drawn.decode()


@pytest.fixture
def queued(tmp_path: Path) -> Path:
    """Return a profile with three films in its queue."""
    profile, trace = tmp_path / "profile", tmp_path / "film.jsonl"
    rows = [trace_row(item, MonotonicNs(0)) for item in Take(9_000).play(9_000).end().samples]
    trace.write_text("\n".join(rows))
    assert tracker(profile, "replay", *[trace] * 3, "--store", "--contact-id", "5").status == 0
    return profile


def test_a_terminal_shows_sent_and_left(queued: Path, tmp_path: Path) -> None:
    """From nothing to all 21, on one line that is drawn over."""
    token = credential(tmp_path / "credentials")
    with Sandbox(any_token=True, latency_ms=100) as server:
        status, drawn = on_a_terminal(
            queued, "sync", TRACKER_HUBSPOT_BASE_URL=server.base_url, **token
        )
    assert status == 0
    counts = re.findall(r"\r\x1b\[K\[[#-]{20}\]  (\d+) sent, (\d+) left", drawn)
    assert {int(sent) + int(left) for sent, left in counts} == {21}
    assert counts[-1] == ("21", "0")
    assert len(counts) > 10
    assert re.search(r"\d\.\d a second  0:00:\d\d to go", drawn)
    assert drawn.count("\n") == 1


def test_why_it_waits_stays_above_the_line(queued: Path) -> None:
    """Nobody is logged in."""
    status, drawn = on_a_terminal(queued, "sync", TRACKER_HUBSPOT_BASE_URL="http://127.0.0.1:9")
    assert status == 1
    assert "needs-you: " in drawn
    assert "0 sent, 21 left  needs-you" in drawn


def test_json_and_pipes_get_no_bar(queued: Path) -> None:
    """Neither with --json on a terminal nor where nobody looks on."""
    environ = {"TRACKER_HUBSPOT_BASE_URL": "http://127.0.0.1:9"}
    _, drawn = on_a_terminal(queued, "sync", "--json", **environ)
    assert "sent" not in drawn
    assert "sent," not in tracker(queued, "sync", **environ).err
