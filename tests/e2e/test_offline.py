"""Offline, then sync: three films played while the network refuses, and all of it arrives.

Seen to fail with events that are stamped when they are sent (a ``build_body`` that puts the present
time in): none then had the time at which it happened.
"""

import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Finished, credential, environment, tracker
from tracker.hubspot.sandbox.received import Received
from tracker.hubspot.sandbox.server import Sandbox

HERE = Path(__file__).parents[2]
README = (HERE / "README.md").read_text()
TOKEN = "token-of-a-test"
FILM_S = 2
WHOLE = [
    ("media-played", None),
    *(("quartile", percent) for percent in (0, 25, 50, 75, 100)),
    ("attention-span", None),
]
KINDS = {
    "media-played": "media-played",
    "media-played-percent": "quartile",
    "attention-span": "attention-span",
}


@pytest.fixture(scope="module")
def three_films(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return three short films."""
    folder = tmp_path_factory.mktemp("films")
    films = []
    for name, rate in (("circuit", 25), ("lobby", 30), ("hall-5", 24)):
        films.append(folder / f"{name}.mp4")
        picture = f"testsrc2=size=160x90:rate={rate}:duration={FILM_S}"
        subprocess.run(
            ["ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i", picture, "-c:v", "libx264",
             "-preset", "ultrafast", "-pix_fmt", "yuv420p", str(films[-1])],
            check=True, timeout=60,
        )  # fmt: skip
    return films


def free_port() -> int:
    """Return a port at which nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def event_of(entry: Received) -> tuple[str, tuple[str, int | None], int]:
    """Return session, event and time of a request."""
    assert entry.fields is not None
    kind = KINDS[entry.path.rpartition("/")[2]]
    fields: dict[str, Any] = entry.fields
    return (
        fields["sessionId"],
        (kind, fields.get("playedPercent")),
        fields["occurredTimestamp"],
    )


def play_to_the_end(film: Path, profile: Path, environ: dict[str, str]) -> None:
    """Play a film whole and end the program: by hand, as ``--exit-at-end`` waits for a network."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "play", str(film), "--headless", "--contact-id", "4711",
         "--json"],
        cwd=HERE, env=environment(profile, **environ), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    for line in process.stdout:
        told = json.loads(line)
        if told["kind"] == "row" and told["event"] == "attention-span":
            break
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, "Traceback" in errors) == (0, False), errors


def test_three_films_offline_arrive_whole_once_the_network_is_back(
    three_films: list[Path], tmp_path: Path
) -> None:
    """Played, restarted twice, synced: 21 events, in order, with the times of the playing."""
    profile, port = tmp_path / "profile", free_port()
    environ = {
        "TRACKER_HUBSPOT_BASE_URL": f"http://127.0.0.1:{port}",
        **credential(tmp_path / "credentials", TOKEN),
    }

    def run(*arguments: object) -> Finished:
        return tracker(profile, *arguments, **environ)

    played: list[tuple[float, float]] = []
    for film in three_films:
        began_s = time.time()
        play_to_the_end(film, profile, environ)
        played.append((began_s * 1000, time.time() * 1000))
    told = run("outbox", "stats", "--json").lines
    assert (told[0]["pending"], told[0]["delivered"], told[0]["doubtful"]) == (21, 0, 0)
    offline = run("sync")
    assert offline.status == 1
    assert "HubSpot cannot be reached: the connection was refused" in offline.err
    assert all(line in README for line in offline.err.splitlines())
    assert offline.out in README

    with Sandbox(port=port, token=TOKEN) as server:
        online = run("sync", "--once")
        assert online.status == 0
        assert online.out in README
        arrived = [event_of(entry) for entry in server.accepted]
        assert len(server.received) == len(arrived) == 21
    assert run("outbox", "stats", "--json").lines[0]["delivered"] == 21

    rows = run("outbox", "list", "--json").lines
    stored = {(row["session_id"], row["kind"], row["percent"]): row["occurred_ms"] for row in rows}
    sessions = list(dict.fromkeys(row["session_id"] for row in rows))
    assert len(sessions) == 3
    for session_id, (began_ms, ended_ms) in zip(sessions, played, strict=True):
        mine = [(event, at_ms) for session, event, at_ms in arrived if session == session_id]
        assert [event for event, _ in mine] == WHOLE
        times = [at_ms for _, at_ms in mine]
        assert times == sorted(times)
        assert all(began_ms <= at_ms <= ended_ms for at_ms in times)
        assert times == [stored[session_id, *event] for event, _ in mine]
        # The quartiles lie apart as they do in the film, not as they were sent.
        assert times[5] - times[1] >= 0.8 * FILM_S * 1000
