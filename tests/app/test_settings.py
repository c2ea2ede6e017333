"""One table of settings: file, environment, command line; and what is refused."""

from dataclasses import fields
from pathlib import Path

import pytest

from tracker.app.settings import FILE_NAME, Settings, environment_name, read_settings
from tracker.model.errors import SettingsError


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    """File, environment, command line: the later, the stronger."""
    (tmp_path / FILE_NAME).write_text('page_name = "file"\ndevice = "file"\nhubspot_api = "v2"\n')
    environ = {"TRACKER_PAGE_NAME": "environment", "TRACKER_DEVICE": "environment"}
    settings = read_settings(tmp_path, environ, {"device": "command line"})
    assert (settings.hubspot_api, settings.page_name, settings.device) == (
        "v2",
        "environment",
        "command line",
    )


def test_a_profile_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    """Nothing has to be set."""
    assert read_settings(tmp_path, {}) == Settings()


def test_numbers_come_as_text_from_the_environment(tmp_path: Path) -> None:
    """And are checked as such."""
    environ = {"TRACKER_COMPLETE_AT_PERCENT": "95.5", "TRACKER_PAGE_ID": "17"}
    settings = read_settings(tmp_path, environ)
    assert (settings.complete_at_percent, settings.page_id) == (95.5, 17)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("colour = 1", "“colour” is no setting"),
        ("page_id = 1.5", "not a whole number"),
        ("page_id = true", "not a whole number"),
        ("page_name = 3", "not a text"),
        ('hubspot_api = "v9"', "cannot be “v9”"),
        ('stream_hosts = "https://example.com"', "cannot be “https://example.com”"),
        ("complete_at_percent = 50", "cannot be 50"),
        ("complete_at_percent = nan", "cannot be nan"),
        ('hubspot_quota_share = "much"', "not a number"),
        ("= 3", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(tmp_path: Path, text: str, complaint: str) -> None:
    """With a hint that says what it should be."""
    (tmp_path / FILE_NAME).write_text(text)
    with pytest.raises(SettingsError, match=complaint) as refused:
        read_settings(tmp_path, {})
    assert refused.value.hint


def test_every_setting_has_words_for_people() -> None:
    """Default, help, and an environment variable of its own."""
    for setting in fields(Settings):
        assert setting.metadata["help"].endswith(".")
        assert environment_name(setting.name).startswith("TRACKER_")
