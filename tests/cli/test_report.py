"""``tracker report``: from a real viewing to a page."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import Take
from tests.cli.command import tracker
from tracker.engagement.trace import trace_row
from tracker.model.units import MonotonicNs

TODAY = date.today()


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a profile in which a film of 20 s was watched to its middle and to its end."""
    for name, wall_ms in (("half", 11_000), ("whole", 20_000)):
        take = Take(20_000).play(wall_ms).stop()
        trace = tmp_path / name / "film.jsonl"
        trace.parent.mkdir()
        trace.write_text("\n".join(trace_row(item, MonotonicNs(0)) for item in take.samples))
        assert tracker(tmp_path / "profile", "replay", trace, "--store").status == 0
    return tmp_path / "profile"


def test_a_report_says_what_was_watched(profile: Path) -> None:
    """In words, and as JSON lines."""
    film, summary = tracker(profile, "report", "--json").lines
    assert (film["kind"], film["viewings"]) == ("film", 2)
    assert film["quartiles"] == {"0": 2, "25": 2, "50": 2, "75": 1, "100": 1}
    assert (film["seen"][0], film["seen"][60], film["seen_of"]) == (2, 1, 2)
    assert (summary["kind"], summary["viewings"]) == ("summary", 2)
    assert sum(summary["by_day"].values()) == 2
    told = tracker(profile, "report").out
    assert "2 viewings" in told
    assert "film" in told


def test_a_report_is_a_page_or_a_table(profile: Path, tmp_path: Path) -> None:
    """Files of ours alone."""
    page, table = tmp_path / "report.html", tmp_path / "report.csv"
    assert tracker(profile, "report", "--html", page).status == 0
    assert tracker(profile, "report", "--csv", table).status == 0
    assert page.read_text().startswith("<!DOCTYPE html>")
    assert [line["kind"] for line in csv.DictReader(io.StringIO(table.read_text()))] == [
        "viewing",
        "viewing",
    ]
    assert {path.stat().st_mode & 0o777 for path in (page, table)} == {0o600}
    assert tracker(profile, "report", "--html", "-").out.startswith("<!DOCTYPE html>")


def test_a_report_is_about_its_period(profile: Path) -> None:
    """Yesterday nothing was watched."""
    yesterday = (TODAY - timedelta(1)).isoformat()
    [summary] = tracker(profile, "report", "--to", yesterday, "--json").lines
    assert summary["viewings"] == 0
    assert summary["last_day"] == yesterday
    assert tracker(profile, "report", "--from", yesterday, "--json").lines[-1]["viewings"] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--from", "tomorrow"),
        ("--from", "2026-11-02", "--to", "2026-11-01"),
        ("--from", "2026-02-30"),
        ("--html", "a.html", "--csv", "a.csv"),
    ],
)
def test_what_makes_no_sense_is_refused(profile: Path, arguments: tuple[str, ...]) -> None:
    """As a wrong command line."""
    assert tracker(profile, "report", *arguments).status == 2


def test_a_report_that_cannot_be_written_says_where(profile: Path, tmp_path: Path) -> None:
    """And how to mend it."""
    refused = tracker(profile, "report", "--html", tmp_path / "nowhere" / "report.html")
    assert refused.status == 1
    assert "nowhere" in refused.err
