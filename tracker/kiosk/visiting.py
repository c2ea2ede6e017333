"""The quiet pages of a visit: over a film, after it, thanks, and the question who is there.

Knows: what stands on each of them, in the visitor's language.
Must never know: when they are shown, or what follows from a touch.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.kiosk.config import Brand
from tracker.kiosk.look import (
    CARD,
    DIM,
    EDGE,
    TEXT,
    VEIL,
    Label,
    TouchButton,
    font_of,
    unit_of,
)
from tracker.kiosk.page import Page


class PlayingPage(Page):
    """Lies over a visitor's film: a way back and how far it is, for a few seconds after a touch."""

    back_asked = Signal()

    def __init__(self, parent: QWidget, brand: Brand) -> None:
        super().__init__(parent, brand)
        self._title = ""
        self._share = 0.0
        self.is_shown = True
        self.back = TouchButton(self, self.accent, units=3.2)
        self.back.clicked.connect(self.back_asked)
        row = QHBoxLayout(self)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def begin(self, title: str) -> None:
        """Begin with a film."""
        self._title, self._share = title, 0.0
        self.show_controls(True)

    def show_controls(self, is_shown: bool) -> None:
        """Show the way back, or let the film be alone."""
        self.is_shown = is_shown
        self.back.setVisible(is_shown)
        self.update()

    def go_to(self, share: float) -> None:
        """Show how far the film is, from 0 to 1."""
        if abs(share - self._share) > 0.002:
            self._share = min(max(share, 0.0), 1.0)
            if self.is_shown:
                self.update(0, round(self.height() * 0.8), self.width(), self.height())

    def write(self) -> None:
        """Write every word anew."""
        self.back.setText("‹  " + self.words.films)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title and the line below, while they are to be seen."""
        if not self.is_shown:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = unit_of(self)
        line = QRectF(unit * 5, 0, self.width() - unit * 10, max(4.0, unit * 0.8))
        line.moveBottom(self.height() - unit * 5)
        painter.setFont(font_of(self, 3.2, is_bold=True))
        metrics = painter.fontMetrics()
        panel = line.adjusted(-unit * 2, -metrics.height() * 1.9, unit * 2, unit * 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(VEIL)
        painter.drawRoundedRect(panel, unit * 2, unit * 2)
        painter.setPen(TEXT)
        words = line.adjusted(0, -metrics.height() * 1.45, 0, -line.height())
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, title)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(EDGE)
        painter.drawRoundedRect(line, line.height() / 2, line.height() / 2)
        line.setWidth(line.width() * self._share)
        painter.setBrush(self.accent)
        painter.drawRoundedRect(line, line.height() / 2, line.height() / 2)


class AfterPage(Page):
    """The prompt after a film."""

    again_asked = Signal()
    menu_asked = Signal()
    contact_asked = Signal()
    done_asked = Signal()

    def __init__(self, parent: QWidget, brand: Brand, *, offers_contact: bool) -> None:
        super().__init__(parent, brand)
        self._offers_contact = offers_contact
        self.heading = Label(self, 5.4, is_bold=True)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.contact = TouchButton(self, self.accent, is_main=True, units=3.6)
        self.more = TouchButton(self, self.accent, is_main=not offers_contact, units=3.6)
        self.again = TouchButton(self, self.accent, units=3.6)
        self.done = TouchButton(self, self.accent, units=3.6)
        self.contact.setVisible(offers_contact)
        self.contact.clicked.connect(self.contact_asked)
        self.more.clicked.connect(self.menu_asked)
        self.again.clicked.connect(self.again_asked)
        self.done.clicked.connect(self.done_asked)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.heading)
        column.addStretch(1)
        for button in (self.contact, self.more, self.again, self.done):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def fit(self) -> None:
        """Make all buttons equally wide."""
        super().fit()
        buttons = (self.contact, self.more, self.again, self.done)
        width = max(button.sizeHint().width() for button in buttons)
        for button in buttons:
            button.setMinimumWidth(min(width, self.width() - round(unit_of(self) * 10)))

    def write(self) -> None:
        """Write every word anew."""
        self.heading.setText(self.words.what_next)
        self.contact.setText(self.words.contact)
        self.more.setText(self.words.more_films)
        self.again.setText(self.words.again)
        self.done.setText(self.words.done)


class AskCard(Page):
    """“Are you still there?”, over whatever the visitor was at."""

    answered = Signal()

    def __init__(self, parent: QWidget, brand: Brand) -> None:
        super().__init__(parent, brand)
        self._left = 1.0
        self.heading = Label(self, 6, is_bold=True)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.seconds = Label(self, 4, DIM)
        self.seconds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.yes = TouchButton(self, self.accent, is_main=True, units=4)
        self.yes.clicked.connect(self.answered)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.heading)
        column.addWidget(self.seconds)
        column.addWidget(self.yes, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def count_down(self, left_s: float, of_s: float) -> None:
        """Show how much time is left for an answer."""
        self._left = max(0.0, min(1.0, left_s / of_s))
        self.seconds.setText(str(max(0, round(left_s))))
        self.update()

    def write(self) -> None:
        """Write every word anew."""
        self.heading.setText(self.words.still_there)
        self.yes.setText(self.words.yes)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil, and a line that grows shorter."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), VEIL)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = unit_of(self)
        line = QRectF(0, 0, self.width(), max(4.0, unit * 0.8))
        painter.fillRect(line, CARD)
        line.setWidth(self.width() * self._left)
        painter.fillRect(line, self.accent)


class ThanksPage(Page):
    """Thanks, and nothing else."""

    def __init__(self, parent: QWidget, brand: Brand) -> None:
        super().__init__(parent, brand)
        self._has_lead = False
        self.heading = Label(self, 9, is_bold=True)
        self.line = Label(self, 3.6, DIM)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for label in (self.heading, self.line):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(1)

    def thank(self, *, has_lead: bool) -> None:
        """Say that somebody will write only where somebody may."""
        self._has_lead = has_lead
        self.write()

    def write(self) -> None:
        """Write every word anew."""
        self.heading.setText(self.words.thanks)
        self.line.setText(self.words.thanks_for_trust if self._has_lead else self.brand.name)
