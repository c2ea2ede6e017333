"""The doctor's findings as a report that can be sent to somebody: nothing of the person in it.

Knows: what in a finding tells who somebody is, and what the report is to hold beside it.
Must never know: how the findings are found. A token is in none of them.
"""

import platform
import re
from collections.abc import Iterable
from pathlib import Path

from tracker import __version__
from tracker.app.findings import Finding, Verdict
from tracker.app.probes import sqlite_version

MARKS = {Verdict.OK: "✓", Verdict.WARNING: "!", Verdict.BROKEN: "✗"}
"""How a verdict is marked, in a terminal and in a report."""

_EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
_SECRET = re.compile(r"\bpat-[\w-]+|\b[0-9a-f]{32,}\b", re.IGNORECASE)


def lines_of(finding: Finding) -> list[str]:
    """Return a finding as the lines that the command line prints."""
    lines = [f"{MARKS[finding.verdict]} {finding.check:<8} {finding.text}"]
    if finding.cure is not None:
        lines.append(f"           → {finding.cure}")
    return lines


def report(findings: Iterable[Finding], home: Path) -> str:
    """Return a report in English. Home, addresses and whatever looks like a key are left out."""
    versions = f"tracker {__version__} · Python {platform.python_version()}"
    versions += f" · SQLite {sqlite_version()} · {platform.system()} {platform.release()}"
    lines = [versions, *(line for finding in findings for line in lines_of(finding))]
    return "\n".join(redacted(line, home) for line in lines) + "\n"


def redacted(text: str, home: Path) -> str:
    """Return a text without what tells who somebody is, or opens a door."""
    text = text.replace(str(home), "~") if len(home.parts) > 1 else text
    return _SECRET.sub("<removed>", _EMAIL.sub("<address>", text))
