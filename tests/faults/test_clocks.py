"""Clocks that are wrong, leap, and stand still: nothing is lost, and nothing waits for ever.

Once in a world of virtual time, and once with libfaketime under the program itself, where that is
installed. Seen to fail, in every run, with a queue that takes a next try for a promise.
"""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import credential, environment
from tests.faults import children
from tests.faults.history import broken, read_history
from tests.faults.simulation import Fate, World, simulated
from tests.faults.torn_disk import TornDisk
from tests.storage.builders import WALL_MS, queue_events
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.delivery import RowState
from tracker.storage.outbox import Outbox

HERE = Path(__file__).parents[2]
HOUR_MS = 3_600_000
# libfaketime 0.9.10 adds its offset to a monotonic deadline too: Python's own sleep refuses to
# begin (a later year), or lasts for decades (an earlier one). Only sleeping is put right here.
SLEEPS_TRULY = """
import runpy, sys, threading, time
time.sleep = lambda seconds: threading.Event().wait(seconds)
runpy.run_module("tracker", run_name="__main__", alter_sys=True)
"""
TIMES = {
    "1970": "1970-01-01 00:00:40",
    "2038": "2038-01-19 03:14:08",
    "2100": "2100-03-01 00:00:00",
}
STEPS_MS = {
    "a second back": -1_000,
    "a second on": 1_000,
    "an hour back": -HOUR_MS,
    "an hour on": HOUR_MS,
    "to 1970": 40_000 - WALL_MS,
    "to 2038": 2_147_483_648_000 - WALL_MS,
    "to 2100": 4_107_542_400_000 - WALL_MS,
}
TROUBLE = (
    Fate(503),
    Fate(None, is_taken=True),
    Fate(500),
    Fate(None, left=False),
    Fate(429, b'{"policyName":"TEN_SECONDLY_ROLLING"}'),
)


def told_wrong(world: World) -> list[str]:
    """Return which events were told with another time than that at which they happened."""
    return [
        f"{key} was told as {sorted(told)}, and happened at {world.happened_ms[key]}"
        for key, told in world.server.told_ms.items()
        if any(abs(one - world.happened_ms[key]) > 4_000 for one in told)
    ]


@pytest.mark.parametrize("step_ms", STEPS_MS.values(), ids=STEPS_MS)
def test_a_clock_that_is_stepped_while_rows_wait_and_then_put_right(
    step_ms: int, tmp_path: Path
) -> None:
    """The rows that were stamped meanwhile are told as they happened; all arrive, and soon."""
    with TornDisk(random.Random(1)) as disk, simulated(tmp_path / "p", disk) as world:
        world.enqueue(2)
        world.clock.stepped_ms = step_ms
        world.enqueue(2)
        world.clock.running_s += 60.0
        world.clock.stepped_ms = 0
        world.server.fates.extend(TROUBLE)
        assert world.deliver_all(hours=2).delivered == 28
        assert world.breaks(world.history()) == []
        assert told_wrong(world) == []


@pytest.mark.parametrize("step_ms", STEPS_MS.values(), ids=STEPS_MS)
def test_a_clock_that_is_stepped_between_a_failure_and_its_next_try(
    step_ms: int, tmp_path: Path
) -> None:
    """A next try is a hint: no leap makes it later than a quarter of an hour (delivery, 3.6)."""
    with TornDisk(random.Random(1)) as disk, simulated(tmp_path / "p", disk) as world:
        world.enqueue(3)
        world.server.fates.extend([Fate(None, is_taken=True)] * 9)
        world.deliver(0.0)
        world.clock.stepped_ms = step_ms
        world.server.fates.clear()
        began_s = world.clock.monotonic()
        assert world.deliver_all(hours=2).delivered == 21
        assert world.clock.monotonic() - began_s <= 2 * 900 + 120
        assert world.breaks(world.history()) == []


def test_a_laptop_that_sleeps_for_a_day_goes_on_where_it_was(tmp_path: Path) -> None:
    """The monotonic clock stood, the wall clock did not."""
    with TornDisk(random.Random(1)) as disk, simulated(tmp_path / "p", disk) as world:
        world.enqueue(3)
        world.server.fates.extend(TROUBLE * 2)
        world.deliver(30.0)
        world.suspend(86_400.0)
        assert world.deliver_all(hours=2).delivered == 21
        assert world.breaks(world.history()) == []
        assert told_wrong(world) == []


def test_a_hint_that_is_taken_for_a_promise_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test of the test: without the clamp a clock put back by fifty years stops the queue."""
    monkeypatch.setattr(Outbox, "_pull_in_hints", lambda *_: None)
    with TornDisk(random.Random(1)) as disk, simulated(tmp_path / "p", disk) as world:
        world.enqueue()
        world.server.fates.extend([Fate(None), Fate(None)])
        world.deliver(0.0)
        world.clock.stepped_ms = STEPS_MS["to 1970"]
        with pytest.raises(AssertionError):
            world.deliver_all(hours=2)


def faked(profile: Path, server: Sandbox, now: Path, *command: str) -> subprocess.Popen[str]:
    """Start the program under libfaketime: its wall clock is what a file says."""
    found = shutil.which("faketime")
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if found is None or library is None:
        pytest.skip("libfaketime is not installed: apt-get install faketime")
    environ = environment(profile, TRACKER_HUBSPOT_BASE_URL=server.base_url)
    environ |= credential(profile.parent / "credentials", children.TOKEN)
    environ |= {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(now),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-c", SLEEPS_TRULY, *command], env=environ, cwd=HERE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def set_to(now: Path, text: str) -> None:
    """Set the clock; half a file would be no time."""
    fresh = now.with_suffix(".new")
    fresh.write_text(text)
    fresh.rename(now)


@pytest.mark.parametrize("wrong", TIMES)
def test_the_program_itself_delivers_whatever_the_year(wrong: str, tmp_path: Path) -> None:
    """Started in a wrong year, put right while it runs, and again wrong: all arrives, unhurried."""
    profile, now = tmp_path / "profile", tmp_path / "now"
    queue_events(profile, "s")
    set_to(now, f"@{TIMES[wrong]}")
    with Sandbox(token=children.TOKEN, limit=(1_000_000, 10)) as server:
        process = faked(profile, server, now, "sync", "--watch")
        try:
            assert server.log.wait_for(7, 30)
            set_to(now, "+0")
            queue_events(profile, "t")
            assert server.log.wait_for(14, 30)
            set_to(now, f"@{TIMES[wrong]}")
            queue_events(profile, "u")
            assert server.log.wait_for(21, 90)
            before_s = cpu_seconds(process.pid)
            assert not server.log.wait_for(22, 2.0)
            assert cpu_seconds(process.pid) - before_s < 0.5
        finally:
            process.terminate()
            process.communicate(timeout=30)
        received = server.received
    history = read_history(profile, received=received)
    assert [text for text in broken(history) if not text.startswith("I3")] == []
    assert [row.state for row in history.rows] == [RowState.DELIVERED] * 21
    assert history.duplicates == 0


def cpu_seconds(pid: int) -> float:
    """Return how much of the processor a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
