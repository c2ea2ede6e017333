"""What a second process does in these tests: ``python -m tests.storage.children WHAT PROFILE``.

It says each thing that it has done as a line on its output, flushed at once.
"""

import os
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

from tests.storage.builders import ADA, WALL_MS, checkpoint, opening, quartile
from tracker.model.errors import TrackerError
from tracker.model.events import Quartile
from tracker.model.units import UnixMs
from tracker.storage.database import Database
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox

ROOT = Path(__file__).parents[2]


def start(what: str, profile: Path) -> subprocess.Popen[str]:
    """Start a child whose output can be read line by line."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.children", what, str(profile)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill(child: subprocess.Popen[str]) -> str:
    """End a child as a power cut would, and return what it had still said."""
    child.send_signal(signal.SIGKILL)
    rest, _ = child.communicate(timeout=30)
    return rest


def say(text: str) -> None:
    """Print a line that its reader gets although we may be killed right after."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def enqueue(profile: Path) -> None:
    """Queue five quartiles a session for ever; say each only after it was acknowledged."""
    journal = Journal(profile)
    for number in count():
        session_id = f"{os.getpid()}-{number}"
        journal.open_session(opening(session_id, ADA), wall_ms=WALL_MS)
        for percent in Quartile:
            [(seq, _)] = journal.append(
                [quartile(session_id, percent)], checkpoint(session_id, 100 + percent)
            )
            say(f"{seq} {session_id} {int(percent)}")


def record(profile: Path) -> None:
    """Record two sessions, of which one has counted something, and hold on."""
    journal = Journal(profile)
    for session_id in ("empty", "counted"):
        journal.open_session(opening(session_id, ADA), wall_ms=WALL_MS)
    journal.append([quartile("counted", 25)], checkpoint("counted"))
    say("records")
    sys.stdin.readline()


def lead(profile: Path) -> None:
    """Become the sender, put one row in flight, and hold on."""
    outbox = Outbox(profile)
    say("leads" if outbox.take_lead() else "stands by")
    for row in outbox.due(1, now_ms=UnixMs(WALL_MS)):
        outbox.claim(row, b"{}")
        say(f"in flight {row.seq}")
    time.sleep(60)


def look_together(profile: Path) -> None:
    """Open ten new databases, at the same time as whoever else was told to."""
    say("ready")
    sys.stdin.readline()
    for number in range(10):
        look(profile / str(number))


def look_as_nobody(profile: Path) -> None:
    """Open the database as an ordinary user, whom permissions bind."""
    if os.geteuid() == 0:
        # Only now: the interpreter itself may lie where an ordinary user cannot read.
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    look(profile)


def look(profile: Path) -> None:
    """Open the database and say what came of it."""
    try:
        Database(profile).close()
    except TrackerError as error:
        say(f"{type(error).__name__}: {error} | {error.hint}")
    else:
        say("opened")


if __name__ == "__main__":
    deeds = (enqueue, lead, look, look_as_nobody, look_together, record)
    {deed.__name__: deed for deed in deeds}[sys.argv[1]](Path(sys.argv[2]))
