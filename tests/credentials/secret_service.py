"""A real Secret Service for tests: gnome-keyring on a bus of its own, in folders of its own."""

import contextlib
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_START = (
    'echo "$DBUS_SESSION_BUS_ADDRESS"; echo $$; '
    "exec gnome-keyring-daemon --unlock --foreground --components=secrets"
)


@dataclass(frozen=True)
class SecretService:
    """A running one: the environment that leads to it, and its process."""

    environ: dict[str, str]
    pid: int

    def freeze(self) -> None:
        """Make it stop answering."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Make it answer again, also what it was asked meanwhile."""
        os.kill(self.pid, signal.SIGCONT)

    def run(self, code: str) -> subprocess.CompletedProcess[str]:
        """Run Python code in a process that has this keyring and no screen."""
        return run_python(code, self.environ)


def run_python(code: str, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process with exactly this environment."""
    return subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def bare_environ(home: Path) -> dict[str, str]:
    """Return an environment with empty folders and neither bus nor screen."""
    for name in ("data", "run", "config"):
        (home / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }


@contextlib.contextmanager
def secret_service(home: Path) -> Iterator[SecretService]:
    """Give an unlocked keyring for the length of a block; skip where the programs are missing."""
    for program in ("dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    environ = bare_environ(home)
    # A socket's path has 108 bytes at the most, which a test's own folder may exceed.
    runtime = tempfile.TemporaryDirectory(prefix="secrets-")
    environ["XDG_RUNTIME_DIR"] = runtime.name
    with (home / "keyring.log").open("wb") as log:
        process = subprocess.Popen(
            ["dbus-run-session", "--", "sh", "-c", _START],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        )
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("no pipes")
    with runtime, process, process.stdout:
        process.stdin.write(b"a password for tests")
        process.stdin.close()
        environ["DBUS_SESSION_BUS_ADDRESS"] = process.stdout.readline().decode().strip()
        service = SecretService(environ, int(process.stdout.readline()))
        try:
            _wait_until_owned(environ["DBUS_SESSION_BUS_ADDRESS"])
            yield service
        finally:
            with contextlib.suppress(ProcessLookupError):
                service.thaw()
                os.kill(service.pid, signal.SIGTERM)
            process.wait(10)


def _wait_until_owned(address: str) -> None:
    # Asking for the service before it is there would make the bus start a second one.
    blocking: Any = importlib.import_module("jeepney.io.blocking")
    jeepney: Any = importlib.import_module("jeepney")
    name, bus = "org.freedesktop.secrets", jeepney.message_bus
    change = jeepney.MatchRule(
        type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged"
    )
    change.add_arg_condition(0, name)
    with (
        contextlib.closing(blocking.open_dbus_connection(bus=address)) as connection,
        connection.filter(change) as changes,
    ):
        connection.send_and_get_reply(bus.AddMatch(change))
        if not connection.send_and_get_reply(bus.NameHasOwner(name)).body[0]:
            connection.recv_until_filtered(changes, timeout=10)
