"""``tracker outbox verify`` and ``export``, as a person or a program uses them."""

import csv
import json
import stat
from pathlib import Path

import pytest

from tests.cli.command import tracker
from tests.storage.viewings import HALF, WHOLE, deliver, record
from tracker.storage.database import Database


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a profile with two viewings, of which one was delivered."""
    profile = tmp_path / "profile"
    record(profile, "whole", WHOLE)
    deliver(profile)
    record(profile, "half", HALF)
    return profile


def tamper(profile: Path) -> None:
    """Change what was answered to the second delivery."""
    database = Database(profile)
    database.change("UPDATE delivered SET status=202 WHERE seq=2")
    database.close()


def test_what_agrees_is_said_to_agree(profile: Path) -> None:
    """Exit 0, what was looked at, and the head of the ledger."""
    finished = tracker(profile, "outbox", "verify")
    assert finished.status == 0
    assert "Checked 12 rows, 7 entries of the ledger, 8 quartiles" in finished.out
    assert "Everything agrees." in finished.out
    assert finished.err == ""


def test_what_does_not_agree_is_told_with_its_cure(profile: Path) -> None:
    """Exit 1; in words, each problem has two lines."""
    tamper(profile)
    finished = tracker(profile, "outbox", "verify")
    assert finished.status == 1
    first, cure, *rest = finished.out.splitlines()
    assert first == "The record of row 2 was changed: status."
    assert cure.startswith("  Entry 2 ")
    assert "Problems: 1." in rest


def test_json_has_a_line_a_problem_and_a_summary(profile: Path) -> None:
    """For programs; the exit status is the same."""
    clean = tracker(profile, "outbox", "verify", "--json")
    assert clean.status == 0
    [summary] = clean.lines
    assert summary["kind"] == "summary"
    assert (summary["rows"], summary["problems"]) == (12, 0)
    assert len(summary["head"]) == 64
    tamper(profile)
    finished = tracker(profile, "--json", "outbox", "verify")
    assert finished.status == 1
    problem, summary = finished.lines
    assert problem["kind"] == "problem"
    assert (problem["about"], problem["seq"], problem["entry"]) == ("ledger", 2, 2)
    assert summary["problems"] == 1


def test_an_export_has_every_row(profile: Path, tmp_path: Path) -> None:
    """To standard output, or to a private file; as JSON Lines or as a table."""
    printed = tracker(profile, "outbox", "export")
    assert printed.status == 0
    assert [line["seq"] for line in printed.lines] == list(range(1, 13))
    assert all(line["ledger_hash"] for line in printed.lines[:7])
    assert tracker(profile, "outbox", "export", "-").out == printed.out
    path = tmp_path / "queue.csv"
    finished = tracker(profile, "outbox", "export", "--format", "csv", path)
    assert (finished.status, finished.out) == (0, "")
    assert "12 rows" in finished.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["session_id"] for row in table] == ["whole"] * 7 + ["half"] * 5
    assert tracker(profile, "outbox", "export", "--format", "csv").out == path.read_text()


def test_an_export_can_be_of_one_state(profile: Path) -> None:
    """Or of nothing at all."""
    waits = tracker(profile, "outbox", "export", "--state", "pending").lines
    assert [line["session_id"] for line in waits] == ["half"] * 5
    assert tracker(profile, "outbox", "export", "--state", "dead").out == ""


def test_the_last_hash_of_an_export_is_the_head_of_the_ledger(profile: Path) -> None:
    """Whoever keeps an export can tell later that the ledger was written anew."""
    last = [line["ledger_hash"] for line in tracker(profile, "outbox", "export").lines][6]
    [summary] = tracker(profile, "outbox", "verify", "--json").lines
    assert summary["head"] == last
    assert json.dumps(last)


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["a", "b"], ["--state", "lost"]])
def test_a_wrong_command_line_is_refused(profile: Path, arguments: list[str]) -> None:
    """Exit 2, as everywhere."""
    assert tracker(profile, "outbox", "export", *arguments).status == 2
