"""The place of pages: a panel that slides over the far edge of the window, beside the picture.

Knows: which pages there are, which one is shown, and how wide the panel may be.
Must never know: what a page is about, or the player.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.desktop import theme
from tracker.desktop.buttons import OverlayButton, colour_text
from tracker.desktop.fading import Fade
from tracker.desktop.floating import Floating
from tracker.desktop.icons import Glyph
from tracker.desktop.keys import is_never_typed
from tracker.desktop.pages import page_label

PAGES_PX = 620
"""The width of the panel where the window has room for it."""


class PageName(Enum):
    """Each page that the window can show; a page is added under its name."""

    OUTBOX = "outbox"
    SETTINGS = "settings"
    DOCTOR = "doctor"


class Page(QWidget):
    """What every page has; the panel paints the ground and writes the heading over it."""

    def heading(self) -> str:
        """Return the page's heading in the language of the moment."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""

    def take_theme(self) -> None:
        """Take the colours of the theme of the moment."""

    def come(self) -> None:
        """Hear that the page is shown from now on: the moment to ask for what stands on it."""

    def go(self) -> None:
        """Hear that the page is shown no more."""


class PagePanel(Floating):
    """Shows one page at a time; Esc or its button close it, and the film plays on beside it.

    Signals:
        toggled(): it has come, or goes, or shows another page.
    """

    toggled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._pages: dict[PageName, Page] = {}
        self._makers: dict[PageName, Callable[[], object]] = {}
        self._shown: PageName | None = None
        self._heading = page_label(self, scale=1.35, bold=True)
        self.close_button = OverlayButton(Glyph.CLOSE, self, on_page=True)
        self.close_button.clicked.connect(self.close_page)
        self._stack = QStackedWidget(self)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 12, 16)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.fade = Fade(self)
        self.retranslate()
        self.take_theme()

    @property
    def shown(self) -> PageName | None:
        """The page that is shown, None while there is none."""
        return self._shown

    def has(self, name: PageName) -> bool:
        """Whether there is such a page, or can be."""
        return name in self._pages or name in self._makers

    def offer_page(self, name: PageName, make: Callable[[], object]) -> None:
        """Let a page be made when it is first wanted: ``make`` adds it, maybe with others."""
        self._makers[name] = make

    def add_page(self, name: PageName, page: Page) -> None:
        """Keep a page to be shown; it belongs to the panel from now on."""
        self._pages[name] = page
        self._stack.addWidget(page)
        page.take_theme()

    def show_page(self, name: PageName) -> None:
        """Slide in with a page, or change to it."""
        if self._shown is name:
            return
        if self._shown is not None:
            self._pages[self._shown].go()
        if name not in self._pages:
            self._makers[name]()
        page = self._pages[name]
        self._shown = name
        self._stack.setCurrentWidget(page)
        self.retranslate()
        self.fit()
        page.come()
        self.fade.show()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.toggled.emit()

    def close_page(self) -> None:
        """Slide away and give the focus back."""
        if self._shown is None:
            return
        self._pages[self._shown].go()
        self._shown = None
        self.fade.hide()
        self._window.setFocus(Qt.FocusReason.OtherFocusReason)
        self.toggled.emit()

    def toggle_page(self, name: PageName) -> None:
        """Show a page; if it is shown already, close it."""
        if self._shown is name:
            self.close_page()
        else:
            self.show_page(name)

    def fit(self) -> None:
        """Stand at the window's far edge, over its whole height."""
        width = min(PAGES_PX, self._window.width())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = 0 if mirrored else self._window.width() - width
        self.setGeometry(left, 0, width, self._window.height())

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.close_button.set_label(self.tr("Close the page"))
        for page in self._pages.values():
            page.retranslate()
        heading = "" if self._shown is None else self._pages[self._shown].heading()
        self._heading.setText(heading)
        self.setAccessibleName(heading)

    def take_theme(self) -> None:
        """Take the colours of the theme of the moment."""
        colour_text(self._heading, theme.current_theme().text)
        for page in self._pages.values():
            page.take_theme()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away by Esc; what is typed stays here, what is no typing belongs to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_page()
        event.setAccepted(not is_never_typed(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus out of a field: the keys belong to the film again."""
        super().mousePressEvent(event)
        self._window.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), theme.current_theme().page)
