"""Words to the service manager, over the socket that it names."""

import socket
import uuid
from pathlib import Path

import pytest

from tracker.app.kiosk.notify import ServiceManager


@pytest.mark.parametrize("is_abstract", [False, True])
def test_each_word_arrives_as_systemd_expects_it(tmp_path: Path, is_abstract: bool) -> None:
    """By a path, and by a name without one."""
    name = f"@tracker-{uuid.uuid4()}" if is_abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(name.replace("@", "\0", 1))
        heard.settimeout(10)
        service = ServiceManager({"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "45000000"})
        assert service.watchdog_s == 45.0
        service.ready()
        service.alive()
        service.status("two\nlines")
        service.stopping()
        words = [heard.recv(100).decode() for _ in range(4)]
        service.close()
    assert words == ["READY=1", "WATCHDOG=1", "STATUS=two lines", "STOPPING=1"]


@pytest.mark.parametrize("environ", [{}, {"NOTIFY_SOCKET": "/no/such/socket"}])
def test_where_nobody_listens_nothing_happens(environ: dict[str, str]) -> None:
    """A stand that is started by hand has no service manager."""
    service = ServiceManager({**environ, "WATCHDOG_USEC": "soon"})
    service.alive()
    assert service.watchdog_s is None
    service.close()
