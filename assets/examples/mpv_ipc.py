"""mpv, tracked through its JSON IPC: python mpv_ipc.py FILM [CONTACT_ID] [-- OPTIONS OF MPV].

mpv tells of every change on a socket of its own; each becomes a word to a ``Viewing``.
"""

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tracker

WATCHED = ("duration", "time-pos", "pause", "speed", "mute", "paused-for-cache")


def messages(process: subprocess.Popen[bytes], place: Path) -> Iterator[dict[str, Any]]:
    """Connect to mpv, ask for what is watched, and give what it says until it leaves."""
    with socket.socket(socket.AF_UNIX) as connection:
        while connection.connect_ex(str(place)):
            if process.poll() is not None:
                return
            time.sleep(0.02)
        for number, name in enumerate(WATCHED, 1):
            question = {"command": ["observe_property", number, name]}
            connection.sendall(json.dumps(question).encode() + b"\n")
        connection.sendall(b'{"command": ["set_property", "pause", false]}\n')
        with connection.makefile("rb") as lines:
            for line in lines:
                yield json.loads(line)


class Follower:
    """Says to a viewing what mpv says."""

    def __init__(self, viewing: tracker.Viewing) -> None:
        self._viewing = viewing
        self._is_seeking = False

    def take(self, message: dict[str, Any]) -> None:
        """Take one message."""
        match message.get("event"):
            case "property-change":
                self._change(message.get("name"), message.get("data"))
            case "seek":
                self._is_seeking = True
            case "end-file" if message.get("reason") == "eof":
                self._viewing.ended()
            case "end-file" if message.get("reason") == "error":
                self._viewing.failed()

    def _change(self, name: object, value: Any) -> None:
        if value is None:
            return
        match name:
            case "duration":
                self._viewing.length(round(value * 1000))
            case "time-pos" if self._is_seeking:
                # mpv says where it landed only now.
                self._is_seeking = False
                self._viewing.seek(max(round(value * 1000), 0))
            case "time-pos":
                self._viewing.tick(max(round(value * 1000), 0))
            case "pause":
                self._viewing.paused() if value else self._viewing.playing()
            case "paused-for-cache":
                self._viewing.stalled() if value else self._viewing.playing()
            case "speed":
                self._viewing.rate(value)
            case "mute":
                self._viewing.note(muted=value)


def main(film: str, contact_id: int | None, options: list[str]) -> int:
    """Play a film in mpv and print each quarter that was watched."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "mpv"
        # It waits until we listen, so that nothing of the beginning is missed.
        process = subprocess.Popen(
            ["mpv", "--pause", f"--input-ipc-server={place}", *options, "--", film]
        )
        with tracker.Viewing(
            film,
            viewer=tracker.Viewer(contact_id=contact_id),
            on_quartile=lambda quartile: print(f"{int(quartile)} %", flush=True),
        ) as viewing:
            follower = Follower(viewing)
            for message in messages(process, place):
                follower.take(message)
        return process.wait()


if __name__ == "__main__":
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    film, *contact = sys.argv[1:split]
    sys.exit(main(film, int(contact[0]) if contact else None, sys.argv[split + 1 :]))
