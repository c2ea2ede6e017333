"""A card in the window where the address of a film or stream is typed.

Knows: its words.
Must never know: whether an address can be played; the player finds out.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.desktop.cards import QuestionCard


class AddressCard(QuestionCard):
    """Asks for an address.

    Signals:
        entered(str): this address is to be played.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field.setPlaceholderText("https://")
        self.retranslate()
        self.take_theme()

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.question.setText(self.tr("Open an address"))
        self.field.setAccessibleName(self.tr("Address of a film or stream"))
        self.setAccessibleName(self.tr("Open an address"))
        self.answer_button.setText(self.tr("Open"))
        self.cancel_button.setText(self.tr("Cancel"))

    def answer(self) -> None:
        """Let the address be played."""
        address = self.field.text().strip()
        if address:
            self.leave()
            self.entered.emit(address)
