"""The account: where this profile's token is, and how it gets there.

Knows: which store serves a profile.
Must never know: a token for longer than it takes to pass it on.
"""

from collections.abc import Mapping
from pathlib import Path

from tracker.app.delivery import TokenSource
from tracker.credentials.states import TokenStore
from tracker.credentials.store import open_token_store


def token_store(profile: Path, environ: Mapping[str, str]) -> TokenStore:
    """Return the place of the profile's token; it is not asked for anything yet."""
    return open_token_store(profile, environ)


def token_source(profile: Path, environ: Mapping[str, str]) -> TokenSource:
    """Return what gives the profile's token when it is needed. It may block and raise AuthError."""
    return open_token_store(profile, environ).get
