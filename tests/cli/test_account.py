"""The account on the command line, where a token must not go and where a person lets it go."""

from pathlib import Path

import pytest

from tests.cli.command import TOKEN, credential, tracker
from tests.credentials import plain_backend
from tests.storage.builders import ADA, queue_events
from tracker.credentials.states import PLAIN_TEXT_PHRASE

KEY = "TRACKER_KEYRING_BACKEND_UNSAFE"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a place for a profile."""
    return tmp_path / "profile"


@pytest.fixture
def plain(tmp_path: Path) -> dict[str, str]:
    """Return an environment whose only keyring is a plain file."""
    named = {plain_backend.VARIABLE: str(tmp_path / "secrets.json"), "PYTHONPATH": str(Path.cwd())}
    return named | plain_backend.CHOICE


def test_a_plain_file_is_refused_and_the_cure_is_told(
    profile: Path, plain: dict[str, str], tmp_path: Path
) -> None:
    """Nothing is written, whatever the setting says but the very words."""
    for said in ("", "yes", "true", "1", "plain text", PLAIN_TEXT_PHRASE.upper()):
        refused = tracker(profile, "login", stdin=TOKEN, **plain, **{KEY: said})
        assert refused.status == 1
        assert f'"{PLAIN_TEXT_PHRASE}"' in refused.err or PLAIN_TEXT_PHRASE in refused.err
    assert not (tmp_path / "secrets.json").exists()
    (status,) = tracker(profile, "status", "--json", **plain).lines
    assert (status["account"], status["plain_text_at"]) == ("insecure", None)


def test_a_plain_file_is_used_when_a_person_says_so_and_it_is_told_each_time(
    profile: Path, plain: dict[str, str], tmp_path: Path
) -> None:
    """By login, status and doctor, with the file's path; and logout empties it."""
    kept = tmp_path / "secrets.json"
    profile.mkdir(mode=0o700)
    (profile / "settings.toml").write_text(f'keyring_backend_unsafe = "{PLAIN_TEXT_PHRASE}"\n')
    told = tracker(profile, "login", stdin=TOKEN, **plain)
    assert (told.status, "plain text" in told.out, str(kept) in told.out) == (0, True, True)
    assert TOKEN in kept.read_text()
    told = tracker(profile, "status", **plain)
    assert ("plain text" in told.out, str(kept) in told.out) == (True, True)
    (status,) = tracker(profile, "status", "--json", **plain).lines
    assert (status["account"], status["plain_text_at"]) == ("connected", str(kept))
    found = {line["check"]: line for line in tracker(profile, "doctor", "--json", **plain).lines}
    assert (found["keyring"]["verdict"], str(kept) in found["keyring"]["text"]) == ("warning", True)
    assert found["account"]["verdict"] == "ok"
    (done,) = tracker(profile, "logout", "--json", **plain).lines
    assert done["forgotten"] is True
    assert TOKEN not in kept.read_text()


@pytest.mark.parametrize("how", [(), ("--oauth", "--client-id", "an-app")])
def test_the_place_is_tried_before_anybody_is_asked_for_a_secret(
    profile: Path, how: tuple[str, ...]
) -> None:
    """What would be pasted is not even looked at where nothing can keep it."""
    refused = tracker(profile, "login", *how, stdin="no token at all\n")
    assert (refused.status, "no keyring" in refused.err) == (1, True)


def test_a_keyring_that_loses_the_token_is_refused_even_so(profile: Path) -> None:
    """A permission to store in plain text is none to lose."""
    lossy = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", KEY: PLAIN_TEXT_PHRASE}
    refused = tracker(profile, "login", stdin=TOKEN, **lossy)
    assert (refused.status, "would be lost" in refused.err) == (1, True)
    assert tracker(profile, "status", "--json", **lossy).lines[0]["account"] == "null"


QUOTES_ITS_HEADERS = """
import httpx

def stream(self, *args, **kwargs):
    raise RuntimeError(f"cannot send {kwargs['headers']}")

httpx.Client.stream = stream
"""


@pytest.mark.parametrize(
    "command", [("sync", "--once"), ("doctor", "--online", "--json"), ("media", "register", "Hall")]
)
def test_a_mistake_that_quotes_the_token_leaves_none_behind(
    profile: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Not in the traceback of the log, on the terminal, or in any file of the profile."""
    planted = "planted-token-of-a-mistake-0815"
    token = credential(tmp_path / "credentials", planted)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "sitecustomize.py").write_text(QUOTES_ITS_HEADERS)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film")
    tracker(profile, "media", "add", film, "--name", "Hall")
    queue_events(profile, "s", viewer=ADA)
    broken = {"PYTHONPATH": f"{tmp_path / 'broken'}:{Path.cwd()}", **token}
    reached = {"TRACKER_HUBSPOT_BASE_URL": "http://127.0.0.1:9", "PYTHONFAULTHANDLER": "1"}
    finished = tracker(profile, *command, **broken, **reached)
    assert finished.status == 1
    log = (profile / "tracker.log").read_text()
    assert "cannot send" in log
    assert "[secret]" in log
    said = (finished.out + finished.err).encode()
    files = [path.read_bytes() for path in profile.rglob("*") if path.is_file()]
    assert [text for text in (said, *files) if planted.encode() in text] == []
