"""``tracker forget``: erases a person; the proof that events were sent stays.

Knows: how a person is named, and what is said of the erasure.
Must never know: what is erased.
"""

from dataclasses import asdict

import click

from tracker.app.forgetting import forget_email, forget_session
from tracker.cli.context import Run, common_options, with_run


@click.command()
@click.argument("session", required=False)
@click.option("--email", metavar="A", help="Erase every session of this address.")
@common_options
@with_run
def forget(run: Run, session: str | None, email: str | None) -> None:
    """Erase a person from this profile: one session's, or all of an address."""
    if (session is None) == (email is None):
        raise click.UsageError("Name a session, or a person by --email.")
    if email is not None:
        done = forget_email(run.profile, email)
    else:
        done = forget_session(run.profile, session or "")
    if run.as_json:
        run.emit(**asdict(done))
        return
    if done.sessions == 0:
        click.echo("This profile knows no session of that address: there was nothing to forget.")
        return
    sessions = "1 session" if done.sessions == 1 else f"{done.sessions} sessions"
    click.echo(
        f"Forgotten: who watched {sessions}. Events that will never be sent: {done.given_up}; "
        f"that were sent, of which only that is still known: {done.delivered}."
    )
    if done.delivered:
        click.echo("HubSpot keeps what it was sent: delete the contact there as well.")
