"""Runs ``tracker`` as a process of its own, as a person does."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOKEN = "token-of-a-test"

TIMEOUT_S = 60.0

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "CREDENTIALS_DIRECTORY")


@dataclass(frozen=True)
class Finished:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON lines of standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment(profile: Path, **more: str) -> dict[str, str]:
    """Return an environment without display and keyring, with everything in the profile."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in DISPLAYS and not name.startswith("TRACKER_")
    }
    return {**kept, "TRACKER_PROFILE": str(profile), "HOME": str(profile), **more}


def tracker(profile: Path, *arguments: object, stdin: str = "", **environ: str) -> Finished:
    """Run a command to its end."""
    finished = subprocess.run(
        [sys.executable, "-m", "tracker", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        env=environment(profile, **environ),
        check=False,
    )
    assert "Traceback" not in finished.stderr
    return Finished(finished.returncode, finished.stdout, finished.stderr)


def credential(folder: Path, token: str = TOKEN) -> dict[str, str]:
    """Return an environment with a systemd credential that holds a token."""
    folder.mkdir(exist_ok=True)
    (folder / "hubspot-token").write_text(token + "\n")
    return {"CREDENTIALS_DIRECTORY": str(folder)}
