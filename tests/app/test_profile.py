"""Where the profile is, and who may read it."""

import logging
import stat
from pathlib import Path

import pytest

from tracker.app.logs import FILE_NAME, start_log
from tracker.app.profile import locate_profile, make_profile
from tracker.model.errors import SettingsError


def test_the_command_line_names_it_before_the_environment(tmp_path: Path) -> None:
    """Chosen, else TRACKER_PROFILE."""
    environ = {"TRACKER_PROFILE": str(tmp_path / "environment")}
    assert locate_profile(str(tmp_path / "chosen"), environ) == tmp_path / "chosen"
    assert locate_profile(None, environ) == tmp_path / "environment"


def test_only_its_owner_may_enter(tmp_path: Path) -> None:
    """Folders 0700."""
    made = make_profile(tmp_path / "a" / "b")
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_a_file_is_no_profile(tmp_path: Path) -> None:
    """The sentence says so, and the hint how to choose another."""
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="not a directory") as refused:
        make_profile(tmp_path / "file")
    assert "--profile" in refused.value.hint


def test_a_place_where_nothing_can_be_made_is_refused() -> None:
    """/proc takes no folders."""
    with pytest.raises(SettingsError, match="cannot be made"):
        make_profile(Path("/proc/profile"))


def test_the_log_is_its_owners_alone(tmp_path: Path) -> None:
    """Files 0600, and the HTTP library's chatter stays out."""
    root = logging.getLogger()
    before = list(root.handlers)
    start_log(tmp_path)
    added = [handler for handler in root.handlers if handler not in before]
    try:
        logging.getLogger("tracker.test").warning("something")
        logging.getLogger("httpx").info("a request with headers")
        text = (tmp_path / FILE_NAME).read_text()
    finally:
        for handler in added:
            root.removeHandler(handler)
            handler.close()
    assert "something" in text
    assert "headers" not in text
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
