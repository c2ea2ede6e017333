"""``tracker kiosk``: what the check and the health print, and with which status."""

import json
from datetime import datetime
from pathlib import Path

from tests.app.kiosk.stand import example_text, write_stand
from tests.cli.command import tracker
from tracker.app.kiosk.config import DAYS


def test_a_sound_stand_is_told_with_the_way_out(tmp_path: Path) -> None:
    """Whoever sets a stand up reads how to leave it before it is shown."""
    path = write_stand(tmp_path)
    done = tracker(tmp_path / "profile", "kiosk", path, "--check")
    assert (done.status, done.err) == (0, "")
    assert "sound" in done.out
    assert "tap 7 times in the top left corner" in done.out
    assert not (tmp_path / "profile").exists()
    (line,) = tracker(tmp_path / "profile", "kiosk", path, "--check", "--json").lines
    assert line["films"] == 2


def test_each_mistake_is_a_line_with_its_cure(tmp_path: Path) -> None:
    """File and line first, as editors like it."""
    text = example_text().replace("# taps = 7", "taps = 2").replace('"Hall 5, left"', "5")
    path = write_stand(tmp_path, text)
    done = tracker(tmp_path / "profile", "kiosk", path, "--check")
    assert done.status == 1
    taps = text.splitlines().index(next(one for one in text.splitlines() if "taps = 2" in one))
    assert f"{path}:{taps + 1}: exit.taps: cannot be 2" in done.out
    assert "→ It lies between 5 and 20 taps." in done.out
    lines = tracker(tmp_path / "profile", "kiosk", path, "--check", "--json").lines
    assert [line["line"] for line in lines] == sorted(line["line"] for line in lines)


def test_a_stand_with_a_mistake_is_not_shown(tmp_path: Path) -> None:
    """Status 1, the first mistake, and no traceback."""
    path = write_stand(tmp_path, "device = ")
    done = tracker(tmp_path / "profile", "kiosk", path)
    assert done.status == 1
    assert f"{path}:1: This is not TOML" in done.err


def test_health_of_a_stand_that_never_lived_is_broken_while_open(tmp_path: Path) -> None:
    """Outside its hours it is not."""
    before, _, rest = example_text().partition("[hours]")
    always = before + "[identify]" + rest.partition("[identify]")[2]
    path = write_stand(tmp_path, always)
    done = tracker(tmp_path / "profile", "kiosk", path, "--health", "--json")
    assert done.status == 1, done.out + done.err
    assert json.loads(done.out)["verdict"] == "broken"
    tomorrow = DAYS[(datetime.now().weekday() + 2) % 7]
    path = write_stand(tmp_path, f'{always}\n[hours]\n{tomorrow} = "09:00-10:00"\n')
    done = tracker(tmp_path / "profile", "kiosk", path, "--health")
    assert (done.status, "closed" in done.out) == (0, True)


def test_check_and_health_at_once_are_refused(tmp_path: Path) -> None:
    """A wrong command line is status 2."""
    path = write_stand(tmp_path)
    assert tracker(tmp_path, "kiosk", path, "--check", "--health").status == 2
