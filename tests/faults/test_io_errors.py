"""The disk fails, or the process dies, at the n-th flush or write: what was acknowledged stays.

strace injects both. Seen to fail with a writer that acknowledges what could not be written,
which the test of the test does in every run.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import children
from tests.faults.children import acknowledged
from tests.faults.history import History, broken, read_history, watch
from tests.storage.builders import queue_events
from tracker.hubspot.sandbox.server import Sandbox

HERE = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")

IO_ERROR, KILL = "error=EIO", "signal=SIGKILL"
WRITER_SAMPLES = [
    ("fdatasync", 2, IO_ERROR),
    ("fdatasync", 9, IO_ERROR),
    ("pwrite64", 1, IO_ERROR),
    ("pwrite64", 20, IO_ERROR),
    ("pwrite64", 150, IO_ERROR),
    ("pwrite64", 5, KILL),
    ("pwrite64", 61, KILL),
    ("pwrite64", 170, KILL),
    ("fdatasync", 4, KILL),
    ("fdatasync", 12, KILL),
]
SENDER_SAMPLES = [
    ("fdatasync", 3, IO_ERROR),
    ("pwrite64", 10, IO_ERROR),
    ("pwrite64", 30, KILL),
]


def under_strace(call: str, number: int, what: str, *arguments: object) -> bool:
    """Run a child whose n-th call fails or kills it; return whether that call came at all."""
    # The filter makes it fast, and with it strace forgets the signals.
    fast = [] if what == KILL else ["--seccomp-bpf"]
    finished = subprocess.run(
        ["strace", "-f", "-qq", *fast, "-e", f"trace={call}", "-e",
         f"inject={call}:{what}:when={number}", sys.executable, "-m", "tests.faults.children",
         *map(str, arguments)],
        cwd=HERE, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert finished.returncode in (0, -9, 137), finished.stderr
    return "INJECTED" in finished.stderr or finished.returncode != 0


def write(
    call: str, number: int, what: str, folder: Path, deed: str = "insist"
) -> tuple[bool, History]:
    """Make a queue and write to it under a fault."""
    folder.mkdir(exist_ok=True)
    profile, log = folder / "profile", folder / "log"
    came = under_strace(call, number, what, deed, profile, log)
    return came, read_history(profile, acknowledged=acknowledged(log))


@pytest.mark.parametrize(("call", "number", "what"), WRITER_SAMPLES)
def test_a_writer_keeps_what_it_acknowledged(
    call: str, number: int, what: str, tmp_path: Path
) -> None:
    """From the making of the database on; a failed commit may be kept, and comes only once."""
    came, history = write(call, number, what, tmp_path)
    assert came
    assert broken(history) == []
    assert len(history.acknowledged) == 20 or what == KILL


def test_a_writer_that_lies_is_noticed(tmp_path: Path) -> None:
    """The test of the test: it tells of a commit whose log could not be written."""
    _, history = write("pwrite64", 150, IO_ERROR, tmp_path, "lie")
    assert any(text.startswith("I1") for text in broken(history))


@pytest.mark.long
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("what", [IO_ERROR, KILL])
@pytest.mark.parametrize("call", ["fdatasync", "pwrite64"])
def test_a_writer_keeps_what_it_acknowledged_whichever_call_fails(
    call: str, what: str, tmp_path: Path
) -> None:
    """Every n, until there is no n-th call."""
    number, came = 0, True
    while came:
        number += 1
        came, history = write(call, number, what, tmp_path / str(number))
        assert broken(history) == [], number
    sys.stdout.write(f"{call} {what}: {number - 1} calls, each failed once, 0 lost\n")
    assert number > 20


def send(call: str, number: int, what: str, profile: Path) -> tuple[bool, History]:
    """Send two films under a fault, and then what is left without one."""
    watch(profile)
    keys = frozenset(
        (session_id, kind, percent)
        for session_id in ("s", "t")
        for kind, percent in (
            ("media-played", None),
            *(("quartile", percent) for percent in (0, 25, 50, 75, 100)),
            ("attention-span", None),
        )
    )
    for session_id in ("s", "t"):
        queue_events(profile, session_id)
    with Sandbox(token=children.TOKEN, limit=(1_000_000, 10)) as server:
        came = under_strace(call, number, what, "drain", profile, server.base_url)
        assert children.drain(profile, server.base_url) == 0
        received = server.received
    return came, read_history(profile, acknowledged=keys, received=received)


@pytest.mark.parametrize(("call", "number", "what"), SENDER_SAMPLES)
def test_a_sender_explains_each_duplicate(
    call: str, number: int, what: str, tmp_path: Path
) -> None:
    """An answer that cannot be written stops it; the row is in doubt, and no other one."""
    came, history = send(call, number, what, tmp_path)
    assert came
    assert broken(history) == []
    assert history.duplicates <= 4


@pytest.mark.long
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("what", [IO_ERROR, KILL])
@pytest.mark.parametrize("call", ["fdatasync", "pwrite64"])
def test_a_sender_explains_each_duplicate_whichever_call_fails(
    call: str, what: str, tmp_path: Path
) -> None:
    """Every n, until there is no n-th call."""
    number, came = 0, True
    while came:
        number += 1
        came, history = send(call, number, what, tmp_path / str(number))
        assert broken(history) == [], number
    sys.stdout.write(f"{call} {what}: {number - 1} calls, each failed once, 0 lost\n")
    assert number > 20
