"""Keys to be touched: letters for an address, digits for the PIN.

Knows: rows of keys, and what each types.
Must never know: what is typed.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.kiosk.look import LEAST_TARGET_PX, TouchButton, unit_of

BACKSPACE = "⌫"


class Keypad(QWidget):
    """Rows of keys. Signals: ``typed`` has the key's text; ``deleted`` takes the last away."""

    typed = Signal(str)
    deleted = Signal()

    def __init__(self, parent: QWidget, accent: QColor) -> None:
        super().__init__(parent)
        self._accent = accent
        self.keys: dict[str, TouchButton] = {}
        self._rows: list[QHBoxLayout] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Offer other keys."""
        for old in self._rows:
            self._column.removeItem(old)
            old.deleteLater()
        for key in self.keys.values():
            key.hide()
            key.deleteLater()
        self.keys.clear()
        self._rows.clear()
        for texts in rows:
            row = QHBoxLayout()
            for text in texts:
                row.addWidget(self._key(text))
            self._column.addLayout(row)
            self._rows.append(row)
        self.fit()

    def fit(self) -> None:
        """Take the size that fits the window."""
        unit = unit_of(self)
        self._column.setSpacing(round(unit * 1.0))
        for row in self._rows:
            row.setSpacing(round(unit * 1.0))
        for key in self.keys.values():
            key.fit()
            # Where there is little room a key may be lower than a button, but for no finger.
            key.setMinimumHeight(round(max(LEAST_TARGET_PX, unit * 4)))

    def _key(self, text: str) -> TouchButton:
        key = TouchButton(self, self._accent, units=3.4)
        key.setText(text)
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        key.setMaximumHeight(160)
        key.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        # A finger that stays on a key types on.
        key.setAutoRepeat(text == BACKSPACE)
        if text == BACKSPACE:
            key.clicked.connect(self.deleted)
        else:
            key.clicked.connect(lambda _=False: self.typed.emit(text))
        self.keys[text] = key
        return key
