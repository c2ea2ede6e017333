"""All screens of the machine, none of which may ever show a desktop.

Knows: which screens there are, when one comes or goes, and how they are switched off.
Must never know: what is shown, or why.
"""

import logging

from PySide6.QtCore import QProcess
from PySide6.QtGui import QGuiApplication, QPixmap, QScreen

from tracker.app.kiosk.config import Brand
from tracker.app.kiosk.config import Screens as Facts
from tracker.kiosk.resting import FallbackPage
from tracker.kiosk.window import Screen

_USUAL = Facts()

_log = logging.getLogger(__name__)


class Screens:
    """Every screen is ours: one shows the stand, the others whose it is.

    ``facts`` say which one; the first where there is none of that name.
    """

    def __init__(self, main: Screen, brand: Brand, facts: Facts = _USUAL) -> None:
        self._main, self._brand, self._facts = main, brand, facts
        self._others: dict[QScreen, Screen] = {}
        self._pages: dict[QScreen, FallbackPage] = {}
        self._picture = QPixmap()
        self._is_lit = True

    def show_picture(self, picture: QPixmap) -> None:
        """Show the brand's picture on the other screens."""
        self._picture = picture
        for page in self._pages.values():
            page.show_picture(picture)

    def light(self, is_lit: bool) -> None:
        """Show the brand on the other screens, or nothing at all; switch all of them on or off.

        There is a command for that or there is none.
        """
        self._is_lit = is_lit
        command = self._facts.power_on if is_lit else self._facts.power_off
        if command and not QProcess.startDetached(command[0], list(command[1:]))[0]:
            _log.error("“%s” cannot be run: the screens stay as they are", command[0])
        for page in self._pages.values():
            page.light(is_lit)

    def fill(self) -> None:
        """Fill every screen that there is now, whole."""
        screens = QGuiApplication.screens()
        named = [one for one in screens if one.name() == self._facts.main]
        chosen = (named or [QGuiApplication.primaryScreen()])[0]
        self._show_on(self._main, chosen)
        for gone in [one for one in self._others if one not in screens or one is chosen]:
            self._pages.pop(gone)
            self._others.pop(gone).deleteLater()
        for screen in screens:
            if screen is not chosen and screen not in self._others:
                page = FallbackPage(None, self._brand, is_told=False)
                page.show_picture(self._picture)
                page.light(self._is_lit)
                self._pages[screen], self._others[screen] = page, Screen(page)
                page.show()
                self._show_on(self._others[screen], screen)

    def _show_on(self, window: Screen, screen: QScreen) -> None:
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()
