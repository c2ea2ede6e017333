"""The menu: large pictures of the films, page by page, and the languages.

Knows: which films are on which page, and how many fit.
Must never know: what becomes of a choice.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.kiosk.config import Item, KioskConfig, text_in
from tracker.kiosk.look import FilmCard, Label, TouchButton, unit_of
from tracker.kiosk.page import Page, welcome_of
from tracker.kiosk.words import WORDS

_CARD_RATIO = 16 / 9


class MenuPage(Page):
    """All films that can be chosen.

    Signals: ``chosen`` names a film, ``language_chosen`` a language.
    """

    chosen = Signal(str)
    language_chosen = Signal(str)
    contact_asked = Signal()
    done_asked = Signal()

    def __init__(self, parent: QWidget, config: KioskConfig) -> None:
        super().__init__(parent, config.brand)
        self._config = config
        self._pictures: dict[str, QPixmap] = {}
        self._page = self._first = 0
        self._fitting = 1
        self.heading = Label(self, 5.4, is_bold=True)
        # Where there is nothing to choose there is no button: it would lie over the heading.
        codes = config.languages if len(config.languages) > 1 else ()
        self.languages = {code: self._button(WORDS[code].name) for code in codes}
        self.tabs = [self._button("") for _ in config.pages] if len(config.pages) > 1 else []
        self.cards = [FilmCard(self, self.accent) for _ in config.items]
        self.earlier, self.later = self._button(""), self._button("")
        self.contact = TouchButton(self, self.accent, is_main=True)
        self.done = TouchButton(self, self.accent)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._grid = QGridLayout()
        self._lay_out()
        self._connect()

    def _button(self, text: str) -> TouchButton:
        button = TouchButton(self, self.accent, units=2.6)
        button.setText(text)
        return button

    def _lay_out(self) -> None:
        languages = QHBoxLayout()
        for button in self.languages.values():
            button.setCheckable(True)
            languages.addWidget(button)
        self._top.addWidget(self.heading, 1)
        self._top.addLayout(languages)
        tabs = QHBoxLayout()
        for tab in self.tabs:
            tab.setCheckable(True)
            tabs.addWidget(tab)
        tabs.addStretch()
        below = QHBoxLayout()
        for button in (self.done, self.earlier, self.later):
            below.addWidget(button)
        below.addStretch()
        below.addWidget(self.contact)
        column = QVBoxLayout(self)
        column.addLayout(self._top)
        if self.tabs:
            column.addLayout(tabs)
        column.addLayout(self._grid, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        for code, button in self.languages.items():
            button.clicked.connect(lambda _=False, code=code: self.language_chosen.emit(code))
        for place, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _=False, place=place: self._turn_to(place, 0))
        for place, card in enumerate(self.cards):
            card.clicked.connect(lambda _=False, place=place: self._choose(place))
        self.earlier.clicked.connect(lambda: self._turn_to(self._page, self._first - self._fitting))
        self.later.clicked.connect(lambda: self._turn_to(self._page, self._first + self._fitting))
        self.contact.clicked.connect(self.contact_asked)
        self.done.clicked.connect(self.done_asked)

    def reset(self) -> None:
        """Turn to the first page, as for a visitor who has just come."""
        self._turn_to(0, 0)

    def offer_contact(self, is_offered: bool) -> None:
        """Offer to stay in touch, once there is a film to speak of."""
        self.contact.setVisible(is_offered)

    def show_picture(self, item_id: str, picture: QPixmap) -> None:
        """Show a film's picture."""
        self._pictures[item_id] = picture
        self._fill()

    def write(self) -> None:
        """Write every word anew."""
        self.heading.setText(welcome_of(self.brand, self.language))
        self.contact.setText(self.words.contact)
        self.done.setText(self.words.done)
        self.earlier.setText(f"‹ {self.words.earlier}")
        self.later.setText(f"{self.words.later} ›")
        for code, button in self.languages.items():
            button.setChecked(code == self.language)
        for tab, page in zip(self.tabs, self._config.pages, strict=False):
            tab.setText(text_in(page.title, self.language))
        self._fill()

    def fit(self) -> None:
        """Bring every part to the size that fits the window, and show as many films as fit."""
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._top.setDirection(side if self.width() > self.height() else below)
        super().fit()
        self._fill()

    def shown_items(self) -> list[Item]:
        """Return the films that are on the screen, in the order of ``cards``."""
        ids = self._config.pages[self._page].items[self._first : self._first + self._fitting]
        return [self._config.item(item_id) for item_id in ids]

    def _choose(self, place: int) -> None:
        shown = self.shown_items()
        if place < len(shown):
            self.chosen.emit(shown[place].item_id)

    def _turn_to(self, page: int, first: int) -> None:
        self._page, self._first = page, max(0, first)
        self._fill()

    def _fill(self) -> None:
        """Put the films of the page on the cards."""
        count = len(self._config.pages[self._page].items)
        columns, rows = self._shape(count)
        self._fitting = columns * rows
        self._first = self._first // self._fitting * self._fitting
        for place, tab in enumerate(self.tabs):
            tab.setChecked(place == self._page)
        self.earlier.setVisible(self._first > 0)
        self.later.setVisible(self._first + self._fitting < count)
        shown = self.shown_items()
        self._grid.setSpacing(round(unit_of(self) * 2.4))
        for place, card in enumerate(self.cards):
            self._grid.removeWidget(card)
            card.setVisible(place < len(shown))
            if place < len(shown):
                item = shown[place]
                card.show_film(
                    text_in(item.title, self.language), text_in(item.note, self.language)
                )
                card.show_picture(self._pictures.get(item.item_id, QPixmap()))
                self._grid.addWidget(card, place // columns, place % columns)
        self._grid.setAlignment(Qt.AlignmentFlag(0))

    def _height_for_films(self) -> float:
        """Return what heading, languages, tabs and buttons leave of the page's height."""
        unit, button = unit_of(self), self.done.sizeHint().height()
        space, width = unit * 2.4, self.width() - unit * 8.8
        taken = unit * 8.8 + button + space
        if self.width() > self.height():
            width -= sum(one.sizeHint().width() + space for one in self.languages.values())
        elif self.languages:
            taken += button + space
        taken += max(button, self.heading.heightForWidth(round(width))) + space
        if self.tabs:
            taken += button + space
        return self.height() - taken

    def _shape(self, count: int) -> tuple[int, int]:
        """Return columns and rows that make the pictures of the page largest."""
        unit = unit_of(self)
        width, height = max(1.0, self.width() - unit * 10), max(1.0, self._height_for_films())
        best, size = (1, 1), 0.0
        for columns in (1, 2, 3, 4):
            for rows in (1, 2, 3, 4):
                card = min(width / columns, height / rows * _CARD_RATIO)
                fitting = min(count, columns * rows)
                # As large as can be, but rather more films than larger ones.
                if card >= unit * 26 and card * fitting**0.7 > size * 1.001:
                    best, size = (columns, rows), card * fitting**0.7
        return best
