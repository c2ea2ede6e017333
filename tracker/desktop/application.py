"""The desktop's application: the one of the house, with its icon and in the person's language.

Knows: what the desktop adds to it.
Must never know: windows, sessions, or what has to be saved at the end.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from tracker.desktop.icons import application_icon
from tracker.desktop.language import install_translators
from tracker.qt import application
from tracker.qt.application import run

__all__ = ["make_application", "run"]


def make_application(argv: Sequence[str], headless: bool) -> QApplication:
    """Make the one QApplication of this process; see ``tracker.qt.application``."""
    app = application.make_application(argv, headless)
    app.setWindowIcon(application_icon())
    install_translators(app)
    return app
