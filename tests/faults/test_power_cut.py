"""Power cuts: a file system on a loop device loses all that was not flushed, while rows come in.

FS_IOC_SHUTDOWN drops the file system without writing its log; it is then mounted anew, and what
had been acknowledged before the cut is looked for. What the dying kernel still acknowledges
during the ioctl does not count. Seen to fail with ``synchronous=NORMAL``, which the test of the
test runs: it loses what was acknowledged. As root only.
"""

import fcntl
import os
import random
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import children
from tests.faults.children import acknowledged
from tests.faults.history import broken, read_history, watch

FS_IOC_SHUTDOWN = 0x8004587D
WITHOUT_LOG_FLUSH = 2
IMAGE_MIB = {"ext4": 48, "xfs": 320}
CUTS = 500
CUTS_A_BLOCK = 50
CUT_WITHIN_S = 0.15


class Disk:
    """A file system in an image file, mounted at a folder; power can be cut."""

    def __init__(self, kind: str, folder: Path) -> None:
        self._kind = kind
        self._image = folder / "disk.img"
        self.folder = folder / "mounted"
        self.folder.mkdir()
        with self._image.open("wb") as image:
            image.truncate(IMAGE_MIB[kind] * 1024 * 1024)
        quiet = ["-q", "-F"] if kind == "ext4" else ["-q", "-f"]
        _run(f"mkfs.{kind}", *quiet, str(self._image))
        self.mount()

    def mount(self) -> None:
        """Mount it, as after the power came back."""
        _run("mount", "-o", "loop", str(self._image), str(self.folder))

    def unmount(self) -> None:
        """Unmount it, whether or not it has lost its power."""
        _run("umount", str(self.folder))

    def cut(self) -> None:
        """Lose all that has not been flushed."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, FS_IOC_SHUTDOWN, struct.pack("I", WITHOUT_LOG_FLUSH))
        finally:
            os.close(handle)


def _run(*command: str) -> None:
    finished = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if finished.returncode:
        raise OSError(f"{' '.join(command)}: {finished.stderr.strip()}")


@pytest.fixture
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """Return a disk of the wanted kind; skip, with the reason, where there can be none."""
    kind = request.param
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk and cut its power")
    if shutil.which(f"mkfs.{kind}") is None:
        pytest.skip(f"mkfs.{kind} is not installed")
    try:
        disk = Disk(kind, tmp_path)
    except OSError as error:
        pytest.skip(f"no loop device can be mounted here: {error}")
    try:
        yield disk
    finally:
        disk.unmount()


def cut_power(disk: Disk, folder: Path, number: int, dice: random.Random, how: str = "") -> int:
    """Enqueue until the power goes; return how many events were acknowledged, if none is lost.

    Raise AssertionError for a loss or damage.
    """
    profile, log = disk.folder / f"{number}", folder / f"{number}.log"
    watch(profile)
    writer = children.start(children.enqueue, profile, log, 0.0, how)
    deadline_s = time.monotonic() + 90
    while not acknowledged(log):
        assert time.monotonic() < deadline_s
        time.sleep(0.001)
    _let_pass(dice.uniform(0, CUT_WITHIN_S))
    told = acknowledged(log)
    disk.cut()
    children.kill(writer)
    disk.unmount()
    disk.mount()
    history = read_history(profile, acknowledged=told)
    shutil.rmtree(profile)
    assert broken(history) == []
    return len(told)


def _let_pass(seconds: float) -> None:
    deadline_s = time.monotonic() + seconds
    while time.monotonic() < deadline_s:
        time.sleep(0.001)


@pytest.mark.parametrize("disk", ["ext4", "xfs"], indirect=True)
def test_no_acknowledged_event_is_lost_by_a_power_cut(disk: Disk, tmp_path: Path) -> None:
    """Three cuts on each file system."""
    dice = random.Random(3)
    told = [cut_power(disk, tmp_path, number, dice) for number in range(3)]
    assert sum(told) > 3


@pytest.mark.parametrize("disk", ["ext4"], indirect=True)
def test_without_a_flush_a_commit_is_lost(disk: Disk, tmp_path: Path) -> None:
    """The test of the test: ``synchronous=NORMAL`` does not survive many cuts."""
    dice = random.Random(5)

    def cut_thirty_times() -> None:
        for number in range(30):
            cut_power(disk, tmp_path, number, dice, "no-flush")

    with pytest.raises(AssertionError, match="I1"):
        cut_thirty_times()


@pytest.mark.long
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("block", range(CUTS // CUTS_A_BLOCK))
@pytest.mark.parametrize("disk", ["ext4", "xfs"], indirect=True)
def test_five_hundred_power_cuts_lose_nothing(disk: Disk, block: int, tmp_path: Path) -> None:
    """Fifty a block, on each file system."""
    dice = random.Random(100 + block)
    told = [cut_power(disk, tmp_path, number, dice) for number in range(CUTS_A_BLOCK)]
    sys.stdout.write(f"{len(told)} power cuts, {sum(told)} acknowledged, 0 lost\n")
