"""``tracker login``, ``logout`` and ``status``: the HubSpot account.

Knows: how a token is asked for without being shown.
Must never know: a token for longer than it takes to store it.
"""

import os
import sys
import time
from dataclasses import asdict

import click

from tracker.app.account import token_store
from tracker.app.queue import open_browser
from tracker.cli.context import Run, common_options, with_run
from tracker.cli.outbox import left_text
from tracker.model.errors import AuthError


@click.command()
@common_options
@with_run
def login(run: Run) -> None:
    """Store HubSpot's access token: at a hidden prompt, or from standard input."""
    store = token_store(run.profile, os.environ)
    if sys.stdin.isatty():
        token = click.prompt("HubSpot access token (not shown)", hide_input=True)
    else:
        token = sys.stdin.readline(4096)
    store.set(token.strip())
    with open_browser(run.profile) as browser:
        browser.request_sync()
    if run.as_json:
        run.emit(account="connected", store=store.name)
    else:
        click.echo(f"The token is stored in {store.name}.")


@click.command()
@common_options
@with_run
def logout(run: Run) -> None:
    """Forget the access token. What waits in the queue stays there."""
    store = token_store(run.profile, os.environ)
    was_there = store.delete()
    with open_browser(run.profile) as browser:
        counts = browser.stats()
    if run.as_json:
        run.emit(account="absent", forgotten=was_there, **asdict(counts))
        return
    click.echo("The token is forgotten." if was_there else "There was no token.")
    if counts.unsettled + counts.held:
        click.echo(f"Still in the queue: {left_text(counts)}.")


@click.command()
@common_options
@with_run
def status(run: Run) -> None:
    """Say whether a token is stored, what waits, and who sends it."""
    store = token_store(run.profile, os.environ)
    try:
        store.get()
        account, problem = "connected", None
    except AuthError as error:
        account, problem = store.probe().value, f"{error} {error.hint}"
        if account == "connected":
            account = "not-logged-in"
    with open_browser(run.profile) as browser:
        counts = browser.stats()
        leader = browser.leader_info()
    if run.as_json:
        run.emit(
            account=account,
            problem=problem,
            sender_pid=None if leader is None else leader.pid,
            now_ms=time.time_ns() // 1_000_000,
            **asdict(counts),
        )
        return
    click.echo(f"Account: {account}" + (f" — {problem}" if problem else ""))
    click.echo(f"Queue: {counts.delivered} delivered; {left_text(counts)}")
    click.echo(f"Sender: {'nobody' if leader is None else f'process {leader.pid}'}")
