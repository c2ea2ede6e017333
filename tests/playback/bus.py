"""A session bus of a test's own, and a player on it that says what it is told to say."""

import asyncio
import contextlib
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from dbus_fast import NameFlag, PropertyAccess, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_property


@contextlib.contextmanager
def session_bus(as_user: Callable[..., list[str]] = lambda *words: [*words]) -> Iterator[str]:
    """Run a bus for the length of a block and give its address; only its user may speak on it."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is not installed")
    daemon = subprocess.Popen(
        as_user("dbus-daemon", "--session", "--nofork", "--print-address"),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait(10)
        assert daemon.stdout is not None
        daemon.stdout.close()


@contextlib.contextmanager
def speaking_player(address: str, *names: str) -> Iterator[Any]:
    """Run a player of one or more names; give a function that sets what it says of itself."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.playback.bus", address, *(names or ("Testing",))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    inbox, outbox = process.stdin, process.stdout

    def say(**facts: object) -> None:
        inbox.write(json.dumps(facts) + "\n")
        inbox.flush()
        assert outbox.readline() == "said\n"

    say.freeze = lambda: process.send_signal(signal.SIGSTOP)  # type: ignore[attr-defined]

    try:
        say(status="Stopped")
        yield say
    finally:
        process.kill()
        process.wait(10)
        inbox.close()
        outbox.close()


class _Speaker(ServiceInterface):
    """The player's side of MPRIS: position runs on while it plays."""

    def __init__(self) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self.facts: dict[str, Any] = {}
        self.since_s = 0.0

    @dbus_property(access=PropertyAccess.READ)
    def PlaybackStatus(self) -> "s":  # type: ignore[name-defined]  # noqa: F821
        """Say Playing, Paused or Stopped."""
        return self.facts.get("status", "Stopped")

    @dbus_property(access=PropertyAccess.READ)
    def Rate(self) -> "d":  # type: ignore[name-defined]  # noqa: F821
        """Say how fast it plays."""
        return self.facts.get("rate", 1.0)

    @dbus_property(access=PropertyAccess.READ)
    def Metadata(self) -> "a{sv}":  # type: ignore[valid-type]  # noqa: F722
        """Say what it plays."""
        facts = self.facts
        return {
            "mpris:trackid": Variant("o", facts.get("track", "/track/1")),
            "mpris:length": Variant("x", facts.get("length_ms", 0) * 1000),
            "xesam:url": Variant("s", facts.get("url", "")),
        }

    @dbus_property(access=PropertyAccess.READ)
    def Position(self) -> "x":  # type: ignore[name-defined]  # noqa: F821
        """Say where it is, in microseconds."""
        at_ms = self.facts.get("at_ms", 0)
        if self.facts.get("status") == "Playing":
            passed_s = asyncio.get_running_loop().time() - self.since_s
            at_ms += passed_s * 1000 * self.facts.get("rate", 1.0)
        return round(min(at_ms, self.facts.get("length_ms", at_ms)) * 1000)


async def _speak(address: str, *names: str) -> None:
    speaker = _Speaker()
    for name in names:
        bus = await MessageBus(address).connect()
        bus.export("/org/mpris/MediaPlayer2", speaker)
        await bus.request_name(f"org.mpris.MediaPlayer2.{name}", NameFlag.DO_NOT_QUEUE)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        speaker.facts, speaker.since_s = json.loads(line), loop.time()
        sys.stdout.write("said\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_speak(*sys.argv[1:]))
