"""What hosts share in the tests: a profile without a network, rows, python-vlc, children."""

import functools
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracker.app.viewing import Viewing
from tracker.model.events import QuartileReached
from tracker.storage.takeout import TakenRow, Takeout

NOWHERE = "http://127.0.0.1:9"
OPTIONS = ("--quiet", "--vout=dummy", "--aout=adummy", "--no-xlib", "--avcodec-hw=none")
SILENT = ":no-audio"


def wait_until(reached: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until something is so."""
    deadline_s = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline_s, "it did not come to be"
        time.sleep(0.02)


def taken(profile: Path) -> list[TakenRow]:
    """Return all that is stored, with its evidence and flags."""
    takeout = Takeout(profile)
    try:
        return list(takeout.rows())
    finally:
        takeout.close()


def sessions(profile: Path) -> dict[str, list[int]]:
    """Return the quartiles of each session, in the order in which they were queued."""
    found: dict[str, list[int]] = {}
    for row in taken(profile):
        reached = found.setdefault(row.holding.session_id, [])
        if isinstance(row.event, QuartileReached):
            reached.append(int(row.event.quartile))
    return found


def error_bounds(profile: Path) -> list[int]:
    """Return the error bound of each quartile, in milliseconds."""
    return [row.quartile.evidence.error_bound_ms for row in taken(profile) if row.quartile]


def watch(viewing: Viewing, from_ms: int, to_ms: int) -> None:
    """Play a stretch in real time, with a tick every 100 ms."""
    began_s = time.monotonic()
    viewing.playing()
    position_ms = from_ms
    while position_ms < to_ms:
        time.sleep(0.1)
        position_ms = from_ms + round((time.monotonic() - began_s) * 1000)
        viewing.tick(min(position_ms, to_ms))


@functools.cache
def instance() -> Any:
    """Return the one libVLC of this process's hosts."""
    import vlc  # type: ignore[import-untyped]

    return vlc.Instance(*OPTIONS)


def host_player(film: Path | None = None) -> Any:
    """Return a player as a host makes one, that shows and sounds nowhere."""
    player = instance().media_player_new()
    if film is not None:
        player.set_media(instance().media_new(str(film), SILENT))
    return player


def child(
    code: str, profile: Path, *, check: bool = True, **environ: str
) -> "subprocess.CompletedProcess[str]":
    """Run a program of a host to its end."""
    finished = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code],
        env={
            **os.environ,
            "TRACKER_PROFILE": str(profile),
            "TRACKER_HUBSPOT_BASE_URL": NOWHERE,
            "QT_QPA_PLATFORM": "offscreen",
            **environ,
        },
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    if check:
        assert finished.returncode == 0, finished.stderr
    return finished
