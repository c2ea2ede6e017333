"""The account: where this profile's secret is, how it gets there, and how it leaves.

Knows: which store serves a profile, and the order of a sign-in: place first, browser then.
Must never know: a token for longer than it takes to pass it on.
"""

import threading
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.app.delivery import TokenSource, hubspot_settings
from tracker.app.settings import Settings
from tracker.credentials.states import PLAIN_TEXT_PHRASE, TokenStore, error_for
from tracker.credentials.store import open_token_store
from tracker.credentials.systemd_store import read_only
from tracker.hubspot.account import AccountTokens
from tracker.hubspot.api import OAuthFamily
from tracker.hubspot.consent import DEFAULT_PORT, OPTIONAL_SCOPES, REQUIRED_SCOPES, Consent
from tracker.hubspot.grant import App, grant_of
from tracker.hubspot.oauth import TokenEndpoint
from tracker.hubspot.tokens import TokenDelayedError
from tracker.model.errors import AuthError, SettingsError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass

__all__ = [
    "DEFAULT_PORT",
    "SignedIn",
    "TokenStore",
    "error_for",
    "own_app",
    "sign_in",
    "sign_out",
    "store_token",
    "token_source",
    "token_store",
    "writable_store",
]

PATIENCE_S = 300.0
"""How long a person may look at HubSpot's page, in seconds."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a sign-in came to: where the secret is, and of whom.

    ``plain_text_at`` says where whoever looks can read it, None where nobody can. ``missing`` are
    permissions that only looking people up needs.
    """

    store_name: str
    plain_text_at: str | None
    missing: tuple[str, ...] = ()
    hub_id: int | None = None


def token_store(profile: Path, settings: Settings, environ: Mapping[str, str]) -> TokenStore:
    """Return the place of the profile's secret; it is not asked for anything yet."""
    allows_plain_text = settings.keyring_backend_unsafe == PLAIN_TEXT_PHRASE
    return open_token_store(profile, environ, allows_plain_text=allows_plain_text)


def writable_store(profile: Path, settings: Settings, environ: Mapping[str, str]) -> TokenStore:
    """Return the place of the profile's secret, once it is known that it can be used.

    Raise AuthError, with the cure, where it cannot.
    """
    store = token_store(profile, settings, environ)
    if store.is_read_only:
        raise read_only()
    state = store.probe()
    if not state.is_usable:
        raise error_for(state)
    return store


def token_source(profile: Path, settings: Settings, environ: Mapping[str, str]) -> TokenSource:
    """Return what gives the profile's token when it is needed: a stored one, or a fresh one.

    Nothing is read or sent before the first token is needed.
    """
    store = token_store(profile, settings, environ)
    endpoint = TokenEndpoint(hubspot_settings(settings), OAuthFamily(settings.hubspot_oauth))
    return AccountTokens(store.get, store.set, endpoint)


def store_token(
    profile: Path, settings: Settings, environ: Mapping[str, str], token: str
) -> SignedIn:
    """Keep an access token, and say where it is. Raise AuthError, SettingsError."""
    if token.startswith("{"):
        grant_of(token)
    store = token_store(profile, settings, environ)
    store.set(token)
    return SignedIn(store.name, store.plain_text_at())


def own_app(client_id: str, client_secret: str) -> App:
    """Return the customer's own app. Raise SettingsError for what cannot be one."""
    return App(client_id, client_secret)


def sign_in(
    profile: Path,
    settings: Settings,
    environ: Mapping[str, str],
    app: App,
    *,
    port: int,
    on_address: Callable[[str], None],
    patience_s: float = PATIENCE_S,
) -> SignedIn:
    """Connect an own app: a consent in the browser, its code for tokens, the grant stored.

    ``on_address`` gets the page's address, for a person whose browser does not open. Raise
    AuthError or SettingsError; then nothing was stored, and nothing stays granted as far as
    HubSpot can be told.
    """
    store = writable_store(profile, settings, environ)
    with (
        _endpoint(settings) as endpoint,
        Consent(hubspot_settings(settings), app.client_id, port) as consent,
    ):
        on_address(consent.address)
        _open_browser(consent.address)
        code = consent.wait(patience_s)
        with _told_apart():
            issued = endpoint.by_code(
                app, code, verifier=consent.verifier, redirect_uri=consent.redirect_uri
            )
        try:
            with _told_apart():
                granted = frozenset(endpoint.scopes(issued))
            lacking = [scope for scope in REQUIRED_SCOPES if scope not in granted]
            if lacking:
                raise AuthError(
                    phrase("Errors", "HubSpot did not grant the permission {permissions}.").format(
                        permissions=", ".join(lacking)
                    ),
                    hint=phrase(
                        "Errors", "Add it to the scopes on the app's page, and log in again."
                    ),
                )
            store.set(issued.grant.to_secret())
        except (AuthError, SettingsError):
            with suppress(AuthError, TokenDelayedError):
                endpoint.revoke(issued.grant)
            raise
    missing = tuple(scope for scope in _wanted(settings) if scope not in granted)
    return SignedIn(store.name, store.plain_text_at(), missing, issued.hub_id)


def sign_out(
    profile: Path, settings: Settings, environ: Mapping[str, str]
) -> tuple[bool, str | None]:
    """Revoke an own app's grant and forget the secret.

    Return whether there was one, and a sentence on what HubSpot could not be told.
    """
    store = token_store(profile, settings, environ)
    problem = None
    try:
        grant = None if store.is_read_only else grant_of(store.get())
        if grant is not None:
            with _endpoint(settings) as endpoint:
                endpoint.revoke(grant)
    except (AuthError, TokenDelayedError) as error:
        # Nothing stored, or nothing to be reached: either way the secret is forgotten here.
        problem = f"HubSpot could not be told: {error}"
    was_there = store.delete()
    return was_there, problem if was_there else None


def _wanted(settings: Settings) -> tuple[str, ...]:
    return OPTIONAL_SCOPES if settings.create_contacts != "never" else OPTIONAL_SCOPES[:1]


@contextmanager
def _told_apart() -> Iterator[None]:
    """Make of a delay what a person can act upon: nobody waits for a sign-in."""
    try:
        yield
    except TokenDelayedError as delay:
        raise AuthError(
            phrase("Errors", "{delay}.").format(delay=delay.outcome.message),
            hint=phrase("Errors", "Try `tracker login --oauth` again later."),
        ) from None


@contextmanager
def _endpoint(settings: Settings) -> Iterator[TokenEndpoint]:
    endpoint = TokenEndpoint(hubspot_settings(settings), OAuthFamily(settings.hubspot_oauth))
    try:
        yield endpoint
    finally:
        endpoint.close()


def _open_browser(address: str) -> None:
    # Some browsers return only once they are closed.
    threading.Thread(target=webbrowser.open, args=(address,), name="browser", daemon=True).start()
