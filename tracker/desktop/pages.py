"""Parts of pages, and the card that says what is wrong.

Knows: words and colours of a page; the system's light or dark theme applies here.
Must never know: the player.
"""

# ruff: noqa: N802 - Qt's virtual methods keep Qt's names.

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tracker.desktop import theme
from tracker.desktop.buttons import PageButton, colour_text
from tracker.desktop.floating import Floating
from tracker.desktop.flow import FlowLayout
from tracker.desktop.icons import Glyph, paint_application_mark, paint_glyph
from tracker.desktop.language import spoken
from tracker.model.errors import PlaybackError

_READING_WIDTH_PX = 440


def page_label(parent: QWidget, *, scale: float = 1.0, bold: bool = False) -> QLabel:
    """Return a label for plain words of any length."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setBold(bold)
    label.setFont(font)
    return label


class Mark(QWidget):
    """An icon, or the program's own mark, of a fixed size."""

    def __init__(self, parent: QWidget, side_px: int, glyph: Glyph | None = None) -> None:
        super().__init__(parent)
        self._glyph = glyph
        self.colour = theme.DARK.dim
        self.setFixedSize(side_px, side_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._glyph is None:
            paint_application_mark(painter, box)
        else:
            paint_glyph(painter, box, self._glyph, self.colour)


class MessageCard(Floating):
    """A card in the window that says what is wrong and what helps; it blocks nothing.

    Signals:
        open_asked(): the viewer wants to choose another file.
        next_asked(): the viewer wants the next film of the list.
    """

    open_asked = Signal()
    next_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._mark = Mark(self, 36, Glyph.ALERT)
        self._sentence = page_label(self, scale=1.15, bold=True)
        self._hint = page_label(self)
        self.open_button = PageButton(self)
        self.open_button.clicked.connect(self.open_asked)
        self.next_button = PageButton(self, is_primary=False)
        self.next_button.clicked.connect(self.next_asked)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._sentence)
        words.addWidget(self._hint)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = FlowLayout(before=1.0)
        buttons.addWidget(self.next_button)
        buttons.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(top)
        column.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.retranslate()
        self.take_theme()
        self.hide()

    @property
    def sentence(self) -> str:
        """What is wrong."""
        return self._sentence.text()

    @property
    def hint(self) -> str:
        """What helps."""
        return self._hint.text()

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.open_button.setText(self.tr("Open another file"))
        self.next_button.setText(self.tr("Next film"))

    def show_error(self, error: PlaybackError, *, has_next: bool) -> None:
        """Say what is wrong and what helps."""
        sentence, hint = spoken(error.sentence), spoken(error.hint)
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(hint)
        self.next_button.setVisible(has_next)
        self.fit()
        self.show()
        self.raise_()

    def fit(self) -> None:
        """Stand in the middle of the window, as wide as is pleasant to read."""
        room = self._window.rect()
        width = min(_READING_WIDTH_PX, room.width() - 2 * theme.MARGIN_PX)
        # A hidden card's inner layouts keep the height of the texts that stood there before.
        if (layout := self.layout()) is not None:
            layout.invalidate()
            layout.activate()
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry((room.width() - width) // 2, (room.height() - height) // 2, width, height)

    def take_theme(self) -> None:
        """Take the colours of the theme of the moment."""
        colours = theme.current_theme()
        colour_text(self._sentence, colours.text)
        colour_text(self._hint, colours.dim)
        self._mark.colour = theme.NEEDS_YOU
        self.update()

    def event(self, event: QEvent) -> bool:
        """Fit again when the font changes."""
        if event.type() is QEvent.Type.FontChange:
            self.fit()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        colours = theme.current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.faint)
        painter.setBrush(colours.card)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.RADIUS_PX, theme.RADIUS_PX)
