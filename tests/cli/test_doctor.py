"""The doctor: each trouble has its sentence and its cure, and no token is told or sent."""

import stat
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import TIMEOUT_S, TOKEN, credential, tracker
from tests.credentials.secret_service import secret_service
from tracker.app import doctor
from tracker.app.findings import Verdict
from tracker.hubspot.sandbox.server import Sandbox

CHECKS = ["libvlc", "plugins", "qt", "audio", "keyring", "account", "api", "clock", "disk", "queue"]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return a place for a profile."""
    return tmp_path / "profile"


def findings(lines: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the last finding of each check."""
    return {line["check"]: line for line in lines}


def test_everything_is_looked_at_and_nothing_is_sent(profile: Path, tmp_path: Path) -> None:
    """No token check before the first event, unless a person asks for it."""
    token = credential(tmp_path / "credentials")
    with Sandbox(token=TOKEN) as server:
        finished = tracker(
            profile, "doctor", "--json", **token, TRACKER_HUBSPOT_BASE_URL=server.base_url
        )
    assert server.received == []
    found = findings(finished.lines)
    assert list(found) == CHECKS
    assert found["account"]["verdict"] == found["keyring"]["verdict"] == "ok"
    assert (found["api"]["verdict"], "September 2027" in found["api"]["text"]) == ("warning", True)
    # Whether libVLC serves is the machine's affair; the status follows what was found.
    assert finished.status == int(any(line["verdict"] == "broken" for line in finished.lines))
    assert all(line["cure"] for line in finished.lines if line["verdict"] != "ok")
    assert TOKEN not in finished.out + finished.err


def test_online_says_which_families_answer(profile: Path, tmp_path: Path) -> None:
    """By an event that is refused everywhere; nothing is left behind."""
    token = credential(tmp_path / "credentials")
    with Sandbox(token=TOKEN) as server:
        reached = {**token, "TRACKER_HUBSPOT_BASE_URL": server.base_url}
        finished = tracker(profile, "doctor", "--online", "--json", **reached)
        assert len(server.received) == 4
        assert server.accepted == []
    told = [line["text"] for line in finished.lines if line["check"] == "online"]
    assert [text.partition(":")[0] for text in told] == ["v1", "2026-03", "2026-09", "v2"]
    assert all("answers" in text for text in told)
    with Sandbox(token="another-token") as server:
        reached["TRACKER_HUBSPOT_BASE_URL"] = server.base_url
        refused = tracker(profile, "doctor", "--online", **reached)
    assert (refused.status, "refuses the token" in refused.out) == (1, True)
    assert TOKEN not in refused.out + refused.err


@pytest.mark.parametrize(("state", "cure"), [("locked", "Unlock it"), ("timeout", "window")])
def test_a_real_keyring_that_gives_nothing_is_named_in_time(
    profile: Path, tmp_path: Path, state: str, cure: str
) -> None:
    """Locked, or never answering: one time limit, not one for each question; status likewise."""
    with secret_service(tmp_path / "keyring") as keyring:
        assert tracker(profile, "login", stdin=TOKEN, **keyring.environ).status == 0
        if state == "locked":
            locked = keyring.run(
                "import secretstorage as s; s.get_default_collection(s.dbus_init()).lock()"
            )
            assert locked.returncode == 0, locked.stderr
        else:
            keyring.freeze()
        began = time.monotonic()
        finished = tracker(profile, "doctor", "--online", "--json", **keyring.environ)
        status = tracker(profile, "status", "--json", **keyring.environ)
        assert time.monotonic() - began < 2 * TIMEOUT_S
    found = findings(finished.lines)
    assert list(found) == [*CHECKS, "online"]
    assert finished.status == 1
    assert (found["keyring"]["verdict"], state in found["keyring"]["text"]) == ("broken", True)
    assert cure in found["keyring"]["cure"]
    assert "keyring" in found["account"]["text"]
    assert status.lines[0]["account"] == state
    assert TOKEN not in finished.out + finished.err + status.out + status.err


def test_without_a_keyring_it_says_so_and_what_helps(profile: Path) -> None:
    """And ends with 1."""
    finished = tracker(profile, "doctor")
    assert finished.status == 1
    assert "✗ keyring" in finished.out
    assert "gnome-keyring" in finished.out


def test_a_queue_that_is_damaged_and_a_profile_that_is_open_are_named(
    profile: Path, tmp_path: Path
) -> None:
    """Each with its cure; the rest is looked at all the same."""
    token = credential(tmp_path / "credentials")
    profile.mkdir(mode=0o700)
    (profile / "queue.db").write_bytes(b"this is no database at all" * 50)
    profile.chmod(0o755)
    finished = tracker(profile, "doctor", "--json", **token)
    found = findings(finished.lines)
    assert finished.status == 1
    assert found["queue"]["verdict"] == "broken"
    assert found["disk"]["verdict"] == "broken"
    assert "chmod 700" in found["disk"]["cure"]
    assert stat.S_IMODE(profile.stat().st_mode) == 0o755


def test_missing_plugins_are_named(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the package that has them."""
    monkeypatch.setattr(doctor, "_PLUGINS", ("codec/libnone_plugin",))
    told = [finding for finding in doctor._libvlc() if finding.check == "plugins"]
    assert [(finding.verdict.value, "apt" in (finding.cure or "")) for finding in told] == [
        ("broken", True)
    ]


def test_a_clock_of_the_past_is_named() -> None:
    """As on a machine whose battery is empty."""
    finding = doctor._clock(1_000.0)
    assert finding.verdict is Verdict.BROKEN
    assert "1970-01-01" in finding.text
    assert "timedatectl" in (finding.cure or "")
