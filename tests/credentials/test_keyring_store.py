"""The keyring's five states for real, and where its token does not appear."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.credentials import plain_backend
from tests.credentials.secret_service import (
    SecretService,
    bare_environ,
    run_python,
    secret_service,
)
from tracker.credentials.keyring_store import KeyringTokenStore
from tracker.credentials.states import StoreState, error_for
from tracker.model.errors import AuthError, KeyringLockedError, NoKeyringError

TOKEN = "pat-na1-planted-77c1f0e2"

ASK = """
import sys
from pathlib import Path
from tracker.credentials.keyring_store import KeyringTokenStore
from tracker.model.errors import TrackerError
store = KeyringTokenStore(Path(sys.prefix))
print(store.probe().value)
for work in (store.get, lambda: store.set("pat-na1-12345678"), store.delete):
    try:
        work()
    except TrackerError as error:
        print(type(error).__name__)
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecretService]:
    """Give an unlocked Secret Service."""
    with secret_service(tmp_path_factory.mktemp("secrets")) as running:
        yield running


def test_without_a_bus_there_is_no_keyring(tmp_path: Path) -> None:
    """Each call says so; nothing is written anywhere."""
    answer = run_python(ASK, bare_environ(tmp_path))
    assert answer.stdout.split() == ["absent", *["NoKeyringError"] * 3], answer.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("backend", "state"),
    [
        ("keyring.backends.null.Keyring", "null"),
        ("keyring.backends.chainer.ChainerBackend", "absent"),
        ("keyring.backends.fail.Keyring", "absent"),
        ("keyring.backends.nothing.Keyring", "absent"),
        ("nonsense", "absent"),
    ],
)
@pytest.mark.parametrize("permission", ["", ", allows_plain_text=True"])
def test_a_backend_that_keeps_no_secret_is_refused(
    tmp_path: Path, backend: str, state: str, permission: str
) -> None:
    """Chosen by the environment or by keyring's own file, permission for plain text or not."""
    environ = bare_environ(tmp_path)
    ask = ASK.replace("(Path(sys.prefix))", f"(Path(sys.prefix){permission})")
    answer = run_python(ask, environ | {"PYTHON_KEYRING_BACKEND": backend})
    assert answer.stdout.split() == [state, *["NoKeyringError"] * 3], answer.stderr
    config = tmp_path / "config" / "python_keyring" / "keyringrc.cfg"
    config.parent.mkdir()
    config.write_text(f"[backend]\ndefault-keyring={backend}\n")
    assert run_python(ask, environ).stdout.split()[0] == state


PLAIN_FILE = """
import keyring.backend
class PlaintextKeyring(keyring.backend.KeyringBackend):
    priority = 0.5
    def get_password(self, service, username): raise SystemExit("asked")
    def set_password(self, service, username, password): raise SystemExit("asked")
    def delete_password(self, service, username): raise SystemExit("asked")
"""


def test_a_plain_file_is_never_used_silently(tmp_path: Path, service: SecretService) -> None:
    """Alone it is refused; beside a real keyring it is passed over."""
    alone = run_python(PLAIN_FILE + ASK, bare_environ(tmp_path))
    assert alone.stdout.split() == ["insecure", *["NoKeyringError"] * 3], alone.stderr
    beside = service.run(PLAIN_FILE.replace("0.5", "50") + ASK)
    assert beside.stdout.split()[0] == "connected", beside.stderr


USE_PLAIN_FILE = """
import sys
from pathlib import Path
import tests.credentials.plain_backend
from tracker.credentials.keyring_store import KeyringTokenStore
from tracker.model.errors import TrackerError
store = KeyringTokenStore(Path(sys.prefix), allows_plain_text=True)
print(store.probe().value)
try:
    store.set("pat-na1-12345678")
    print(store.get() == "pat-na1-12345678", store.plain_text_at())
except TrackerError as error:
    print(type(error).__name__)
"""


def test_a_plain_file_is_used_by_permission_where_nothing_safe_is(
    tmp_path: Path, service: SecretService
) -> None:
    """Found or chosen by name; a keyring that works goes before one that was only found."""
    kept = str(tmp_path / "secrets.json")
    named = {plain_backend.VARIABLE: kept}
    for environ in (named, named | plain_backend.CHOICE):
        used = run_python(USE_PLAIN_FILE, bare_environ(tmp_path) | environ)
        assert used.stdout.split() == ["plain-text", "True", kept], used.stderr
    beside = run_python(USE_PLAIN_FILE, service.environ | named)
    assert beside.stdout.split() == ["connected", "True", "None"], beside.stderr


