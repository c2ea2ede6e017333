"""Playing against the built-in stand-in for HubSpot, without ever mixing it with the real one.

Knows: when a profile gets the mark of the stand-in, and when it loses it.
Must never know: how the stand-in answers.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tracker.app.delivery import TokenSource
from tracker.app.mixing import MARK
from tracker.app.queue import open_browser
from tracker.app.settings import Settings
from tracker.credentials.keyring_store import KeyringTokenStore
from tracker.credentials.store import open_token_store
from tracker.model.errors import AuthError, SettingsError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass


@dataclass(frozen=True, slots=True)
class StandIn:
    """How to reach a running stand-in. ``notice`` says what a person should know."""

    settings: Settings
    tokens: TokenSource
    notice: str | None


@contextmanager
def stand_in(profile: Path, settings: Settings, environ: Mapping[str, str]) -> Iterator[StandIn]:
    """Run a stand-in for as long as the context lasts, its token in the keyring meanwhile.

    The token is the systemd credential where there is one. Where no keyring can be used it stays
    in memory: it opens nothing but this process's own server. Raise SettingsError where the
    profile holds events for the real HubSpot: a stand-in must not swallow them.
    """
    # Only here: to play and to send needs no web server.
    from tracker.hubspot.sandbox.server import TOKEN_PREFIX, Sandbox

    _claim(profile)
    store = open_token_store(profile, environ)
    notice = None
    kept: KeyringTokenStore | None = None
    if isinstance(store, KeyringTokenStore):
        # A place of its own, so that the profile's real token is never touched.
        kept = KeyringTokenStore(profile / MARK)
        token = TOKEN_PREFIX + secrets.token_urlsafe(24)
        tokens: TokenSource = kept.get
        try:
            kept.set(token)
        except AuthError as error:
            kept, tokens = None, lambda: token
            notice = f"{error} The stand-in's token stays in memory."
    else:
        token, tokens = store.get(), store.get
    try:
        with Sandbox(token=token) as server:
            reached = replace(settings, hubspot_base_url=server.base_url)
            yield StandIn(reached, tokens, notice)
    finally:
        if kept is not None:
            kept.delete()
        _release(profile)


def _claim(profile: Path) -> None:
    mark = profile / MARK
    if mark.exists():
        return
    with open_browser(profile) as browser:
        stats = browser.stats()
    if stats.unsettled + stats.held:
        raise SettingsError(
            phrase("Errors", "This profile holds {count} events for the real HubSpot.").format(
                count=stats.unsettled + stats.held
            ),
            hint=phrase("Errors", "Give --sandbox a profile of its own with --profile DIR."),
        )
    mark.touch(mode=0o600)


def _release(profile: Path) -> None:
    with open_browser(profile) as browser:
        stats = browser.stats()
        if stats.unsettled + stats.held == 0:
            browser.forget_account()
            (profile / MARK).unlink(missing_ok=True)
