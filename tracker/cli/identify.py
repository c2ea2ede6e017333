"""``tracker identify``: attaches a viewer to a waiting session, once.

Knows: how a session and a viewer are named on the command line.
Must never know: the queue's insides.
"""

import time

import click

from tracker.app.queue import open_browser
from tracker.cli.context import Run, common_options, contact_id_type, viewer_of, with_run
from tracker.model.units import UnixMs


@click.command()
@click.argument("session")
@click.option("--contact-id", type=contact_id_type, required=True, help="The contact who watched.")
@common_options
@with_run
def identify(run: Run, session: str, contact_id: int) -> None:
    """Say who watched a session: its events are no longer held."""
    with open_browser(run.profile) as browser:
        released = browser.identify(
            session,
            viewer_of(contact_id),
            now_ms=UnixMs(time.time_ns() // 1_000_000),
            reason="command-line",
        )
        browser.request_sync()
    if run.as_json:
        run.emit(session_id=session, contact_id=contact_id, released=released)
    else:
        click.echo(
            f"Session {session} belongs to contact {contact_id}; {released} events released."
        )
