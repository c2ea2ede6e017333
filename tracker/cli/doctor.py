"""``tracker doctor``: what is wrong, and how to mend it.

Knows: what is asked on the command line.
Must never know: how they are found.
"""

import os

import click

from tracker.app.doctor import examine
from tracker.cli.context import Run, common_options, with_run
from tracker.cli.findings import print_findings


@click.command()
@click.option("--online", is_flag=True, help="Ask HubSpot too; this sends the token.")
@common_options
@with_run
def doctor(run: Run, online: bool) -> int:
    """Look at libVLC, Qt, sound, keyring, account, clock, disk and queue. Exit 0 if all serve."""
    return print_findings(run, examine(run.profile, run.settings, os.environ, online=online))
