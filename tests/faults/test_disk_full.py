"""A full disk, for real: a small file system in memory, mounted by the test as root."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.storage.builders import ADA, WALL_MS, checkpoint, opening, whole_film
from tests.workers.test_sync import Desk, Script
from tracker.model.delivery import SyncState
from tracker.model.errors import StorageFullError
from tracker.storage.ballast import BALLAST_NAME
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox

MOUNT_BYTES = 8 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a directory on a disk of 8 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MOUNT_BYTES},mode=700", "tmpfs", str(disk)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a tmpfs cannot be mounted: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill_by_queuing(profile: Path) -> list[str]:
    """Queue whole films until the disk is full; return the sessions that were acknowledged."""
    journal = Journal(profile)
    acknowledged: list[str] = []
    try:
        while True:
            session_id = f"5e551044-0000-4000-8000-{len(acknowledged):012d}"
            journal.open_session(opening(session_id, ADA), wall_ms=WALL_MS)
            journal.append(whole_film(session_id), checkpoint(session_id))
            acknowledged.append(session_id)
    except StorageFullError:
        return acknowledged
    finally:
        journal.close()


def fill_up(disk: Path) -> Path:
    """Let another program take every byte that is left."""
    hog = disk / "hog"
    with hog.open("wb", buffering=0) as file:
        size = 1 << 16
        while size:
            try:
                file.write(bytes(size))
            except OSError:
                size >>= 1
    return hog


def free_bytes(disk: Path) -> int:
    """Return how much room is left."""
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize


def load_ballast(profile: Path) -> None:
    """Do what the sender does when it starts."""
    database = Database(profile)
    database.load_ballast()
    database.close()
    assert (profile / BALLAST_NAME).stat().st_size == MOUNT_BYTES // 4


def keep_up(profile: Path) -> None:
    """Do what the sender does now and then."""
    outbox = Outbox(profile)
    assert outbox.take_lead()
    outbox.upkeep(now_ms=WALL_MS)
    outbox.close()


def remove_ballast(profile: Path) -> None:
    """Leave the queue without its ballast from the start."""
    (profile / BALLAST_NAME).unlink(missing_ok=True)


@pytest.mark.parametrize("prepare", [load_ballast, remove_ballast])
def test_a_queue_that_filled_its_disk_drains_and_loses_nothing(
    small_disk: Path, prepare: Callable[[Path], None]
) -> None:
    """0 acknowledged events lost; sending resumes by itself; then there is room to queue again."""
    profile = small_disk / "profile"
    Database(profile).close()
    prepare(profile)
    acknowledged = fill_by_queuing(profile)
    assert len(acknowledged) > 500
    script = Script()
    desk = Desk(profile, script)
    stats = desk.settle(patience_s=60)
    assert (stats.unsettled, stats.dead) == (0, 0)
    assert stats.delivered == 7 * len(acknowledged)
    assert {row.event.session_id for row in script.sent} == set(acknowledged)
    assert len(script.sent) == stats.delivered
    keep_up(profile)
    journal = Journal(profile)
    journal.open_session(opening("afterwards", ADA), wall_ms=WALL_MS)
    assert len(journal.append(whole_film("afterwards"), checkpoint("afterwards"))) == 7
    journal.close()


def test_a_disk_that_others_filled_is_drained_from_the_ballast(small_disk: Path) -> None:
    """Not a byte is free: only the ballast lets the sender note what was delivered."""
    profile = small_disk / "profile"
    Database(profile).close()
    load_ballast(profile)
    sessions = [f"s{number}" for number in range(100)]
    journal = Journal(profile)
    for session_id in sessions:
        journal.open_session(opening(session_id, ADA), wall_ms=WALL_MS)
        journal.append(whole_film(session_id), checkpoint(session_id))
    hog = fill_up(small_disk)
    desk = Desk(profile, Script())
    stats = desk.settle(patience_s=60)
    assert (stats.unsettled, stats.delivered) == (0, 700)
    assert len(desk.script.sent) == 700
    assert not (profile / BALLAST_NAME).exists()
    assert any(status.state is SyncState.WAITING for status in desk.statuses)
    assert "full" in next(status.message for status in desk.statuses if status.message)
    fill_up(small_disk)
    with pytest.raises(StorageFullError):
        journal.open_session(opening("later", ADA), wall_ms=WALL_MS)
    hog.unlink()
    keep_up(profile)
    assert (profile / BALLAST_NAME).exists()
    journal.open_session(opening("later", ADA), wall_ms=WALL_MS)
    journal.close()


def test_without_ballast_nothing_can_be_noted(small_disk: Path) -> None:
    """What the ballast is for: without it the same disk stands still.

    One answer may still find room in pages that the log has already.
    """
    profile = small_disk / "profile"
    journal = Journal(profile)
    for session_id in ("s", "t", "u"):
        journal.open_session(opening(session_id, ADA), wall_ms=WALL_MS)
        journal.append(whole_film(session_id), checkpoint(session_id))
    fill_up(small_disk)
    desk = Desk(profile, Script())
    stats = desk.settle(patience_s=2)
    assert stats.delivered <= 1
    assert len(desk.script.sent) <= 1
    assert stats.unsettled == 21 - stats.delivered
    journal.close()
