"""The settings page: every setting with its words, refused and kept as on the command line."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.cli.command import TOKEN, credential
from tests.desktop.page_tools import Role, check_fit, focus_order, tree, unnamed
from tests.desktop.stage import Stage
from tests.storage.builders import ADA, queue_events
from tests.storage.test_repair import send
from tracker.app.settings import FILE_NAME, Settings, read_settings
from tracker.desktop.office import Office
from tracker.desktop.page_panel import PageName
from tracker.desktop.setting_field import SettingField
from tracker.desktop.settings_page import SettingsPage
from tracker.model.delivery import Delivered
from tracker.model.errors import SettingsError

WAIT_MS = 20_000
WRITTEN = '# The stand\ndevice = "hall 5"  # by the door\n'


def shown(stage: Stage, office: Office, qtbot: QtBot) -> SettingsPage:
    """Open the page by its key, and wait until everything stands on it."""
    QTest.keyClick(stage.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    page = office.settings
    qtbot.waitUntil(lambda: bool(page.fields) and "HubSpot account" in words(page), timeout=WAIT_MS)
    return page


def words(page: SettingsPage) -> str:
    """Return all that the page says."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def field(page: SettingsPage, name: str) -> SettingField:
    """Return the card of a setting."""
    [found] = (field for field in page.fields if field.placed.name == name)
    return found


def type_into(page: SettingsPage, name: str, text: str) -> None:
    """Type a value."""
    typed = field(page, name)
    typed.field.setFocus()
    QTest.keyClick(typed.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(typed.field, text)


def test_every_setting_stands_there_with_its_words(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """Name, help, unit, choices and default; the film goes on."""
    stage.play()
    page = shown(stage, office, qtbot)
    names = [found.placed.name for found in page.fields]
    assert names == list(Settings.__dataclass_fields__)
    said = words(page)
    for setting in Settings.__dataclass_fields__.values():
        assert setting.metadata["help"] in said
        assert setting.metadata["unit"] in said
    assert field(page, "hubspot_api").placed.choices == ("v1", "2026-03", "2026-09", "v2")
    assert not page.save_button.isEnabled()
    assert stage.player.commands == []


def test_a_change_is_saved_and_comments_stay(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """It is said when it takes effect; a setting put back to its default leaves the file."""
    path = profile / FILE_NAME
    path.write_text(WRITTEN, "utf-8")
    page = shown(stage, office, qtbot)
    assert "set in settings.toml" in field(page, "device").note.text()
    type_into(page, "device", "gate 7")
    QTest.keyClick(field(page, "resume").field, Qt.Key.Key_Up)
    page.save_button.click()
    qtbot.waitUntil(lambda: "next start" in page.said.text(), timeout=WAIT_MS)
    assert path.read_text("utf-8").startswith('# The stand\ndevice = "gate 7"  # by the door\n')
    settings = read_settings(profile, {})
    assert (settings.device, settings.resume) == ("gate 7", "on")
    qtbot.waitUntil(lambda: not page.save_button.isEnabled(), timeout=WAIT_MS)
    field(page, "resume").put("off")
    page.save_button.click()
    qtbot.waitUntil(lambda: "resume" not in tomllib.loads(path.read_text("utf-8")), timeout=WAIT_MS)


def test_what_cannot_be_is_refused_in_the_words_of_the_command_line(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """Beside its field, which gets the focus; nothing is saved, and what was typed stays."""
    page = shown(stage, office, qtbot)
    type_into(page, "device", "gate 7")
    type_into(page, "trace_days", "9999")
    page.save_button.click()
    refused = field(page, "trace_days")
    (profile / "other").mkdir()
    (profile / "other" / FILE_NAME).write_text("trace_days = 9999\n", "utf-8")
    with pytest.raises(SettingsError) as error:
        read_settings(profile / "other", {})
    sentence = f"{error.value} {error.value.hint}".replace(f"{profile / 'other'}", f"{profile}")
    assert refused.problem.text() == sentence
    assert refused.field.hasFocus()
    assert not (profile / FILE_NAME).exists()
    assert field(page, "device").text == "gate 7"
    page.undo_button.click()
    qtbot.waitUntil(lambda: field(page, "device").text == "", timeout=WAIT_MS)


def test_what_stands_above_the_file_cannot_be_changed_here(
    stage: Stage, office: Office, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """It is shown, with the variable that sets it."""
    monkeypatch.setenv("TRACKER_DEVICE", "by the environment")
    page = shown(stage, office, qtbot)
    qtbot.waitUntil(lambda: not field(page, "device").field.isEnabled(), timeout=WAIT_MS)
    found = field(page, "device")
    assert found.text == "by the environment"
    assert "TRACKER_DEVICE" in found.note.text()
    assert not found.is_changed


def test_the_account_is_told_with_what_to_do(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """Whose it is once HubSpot has answered, what is missing, and the command that helps."""
    queue_events(profile, "s", viewer=ADA)
    send(profile, Delivered(200, portal_id=8_675_309))
    page = shown(stage, office, qtbot)
    said = words(page)
    assert "HubSpot account 8675309" in said
    assert "`tracker login --oauth`" in said


def test_a_token_that_the_system_hands_over_is_told_as_such(
    stage: Stage, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """It is connected, no command forgets it, and nothing of it is shown."""
    for name, value in credential(tmp_path / "credentials").items():
        monkeypatch.setenv(name, value)
    said = words(shown(stage, office, qtbot))
    assert "Connected by an access token" in said
    assert "tracker log" not in said
    assert TOKEN not in said


def test_settings_are_found_by_a_word(stage: Stage, office: Office, qtbot: QtBot) -> None:
    """Of the name or the help."""
    page = shown(stage, office, qtbot)
    QTest.keyClicks(page.search, "Dead Letters")
    seen = [found.placed.name for found in page.fields if found.isVisible()]
    assert seen == ["dead_days"]


def test_what_was_typed_survives_a_change_of_theme(
    stage: Stage, office: Office, qtbot: QtBot
) -> None:
    """The cards are made anew."""
    page = shown(stage, office, qtbot)
    type_into(page, "device", "gate 7")
    page.take_theme()
    assert field(page, "device").text == "gate 7"
    assert page.save_button.isEnabled()


def test_a_screen_reader_and_the_keyboard_reach_everything(
    stage: Stage, office: Office, qtbot: QtBot
) -> None:
    """Fields have the setting's name; Tab leads through them to Save."""
    page = shown(stage, office, qtbot)
    found = tree(page)
    assert (Role.EditableText, "Search the settings") in found
    assert (Role.EditableText, "device") in found
    assert unnamed(stage.window.pages) == []
    type_into(page, "device", "x")
    order = focus_order(stage.window, page.search, len(page.fields) + 2)
    fields = [found.field for found in page.fields]
    assert order == [page.search, *fields, page.save_button, page.undo_button]


@pytest.mark.parametrize("mirrored", [False, True])
def test_it_fits_a_narrow_window(
    stage: Stage, office: Office, qtbot: QtBot, mirrored: bool
) -> None:
    """360 pixels wide, in both directions of reading."""
    stage.window.resize(360, 640)
    if mirrored:
        stage.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page = shown(stage, office, qtbot)
    check_fit(page, qtbot)
    assert stage.window.pages.shown is PageName.SETTINGS
