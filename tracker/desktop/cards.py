"""A card in the window that asks one question; the film plays on behind it.

Knows: where a question, a field and two buttons stand, and its keys.
Must never know: what is asked.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.desktop import theme
from tracker.desktop.buttons import PageButton, colour_text
from tracker.desktop.floating import Floating
from tracker.desktop.flow import FlowLayout
from tracker.desktop.pages import page_label

_WIDTH_PX = 520
_LONGEST = 4_096


def paint_card(widget: QWidget) -> None:
    """Paint the ground of a card."""
    colours = theme.current_theme()
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colours.faint)
    painter.setBrush(colours.card)
    box = QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, theme.RADIUS_PX, theme.RADIUS_PX)


class QuestionCard(Floating):
    """Asks for one line of text: Return answers, Esc goes away.

    ``column`` and ``buttons`` are the places for what a question has beside that.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.question = page_label(self, scale=1.15, bold=True)
        self.field = QLineEdit(self)
        self.field.setMaxLength(_LONGEST)
        self.field.setMinimumHeight(theme.TOUCH_TARGET_PX)
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.answer_button = PageButton(self)
        self.cancel_button = PageButton(self, is_primary=False)
        self.buttons = FlowLayout(before=1.0)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.answer_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 20, 20, 16)
        self.column.setSpacing(14)
        self.column.addWidget(self.question)
        self.column.addWidget(self.field)
        self.column.addLayout(self.buttons)
        self.field.returnPressed.connect(self.answer)
        self.answer_button.clicked.connect(self.answer)
        self.cancel_button.clicked.connect(self.leave)
        self.hide()

    def answer(self) -> None:
        """Take what was typed for the answer."""
        raise NotImplementedError

    def take_theme(self) -> None:
        """Take the colours of the theme of the moment."""
        self.setPalette(theme.page_palette())
        self.setStyleSheet(theme.page_style())
        colour_text(self.question, theme.current_theme().text)
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
        if self.hasHeightForWidth():
            height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        left, top = (self._window.width() - width) // 2, (self._window.height() - height) // 2
        self.setGeometry(left, top, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away by Esc; no key that is typed here reaches the film."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        paint_card(self)
