"""A kiosk's token: read where systemd puts it, alone, and never changed."""

from pathlib import Path

import pytest

from tracker.credentials.keyring_store import KeyringTokenStore
from tracker.credentials.states import StoreState
from tracker.credentials.store import open_token_store
from tracker.credentials.systemd_store import SystemdTokenStore
from tracker.model.errors import AuthError, NotLoggedInError

TOKEN = "pat-na1-kiosk-0123"


def kiosk(tmp_path: Path, content: bytes) -> dict[str, str]:
    """Write a credential as systemd would; return the environment that names it."""
    (tmp_path / "hubspot-token").write_bytes(content)
    return {"CREDENTIALS_DIRECTORY": str(tmp_path)}


@pytest.mark.parametrize("outer", [b"%s", b"%s\n", b" \t%s\r\n\n"])
def test_a_readable_credential_is_used_and_stripped(tmp_path: Path, outer: bytes) -> None:
    """An editor leaves a line's end behind."""
    store = open_token_store(tmp_path / "profile", kiosk(tmp_path, outer % TOKEN.encode()))
    assert isinstance(store, SystemdTokenStore)
    assert store.probe() is StoreState.CONNECTED
    assert store.get() == TOKEN
    assert TOKEN not in repr(store)
    assert TOKEN not in repr(vars(store))


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"two words", b"\xff" * 20, b"short", b"x" * 9999]
)
def test_an_unusable_credential_is_an_error_and_the_keyring_is_not_asked(
    tmp_path: Path, content: bytes
) -> None:
    """A kiosk that was given a wrong credential must not fall back to something else."""
    store = open_token_store(tmp_path / "profile", kiosk(tmp_path, content))
    assert isinstance(store, SystemdTokenStore)
    with pytest.raises(NotLoggedInError) as caught:
        store.get()
    assert "hubspot-token" in str(caught.value)
    assert "systemd-creds" in caught.value.hint
    assert "two words" not in str(caught.value)


def test_a_credential_is_read_only(tmp_path: Path) -> None:
    """Login and logout belong to the machine's administrator there."""
    store = open_token_store(tmp_path / "profile", kiosk(tmp_path, TOKEN.encode()))
    with pytest.raises(AuthError):
        store.set("pat-na1-other-0123")
    with pytest.raises(AuthError):
        store.delete()
    assert store.get() == TOKEN
    assert [path.name for path in tmp_path.iterdir()] == ["hubspot-token"]


def test_a_credential_that_went_away_is_named(tmp_path: Path) -> None:
    """The service's folder is gone after it stops."""
    store = open_token_store(tmp_path / "profile", kiosk(tmp_path, TOKEN.encode()))
    (tmp_path / "hubspot-token").unlink()
    assert store.probe() is StoreState.ABSENT
    with pytest.raises(NotLoggedInError):
        store.get()


@pytest.mark.parametrize(
    "environ", [{}, {"CREDENTIALS_DIRECTORY": ""}, {"CREDENTIALS_DIRECTORY": "/nowhere"}]
)
def test_without_a_readable_credential_the_keyring_is_used(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    """Also where another service's folder holds no token of ours."""
    assert isinstance(open_token_store(tmp_path, environ), KeyringTokenStore)
    (tmp_path / "hubspot-token").mkdir()
    elsewhere = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert isinstance(open_token_store(tmp_path, elsewhere), KeyringTokenStore)
