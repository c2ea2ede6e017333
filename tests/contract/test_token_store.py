"""What every place for a token promises: the fake, a real Secret Service, a real plain file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.credentials import plain_backend
from tests.credentials.secret_service import secret_service
from tests.fakes import MemoryTokenStore
from tracker.credentials.keyring_store import KeyringTokenStore
from tracker.credentials.states import StoreState, TokenStore
from tracker.model.errors import NotLoggedInError, SettingsError

TOKEN = "pat-na1-contract-0001"
MakeStore = Callable[[str], TokenStore]


@pytest.fixture(scope="module", params=["memory", "keyring", "plain file"])
def make_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MakeStore]:
    """Give a maker of stores, one for each profile."""
    if request.param == "memory":
        yield lambda profile: MemoryTokenStore()
        return
    home = tmp_path_factory.mktemp("keyring")
    if request.param == "plain file":
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(plain_backend.VARIABLE, str(home / "secrets.json"))
            for name, value in plain_backend.CHOICE.items():
                patch.setenv(name, value)
            yield lambda profile: KeyringTokenStore(home / profile, allows_plain_text=True)
        return
    with secret_service(home) as service, pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
        for name, value in service.environ.items():
            patch.setenv(name, value)
        yield lambda profile: KeyringTokenStore(home / profile)


@pytest.fixture
def store(make_store: MakeStore, request: pytest.FixtureRequest) -> TokenStore:
    """Give an empty store."""
    return make_store(request.node.name)


def test_an_empty_store_is_connected_and_says_that_nobody_logged_in(store: TokenStore) -> None:
    """Usable, without a token."""
    assert store.probe().is_usable
    with pytest.raises(NotLoggedInError) as caught:
        store.get()
    assert "tracker login" in caught.value.hint


def test_a_kept_token_is_given_back_until_it_is_deleted(store: TokenStore) -> None:
    """The latest wins; deleting twice says so."""
    store.set(TOKEN)
    assert store.get() == TOKEN
    store.set("pat-na1-contract-0002")
    assert store.get() == "pat-na1-contract-0002"
    assert store.probe().is_usable
    assert store.delete() is True
    assert store.delete() is False
    with pytest.raises(NotLoggedInError):
        store.get()


@pytest.mark.parametrize("length", [8, 2048])
def test_a_token_may_be_short_or_long(store: TokenStore, length: int) -> None:
    """Any printable ASCII within the bounds."""
    token = ("".join(map(chr, range(0x21, 0x7F))) * 22)[:length]
    store.set(token)
    assert store.get() == token


@pytest.mark.parametrize(
    "text",
    [
        "",
        "short12",
        "x" * 2049,
        "two words",
        "line\nbreak",
        "naïve-token",
        "nul\0token",
        " padded-token",
    ],
)
def test_what_is_no_token_is_refused_and_not_repeated(store: TokenStore, text: str) -> None:
    """The one before stays."""
    store.set(TOKEN)
    with pytest.raises(SettingsError) as caught:
        store.set(text)
    assert not text or text not in f"{caught.value} {caught.value.hint}"
    assert store.get() == TOKEN


def test_two_profiles_do_not_mix(make_store: MakeStore) -> None:
    """One profile is one account."""
    first, second = make_store("first"), make_store("second")
    first.set(TOKEN)
    with pytest.raises(NotLoggedInError):
        second.get()
    second.set("pat-na1-contract-0002")
    assert first.get() == TOKEN
    assert first.delete()
    assert second.get() == "pat-na1-contract-0002"


def test_only_a_place_that_says_so_can_be_read_by_others(store: TokenStore) -> None:
    """State and whereabouts agree, and the file is the one that is named."""
    store.set(TOKEN)
    place = store.plain_text_at()
    assert (store.probe() is StoreState.PLAIN_TEXT) == (place is not None)
    if place is not None:
        assert TOKEN in Path(place).read_text()


def test_a_representation_holds_no_token(store: TokenStore) -> None:
    """Nor does any attribute's."""
    store.set(TOKEN)
    assert TOKEN not in repr(store)
    if isinstance(store, KeyringTokenStore):
        assert TOKEN not in repr(vars(store))
