"""The sign of life of whoever records."""

import stat
from pathlib import Path

import pytest

from tracker.model.errors import StorageError
from tracker.storage.recorder_lock import FOLDER_NAME, RecorderLock


def test_the_living_know_each_other(tmp_path: Path) -> None:
    """In one process as in several; whoever lets go is gone, with its file."""
    one, other = RecorderLock(tmp_path), RecorderLock(tmp_path)
    assert one.living() == set()
    names = {one.name(), other.name()}
    assert len(names) == 2
    assert one.name() in names
    assert one.living() == other.living() == names
    one.release()
    assert other.living() == {other.name()}
    other.release()
    assert list((tmp_path / FOLDER_NAME).iterdir()) == []


def test_what_the_dead_left_is_tidied_away(tmp_path: Path) -> None:
    """A file that nobody locks is nobody; what is not ours is left alone."""
    lock = RecorderLock(tmp_path)
    name = lock.name()
    folder = tmp_path / FOLDER_NAME
    (folder / f"{'0' * 32}.lock").write_text("")
    (folder / "else.lock").write_text("")
    assert lock.living() == {name}
    assert {path.name for path in folder.iterdir()} == {f"{name}.lock", "else.lock"}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    lock.release()


def test_a_folder_that_cannot_be_made_is_told_as_such(tmp_path: Path) -> None:
    """For instance a file in its place."""
    (tmp_path / FOLDER_NAME).write_text("")
    with pytest.raises(StorageError) as caught:
        RecorderLock(tmp_path).name()
    assert caught.value.hint
