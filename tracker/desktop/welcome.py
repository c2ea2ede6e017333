"""The page before a film: films to choose from, how to open another, what is unsent.

Knows: its words and where they stand, with films and without; the system's theme applies here.
Must never know: the player, or where films come from.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.shelf import ShelfItem
from tracker.desktop import theme
from tracker.desktop.buttons import PageButton, colour_text
from tracker.desktop.film_grid import FilmGrid
from tracker.desktop.floating import Floating
from tracker.desktop.flow import FlowLayout
from tracker.desktop.keys import Command
from tracker.desktop.pages import Mark, page_label

_SIDE_PX = 24
_NARROW_PX = 560


class WelcomePage(Floating):
    """The page before a film. Without films it is calm and says how to begin.

    Signals:
        open_asked(): the viewer wants to choose files.
        forget_asked(): the viewer wants the recent files to be forgotten.
        command_asked(Command): the viewer wants one of the window's pages.
    """

    open_asked = Signal()
    forget_asked = Signal()
    command_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark = Mark(self, 76)
        self._name = page_label(self, scale=1.9, bold=True)
        self._invitation = page_label(self, scale=1.15)
        self.open_button = PageButton(self)
        self.open_button.clicked.connect(self.open_asked)
        self.films = FilmGrid(self)
        self.forget_button = PageButton(self, is_primary=False)
        self.forget_button.clicked.connect(self.forget_asked)
        self.page_buttons = {
            command: PageButton(self, is_primary=False)
            for command in (Command.OUTBOX, Command.SETTINGS, Command.DOCTOR)
        }
        pages = FlowLayout(before=0.5)
        for command, button in self.page_buttons.items():
            button.clicked.connect(partial(self.command_asked.emit, command))
            button.hide()
            pages.addWidget(button)
        self._sync = page_label(self)
        self._sync.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = QVBoxLayout()
        self._words.setSpacing(8)
        self._words.addWidget(self._name)
        self._words.addWidget(self._invitation)
        self._head = QHBoxLayout()
        self._head.setSpacing(16)
        self._head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignCenter)
        self._head.addLayout(self._words, 1)
        self._head.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_SIDE_PX, _SIDE_PX, _SIDE_PX, _SIDE_PX)
        self._column.setSpacing(12)
        self._column.addStretch(0)
        self._column.addLayout(self._head)
        self._column.addWidget(self.films, 1)
        self._column.addWidget(self.forget_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(0)
        self._column.addWidget(self._sync)
        self._column.addLayout(pages)
        self.retranslate()
        self.take_theme()
        self.show_items(())

    def sizeHint(self) -> QSize:
        """Return a size at which all of it is seen."""
        return QSize(960, 540)

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self._name.setText(self.tr("Media Bridge Tracker"))
        self._invitation.setText(self.tr("Drop a film here or press Ctrl+O"))
        self.open_button.setText(self.tr("Open a film"))
        self.forget_button.setText(self.tr("Forget recent files"))
        self.page_buttons[Command.OUTBOX].setText(self.tr("Outbox"))
        self.page_buttons[Command.SETTINGS].setText(self.tr("Settings"))
        self.page_buttons[Command.DOCTOR].setText(self.tr("Doctor"))
        self.setAccessibleName(self.tr("Welcome"))
        self.films.retranslate()

    def show_items(self, items: Sequence[ShelfItem]) -> None:
        """Show the films that there are to choose from."""
        self.films.show_items(items)
        self.films.setVisible(bool(items))
        self.forget_button.setVisible(any(item.is_recent for item in items))
        self._column.setStretch(0, 0 if items else 3)
        self._column.setStretch(4, 0 if items else 4)
        self._fit()

    def _fit(self) -> None:
        """Put the head in one row above films, else one part below the other in the middle."""
        has_films = self.films.count() > 0
        in_row = has_films and self.width() >= _NARROW_PX
        self._mark.setVisible(in_row or not has_films)
        self._mark.setFixedSize(*((48, 48) if in_row else (76, 76)))
        self._invitation.setVisible(in_row or not has_films)
        below = QBoxLayout.Direction.TopToBottom
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if in_row else below)
        where = Qt.AlignmentFlag.AlignLeading if in_row else Qt.AlignmentFlag.AlignHCenter
        for label in (self._name, self._invitation):
            label.setAlignment(where | Qt.AlignmentFlag.AlignVCenter)

    def show_unsent(self, sentence: str) -> None:
        """Say in one line what is not sent yet; an empty sentence says nothing."""
        self._sync.setText(sentence)

    def offer_page(self, command: Command) -> None:
        """Offer a page of the window."""
        self.page_buttons[command].show()

    def take_theme(self) -> None:
        """Take the colours of the theme of the moment."""
        colours = theme.current_theme()
        colour_text(self._name, colours.text)
        colour_text(self._invitation, colours.dim)
        colour_text(self._sync, colours.dim)
        self.films.take_theme()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the head where it is narrow."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), theme.current_theme().page)
