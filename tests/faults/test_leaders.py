"""Would-be leaders that are stopped, killed and deposed: epochs never interleave (I6).

Seen to fail without the epoch check, which the last test leaves out in every run: a leader that
was stopped, and wakes when another leads, goes on under its old epoch.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from tests.faults import children
from tests.faults.history import broken, read_history, watch
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.errors import StorageBusyError
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database

WOULD_BE_LEADERS = 3
WRITERS = 2
WRITER_PAUSE_S = 0.2


@pytest.fixture
def server() -> Iterator[Sandbox]:
    """Return a stand-in that takes its time, so that rows are in flight at any moment."""
    with Sandbox(token=children.TOKEN, limit=(1_000_000, 10), latency_ms=30) as sandbox:
        yield sandbox


class Crowd:
    """Some would-be leaders and some who enqueue, on one profile."""

    def __init__(self, profile: Path, server: Sandbox, broken_how: str = "") -> None:
        watch(profile)
        self.profile = profile
        self.log = profile.with_suffix(".log")
        self.server = server
        self.broken_how = broken_how
        self.browser = OutboxBrowser(profile)
        self.database = Database(profile)
        self.writers = [
            children.start(children.enqueue, profile, self.log, WRITER_PAUSE_S)
            for _ in range(WRITERS)
        ]
        self.senders: dict[int, ForkServerProcess] = {}
        for _ in range(WOULD_BE_LEADERS):
            self.add_sender()
        self.leader(after_epoch=0)

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, *_: object) -> None:
        for process in [*self.writers, *self.senders.values()]:
            children.kill(process)
        self.browser.close()
        self.database.close()

    def add_sender(self) -> None:
        """Start another would-be leader."""
        arguments = (self.profile, self.server.base_url, "", self.broken_how)
        process = children.start(children.send, *arguments)
        assert process.pid is not None
        self.senders[process.pid] = process

    def epoch(self) -> int:
        """Return the epoch that leads."""
        found = self.database.row("SELECT v FROM meta WHERE k='epoch'")
        return int(found[0]) if found else 0

    def leader(self, after_epoch: int) -> int:
        """Wait for a leader of a later epoch than the given one, and return its pid."""
        wait_until(lambda: self.epoch() > after_epoch and self._named_leader() is not None)
        named = self._named_leader()
        assert named is not None
        return named

    def _named_leader(self) -> int | None:
        holder = self.browser.leader_info()
        return holder.pid if holder is not None and holder.pid in self.senders else None

    def wait_for_a_claim(self, epoch: int) -> None:
        """Wait until a row is in flight under an epoch."""
        wait_until(
            lambda: bool(self.database.row("SELECT 1 FROM watched WHERE epoch=? LIMIT 1", (epoch,)))
        )

    def kill(self, pid: int) -> None:
        """End a would-be leader."""
        children.kill(self.senders.pop(pid))

    def take_over(self, dice: random.Random) -> None:
        """Stop the leader for a while; then kill it, and see another one follow."""
        epoch = self.epoch()
        pid = self.leader(epoch - 1)
        self.wait_for_a_claim(epoch)
        if dice.random() < 0.5:
            os.kill(pid, signal.SIGSTOP)
            time.sleep(dice.uniform(0, 0.1))
            # The kernel keeps its lock: nobody else may send meanwhile.
            assert self.epoch() == epoch
        self.kill(pid)
        self.leader(epoch)
        self.add_sender()

    def _stopped_between_writes(self, pid: int) -> bool:
        """Stop a process where it keeps nobody else from writing; else let it run on."""
        os.kill(pid, signal.SIGSTOP)
        database = Database(self.profile, busy_timeout_ms=50)
        try:
            with database.transaction():
                return True
        except StorageBusyError:
            os.kill(pid, signal.SIGCONT)
            return False
        finally:
            database.close()

    def depose(self) -> None:
        """Take the lock file from under a stopped leader, and wake it when another one leads."""
        epoch = self.epoch()
        pid = self.leader(epoch - 1)
        self.wait_for_a_claim(epoch)
        wait_until(lambda: self._stopped_between_writes(pid))
        (self.profile / "leader.lock").unlink()
        self.leader(epoch)
        self.wait_for_a_claim(epoch + 1)
        answered = self.server.log.total
        os.kill(pid, signal.SIGCONT)
        assert self.server.log.wait_for(answered + 20, 20)


def wait_until(reached: Callable[[], bool]) -> None:
    """Wait, with a bound, until something is so."""
    deadline_s = time.monotonic() + 90
    while not reached():
        assert time.monotonic() < deadline_s
        time.sleep(0.01)


def ended(crowd: Crowd) -> tuple[list[str], int]:
    """Let a sound sender finish what the crowd has left; return breaks and the last epoch."""
    assert children.drain(crowd.profile, crowd.server.base_url) == 0
    crowd.server.stop()
    told = children.acknowledged(crowd.log)
    history = read_history(crowd.profile, acknowledged=told, received=crowd.server.received)
    assert {act.lead for act in history.acts}
    return broken(history), max(act.lead for act in history.acts)


def take_overs(count: int, profile: Path, server: Sandbox, seed: int) -> tuple[list[str], int]:
    """Have the lead pass on so often, at random moments."""
    dice = random.Random(seed)
    with Crowd(profile, server) as crowd:
        for _ in range(count):
            crowd.take_over(dice)
    return ended(crowd)


@pytest.mark.parametrize("seed", range(2))
def test_the_lead_passes_on_and_epochs_never_interleave(
    seed: int, tmp_path: Path, server: Sandbox
) -> None:
    """Twenty take-overs in all, among three would-be leaders and two who enqueue."""
    breaks, last_epoch = take_overs(10, tmp_path / "profile", server, seed)
    assert breaks == []
    assert last_epoch >= 11


@pytest.mark.long
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("block", range(10))
def test_a_thousand_take_overs_never_interleave(
    block: int, tmp_path: Path, server: Sandbox
) -> None:
    """A hundred a block."""
    breaks, last_epoch = take_overs(100, tmp_path / "profile", server, 100 + block)
    sys.stdout.write(f"100 take-overs, last epoch {last_epoch}, {len(breaks)} breaks\n")
    assert breaks == []


def test_a_deposed_leader_stops_when_it_wakes(tmp_path: Path, server: Sandbox) -> None:
    """Its lock file was taken away while it stood still; each of its writes is fenced off."""
    with Crowd(tmp_path / "profile", server) as crowd:
        crowd.depose()
    breaks, _ = ended(crowd)
    assert breaks == []


def test_a_leader_without_the_epoch_check_is_noticed(tmp_path: Path, server: Sandbox) -> None:
    """The test of the test: it writes under an epoch that is over."""
    with Crowd(tmp_path / "profile", server, "no-epoch-check") as crowd:
        crowd.depose()
    breaks, _ = ended(crowd)
    assert any(text.startswith("I6") for text in breaks)
