"""The profile directory: made privately, durably, and on a disk of this machine.

Knows: directories, their permissions, and which file systems can hold a write-ahead log.
Must never know: what lies in the database.
"""

import errno
import os
import time
from pathlib import Path

import psutil

from tracker.model.errors import StorageError, StorageFullError
from tracker.model.phrases import phrase

_NETWORK_FILE_SYSTEMS = frozenset(
    {"afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs", "gfs2", "glusterfs", "gpfs"}
    | {"lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "pvfs2", "smb", "smb2", "smb3", "smbfs", "webdav"}
    | {"fuse.ceph", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"}
    | {"9p", "fuse.vmhgfs-fuse", "prl_fs", "vboxsf", "vmhgfs"}
)
"""Also the folders that a virtual machine's host shares: the log's memory is not theirs."""
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})

_FLUSHES = 3


def prepare_profile(profile: Path) -> None:
    """Make the directory (0700) with its parents, and flush each directory that got a new entry.

    Raise StorageError if it cannot be made, is no directory, or lies on a network file system:
    the log's shared memory works on one host only (delivery, 1.3).
    """
    try:
        missing = [path for path in (profile, *profile.parents) if not path.exists()]
        for path in reversed(missing):
            path.mkdir(mode=0o700, exist_ok=True)
            flush_directory(path.parent)
    except OSError as error:
        kind = StorageFullError if error.errno in NO_SPACE else StorageError
        raise kind(
            phrase("Errors", "The profile directory {profile} cannot be made: {why}.").format(
                profile=profile, why=error.strerror
            ),
            hint=phrase("Errors", "Choose a directory that you may write to with --profile DIR."),
        ) from error
    if not profile.is_dir():
        raise StorageError(
            phrase("Errors", "The profile {profile} is not a directory.").format(profile=profile),
            hint=phrase("Errors", "Choose another with --profile DIR."),
        )
    kind_of_disk = file_system_of(profile)
    if kind_of_disk in _NETWORK_FILE_SYSTEMS:
        raise StorageError(
            phrase(
                "Errors",
                "The profile directory {profile} lies on a network file system "
                "({kind_of_disk}), which would damage the queue.",
            ).format(profile=profile, kind_of_disk=kind_of_disk),
            hint=phrase(
                "Errors", "Choose a directory on a disk of this machine with --profile DIR."
            ),
        )


def flush_directory(path: Path) -> None:
    """Make a directory's new entries survive a power cut (delivery, 3.7)."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_s(directory: Path) -> float:
    """Return how many seconds the disk takes to make a small write durable; 0 if it cannot."""
    probe = directory / "flush.probe"
    try:
        descriptor = os.open(probe, os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError:
        return 0.0
    took_s = []
    try:
        for turn in range(_FLUSHES):
            began_s = time.perf_counter()
            os.pwrite(descriptor, bytes([turn]) * 4096, 4096 * turn)
            os.fsync(descriptor)
            took_s.append(time.perf_counter() - began_s)
    except OSError:
        return 0.0
    finally:
        os.close(descriptor)
        probe.unlink(missing_ok=True)
    return sorted(took_s)[_FLUSHES // 2]


def file_system_of(path: Path) -> str:
    """Return the type of the file system that ``path`` lies on, in lower case; "" if unknown."""
    resolved = path.resolve()
    best, kind = -1, ""
    for part in psutil.disk_partitions(all=True):
        mount = Path(part.mountpoint)
        # Of several mounts on one point the last one listed is on top.
        if resolved.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), part.fstype.lower()
    return kind
