"""Where the staff enters the PIN: digits over everything, and a wait that grows.

Knows: what was typed so far, and how long it does not listen.
Must never know: the PIN, or what it opens.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.kiosk.config import Brand
from tracker.app.kiosk.pin import LEAST_DIGITS, MOST_DIGITS, delay_after
from tracker.kiosk.keypad import BACKSPACE, Keypad
from tracker.kiosk.look import BAD, DIM, VEIL, Label, TouchButton, unit_of
from tracker.kiosk.page import Page

STAYS_MS = 30_000
"""It goes away by itself when nobody types."""

_ROWS = ("123", "456", "789", (BACKSPACE, "0", "✓"))


class PinPad(Page):
    """Ten digits. Signals: ``entered`` has what was typed; whoever checks it says the answer."""

    entered = Signal(str)

    def __init__(self, parent: QWidget, brand: Brand) -> None:
        super().__init__(parent, brand)
        self._typed = ""
        self._wrong = 0
        self._wait_s = 0
        self._is_asking = False
        self.heading = Label(self, 4.4, is_bold=True)
        self.dots = Label(self, 4.4)
        self.note = Label(self, 2.8, DIM)
        self.pad = Keypad(self, self.accent)
        self.pad.set_rows([tuple(row) for row in _ROWS])
        self.cancel = TouchButton(self, self.accent)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.addStretch(1)
        for label in (self.heading, self.dots, self.note):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        row.addStretch(1)
        row.addWidget(self.pad, 2)
        row.addStretch(1)
        column.addLayout(row, 4)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._away = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._away.timeout.connect(self.hide)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self.pad.typed.connect(self._type)
        self.pad.deleted.connect(lambda: self._set(self._typed[:-1]))
        self.cancel.clicked.connect(self.hide)

    def open(self) -> None:
        """Ask for the PIN, over everything."""
        self._set("")
        self._show_wait()
        self.show()
        self.raise_()
        self._away.start()

    def refuse(self) -> None:
        """Say that it was wrong, and listen again after a while."""
        self._is_asking = False
        self._wrong += 1
        self._wait_s = round(delay_after(self._wrong))
        self._say(self.words.pin_wrong)
        self._set("")
        if self._wait_s:
            self._second.start()
            self._show_wait()

    def write(self) -> None:
        """Write every word anew."""
        self.heading.setText(self.words.pin)
        self.cancel.setText(self.words.cancel)

    def fit(self) -> None:
        """Take the size that fits the window."""
        super().fit()
        self.pad.fit()
        self.pad.setMinimumHeight(round(unit_of(self) * 40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil."""
        QPainter(self).fillRect(self.rect(), VEIL.darker(120))

    def _type(self, text: str) -> None:
        self._away.start()
        if self._wait_s or self._is_asking:
            return
        if text != "✓":
            self._set((self._typed + text)[:MOST_DIGITS])
        elif len(self._typed) >= LEAST_DIGITS:
            typed = self._typed
            self._set("")
            self._is_asking = True
            self.entered.emit(typed)

    def _set(self, text: str) -> None:
        self._typed = text
        self.dots.setText("●" * len(text) or "·")

    def _count_down(self) -> None:
        self._wait_s = max(0, self._wait_s - 1)
        if not self._wait_s:
            self._second.stop()
        self._show_wait()

    def _show_wait(self) -> None:
        self._say(self.words.pin_wait.format(seconds=self._wait_s) if self._wait_s else "")

    def _say(self, text: str) -> None:
        self.note.setText(text or " ")
        self.note.set_colour(BAD if text else DIM)