def test_a_backend_that_forgets_is_found_out(tmp_path: Path) -> None:
    """What was kept by an unsafe one is read back at once: a token must not be lost silently."""
    forgetful = {plain_backend.VARIABLE: str(tmp_path / "forgets.json")}
    used = run_python(USE_PLAIN_FILE, bare_environ(tmp_path) | forgetful)
    assert used.stdout.split() == ["plain-text", "NoKeyringError"], used.stderr


LOCK_AND_ASK = """
import logging, sys, traceback
logging.basicConfig(level=logging.DEBUG)
import secretstorage
from pathlib import Path
from tracker.credentials.keyring_store import KeyringTokenStore
store = KeyringTokenStore(Path(sys.prefix))
store.set("{token}")
assert store.get() == "{token}"
secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
print("state", store.probe().value, repr(store))
for work in (store.get, lambda: store.set("{token}"), store.delete):
    try:
        work()
    except Exception as error:
        print("error", type(error).__name__, error, error.hint, vars(error))
        traceback.print_exc()
"""


def test_a_locked_keyring_is_named_and_the_planted_token_is_nowhere(tmp_path: Path) -> None:
    """Not in logs at DEBUG, tracebacks, representations, or in any file in the clear."""
    with secret_service(tmp_path) as own:
        answer = own.run(LOCK_AND_ASK.format(token=TOKEN))
    said = answer.stdout + answer.stderr
    assert "state locked" in answer.stdout, said
    assert answer.stdout.count("error KeyringLockedError") == 3, said
    assert "Traceback" in answer.stderr
    assert "keyring" in answer.stderr
    assert TOKEN not in said
    # The keyring is gone by now, so that its files are whole and stay.
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".keyring" for path in files)
    for path in files:
        assert TOKEN.encode() not in path.read_bytes(), path


def test_a_keyring_that_does_not_answer_counts_as_locked_and_recovers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A timeout each, one stuck thread in all, and all is well when it answers again."""
    with secret_service(tmp_path) as frozen:
        monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
        for name, value in frozen.environ.items():
            monkeypatch.setenv(name, value)
        store = KeyringTokenStore(tmp_path / "profile", time_limit_s=0.3)
        patient = KeyringTokenStore(tmp_path / "profile", time_limit_s=10)
        patient.set(TOKEN)
        frozen.freeze()
        began = time.monotonic()
        assert store.probe() is StoreState.TIMEOUT
        for work in (store.get, store.delete, lambda: store.set(TOKEN)):
            with pytest.raises(KeyringLockedError):
                work()
        assert time.monotonic() - began < 3
        stuck = [thread for thread in threading.enumerate() if thread.name == "keyring"]
        assert len(stuck) == 1
        frozen.thaw()
        stuck[0].join(10)
        assert not stuck[0].is_alive()
        assert patient.get() == TOKEN
        assert store.delete() is True


UNUSABLE = [state for state in StoreState if not state.is_usable]


@pytest.mark.parametrize("state", UNUSABLE)
def test_each_state_has_an_error_of_its_own_with_a_cure(state: StoreState) -> None:
    """As many sentences and cures, no two alike."""
    error = error_for(state)
    locked = state in (StoreState.LOCKED, StoreState.TIMEOUT)
    assert type(error) is (KeyringLockedError if locked else NoKeyringError)
    others: list[AuthError] = [error_for(other) for other in UNUSABLE if other is not state]
    assert str(error) not in [str(other) for other in others]
    assert error.hint not in [other.hint for other in others]


def test_the_account_follows_the_folder_not_its_spelling(tmp_path: Path) -> None:
    """A relative path, a link and the real one name the same profile."""
    (tmp_path / "profile").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "profile")
    names = {
        repr(KeyringTokenStore(tmp_path / name))
        for name in ("profile", "link", "link/../profile", "./profile")
    }
    assert len(names) == 1
    assert repr(KeyringTokenStore(tmp_path / "other")) not in names
