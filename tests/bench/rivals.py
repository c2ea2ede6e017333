"""Other queues on SQLite, each in a process of an interpreter of its own: ``TRACKER_RIVALS``.

This file is also that process's program; it imports nothing of ours.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

NAMES = ("persist-queue", "huey", "litequeue")
PAYLOAD = "x" * 450


class Rival:
    """A queue in another process; ``put`` returns nanoseconds as measured there."""

    def __init__(self, python: str, name: str, folder: Path) -> None:
        self._process = subprocess.Popen(
            [python, __file__, name, str(folder / name)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.problem = self._read()

    def put(self) -> int:
        """Queue one event."""
        if self._process.stdin is None:
            raise RuntimeError("the rival has no input")
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return int(self._read())

    def close(self) -> None:
        """End it."""
        self._process.communicate(timeout=30)

    def _read(self) -> str:
        if self._process.stdout is None:
            raise RuntimeError("the rival has no output")
        return self._process.stdout.readline().strip()


def in_place(folder: Path) -> tuple[dict[str, Rival], dict[str, str]]:
    """Start those that are installed; return them, and why the others are missing."""
    python = os.environ.get("TRACKER_RIVALS")
    if not python:
        return {}, dict.fromkeys(NAMES, "TRACKER_RIVALS names no Python that has it")
    rivals, missing = {}, {}
    for name in NAMES:
        rival = Rival(python, name, folder)
        if rival.problem == "ready":
            rivals[name] = rival
        else:
            missing[name] = rival.problem
            rival.close()
    return rivals, missing


def _open(name: str, path: str) -> Any:
    """Return what puts an event into a queue of that name."""
    if name == "persist-queue":
        from persistqueue import SQLiteAckQueue  # type: ignore[import-not-found]

        return SQLiteAckQueue(path, auto_commit=True).put
    if name == "huey":
        from huey import SqliteHuey  # type: ignore[import-not-found]

        return SqliteHuey(filename=path, fsync=True).storage.enqueue
    from litequeue import LiteQueue  # type: ignore[import-not-found]

    return LiteQueue(path).put


def _serve(name: str, path: str) -> None:
    try:
        put = _open(name, path)
    except ImportError as error:
        sys.stdout.write(f"{error}\n")
        return
    payload: Any = PAYLOAD.encode() if name == "huey" else PAYLOAD
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for _ in sys.stdin:
        began = time.perf_counter_ns()
        put(payload)
        sys.stdout.write(f"{time.perf_counter_ns() - began}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2])
