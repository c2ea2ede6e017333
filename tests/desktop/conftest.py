"""The window under test, offscreen unless a display is named."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage
from tracker.app.settings import read_settings
from tracker.desktop.language import install_translators
from tracker.desktop.office import Office

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    """Show a window of 1280 by 720 on a recording player."""
    made = Stage()
    qtbot.addWidget(made.window)
    made.window.resize(1280, 720)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.window.activateWindow()
    made.window.setFocus()
    yield made
    made.window.hide()


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Make a profile."""
    path = tmp_path / "profile"
    path.mkdir(mode=0o700)
    return path


@pytest.fixture
def office(
    stage: Stage, profile: Path, qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """Give the window its pages, over a real queue, in English; no account, none of this machine's.

    Only with its translator has English plurals.
    """
    install_translators(qapp, QLocale("en"))
    for name in [name for name in os.environ if name.startswith("TRACKER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    made = Office(stage.window, stage.bridge, profile, read_settings(profile, {}))
    yield made
    made.close()
    stage.window.pages.close_page()
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
