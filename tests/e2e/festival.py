"""A child process that plays many films at once, each on a profile of its own.

``python -m tests.e2e.festival MODE FOLDER FILM…`` prints a JSON object for each film when all
have ended: its rows, what was covered, and the duration. Modes: whole, paused, doubled, looped.
"""

import json
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

from tests.e2e.line import Line

PAUSE_S = 2.0


def show(line: Line, film: str, mode: str) -> None:
    """Play one film in its way, to the end."""
    line.player.open(film)
    if mode == "paused":
        line.wait_until_at(2_000)
        line.player.pause()
        line.wait(lambda: not line.progress[-1].playing)
        threading.Event().wait(PAUSE_S)
        line.player.play()
    elif mode == "doubled":
        line.wait_until_at(200)
        line.player.set_rate(2.0)
    rounds = 2 if mode == "looped" else 1
    for done in range(1, rounds + 1):
        line.wait(lambda done=done: len(line.finished) >= done or bool(line.failures), 90.0)  # type: ignore[misc]
        if done < rounds and not line.failures:
            line.player.open(film)


def main(mode: str, folder: str, films: list[str]) -> None:
    """Play all of them at once."""
    with ExitStack() as stack:
        lines = [
            stack.enter_context(Line(Path(folder) / str(number))) for number in range(len(films))
        ]
        shows = [
            threading.Thread(target=show, args=(line, film, mode))
            for line, film in zip(lines, films, strict=True)
        ]
        for thread in shows:
            thread.start()
        sys.stdout.write("playing\n")
        sys.stdout.flush()
        for thread in shows:
            thread.join()
    for line, film in zip(lines, films, strict=True):
        ends = [item for item in line.progress if item.is_over]
        told = {
            "film": Path(film).name,
            "rows": line.stored(),
            "covered_ms": [item.covered_ms for item in ends],
            "duration_ms": [item.duration_ms for item in ends],
            "failed": [str(error) for error in line.failures],
        }
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
