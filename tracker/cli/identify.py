"""``tracker identify``: attaches a viewer to a waiting session, once.

Knows: how a session and a viewer are named on the command line.
Must never know: the queue's insides.
"""

import click

from tracker.app.queue import consent_of
from tracker.app.queue import identify as identify_session
from tracker.cli.context import (
    Run,
    common_options,
    contact_id_type,
    viewer_of,
    with_run,
)


@click.command()
@click.argument("session")
@click.option("--contact-id", type=contact_id_type, help="The contact who watched.")
@click.option("--email", metavar="A", help="Their address; the contact is looked up.")
@click.option("--badge", metavar="B", help="What their badge says; the contact is looked up.")
@click.option("--consent", is_flag=True, help="They agreed to the text of the settings.")
@common_options
@with_run
def identify(
    run: Run,
    session: str,
    contact_id: int | None,
    email: str | None,
    badge: str | None,
    consent: bool,
) -> None:
    """Say who watched a session: its events are no longer held once the contact is known."""
    viewer = viewer_of(contact_id, email, badge)
    if viewer == viewer_of():
        raise click.UsageError("Name a person by --contact-id, --email or --badge.")
    agreed = consent_of(run.settings) if consent else None
    released = identify_session(run.profile, session, viewer, reason="command-line", consent=agreed)
    if badge is not None and not run.settings.badge_property:
        click.echo(
            "tracker: No badge can be looked up yet: badge_property is not set.\n"
            "  Set it to the name of the contact property that holds badges.",
            err=True,
        )
    if run.as_json:
        run.emit(session_id=session, contact_id=contact_id, released=released)
    elif contact_id is not None:
        click.echo(
            f"Session {session} belongs to contact {contact_id}; {released} events released."
        )
    else:
        click.echo(f"Session {session} is theirs; the contact is looked up when HubSpot answers.")
