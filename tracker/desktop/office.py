"""The pages of a window: made, put in their place, and given somebody to do their errands.

Knows: which pages there are, and how they hear of the sender.
Must never know: what a page shows.
"""

import os
from pathlib import Path

from tracker.app.desk import Desk
from tracker.app.settings import Settings
from tracker.desktop.doctor_page import DoctorPage
from tracker.desktop.errands import Errands
from tracker.desktop.keys import Command
from tracker.desktop.outbox_page import OutboxPage
from tracker.desktop.page_panel import PageName
from tracker.desktop.settings_page import SettingsPage
from tracker.desktop.window import PlayerWindow
from tracker.qt.bridge import Bridge

CLOSE_S = 1.0
"""How long each desk may go on after the window is closed, in seconds."""


class Office:
    """The pages of a profile, in a window; ``close`` ends what works behind them."""

    def __init__(
        self, window: PlayerWindow, bridge: Bridge, profile: Path, settings: Settings
    ) -> None:
        # The doctor takes its time, and the keyring may never answer.
        self._desks = [Desk(name) for name in ("outbox", "settings", "doctor")]
        self._errands = [Errands(desk, bridge.post) for desk in self._desks]
        outbox, filing, doctor = self._errands
        self.outbox = OutboxPage(profile, settings, outbox)
        self.settings = SettingsPage(profile, settings, os.environ, filing)
        self.doctor = DoctorPage(profile, settings, os.environ, doctor)
        for name, command, page in (
            (PageName.OUTBOX, Command.OUTBOX, self.outbox),
            (PageName.SETTINGS, Command.SETTINGS, self.settings),
            (PageName.DOCTOR, Command.DOCTOR, self.doctor),
        ):
            window.pages.add_page(name, page)
            window.welcome.offer_page(command)
        sync = window.bar.sync
        self.outbox.show_status(sync.sentence)
        # The window itself heard of it first, so that the indicator has the words.
        bridge.sync_status.connect(lambda _status: self.outbox.show_status(sync.sentence))

    def close(self) -> None:
        """Do what was asked for, and end the threads."""
        for errands in self._errands:
            errands.end()
        for desk in self._desks:
            desk.close(CLOSE_S)
