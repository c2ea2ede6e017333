"""A card in the window where it is said who watches.

Knows: its words, and how a person is named.
Must never know: any person who was not named in this run.
"""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from tracker.desktop import theme
from tracker.desktop.audience import Audience
from tracker.desktop.buttons import PageButton, colour_text
from tracker.desktop.cards import QuestionCard
from tracker.desktop.language import spoken
from tracker.desktop.pages import page_label
from tracker.model.errors import SettingsError
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.people import read_viewer


class ViewerCard(QuestionCard):
    """Asks for a contact id, an address or a badge, and finds again whom this run has named.

    Nobody is listed before something is typed: the screen may be a public one.

    Signals:
        chosen(object): this Viewer watches from now on.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, audience: Audience) -> None:
        super().__init__(parent)
        self._audience = audience
        self._names = QStringListModel(self)
        finder = QCompleter(self._names, self)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(finder)
        self._meaning = page_label(self)
        self.column.insertWidget(2, self._meaning)
        self.nobody_button = PageButton(self, is_primary=False)
        self.buttons.add_first(self.nobody_button)
        self.nobody_button.clicked.connect(lambda: self._choose(ANONYMOUS))
        self.field.textChanged.connect(lambda _text: self._show_meaning())
        self.retranslate()
        self.take_theme()

    @property
    def meaning(self) -> str:
        """What is said about what was typed."""
        return self._meaning.text()

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.question.setText(self.tr("Who is watching?"))
        self.setAccessibleName(self.tr("Who is watching?"))
        self.field.setAccessibleName(self.tr("Contact id, email address or badge"))
        self.field.setPlaceholderText(self.tr("Contact id, email address or badge"))
        self.answer_button.setText(self.tr("Watches now"))
        self.nobody_button.setText(self.tr("Nobody"))
        self.cancel_button.setText(self.tr("Cancel"))
        self._show_meaning()

    def take_theme(self) -> None:
        """Take the colours of the theme of the moment."""
        super().take_theme()
        colour_text(self._meaning, theme.current_theme().dim)

    def ask(self) -> None:
        """Come up with the field empty: whoever watches now is not shown to the next."""
        self._names.setStringList(self._audience.known())
        self.field.clear()
        self.nobody_button.setVisible(self._audience.viewer != ANONYMOUS)
        self._show_meaning()
        super().ask()

    def answer(self) -> None:
        """Take the person who was typed, or say what is wrong."""
        try:
            viewer = read_viewer(self.field.text())
        except SettingsError as error:
            self._say(spoken(error.whole))
            return
        if viewer != ANONYMOUS:
            self._choose(viewer)

    def _choose(self, viewer: Viewer) -> None:
        self.leave()
        self.field.clear()
        self.chosen.emit(viewer)

    def _show_meaning(self) -> None:
        if self._audience.viewer == ANONYMOUS:
            effect = self.tr("A viewing that runs becomes theirs.")
        else:
            effect = self.tr("Another viewing begins.")
        try:
            viewer = read_viewer(self.field.text())
        except SettingsError:
            viewer = ANONYMOUS
        if viewer.contact_id is not None:
            person = self.tr("Contact {id}.").format(id=viewer.contact_id)
        elif viewer.email is not None:
            person = self.tr("An address; its contact is looked up.")
        elif viewer.badge is not None:
            person = self.tr("The badge “{badge}”; its contact is looked up.").format(
                badge=viewer.badge
            )
        else:
            person = ""
        self._say(f"{person} {effect}".strip())

    def _say(self, text: str) -> None:
        if text != self._meaning.text():
            self._meaning.setText(text)
            self.field.setAccessibleDescription(text)
            if not self.isHidden():
                self.fit()
