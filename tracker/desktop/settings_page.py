"""The settings as a page: every one with its words, and the account above them.

Knows: which fields were changed, and that nothing is written before all of it can be used.
Must never know: files, keyrings or what a setting does.
"""

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.app.account_state import AccountState, account_state
from tracker.app.settings import Settings
from tracker.app.settings_file import (
    Placed,
    change_settings,
    checked_text,
    overrides_of,
    place_settings,
)
from tracker.desktop import theme
from tracker.desktop.buttons import PageButton, colour_text
from tracker.desktop.errands import Errands
from tracker.desktop.flow import FlowLayout
from tracker.desktop.language import spoken
from tracker.desktop.page_panel import Page
from tracker.desktop.page_parts import Column, Said, for_fingers
from tracker.desktop.pages import page_label
from tracker.desktop.setting_field import SettingField
from tracker.model.errors import SettingsError, TrackerError


class SettingsPage(Page):
    """The account, a field to search by, and a card for each setting."""

    def __init__(
        self,
        profile: Path,
        settings: Settings,
        environ: Mapping[str, str],
        errands: Errands,
    ) -> None:
        super().__init__()
        self._profile, self._settings, self._environ = profile, settings, environ
        self._overrides: dict[str, str | int | float] = {}
        self._errands = errands
        self._account: AccountState | None = None
        self.fields: list[SettingField] = []
        self.search = QLineEdit(self)
        for_fingers(self.search)
        self.cards = Column(self)
        self.said = page_label(self)
        self.save_button = PageButton(self)
        self.undo_button = PageButton(self, is_primary=False)
        buttons = FlowLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.undo_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.cards, 1)
        column.addWidget(self.said)
        column.addLayout(buttons)
        self.search.textChanged.connect(self._filter)
        self.save_button.clicked.connect(self._save)
        self.undo_button.clicked.connect(self._undo)
        self.retranslate()
        # At once: what is written into the file from now on is not the command line's.
        errands.ask(partial(overrides_of, profile, environ, settings), self._heed, self._fail)

    def heading(self) -> str:
        """Return the page's heading."""
        return self.tr("Settings")

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.setAccessibleName(self.heading())
        self.search.setPlaceholderText(self.tr("Search the settings"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        self.save_button.setText(self.tr("Save"))
        self.undo_button.setText(self.tr("Undo"))
        self._show_placed([field.placed for field in self.fields])

    def take_theme(self) -> None:
        """Take the colours of the theme of the moment; what was typed stays."""
        self.setPalette(theme.page_palette())
        self.setStyleSheet(theme.page_style())
        colour_text(self.said, theme.current_theme().text)
        self._show_placed([field.placed for field in self.fields])

    def come(self) -> None:
        """Read the file and ask for the account, unless something is typed that is not saved."""
        if not any(field.is_changed for field in self.fields):
            self._undo()
        account = partial(account_state, self._profile, self._settings, self._environ)
        self._errands.ask(account, self._take_account, self._fail)

    def _heed(self, overrides: dict[str, str | int | float]) -> None:
        self._overrides = overrides

    def _undo(self) -> None:
        self._say("")
        self._read()

    def _read(self) -> None:
        task = partial(place_settings, self._profile, self._environ, self._overrides)
        self._errands.ask(task, self._take_placed, self._fail)

    def _take_placed(self, placed: list[Placed]) -> None:
        self.fields = []
        self._show_placed(placed)

    def _show_placed(self, placed: list[Placed]) -> None:
        typed = {field.placed.name: field.text for field in self.fields if field.is_changed}
        scrolled = self.cards.verticalScrollBar().value()
        self.cards.clear()
        self.fields = []
        if self._account is not None:
            self.cards.column.addWidget(self._account_card(self._account))
        for each in placed:
            field = SettingField(self.cards, each)
            if each.name in typed:
                field.put(typed[each.name])
            field.edited.connect(self._take_edit)
            self.fields.append(field)
            self.cards.column.addWidget(field)
        fields = [field.field for field in self.fields]
        for before, after in pairwise((self.search, *fields, self.save_button, self.undo_button)):
            QWidget.setTabOrder(before, after)
        self.cards.column.addStretch(1)
        self.cards.verticalScrollBar().setValue(scrolled)
        self._filter(self.search.text())
        self._take_edit()

    def _account_card(self, account: AccountState) -> Said:
        if account.problem is not None:
            said = (("plain", spoken(account.problem)), ("dim", spoken(account.hint)))
        else:
            kind = (
                self.tr("Connected by your own app; the sign-in is kept in {place}.")
                if account.is_own_app
                else self.tr("Connected by an access token, kept in {place}.")
            ).format(place=spoken(account.place))
            how = self.tr("`tracker logout` forgets it.") if account.can_be_forgotten else ""
            said = (("plain", kind), ("dim", how))
        whose = self.tr("HubSpot account")
        if account.account_id is not None:
            whose = self.tr("HubSpot account {id}").format(id=account.account_id)
        card = Said(self.cards, ("bold", whose), *said)
        if account.problem is not None:
            colour_text(card.labels[1], theme.current_theme().needs_you)
            login = page_label(card)
            login.setText(
                self.tr(
                    "In a terminal, `tracker login` takes an access token, and "
                    "`tracker login --oauth` signs in with your own app, in the browser."
                )
            )
            colour_text(login, theme.current_theme().text)
            card.column.addWidget(login)
        return card

    def _take_account(self, account: AccountState) -> None:
        if account != self._account:
            self._account = account
            self._show_placed([field.placed for field in self.fields])

    def _filter(self, text: str) -> None:
        for field in self.fields:
            field.setVisible(field.matches(text))

    def _take_edit(self) -> None:
        is_changed = any(field.is_changed for field in self.fields)
        self.save_button.setEnabled(is_changed)
        self.undo_button.setEnabled(is_changed)

    def _save(self) -> None:
        changes: dict[str, str | int | float | None] = {}
        is_refused = False
        for field in self.fields:
            error: SettingsError | None = None
            if field.is_changed:
                try:
                    value = checked_text(self._profile, field.placed.name, field.text)
                    changes[field.placed.name] = None if field.is_default else value
                except SettingsError as refusal:
                    error, is_refused = refusal, True
                    field.setVisible(True)
            field.show_problem(error)
        if is_refused:
            self._say(self.tr("Nothing is saved yet."))
            return
        self._errands.ask(partial(change_settings, self._profile, changes), self._saved, self._fail)

    def _saved(self, _done: None) -> None:
        self._say(self.tr("Saved. It takes effect at the next start."))
        self._read()

    def _fail(self, error: TrackerError) -> None:
        self._say(f"{spoken(str(error))} {spoken(error.hint)}")

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
