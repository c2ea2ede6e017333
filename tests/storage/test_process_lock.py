"""Locks that only the kernel gives back."""

import os
from pathlib import Path

import pytest

from tracker.model.errors import StorageBusyError, StorageError
from tracker.storage.player_lock import PlayerLock
from tracker.storage.process_lock import ProcessLock


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    """A second lock on the same file waits for nothing and gets nothing."""
    first, second = ProcessLock(tmp_path / "a.lock"), ProcessLock(tmp_path / "a.lock")
    assert first.acquire()
    assert first.acquire()
    assert not second.acquire()
    assert second.holder() == first.holder()
    first.release()
    assert first.holder() is None
    assert second.acquire()
    second.release()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "7",
        '{"pid": 1}',
        '{"pid": "x"}',
        '{"pid": 999999999, "started_s": 1}',
        f'{{"pid": {os.getpid()}, "started_s": 1}}',
    ],
    ids=range(8),
)
def test_a_name_that_is_no_name_is_nobody(tmp_path: Path, content: str) -> None:
    """What stands in the file is never trusted; a reused pid is told by its start time."""
    (tmp_path / "a.lock").write_text(content)
    assert ProcessLock(tmp_path / "a.lock").holder() is None


def test_a_file_that_cannot_be_locked_is_told_as_such(tmp_path: Path) -> None:
    """For instance a directory in its place."""
    (tmp_path / "a.lock").mkdir()
    with pytest.raises(StorageError) as caught:
        ProcessLock(tmp_path / "a.lock").acquire()
    assert caught.value.hint


def test_a_second_player_is_refused_by_name(tmp_path: Path) -> None:
    """It says which process plays, and how to go on."""
    first = PlayerLock(tmp_path / "profile")
    with pytest.raises(StorageBusyError, match=r"process \d+") as caught:
        PlayerLock(tmp_path / "profile")
    assert "--profile" in caught.value.hint
    first.release()
    PlayerLock(tmp_path / "profile").release()
