"""The doctor page: findings as they come, with their cures, and a report that names nobody."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.page_tools import Role, check_fit, tree, unnamed
from tests.desktop.stage import Stage
from tests.storage.builders import queue_events
from tracker.desktop.doctor_page import DoctorPage
from tracker.desktop.office import Office
from tracker.model.media import ANONYMOUS

WAIT_MS = 60_000


def examined(stage: Stage, office: Office, qtbot: QtBot) -> DoctorPage:
    """Open the page by its key, and wait until everything was looked at."""
    QTest.keyClick(stage.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    page = office.doctor
    assert not page.look_button.isEnabled()
    qtbot.waitUntil(page.copy_button.isEnabled, timeout=WAIT_MS)
    return page


def test_findings_stand_there_with_their_cures_and_a_report_can_be_copied(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the words of the command line; the film goes on, and the report leaves the person out."""
    queue_events(profile, "held", viewer=ANONYMOUS)
    monkeypatch.setenv("HOME", str(profile.parent))
    stage.play()
    page = examined(stage, office, qtbot)
    checks = [finding.check for finding in page.findings]
    assert {"libvlc", "qt", "keyring", "account", "api", "disk", "queue"} <= set(checks)
    said = "\n".join(label.text() for label in page.findChildren(QLabel))
    for finding in page.findings:
        assert finding.text in said.replace("\N{ZERO WIDTH SPACE}", "")
        assert (finding.cure or "") in said.replace("\N{ZERO WIDTH SPACE}", "")
    assert "7 events wait until it is known who watched." in said
    assert stage.player.commands == []
    page.copy_button.click()
    report = QGuiApplication.clipboard().text()
    assert "✗ keyring" in report
    assert "MB are free for ~/profile" in report
    assert str(profile) not in report


def test_a_screen_reader_hears_findings_whole_and_all_of_it_fits_a_narrow_window(
    stage: Stage, office: Office, qtbot: QtBot
) -> None:
    """Each card says what was looked at, how it stands, and the cure."""
    stage.window.resize(360, 640)
    page = examined(stage, office, qtbot)
    QApplication.processEvents()
    names = [name for _, name in tree(page)]
    assert any(name.startswith("keyring, broken: ") for name in names)
    assert (Role.CheckBox, "Ask HubSpot too; this sends the token") in tree(page)
    assert unnamed(stage.window.pages) == []
    check_fit(page, qtbot)
