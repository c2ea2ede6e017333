"""The command line as a contract: names, flags, JSON lines and exit statuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import Take
from tests.cli.command import TOKEN, credential, tracker
from tracker.engagement.trace import trace_row
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.units import MonotonicNs

ROW_FIELDS = [
    *("seq", "session_id", "kind", "percent", "state", "reason", "occurred_ms"),
    *("attempts", "next_try_ms", "last_status", "last_error", "contact_id"),
]
STAT_FIELDS = ["pending", "held", "in_flight", "doubtful", "delivered", "dead", "resent"]


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    """Return a trace of a film watched whole."""
    path = tmp_path / "hall.jsonl"
    samples = Take(20_000).play(20_000).end().samples
    path.write_text("".join(trace_row(item, MonotonicNs(0)) + "\n" for item in samples))
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a place for a profile."""
    return tmp_path / "profile"


def test_replay_prints_a_line_an_event_and_a_summary(profile: Path, trace: Path) -> None:
    """Each trace, also one named twice, is a session of its own."""
    lines = tracker(profile, "replay", trace, trace, "--json").lines
    first, second = lines[:8], lines[8:]
    assert [line["kind"] for line in first] == (
        ["media-played"] + ["quartile"] * 5 + ["attention-span", "summary"]
    )
    assert [line["percent"] for line in first if "percent" in line] == [0, 25, 50, 75, 100]
    assert set(first[1]) == {"kind", "session_id", "t", "occurred_ms", "percent"}
    assert set(first[0]) == set(first[6]) == {"kind", "session_id", "t", "occurred_ms"}
    assert {**first[-1], "session_id": ""} == {
        "kind": "summary",
        "session_id": "",
        "covered_ms": 20_000,
        "duration_ms": 20_000,
        "loops": 0,
    }
    assert len({line["session_id"] for line in first}) == 1
    assert first[0]["session_id"] != second[0]["session_id"]


def test_what_is_not_kept_cannot_be_replayed(profile: Path) -> None:
    """A sentence, and where traces come from."""
    finished = tracker(profile, "replay", "--session", "s")
    assert (finished.status, "No trace is kept of session s" in finished.err) == (1, True)


def test_replay_alone_leaves_nothing_behind(profile: Path, trace: Path) -> None:
    """Without --store not even a profile is made."""
    assert tracker(profile, "replay", trace).status == 0
    assert not profile.exists()


def test_store_queues_what_was_printed(profile: Path, trace: Path) -> None:
    """As a video of the file's stem, for the contact that was named."""
    printed = tracker(profile, "replay", trace, "--store", "--contact-id", "5", "--json").lines
    rows = tracker(profile, "outbox", "list", "--json").lines
    assert [list(row) for row in rows] == [ROW_FIELDS] * 7
    assert [(r["session_id"], r["kind"], r["percent"], r["occurred_ms"]) for r in rows] == [
        (p["session_id"], p["kind"], p.get("percent"), p["occurred_ms"]) for p in printed[:-1]
    ]
    assert {(row["state"], row["contact_id"]) for row in rows} == {("pending", 5)}


def test_an_anonymous_session_waits_until_it_is_identified(profile: Path, trace: Path) -> None:
    """Held, released once, and never given to somebody else."""
    session_id = tracker(profile, "replay", trace, "--store", "--json").lines[0]["session_id"]
    held = tracker(profile, "outbox", "list", "--state", "held", "--json").lines
    assert [(row["state"], row["reason"]) for row in held] == [("held", "no-viewer")] * 7
    assert tracker(profile, "identify", session_id, "--contact-id", "9").status == 0
    again = tracker(profile, "identify", session_id, "--contact-id", "8")
    assert (again.status, "already belongs to contact 9" in again.err) == (1, True)
    stats = tracker(profile, "outbox", "stats", "--json").lines
    assert stats == [dict.fromkeys(STAT_FIELDS, 0) | {"pending": 7}]


