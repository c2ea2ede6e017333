"""The account as a person sees it: connected, to which account, or what has to be done.

Knows: where the secret is, and what the queue remembers of the account.
Must never know: the secret, or how it is shown. It may wait for a keyring.
"""

from collections.abc import Mapping
from pathlib import Path

from tracker.app.queue import open_browser
from tracker.app.settings import Settings
from tracker.model.errors import AuthError
from tracker.model.records import dataclass


@dataclass(frozen=True, slots=True)
class AccountState:
    """How the account stands. ``problem`` is None while a secret is stored; ``hint`` is its cure.

    ``account_id`` is HubSpot's number of the account that answered first, None before that.
    ``can_be_forgotten`` is False for a secret that the system hands over.
    """

    place: str
    is_own_app: bool = False
    account_id: int | None = None
    can_be_forgotten: bool = True
    problem: str | None = None
    hint: str = ""


def account_state(profile: Path, settings: Settings, environ: Mapping[str, str]) -> AccountState:
    """Return how the account stands. Raise StorageError where the queue cannot be read."""
    # Only here: HTTP and the keyring would hold up the start of every film.
    from tracker.app.account import token_store
    from tracker.hubspot.grant import grant_of

    store = token_store(profile, settings, environ)
    with open_browser(profile) as browser:
        account_id = browser.account_id()
    try:
        is_own_app = grant_of(store.get()) is not None
    except AuthError as error:
        return AccountState(store.name, account_id=account_id, problem=str(error), hint=error.hint)
    return AccountState(store.name, is_own_app, account_id, can_be_forgotten=not store.is_read_only)
