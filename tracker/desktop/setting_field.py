"""One setting on its card: name, help, value, unit, and where the value comes from.

Knows: how a value is typed or chosen, and that one which stands above the file cannot be changed.
Must never know: what a setting does, or the file.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.app.settings_file import Placed, Source
from tracker.desktop import theme
from tracker.desktop.buttons import colour_text
from tracker.desktop.language import spoken
from tracker.desktop.page_parts import Choice, Said, for_fingers
from tracker.desktop.pages import page_label
from tracker.model.errors import TrackerError


class SettingField(Said):
    """The card of a setting.

    Signals:
        edited(): another value stands in the field.
    """

    edited = Signal()

    def __init__(self, parent: QWidget, placed: Placed) -> None:
        help_text = spoken(placed.help)
        super().__init__(parent, ("bold", placed.name), ("plain", help_text))
        self.placed = placed
        self.field: QLineEdit | Choice
        if placed.choices:
            choice = Choice(self)
            for value in placed.choices:
                choice.addItem(value or self.tr("nothing"), value)
            choice.setCurrentIndex(placed.choices.index(str(placed.value)))
            choice.currentIndexChanged.connect(self.edited)
            self.field = choice
        else:
            line = QLineEdit(_shown(placed.value), self)
            line.setPlaceholderText(self.tr("empty"))
            line.textEdited.connect(self.edited)
            for_fingers(line)
            self.field = line
        self.field.setEnabled(placed.can_be_changed)
        # Screen readers on Linux say a choice's label in place of its name.
        self.labels[0].setBuddy(self.field)
        self.field.setAccessibleName(placed.name)
        notes = [spoken(placed.unit), self._default(), self._source()]
        self.note = page_label(self)
        self.note.setText(" · ".join(note for note in notes if note))
        colour_text(self.note, theme.current_theme().dim)
        self.field.setAccessibleDescription(f"{help_text} {self.note.text()}")
        self.problem = page_label(self)
        colour_text(self.problem, theme.current_theme().needs_you)
        for widget in (self.field, self.note, self.problem):
            self.column.addWidget(widget)
        self.problem.hide()

    @property
    def text(self) -> str:
        """What stands in the field now, as it is written in the file."""
        if isinstance(self.field, QLineEdit):
            return self.field.text()
        return str(self.field.currentData())

    def put(self, text: str) -> None:
        """Let another value stand in the field; one that cannot be chosen is left out."""
        if isinstance(self.field, QLineEdit):
            self.field.setText(text)
        elif text in self.placed.choices:
            self.field.setCurrentIndex(self.placed.choices.index(text))

    @property
    def is_changed(self) -> bool:
        """Whether another value stands in the field than the one that holds."""
        return self.placed.can_be_changed and self.text != _shown(self.placed.value)

    @property
    def is_default(self) -> bool:
        """Whether the default stands in the field."""
        return self.text == _shown(self.placed.default)

    def matches(self, text: str) -> bool:
        """Whether the name or the help holds this text."""
        words = f"{self.placed.name} {spoken(self.placed.help)}".casefold()
        return text.casefold().strip() in words

    def show_problem(self, error: TrackerError | None) -> None:
        """Say what is wrong with the value, None if nothing."""
        text = "" if error is None else f"{spoken(str(error))} {spoken(error.hint)}"
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if text:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _default(self) -> str:
        value = _shown(self.placed.default) or self.tr("nothing")
        return self.tr("default: {value}").format(value=value)

    def _source(self) -> str:
        match self.placed.source:
            case Source.FILE:
                return self.tr("set in settings.toml")
            case Source.ENVIRONMENT:
                return self.tr("set by the environment ({name}), which wins here").format(
                    name=self.placed.place
                )
            case Source.COMMAND_LINE:
                return self.tr("set by the command line, which wins here")
        return ""


def _shown(value: str | float) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
