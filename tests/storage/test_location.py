"""The profile directory and the disk that it lies on."""

from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from tracker.model.errors import StorageError
from tracker.storage import location
from tracker.storage.database import Database


def test_the_file_system_is_that_of_the_nearest_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The longest mount point wins, and of two on one point the later one."""
    deep = tmp_path / "mnt" / "deep"
    mounts = [("/", "ext4"), (deep, "xfs"), (tmp_path / "mnt", "NFS4"), (deep, "cifs")]
    parts = [SimpleNamespace(mountpoint=str(path), fstype=kind) for path, kind in mounts]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: parts)
    assert location.file_system_of(tmp_path) == "ext4"
    assert location.file_system_of(tmp_path / "mnt" / "other") == "nfs4"
    assert location.file_system_of(deep / "profile") == "cifs"
    assert location.file_system_of(tmp_path / "mnt-not") == "ext4"


@pytest.mark.parametrize("kind", ["nfs4", "CIFS", "fuse.sshfs", "9p", "vboxsf"])
def test_a_profile_on_a_network_drive_is_refused(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also on a folder that a virtual machine's host shares: the log would damage the queue."""
    parts = [SimpleNamespace(mountpoint=str(tmp_path), fstype=kind)]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: parts)
    with pytest.raises(StorageError, match=f"network file system \\({kind.lower()}\\)") as caught:
        Database(tmp_path / "profile")
    assert "disk of this machine" in caught.value.hint
    assert list((tmp_path / "profile").iterdir()) == []


def test_the_disk_under_the_tests_is_known(tmp_path: Path) -> None:
    """The real table of mounts can be read."""
    assert location.file_system_of(tmp_path)


def test_each_directory_with_a_new_entry_is_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Delivery 3.7: else a power cut takes the new directory with all that is in it."""
    flushed: list[Path] = []
    monkeypatch.setattr(location, "flush_directory", flushed.append)
    location.prepare_profile(tmp_path / "a" / "b")
    assert flushed == [tmp_path, tmp_path / "a"]
    location.prepare_profile(tmp_path / "a" / "b")
    assert len(flushed) == 2
