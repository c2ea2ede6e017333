"""Which place for a token this run has.

Knows: that a readable systemd credential is used alone, and the keyring otherwise.
Must never know: how either works.
"""

from collections.abc import Mapping
from pathlib import Path

from tracker.credentials.keyring_store import KeyringTokenStore
from tracker.credentials.states import TokenStore
from tracker.credentials.systemd_store import SystemdTokenStore


def open_token_store(
    profile_dir: Path, environ: Mapping[str, str], *, allows_plain_text: bool = False
) -> TokenStore:
    """Return the place for this profile's token; it is not asked for anything yet.

    Where ``$CREDENTIALS_DIRECTORY/hubspot-token`` is readable, the keyring is never asked.
    ``allows_plain_text`` is a person's permission, in so many words, for an unsafe keyring.
    """
    directory = environ.get("CREDENTIALS_DIRECTORY")
    if directory:
        store = SystemdTokenStore(Path(directory))
        if store.is_readable():
            return store
    return KeyringTokenStore(profile_dir, allows_plain_text=allows_plain_text)
