"""The hook that fails the suite where a window's thread waits, seen to fail."""

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from tests.waiting import watch
from tracker.credentials.systemd_store import SystemdTokenStore
from tracker.playback import libvlc, medium

CALLS: dict[str, Callable[[], object]] = {
    "libVLC, instance()": lambda: libvlc.instance(),
    "libVLC, libvlc_clock()": lambda: libvlc.load().libvlc_clock(),
    "libVLC, libvlc_media_player_new()": lambda: libvlc.instance().media_player_new().release(),
    "libVLC, __init__()": lambda: medium.Medium("file:///nowhere.mp4"),
    "SQLite, opening": lambda: apsw.Connection(":memory:").close(),
    "keyring, is_readable()": lambda: SystemdTokenStore(Path("/nowhere")).is_readable(),
    "socket.getaddrinfo": lambda: socket.getaddrinfo("127.0.0.1", 80),
}


def by_a_door(call: Callable[[], object], place: str = "tracker/desktop/planted.py") -> None:
    """Make a call from a line of a window's code."""
    exec(compile("call()", f"/house/{place}", "exec"), {"call": call})  # noqa: S102


@pytest.mark.parametrize("what", CALLS)
@pytest.mark.parametrize("door", ["desktop", "kiosk", "qt"])
def test_a_planted_call_is_found(what: str, door: str) -> None:
    """Whichever it is, and whichever door makes it."""
    by_a_door(CALLS[what], f"tracker/{door}/planted.py")
    found, watch.faults[:] = watch.faults[:], []
    assert any(
        fault.startswith(what) and fault.endswith(f"{door}/planted.py:1") for fault in found
    ), found


def test_a_statement_is_found_even_where_the_connection_was_made_elsewhere() -> None:
    """A test may open a database; a door may not ask it."""
    connection = apsw.Connection(":memory:")
    assert watch.faults == []
    by_a_door(lambda: connection.execute("SELECT 1").fetchall())
    found, watch.faults[:] = watch.faults[:], []
    connection.close()
    assert "SELECT 1" in found[0]


@pytest.mark.parametrize("what", CALLS)
def test_other_threads_and_other_floors_may_wait(what: str) -> None:
    """That is what they are there for."""
    thread = threading.Thread(target=by_a_door, args=(CALLS[what],))
    thread.start()
    thread.join()
    by_a_door(CALLS[what], "tracker/app/planted.py")
    assert watch.faults == []
