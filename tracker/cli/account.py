"""``tracker login``, ``logout`` and ``status``: the HubSpot account.

Knows: how a token is asked for without being shown.
Must never know: a token for longer than it takes to store it.
"""

import os
import sys
import time
from dataclasses import asdict

import click

from tracker.app.account import (
    DEFAULT_PORT,
    SignedIn,
    TokenStore,
    error_for,
    own_app,
    sign_in,
    sign_out,
    store_token,
    token_store,
    writable_store,
)
from tracker.app.queue import open_browser
from tracker.cli.context import Run, common_options, with_run
from tracker.cli.outbox import left_text
from tracker.model.errors import AuthError


@click.command()
@click.option("--oauth", is_flag=True, help="Sign in with your own HubSpot app, in the browser.")
@click.option("--client-id", metavar="ID", help="The app's client id; asked for otherwise.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="The app's redirect URL is http://localhost:PORT/.",
)
@common_options
@with_run
def login(run: Run, oauth: bool, client_id: str | None, port: int) -> None:
    """Connect HubSpot: an access token, or your own app. Secrets come by prompt or stdin."""
    # Nobody should paste a secret, or answer a page, for a place that cannot keep it.
    writable_store(run.profile, run.settings, os.environ)
    if oauth:
        _log_in_by_app(run, client_id, port)
        return
    token = _secret("HubSpot access token (not shown)")
    done = store_token(run.profile, run.settings, os.environ, token)
    _ask_for_sync(run)
    if run.as_json:
        run.emit(account="connected", store=done.store_name, plain_text_at=done.plain_text_at)
    else:
        click.echo(f"The token is stored in {_place(done)}.")


def _place(done: SignedIn) -> str:
    if done.plain_text_at is None:
        return done.store_name
    return (
        f"plain text ({done.plain_text_at}), as keyring_backend_unsafe allows: whoever reads "
        "that can use the account"
    )


def _log_in_by_app(run: Run, client_id: str | None, port: int) -> None:
    name = client_id or _plain("Client id of your HubSpot app")
    app = own_app(name, _secret("Client secret (not shown)"))

    def tell(address: str) -> None:
        click.echo(f"If no browser opens, open this address:\n  {address}", err=True)

    done = sign_in(run.profile, run.settings, os.environ, app, port=port, on_address=tell)
    _ask_for_sync(run)
    for scope in done.missing:
        click.echo(
            f"tracker: HubSpot did not grant {scope}; people cannot be looked up by it.", err=True
        )
    if run.as_json:
        run.emit(
            account="connected",
            store=done.store_name,
            plain_text_at=done.plain_text_at,
            hub_id=done.hub_id,
            missing_scopes=list(done.missing),
        )
        return
    account = "" if done.hub_id is None else f" of account {done.hub_id}"
    click.echo(f"Connected. The sign-in{account} is stored in {_place(done)}.")


def _plain(question: str) -> str:
    if sys.stdin.isatty():
        return str(click.prompt(question, err=True)).strip()
    return sys.stdin.readline(4096).strip()


def _secret(question: str) -> str:
    if sys.stdin.isatty():
        return str(click.prompt(question, hide_input=True, err=True)).strip()
    return sys.stdin.readline(4096).strip()


def _ask_for_sync(run: Run) -> None:
    with open_browser(run.profile) as browser:
        browser.request_sync()


@click.command()
@common_options
@with_run
def logout(run: Run) -> None:
    """Forget the account, and give an own app's sign-in back. What waits in the queue stays."""
    was_there, problem = sign_out(run.profile, run.settings, os.environ)
    with open_browser(run.profile) as browser:
        counts = browser.stats()
    if problem is not None:
        click.echo(f"tracker: {problem}\n  Remove the app in HubSpot's settings.", err=True)
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
    store = token_store(run.profile, run.settings, os.environ)
    account, problem = _account_of(store)
    plain_text_at = store.plain_text_at() if account == "connected" else None
    with open_browser(run.profile) as browser:
        counts = browser.stats()
        leader = browser.leader_info()
    if run.as_json:
        run.emit(
            account=account,
            problem=problem,
            plain_text_at=plain_text_at,
            sender_pid=None if leader is None else leader.pid,
            now_ms=time.time_ns() // 1_000_000,
            **asdict(counts),
        )
        return
    if plain_text_at is not None:
        problem = f"the token is in plain text ({plain_text_at}), as keyring_backend_unsafe allows"
    click.echo(f"Account: {account}" + (f" — {problem}" if problem else ""))
    click.echo(f"Queue: {counts.delivered} delivered; {left_text(counts)}")
    click.echo(f"Sender: {'nobody' if leader is None else f'process {leader.pid}'}")


def _account_of(store: TokenStore) -> tuple[str, str | None]:
    """Return the account's state and what is wrong; a place that hangs is asked only once."""
    state = store.probe()
    if not state.is_usable:
        error = error_for(state)
        return state.value, f"{error} {error.hint}"
    try:
        store.get()
    except AuthError as error:
        return "not-logged-in", f"{error} {error.hint}"
    return "connected", None
