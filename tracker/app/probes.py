"""What this machine has: asked in a short child process where asking loads much.

Knows: how to ask, and what to make of no answer.
Must never know: what to do about it.
"""

import json
import subprocess
import sys

from tracker.model.phrases import from_data, phrase
from tracker.model.records import dataclass
from tracker.storage.database import sqlite_version

__all__ = ["LibVlcFacts", "libvlc_facts", "qt_facts", "sqlite_version"]

TIMEOUT_S = 20.0
"""How long the child process may take, in seconds."""


@dataclass(frozen=True, slots=True)
class LibVlcFacts:
    """What libVLC says of itself; ``problem`` and ``hint`` say what is wrong and the cure."""

    version: str | None
    is_usable: bool
    problem: str | None = None
    hint: str | None = None


def libvlc_facts() -> LibVlcFacts:
    """Ask a child process what libVLC there is."""
    try:
        answer = json.loads(_ask("tracker.playback.probe").stdout)
        problem, hint = (
            None if answer[name] is None else from_data(answer[name])
            for name in ("problem", "hint")
        )
        return LibVlcFacts(answer["version"], answer["ok"], problem, hint)
    except (OSError, subprocess.SubprocessError, ValueError, LookupError, TypeError):
        return LibVlcFacts(
            None,
            False,
            phrase("Doctor", "libVLC cannot be asked."),
            phrase("Doctor", "Install it again: sudo apt install libvlc5"),
        )


@dataclass(frozen=True, slots=True)
class QtFacts:
    """By what Qt would show windows, ``None`` where it finds no screen; why it cannot be loaded."""

    platform: str | None
    problem: str = ""


def qt_facts() -> QtFacts:
    """Ask a child process about Qt."""
    try:
        answer = _ask("tracker.qt.probe")
    except (OSError, subprocess.SubprocessError):
        return QtFacts(None)
    # Where it finds no screen Qt ends the process by a signal.
    if answer.returncode == 1:
        return QtFacts(None, answer.stderr.decode(errors="replace").strip().splitlines()[-1])
    return QtFacts(answer.stdout.decode(errors="replace").strip() or None)


def _ask(module: str) -> subprocess.CompletedProcess[bytes]:
    # -P: without it Python would take modules from the folder in which the person happens to be.
    command = [sys.executable, "-P", "-m", module]
    return subprocess.run(  # noqa: S603 - the modules are ours, named above
        command, capture_output=True, timeout=TIMEOUT_S, check=False
    )
