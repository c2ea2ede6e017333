"""What a window gets once its first picture is there: the desktop around it, a sender, its pages.

Knows: what the first picture need not wait for, and in which order it comes.
Must never know: how any of it works.
"""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app.settings import Settings
from tracker.app.shelf import Shelf
from tracker.app.station import Station
from tracker.desktop.afterwards import Afterwards
from tracker.desktop.keys import Command
from tracker.desktop.page_panel import PageName
from tracker.desktop.window import PlayerWindow
from tracker.qt.bridge import Bridge

# Loaded when it is their turn: together they take as long as the first picture.
if TYPE_CHECKING:
    from tracker.desktop.office import Office
    from tracker.desktop.surroundings import Surroundings

_COMMANDS = {
    PageName.OUTBOX: Command.OUTBOX,
    PageName.SETTINGS: Command.SETTINGS,
    PageName.DOCTOR: Command.DOCTOR,
}


class Furnishing:
    """Furnishes one window from ``begin`` on; ``close`` takes down what is there by then.

    Pages are offered at once, and made when the first of them is wanted.
    ``at_last`` is called when all is there. Nothing is sent, and no second start is heard, before
    the profile is known to be ours.
    """

    def __init__(
        self,
        window: PlayerWindow,
        bridge: Bridge,
        station: Station,
        profile: Path,
        settings: Settings,
        *,
        shelf: Shelf,
        headless: bool,
        at_last: Callable[[], None],
    ) -> None:
        self._window, self._bridge, self._station = window, bridge, station
        self._profile, self._settings, self._shelf = profile, settings, shelf
        self._around: Surroundings | None = None
        self._office: Office | None = None
        self._is_ours = self._may_send = False
        self._later = Afterwards(
            [
                *(() if headless else (self._load_surroundings, self._make_surroundings)),
                self._send,
                window.shelving.offer,
                at_last,
            ]
        )
        for name, command in _COMMANDS.items():
            window.pages.offer_page(name, self._make_office)
            window.welcome.offer_page(command)
        self.begin = self._later.begin
        self.begin_within = self._later.begin_within

    def profile_is_ours(self) -> None:
        """Hear that the station has started."""
        self._is_ours = True
        self._receive()
        if self._may_send:
            self._station.send()

    def close(self) -> None:
        """Make no more, and take down what there is."""
        self._later.drop()
        if self._around is not None:
            self._around.close()
        if self._office is not None:
            self._office.close()

    def _load_surroundings(self) -> None:
        importlib.import_module("tracker.desktop.surroundings")

    def _make_surroundings(self) -> None:
        from tracker.desktop.surroundings import Surroundings

        self._around = Surroundings(self._window, self._bridge, self._profile, self._shelf)
        self._receive()

    def _receive(self) -> None:
        if self._is_ours and self._around is not None:
            self._around.receive()

    def _send(self) -> None:
        self._may_send = True
        if self._is_ours:
            self._station.send()

    def _make_office(self) -> None:
        from tracker.desktop.office import Office

        self._office = Office(self._window, self._bridge, self._profile, self._settings)
