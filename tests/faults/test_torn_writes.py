"""Power cuts that tear pages and reorder writes: nothing is lost, each duplicate is explained.

Each seed is a run that can be had again. Seen to fail with ``synchronous=NORMAL`` (I1, or commits
that only a salvage would find), with doubts that a new leader forgets (I3) and with settlements
before the send (I2), which the tests of the test do in every run.
"""

import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.faults.history import History
from tests.faults.simulation import Fate, SalvagedError, World, simulated
from tests.faults.torn_disk import KEPT, TornDisk
from tracker.model.delivery import Delivered, OutboxRow
from tracker.model.errors import StorageError
from tracker.storage import schema
from tracker.storage.healing import quarantines
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox

CUTS_A_SEED = 3
CALLS_BEFORE_A_CUT = 800
SEEDS_A_BLOCK = 500
FIRST_SEED = int(os.environ.get("TORN_WRITES_FROM", "1000"))
SALVAGED = "salvaged"
FATES = (
    Fate(),
    Fate(500, is_taken=True),
    Fate(500),
    Fate(None, is_taken=True),
    Fate(None, left=False),
    Fate(400, b'{"message":"no"}'),
    Fate(429, b'{"policyName":"TEN_SECONDLY_ROLLING"}'),
    Fate(503),
)


def run(seed: int, folder: Path, fates: Counter[int] | None = None) -> tuple[World, History]:
    """Watch, send and lose the power, a few times; then send all that is left."""
    dice = random.Random(seed)
    with TornDisk(dice) as disk:
        torn_making(folder / "made", disk)
        profile = folder / "profile"
        with simulated(profile, disk) as world:
            for _ in range(CUTS_A_SEED):
                disk.dies_at = disk.calls + dice.randrange(1, CALLS_BEFORE_A_CUT)
                while not disk.is_dead:
                    use(world, dice)
                came = world.lose_power()
                if fates is not None:
                    fates.update(came)
            world.server.fates.clear()
            world.deliver_all()
            return world, world.history()


def torn_making(profile: Path, disk: TornDisk) -> None:
    """Lose the power while the queue is made, then make it."""
    disk.dies_at = disk.calls + disk.dice.randrange(1, 60)
    try:
        Journal(profile).close()
    except StorageError:
        assert disk.is_dead
    disk.is_dead = True
    disk.cut_power()
    Journal(profile).close()
    assert quarantines(profile) == []


def use(world: World, dice: random.Random) -> None:
    """Do something that a person or a program does."""
    match dice.randrange(4):
        case 0:
            world.enqueue(dice.randrange(1, 3))
        case 1:
            world.server.fates.extend(dice.choices(FATES, k=dice.randrange(4)))
            world.deliver(0.0)
        case 2:
            world.deliver(60.0)
        case _:
            world.clock.running_s += dice.uniform(0, 90)


@pytest.mark.parametrize("seed", range(8))
def test_a_torn_disk_loses_nothing_that_was_acknowledged(seed: int, tmp_path: Path) -> None:
    """I1 to I4, I6 and I7; and the queue needs no salvage: a commit is whole or not there."""
    fates: Counter[int] = Counter()
    world, history = run(seed, tmp_path, fates)
    assert world.breaks(history) == []
    assert history.acknowledged


def test_the_disk_tears(tmp_path: Path) -> None:
    """The test of the test: sectors are kept, lost and garbled, and there are enough of them."""
    fates: Counter[int] = Counter()
    for seed in range(3):
        run(seed, tmp_path / str(seed), fates)
    assert len(fates) == KEPT + 3
    assert min(fates.values()) > 10


@pytest.mark.long
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("block", range(20))
def test_ten_thousand_torn_disks_lose_nothing(block: int, tmp_path: Path) -> None:
    """Five hundred seeds a block; ``TORN_WRITES_FROM`` names the first of all."""
    first = FIRST_SEED + block * SEEDS_A_BLOCK
    told = 0
    for seed in range(first, first + SEEDS_A_BLOCK):
        folder = tmp_path / str(seed)
        world, history = run(seed, folder)
        shutil.rmtree(folder)
        assert world.breaks(history) == [], seed
        told += len(history.acknowledged)
    sys.stdout.write(
        f"seeds {first} to {first + SEEDS_A_BLOCK - 1}, {CUTS_A_SEED} cuts each: "
        f"{told} acknowledged, 0 lost\n"
    )


def doubts_forgotten(patch: pytest.MonkeyPatch) -> None:
    """Give back what was in flight as if it had never left."""
    rows = "UPDATE outbox SET state=0, epoch=NULL, not_before_ms=0 WHERE state=1"
    patch.setattr(Outbox, "_recover", lambda outbox: outbox._database.change(rows))


def settled_before_sent(patch: pytest.MonkeyPatch) -> None:
    """Write into the ledger what is about to be sent."""
    original = Outbox.claim_group

    def claim(outbox: Outbox, pairs: Sequence[tuple[OutboxRow, bytes]]) -> list[OutboxRow]:
        claimed = original(outbox, pairs)
        for row in claimed:
            now_ms = row.event.occurred_ms
            outbox.settle(row, Delivered(200), now_ms=now_ms, next_try_ms=now_ms)
        return claimed

    patch.setattr(Outbox, "claim_group", claim)


def not_flushed(patch: pytest.MonkeyPatch) -> None:
    """Leave out the flush at each commit."""
    pragmas = schema.CONNECTION_PRAGMAS.replace("synchronous=FULL", "synchronous=NORMAL")
    patch.setattr(schema, "CONNECTION_PRAGMAS", pragmas)


@pytest.mark.parametrize(
    ("breaks", "invariants"),
    [
        (not_flushed, {"I1", SALVAGED}),
        (doubts_forgotten, {"I3"}),
        (settled_before_sent, {"I2"}),
    ],
)
def test_a_broken_build_is_noticed(
    breaks: Callable[[pytest.MonkeyPatch], None],
    invariants: set[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The test of the test: one of twenty seeds finds it."""
    breaks(monkeypatch)
    for seed in range(20):
        try:
            world, history = run(seed, tmp_path / str(seed))
        except SalvagedError:
            found = {SALVAGED}
        else:
            found = {text.partition(":")[0] for text in world.breaks(history)}
        if found & invariants:
            return
    pytest.fail(f"twenty torn disks broke nothing of {invariants}")
