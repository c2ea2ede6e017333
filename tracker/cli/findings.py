"""Findings as they are printed: by the doctor, and by a stand's health.

Knows: their lines, their JSON, and the exit status that they come to.
Must never know: what is looked at.
"""

from collections.abc import Iterable

import click

from tracker.app.findings import Finding, Verdict
from tracker.app.report import lines_of
from tracker.cli.context import Run


def print_findings(run: Run, findings: Iterable[Finding]) -> int:
    """Print each as soon as it is known; return the exit status, 1 where something is broken."""
    is_broken = False
    for finding in findings:
        is_broken |= finding.verdict is Verdict.BROKEN
        if run.as_json:
            run.emit(
                check=finding.check,
                verdict=finding.verdict.value,
                text=finding.text,
                cure=finding.cure,
            )
            continue
        for line in lines_of(finding):
            click.echo(line)
    return 1 if is_broken else 0