def test_sync_delivers_and_says_so_by_its_status(
    profile: Path, trace: Path, tmp_path: Path
) -> None:
    """0 when nothing is left pending, in flight or doubtful; 1 before."""
    tracker(profile, "replay", trace, "--store", "--contact-id", "5")
    token = credential(tmp_path / "credentials")
    refused = {"TRACKER_HUBSPOT_BASE_URL": "http://127.0.0.1:9"}
    assert tracker(profile, "sync", **token, **refused).status == 1
    with Sandbox(token=TOKEN) as server:
        reached = {"TRACKER_HUBSPOT_BASE_URL": server.base_url}
        finished = tracker(profile, "sync", "--once", "--json", **token, **reached)
    assert finished.status == 0
    assert finished.lines[-1] == dict.fromkeys(STAT_FIELDS, 0) | {"delivered": 7}
    assert [entry.fields["playedPercent"] for entry in server.accepted[1:6] if entry.fields] == [
        0, 25, 50, 75, 100
    ]  # fmt: skip
    states = {row["state"] for row in tracker(profile, "outbox", "list", "--json").lines}
    assert states == {"delivered"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["outbox", "stats", "--json", "--profile", "P"],
        ["outbox", "--profile", "P", "stats", "--json"],
        ["--profile", "P", "outbox", "--json", "stats"],
        ["--json", "--profile=P", "outbox", "stats"],
    ],
)
def test_profile_and_json_stand_anywhere(tmp_path: Path, arguments: list[str]) -> None:
    """After the command, after the subcommand, before both."""
    chosen = str(tmp_path / "chosen")
    given = [argument.replace("P", chosen) if argument != "--profile" else argument
             for argument in arguments]  # fmt: skip
    finished = tracker(tmp_path / "other", *given)
    assert list(finished.lines[0]) == STAT_FIELDS
    assert (tmp_path / "chosen" / "queue.db").exists()


def test_options_may_stand_between_arguments(profile: Path, trace: Path) -> None:
    """In any order with a command's arguments."""
    finished = tracker(profile, "replay", trace, "--json", trace, "--profile", profile)
    assert [line["kind"] for line in finished.lines].count("summary") == 2


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["dance"], 2, "No such command"),
        (["replay"], 2, "TRACE"),
        (["play", "--exit-at-end"], 2, "at least one film"),
        (["identify", "s", "--contact-id", "0"], 2, "--contact-id"),
        (["identify", "s", "--contact-id", "many"], 2, "--contact-id"),
        (["sync", "--once", "--watch"], 2, "exclude each other"),
        (["sandbox", "--limit", "lots"], 2, "110/10"),
        (["sandbox", "--fault", "gremlin=1"], 1, "no fault called"),
        (["identify", "s", "--contact-id", "5"], 1, "no session s"),
        (["replay", "/nowhere/x.jsonl"], 1, "cannot be read"),
        (["outbox", "list", "--state", "lost"], 2, "--state"),
    ],
)
def test_a_wrong_command_line_gets_a_sentence(
    profile: Path, arguments: list[str], status: int, words: str
) -> None:
    """2 for usage, 1 for the rest, never a traceback."""
    finished = tracker(profile, *arguments)
    assert (finished.status, finished.out) == (status, "")
    assert words in finished.err


def test_an_unsafe_address_is_refused_before_anything_is_sent(profile: Path) -> None:
    """Plain http only to this machine: a token would travel unencrypted."""
    finished = tracker(profile, "sync", TRACKER_HUBSPOT_BASE_URL="http://films.example")
    assert (finished.status, "unencrypted" in finished.err) == (1, True)


def test_without_a_keyring_login_says_what_to_do(profile: Path) -> None:
    """And the token that was given is nowhere."""
    finished = tracker(profile, "login", stdin="pat-na1-secret-token\n")
    assert finished.status == 1
    assert "keyring" in finished.err
    written = [path.read_bytes() for path in profile.rglob("*") if path.is_file()]
    assert not any(b"pat-na1-secret-token" in content for content in written)
    assert "pat-na1-secret-token" not in finished.out + finished.err


def test_status_tells_the_account_and_the_queue(profile: Path, trace: Path, tmp_path: Path) -> None:
    """Connected by a systemd credential, and what waits."""
    tracker(profile, "replay", trace, "--store", "--contact-id", "5")
    token = credential(tmp_path / "credentials")
    (line,) = tracker(profile, "status", "--json", **token).lines
    assert (line["account"], line["pending"], line["sender_pid"]) == ("connected", 7, None)
    (line,) = tracker(profile, "status", "--json").lines
    assert (line["account"], line["pending"]) == ("absent", 7)


def test_versions_are_told_of_all_that_we_stand_on(profile: Path) -> None:
    """Ours, Python's, Qt's, libVLC's, SQLite's."""
    (line,) = tracker(profile, "--json", "--version").lines
    assert set(line) == {"tracker", "python", "qt", "libvlc", "sqlite"}
    assert all(line.values())


def test_no_command_without_a_picture_loads_qt_or_libvlc(profile: Path, trace: Path) -> None:
    """A headless service needs neither."""
    code = (
        "import sys\n"
        "from tracker.cli.main import main\n"
        f"sys.argv = ['tracker', 'replay', {str(trace)!r}, '--json']\n"
        "main()\n"
        "sys.argv = ['tracker', 'outbox', 'stats', '--json']\n"
        "main()\n"
        "loaded = [n for n in sys.modules if n.split('.')[0] in ('PySide6', 'vlc', 'shiboken6')]\n"
        "sys.exit(len(loaded))\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], env={"TRACKER_PROFILE": str(profile)}, check=False,
        capture_output=True, timeout=60, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    assert json.loads(finished.stdout.splitlines()[-1])["pending"] == 0
