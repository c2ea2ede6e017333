"""The stand's unit: systemd reads it without a word, and it rests when the staff has left."""

import shutil
import subprocess
from pathlib import Path

import pytest

UNIT = Path(__file__).resolve().parents[2] / "packaging" / "kiosk" / "tracker-kiosk.service"


def lines() -> dict[str, list[str]]:
    """Return the unit's settings."""
    found: dict[str, list[str]] = {}
    for line in UNIT.read_text("utf-8").splitlines():
        key, is_setting, value = line.partition("=")
        if is_setting and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze")
@pytest.mark.skipif(shutil.which("cage") is None, reason="the unit starts cage, which is missing")
def test_systemd_reads_the_unit_without_a_word() -> None:
    """No unknown setting, no wrong value; manuals are read where they are installed."""
    command = ["systemd-analyze", "verify", "--man=no", str(UNIT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze")
def test_the_unit_is_as_closed_as_a_screen_allows() -> None:
    """Systemd's own score of exposure, from 0 to 10, stays low."""
    command = ["systemd-analyze", "security", "--offline=yes", "--threshold=30", str(UNIT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout[-400:]


def test_the_unit_says_what_the_stand_relies_on() -> None:
    """Another user, an encrypted token, a watchdog, and a start again however often."""
    found = lines()
    assert found["User"] == ["tracker-kiosk"]
    assert found["LoadCredentialEncrypted"] == ["hubspot-token"]
    assert found["Restart"] == ["always"]
    assert found["NotifyAccess"] == ["all"]
    assert found["StartLimitIntervalSec"] == ["0"]
    assert 30 <= int(found["WatchdogSec"][0]) <= 120
    (start,) = found["ExecStart"]
    assert start.endswith("tracker kiosk /etc/tracker-kiosk/kiosk.toml")


def test_who_left_by_the_pin_is_left_in_peace_once(tmp_path: Path) -> None:
    """The condition, run as systemd runs it: not started again, and then started as ever."""
    (condition,) = lines()["ExecCondition"]
    script = condition.removeprefix("/bin/sh -c '").removesuffix("'").replace("$$", "$")
    (tmp_path / "kiosk-left").touch()
    run = ["/bin/sh", "-c", script]
    statuses = [
        subprocess.run(run, env={"HOME": str(tmp_path), "PATH": "/bin:/usr/bin"}, check=False)
        for _ in range(2)
    ]
    assert [one.returncode for one in statuses] == [1, 0]
