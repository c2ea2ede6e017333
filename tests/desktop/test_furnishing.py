"""The rest of a window, once its first picture is there."""

import os
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.stage import Stage
from tests.e2e.line import no_token
from tracker.app.settings import read_settings
from tracker.app.shelf import Shelf
from tracker.app.station import Station
from tracker.desktop.furnishing import Furnishing
from tracker.desktop.keys import Command
from tracker.desktop.page_panel import Page
from tracker.model.media import ANONYMOUS
from tracker.playback.thumbnails import ThumbnailMaker


class SendingNoted(Station):
    """A station that says when it was told to send."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.told: list[str] = []

    def send(self) -> None:
        """Note it."""
        self.told.append("send")


@pytest.mark.parametrize("ours_first", [True, False])
def test_nothing_is_sent_before_the_profile_is_ours(
    stage: Stage, profile: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ours_first: bool
) -> None:
    """Whether the disk or the picture is faster."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    settings = read_settings(profile, os.environ)
    station = SendingNoted(profile, settings, no_token, viewer=ANONYMOUS, news=stage.bridge)
    shelf = Shelf(profile, settings, ThumbnailMaker())
    done: list[bool] = []
    rest = Furnishing(
        stage.window,
        stage.bridge,
        station,
        profile,
        settings,
        shelf=shelf,
        headless=True,
        at_last=lambda: done.append(True),
    )
    if ours_first:
        rest.profile_is_ours()
    assert station.told == []
    rest.begin()
    qtbot.waitUntil(lambda: done == [True])
    assert station.told == (["send"] if ours_first else [])
    rest.profile_is_ours()
    assert station.told[:1] == ["send"]
    rest.close()
    shelf.close()


def test_a_page_is_made_when_it_is_first_wanted(
    stage: Stage, profile: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the first moment it is offered; the first one that is wanted brings all."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    settings = read_settings(profile, os.environ)
    station = SendingNoted(profile, settings, no_token, viewer=ANONYMOUS, news=stage.bridge)
    shelf = Shelf(profile, settings, ThumbnailMaker())
    pages = stage.window.pages
    rest = Furnishing(
        stage.window,
        stage.bridge,
        station,
        profile,
        settings,
        shelf=shelf,
        headless=True,
        at_last=lambda: None,
    )
    assert stage.window.has(Command.OUTBOX)
    assert pages.findChildren(Page) == []
    stage.window.carry_out(Command.SETTINGS)
    assert len(made := pages.findChildren(Page)) == 3
    assert stage.window.is_on(Command.SETTINGS)
    stage.window.carry_out(Command.OUTBOX)
    assert stage.window.is_on(Command.OUTBOX)
    assert set(pages.findChildren(Page)) == set(made)
    pages.close_page()
    rest.close()
    shelf.close()
