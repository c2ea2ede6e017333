"""A full disk, for real: a small file system in memory, mounted by the test as root."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from tests.cli.command import TOKEN, credential, tracker
from tests.storage.builders import (
    ADA,
    WALL_MS,
    checkpoint,
    opening,
    queue_events,
    whole_film,
)
from tests.workers.test_sync import Desk, Script
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.delivery import SyncState
from tracker.model.errors import StorageFullError
from tracker.storage import schema
from tracker.storage.ballast import BALLAST_NAME, Ballast
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


def queue_films(profile: Path, count: int) -> None:
    """Queue films, and leave: the log's shared memory goes with the last one who used it."""
    for number in range(count):
        queue_events(profile, f"5e551044-0000-4000-8000-{number:012d}")


def test_the_command_itself_drains_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    """After a restart not even the queue can be opened without the ballast's room."""
    profile = small_disk / "profile"
    queue_films(profile, 20)
    load_ballast(profile)
    fill_up(small_disk)
    looked = tracker(profile, "outbox", "stats")
    assert (looked.status, "is full" in looked.err) == (1, True)
    with Sandbox(token=TOKEN, limit=(1_000_000, 10)) as server:
        environ = {"TRACKER_HUBSPOT_BASE_URL": server.base_url, **credential(tmp_path / "c")}
        done = tracker(profile, "sync", "--once", **environ)
    assert (done.status, len(server.accepted)) == (0, 140), done.err
    assert "nothing is left" in done.out


def test_a_full_disk_without_ballast_is_told_as_such(small_disk: Path, tmp_path: Path) -> None:
    """Also by the command: it is full, and does not fail; nothing is sent, and nothing is lost."""
    profile = small_disk / "profile"
    queue_films(profile, 3)
    remove_ballast(profile)
    hog = fill_up(small_disk)
    with Sandbox(token=TOKEN, limit=(1_000_000, 10)) as server:
        environ = {"TRACKER_HUBSPOT_BASE_URL": server.base_url, **credential(tmp_path / "c")}
        done = tracker(profile, "sync", "--once", **environ)
        assert (done.status, server.received) == (1, [])
        assert "is full" in done.err
        assert "Free some space" in done.err
        hog.unlink()
        assert tracker(profile, "sync", "--once", **environ).status == 0


@pytest.mark.parametrize("has_ballast", [True, False])
def test_a_disk_that_is_full_in_the_middle_of_an_upgrade(
    small_disk: Path, has_ballast: bool
) -> None:
    """The sender takes the ballast's room for it; without one all stays as it was."""
    profile = small_disk / "profile"
    version = len(schema.STEPS) - 1
    profile.mkdir()
    older = apsw.Connection(str(profile / "queue.db"))
    older.execute(schema.FIRST_PRAGMAS).fetchall()
    schema.migrate(older, 0, schema.STEPS[:version])
    older.close()
    if has_ballast:
        Ballast(profile).load()
    hog = fill_up(small_disk)
    if has_ballast:
        Outbox(profile).close()
        assert (profile / f"queue-version-{version}.db").exists()
        assert not (profile / BALLAST_NAME).exists()
        return
    for _ in range(2):
        with pytest.raises(StorageFullError):
            Outbox(profile)
    assert not (profile / f"queue-version-{version}.db").exists()
    hog.unlink()
    outbox = Outbox(profile)
    assert outbox.take_lead()
    outbox.close()


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
