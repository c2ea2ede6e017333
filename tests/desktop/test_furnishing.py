"""The rest of a window, once its first picture is there."""

import os
from collections.abc import Iterator
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


class Rest:
    """What a window of this profile still gets; ``is_done`` once all of it is there."""

    def __init__(self, stage: Stage, profile: Path) -> None:
        settings = read_settings(profile, os.environ)
        self.station = SendingNoted(
            profile, settings, no_token, viewer=ANONYMOUS, news=stage.bridge
        )
        self.shelf = Shelf(profile, settings, ThumbnailMaker())
        self.is_done = False
        self.furnishing = Furnishing(
            stage.window,
            stage.bridge,
            self.station,
            profile,
            settings,
            shelf=self.shelf,
            headless=True,
            at_last=self.note_done,
        )

    def note_done(self) -> None:
        """Hear that all is there."""
        self.is_done = True


@pytest.fixture
def rest(stage: Stage, profile: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rest]:
    """Give a window that is still to be furnished."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    rest = Rest(stage, profile)
    yield rest
    rest.furnishing.close()
    rest.shelf.close()


@pytest.mark.parametrize("ours_first", [True, False])
def test_nothing_is_sent_before_the_profile_is_ours(
    rest: Rest, qtbot: QtBot, ours_first: bool
) -> None:
    """Whether the disk or the picture is faster."""
    furnishing, station = rest.furnishing, rest.station
    if ours_first:
        furnishing.profile_is_ours()
    assert station.told == []
    furnishing.begin()
    qtbot.waitUntil(lambda: rest.is_done)
    assert station.told == (["send"] if ours_first else [])
    furnishing.profile_is_ours()
    assert station.told[:1] == ["send"]


def test_a_page_is_made_when_it_is_first_wanted(stage: Stage, rest: Rest, qtbot: QtBot) -> None:
    """From the first moment it is offered; the first one that is wanted brings all."""
    pages = stage.window.pages
    assert stage.window.has(Command.OUTBOX)
    assert pages.findChildren(Page) == []
    stage.window.carry_out(Command.SETTINGS)
    assert len(made := pages.findChildren(Page)) == 3
    assert stage.window.is_on(Command.SETTINGS)
    stage.window.carry_out(Command.OUTBOX)
    assert stage.window.is_on(Command.OUTBOX)
    assert set(pages.findChildren(Page)) == set(made)
    pages.close_page()
