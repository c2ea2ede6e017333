"""How many pictures a player loses, by its own statistics.

VLC and mpv are asked over their control sockets, four times a second until they are gone; of
what VLC and mpv dropped in their last quarter of a second nobody hears.
"""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ASK_EVERY_S = 0.25
LONGEST_S = 60.0

Child = subprocess.Popen[bytes]
Start = Callable[[list[str]], Child]


def lost_by(name: str, command: list[str], start: Start, runtime: Path) -> int:
    """Play once with a player of ours, vlc or mpv; return how many pictures were not shown."""
    if name == "ours":
        counted = [sys.executable, "-m", "tests.bench.counted", *command[1:]]
        said, _ = start(counted).communicate(timeout=LONGEST_S)
        told = json.loads(said.splitlines()[-1])
        return int(told["lost"] + told["replaced"])
    place = runtime / f"{name}.sock"
    place.unlink(missing_ok=True)
    if name == "vlc":
        asked = [*command, "--extraintf=oldrc", f"--rc-unix={place}", "--rc-fake-tty"]
        return _last_answer(start(asked), place, b"stats\n", _vlc_losses)
    asked = [*command, f"--input-ipc-server={place}"]
    question = b"".join(
        json.dumps({"command": ["get_property", what]}).encode() + b"\n"
        for what in ("frame-drop-count", "decoder-frame-drop-count")
    )
    return _last_answer(start(asked), place, question, _mpv_losses)


def _vlc_losses(said: str) -> int | None:
    found = re.findall(r"frames lost\s*:\s*(\d+)", said)
    return int(found[-1]) if found else None


def _mpv_losses(said: str) -> int | None:
    answers = [json.loads(line) for line in said.splitlines() if '"data"' in line]
    counts = [one["data"] for one in answers if isinstance(one.get("data"), int)]
    return sum(counts[-2:]) if len(counts) >= 2 else None


def _last_answer(
    child: Child,
    place: Path,
    question: bytes,
    read: Callable[[str], int | None],
) -> int:
    """Ask again and again until the player is gone; return its last answer."""
    last: int | None = None
    deadline = time.monotonic() + LONGEST_S
    while child.poll() is None:
        if time.monotonic() > deadline:
            child.kill()
        with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(ASK_EVERY_S)
            line.connect(str(place))
            while child.poll() is None:
                line.sendall(question)
                last = _newest(line, read, last)
        time.sleep(ASK_EVERY_S / 5)
    child.communicate()
    if last is None:
        raise SystemExit(f"{place.stem} did not say how many pictures it lost")
    return last


def _newest(line: socket.socket, read: Callable[[str], int | None], last: int | None) -> int | None:
    """Read for a quarter of a second; return the number said, else the last one known."""
    said, until = "", time.monotonic() + ASK_EVERY_S
    while (left := until - time.monotonic()) > 0:
        line.settimeout(left)
        with suppress(TimeoutError):
            got = line.recv(65536)
            if not got:
                raise ConnectionError
            said += got.decode("utf-8", "replace")
    found = read(said)
    return last if found is None else found
