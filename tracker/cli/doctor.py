"""``tracker doctor``: what is wrong, and how to mend it.

Knows: how findings are printed, and when the exit status is 0.
Must never know: how they are found.
"""

import os

import click

from tracker.app.doctor import examine
from tracker.app.findings import Verdict
from tracker.app.report import lines_of
from tracker.cli.context import Run, common_options, with_run


@click.command()
@click.option("--online", is_flag=True, help="Ask HubSpot too; this sends the token.")
@common_options
@with_run
def doctor(run: Run, online: bool) -> int:
    """Look at libVLC, Qt, sound, keyring, account, clock, disk and queue. Exit 0 if all serve."""
    is_broken = False
    for finding in examine(run.profile, run.settings, os.environ, online=online):
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
