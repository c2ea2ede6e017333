"""All screens of the machine, none of which may ever show a desktop.

Knows: which screens there are, and when one comes or goes.
Must never know: what is shown, or why.
"""

from PySide6.QtGui import QGuiApplication, QScreen

from tracker.app.kiosk.config import Brand
from tracker.kiosk.resting import FallbackPage
from tracker.kiosk.window import Screen


class Screens:
    """Every screen is ours: one shows the stand, the others whose it is.

    ``name`` says which one; the first where there is none of that name.
    """

    def __init__(self, main: Screen, brand: Brand, *, name: str | None = None) -> None:
        self._main, self._brand, self._name = main, brand, name
        self._others: dict[QScreen, Screen] = {}

    def fill(self) -> None:
        """Fill every screen that there is now, whole."""
        screens = QGuiApplication.screens()
        named = [one for one in screens if one.name() == self._name]
        chosen = (named or [QGuiApplication.primaryScreen()])[0]
        self._show_on(self._main, chosen)
        for gone in [one for one in self._others if one not in screens or one is chosen]:
            self._others.pop(gone).deleteLater()
        for screen in screens:
            if screen is not chosen and screen not in self._others:
                page = FallbackPage(None, self._brand, is_told=False)
                self._others[screen] = Screen(page)
                page.show()
                self._show_on(self._others[screen], screen)

    def _show_on(self, window: Screen, screen: QScreen) -> None:
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()
