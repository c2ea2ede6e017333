"""A card in the window where the address of a film or stream is typed.

Knows: its words and keys.
Must never know: whether an address can be played; the player finds out.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.desktop import theme
from tracker.desktop.buttons import PageButton, colour_text
from tracker.desktop.pages import page_label

_WIDTH_PX = 520
_LONGEST = 4_096


class AddressCard(QWidget):
    """Asks for an address; Return opens it, Esc goes away. The film plays on meanwhile.

    Signals:
        entered(str): this address is to be played.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._question = page_label(self, scale=1.15, bold=True)
        self.field = QLineEdit(self)
        self.field.setMaxLength(_LONGEST)
        self.field.setMinimumHeight(theme.TOUCH_TARGET_PX)
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.field.setPlaceholderText("https://")
        self.open_button = PageButton(self)
        self.cancel_button = PageButton(self, is_primary=False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addWidget(self._question)
        column.addWidget(self.field)
        column.addLayout(buttons)
        self.field.returnPressed.connect(self._enter)
        self.open_button.clicked.connect(self._enter)
        self.cancel_button.clicked.connect(self.leave)
        self.retranslate()
        self.take_theme()
        self.hide()

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self._question.setText(self.tr("Open an address"))
        self.field.setAccessibleName(self.tr("Address of a film or stream"))
        self.setAccessibleName(self.tr("Open an address"))
        self.open_button.setText(self.tr("Open"))
        self.cancel_button.setText(self.tr("Cancel"))

    def take_theme(self) -> None:
        """Take the colours of the theme of the moment."""
        colour_text(self._question, theme.current_theme().text)
        self.update()

    def ask(self) -> None:
        """Come up, ready to be typed into."""
        self.fit()
        self.show()
        self.raise_()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Stand in the middle of the window."""
        width = min(_WIDTH_PX, self._window.width() - 2 * theme.MARGIN_PX)
        height = self.sizeHint().height()
        left, top = (self._window.width() - width) // 2, (self._window.height() - height) // 2
        self.setGeometry(left, top, width, height)

    def _enter(self) -> None:
        address = self.field.text().strip()
        if address:
            self.leave()
            self.entered.emit(address)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away by Esc; no key that is typed here reaches the film."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        colours = theme.current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.faint)
        painter.setBrush(colours.card)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.RADIUS_PX, theme.RADIUS_PX)
