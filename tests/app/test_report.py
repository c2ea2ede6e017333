"""The doctor's report: whole for who helps, and silent about who asks."""

from pathlib import Path

from tracker.app.findings import Finding, Verdict
from tracker.app.report import lines_of, report

HOME = Path("/home/ada")


def test_a_report_holds_findings_and_versions() -> None:
    """The lines that the command line prints."""
    finding = Finding("disk", Verdict.WARNING, "Only 9 MB are free.", "Free some space.")
    told = report([finding], HOME)
    assert "! disk     Only 9 MB are free.\n           → Free some space.\n" in told
    assert told.startswith("tracker ")
    assert "SQLite" in told.splitlines()[0]
    assert lines_of(Finding("qt", Verdict.OK, "fine")) == ["✓ qt       fine"]


def test_it_names_nobody_and_opens_no_door() -> None:
    """Home, addresses, and whatever looks like a key."""
    secret = "pat-eu1-" + "0a1b" * 8
    text = f"/home/ada/films of ada@example.com, {secret}, {'0f' * 20}"
    told = report([Finding("queue", Verdict.BROKEN, text)], HOME)
    assert "~/films of <address>" in told
    for part in ("/home/ada", "ada@", secret, "0f" * 20):
        assert part not in told
