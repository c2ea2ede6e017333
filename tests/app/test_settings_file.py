"""Settings changed from a window: comments stay, and what stands above the file is known."""

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.app.settings import FILE_NAME, read_settings
from tracker.app.settings_file import (
    Source,
    change_settings,
    checked_text,
    place_settings,
)
from tracker.model.errors import SettingsError
from tracker.model.phrases import Phrase

WRITTEN = '''# The stand at the fair.
device = "hall 5"   # the one by the door
consent_text = """
I agree to # everything.
"""

# How loops count
loop = "new-session"'''


def write(profile: Path, text: str = WRITTEN) -> Path:
    """Write the profile's file."""
    path = profile / FILE_NAME
    path.write_text(text, "utf-8")
    return path


def test_each_value_says_where_it_comes_from(tmp_path: Path) -> None:
    """The command line wins over the environment, that over the file, that over the default."""
    path = write(tmp_path)
    environ = {"TRACKER_LOOP": "same", "TRACKER_RESUME": "on"}
    placed = {found.name: found for found in place_settings(tmp_path, environ, {"resume": "off"})}
    assert (placed["device"].source, placed["device"].place) == (Source.FILE, str(path))
    assert (placed["loop"].source, placed["loop"].value) == (Source.ENVIRONMENT, "same")
    assert (placed["resume"].source, placed["resume"].value) == (Source.COMMAND_LINE, "off")
    assert (placed["person_days"].source, placed["person_days"].value) == (Source.DEFAULT, 0)
    assert [found.name for found in placed.values() if not found.can_be_changed] == [
        "loop",
        "resume",
    ]


def test_help_and_unit_of_every_setting_can_be_translated(tmp_path: Path) -> None:
    """Whoever adds a setting says them by ``phrase``."""
    for found in place_settings(tmp_path, {}):
        assert isinstance(found.help, Phrase), found.name
        assert not found.unit or isinstance(found.unit, Phrase), found.name


def test_a_change_keeps_what_was_written_around_it(tmp_path: Path) -> None:
    """Comments, order, and a text of several lines; the file is its owner's alone."""
    path = write(tmp_path)
    change_settings(tmp_path, {"device": 'gate "7" # x', "loop": None, "trace_days": 5})
    text = path.read_text("utf-8")
    assert text.startswith('# The stand at the fair.\ndevice = "gate \\"7\\" # x"   # the one by')
    assert "# How loops count\n" in text
    assert "I agree to # everything." in text
    settings = read_settings(tmp_path, {})
    assert (settings.device, settings.loop, settings.trace_days) == ('gate "7" # x', "same", 5)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    change_settings(tmp_path, {"consent_text": "Yes."})
    assert read_settings(tmp_path, {}).consent_text == "Yes."
    assert "everything" not in path.read_text("utf-8")


def test_a_profile_without_a_file_gets_one(tmp_path: Path) -> None:
    """Nothing but what was changed stands in it."""
    change_settings(tmp_path, {"viewed_after_s": 2.5})
    assert (tmp_path / FILE_NAME).read_text("utf-8") == "viewed_after_s = 2.5\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [("loop", "sometimes"), ("trace_days", "4000"), ("trace_days", "2.5"), ("page_seconds", "x")],
)
def test_what_is_typed_is_refused_in_the_words_of_the_command_line(
    tmp_path: Path, name: str, text: str
) -> None:
    """The same sentence as for the same value in the file."""
    with pytest.raises(SettingsError) as typed:
        checked_text(tmp_path, name, text)
    quoted = text if text.replace(".", "").isdigit() else f'"{text}"'
    write(tmp_path, f"{name} = {quoted}\n")
    with pytest.raises(SettingsError) as written:
        read_settings(tmp_path, {})
    assert (str(typed.value), typed.value.hint) == (str(written.value), written.value.hint)


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    """Whoever wrote it is told what is wrong."""
    path = write(tmp_path, "device = \n")
    with pytest.raises(SettingsError, match="cannot be read"):
        change_settings(tmp_path, {"device": "x"})
    assert path.read_text("utf-8") == "device = \n"


@given(st.text(), st.text())
def test_any_text_that_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, first: str, second: str
) -> None:
    """Quotes, newlines, hashes and all; and once more over the first."""
    profile = tmp_path_factory.mktemp("profile")
    for value in (first, second):
        change_settings(profile, {"device": value, "page_name": "page"})
        said = tomllib.loads((profile / FILE_NAME).read_text("utf-8"))
        assert said == {"device": value, "page_name": "page"}
