"""One session of the queue, whole: its events with state, cause and cure, and what can be done.

Knows: which acts make sense for which states, and asks again before anything is deleted.
Must never know: how an act is carried out.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.app.outbox_sessions import SessionLook
from tracker.app.outbox_words import Words, when, words_of
from tracker.desktop.buttons import PageButton
from tracker.desktop.flow import FlowLayout
from tracker.desktop.language import spoken
from tracker.desktop.page_parts import AttentionStrip, Column, Said, Tick, for_fingers
from tracker.desktop.pages import page_label
from tracker.desktop.session_texts import age_of, event_of, name_of, share_of, who_of
from tracker.model.delivery import DeadReason, RowState
from tracker.model.people import MOST_EMAIL_CHARS
from tracker.model.repair import RowDetails

_CAN_BE_SENT = (RowState.DEAD, RowState.PENDING, RowState.DOUBTFUL)
_CAN_BE_DELETED = (RowState.DEAD, RowState.HELD, RowState.PENDING, RowState.DOUBTFUL)
_FINAL = (DeadReason.DAMAGED.value, "forgotten")


class SessionView(QWidget):
    """The session; ``look`` is what is shown, None before the first.

    Signals:
        back_asked(): the viewer wants the list again.
        named(str, bool): the session's viewer, as typed, and whether that person agreed.
        retry_asked(object): these rows (a tuple of numbers) are to be sent again.
        delete_asked(object): these rows are to be let go.
        export_asked(str): the rows of this session are to be written to a file.
    """

    back_asked = Signal()
    named = Signal(str, bool)
    retry_asked = Signal(object)
    delete_asked = Signal(object)
    export_asked = Signal(str)

    def __init__(self, parent: QWidget, *, asks_consent: bool) -> None:
        super().__init__(parent)
        self.look: SessionLook | None = None
        self.back_button = PageButton(self, is_primary=False)
        self.events = Column(self)
        self.viewer = QLineEdit(self)
        self.viewer.setMaxLength(MOST_EMAIL_CHARS)
        for_fingers(self.viewer)
        self.agreed = Tick(self)
        self.name_button = PageButton(self)
        self.retry_button = PageButton(self)
        self.export_button = PageButton(self, is_primary=False)
        self.delete_button = PageButton(self, is_primary=False)
        self.keep_button = PageButton(self, is_primary=False)
        self.sure_button = PageButton(self)
        self._question = page_label(self)
        self._asks_consent = asks_consent
        self._lay_out()
        self.back_button.clicked.connect(self.back_asked)
        self.viewer.returnPressed.connect(self._name)
        self.name_button.clicked.connect(self._name)
        self.retry_button.clicked.connect(self._with_seqs(self.retry_asked.emit, _CAN_BE_SENT))
        self.export_button.clicked.connect(self._export)
        self.delete_button.clicked.connect(lambda: self._ask_whether(asks=True))
        self.keep_button.clicked.connect(lambda: self._ask_whether(asks=False))
        self.sure_button.clicked.connect(self._with_seqs(self.delete_asked.emit, _CAN_BE_DELETED))
        self.retranslate()

    def _lay_out(self) -> None:
        self._naming = QWidget(self)
        naming = QVBoxLayout(self._naming)
        naming.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.viewer, 1)
        row.addWidget(self.name_button)
        naming.addLayout(row)
        naming.addWidget(self.agreed)
        self._acts, self._sure = QWidget(self), QWidget(self)
        acts, sure = FlowLayout(self._acts), FlowLayout()
        for button in (self.retry_button, self.export_button, self.delete_button):
            acts.addWidget(button)
        for button in (self.keep_button, self.sure_button):
            sure.addWidget(button)
        asking = QVBoxLayout(self._sure)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self._question)
        asking.addLayout(sure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.events, 1)
        for part in (self._naming, self._acts, self._sure):
            column.addWidget(part)
        self._sure.hide()

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.back_button.setText(self.tr("Back to the list"))
        self.viewer.setPlaceholderText(self.tr("Contact id, address or badge"))
        self.viewer.setAccessibleName(self.tr("Who watched: contact id, address or badge"))
        self.agreed.setText(self.tr("They agreed to the text of the settings"))
        self.name_button.setText(self.tr("Assign"))
        self.retry_button.setText(self.tr("Send again"))
        self.export_button.setText(self.tr("Export …"))
        self.delete_button.setText(self.tr("Delete …"))
        self.keep_button.setText(self.tr("Keep them"))
        self.sure_button.setText(self.tr("Delete"))
        self.events.setAccessibleName(self.tr("Events of the session"))
        if self.look is not None:
            self.show_look(self.look)

    def show_look(self, look: SessionLook) -> None:
        """Show a session, or what has become of it meanwhile."""
        if self.look is None or look.session_id != self.look.session_id:
            self.viewer.clear()
            self.agreed.setChecked(False)
            self._ask_whether(asks=False)
        self.look = look
        self.events.clear()
        self.events.column.addWidget(self._head(look))
        for rows, words in _by_words(look):
            names = ", ".join(event_of(row.view) for row in rows)
            said = (("bold", names), ("plain", spoken(words.state)))
            causes = (("plain", spoken(words.cause)), ("dim", spoken(words.cure)))
            self.events.column.addWidget(Said(self.events, *said, *causes))
        self.events.column.addStretch(1)
        states = {row.view.state for row in look.rows}
        self._naming.setVisible(RowState.HELD in states)
        self.agreed.setVisible(self._asks_consent)
        self.retry_button.setVisible(bool(self._seqs(_CAN_BE_SENT)))
        deletable = len(self._seqs(_CAN_BE_DELETED))
        self.delete_button.setVisible(bool(deletable))
        self._question.setText(
            self.tr("Delete %n event(s)? A copy is kept in the profile's exports.", "", deletable)
        )
        if not deletable:
            self._ask_whether(asks=False)

    def _head(self, look: SessionLook) -> Said:
        row = look.urgent
        facts = [share_of(look), who_of(row), age_of(look.began_ms), when(look.began_ms)]
        if row.device:
            facts.append(row.device)
        session = self.tr("Session {id}").format(id=look.session_id)
        said = Said(
            self.events,
            ("bold", name_of(look)),
            ("plain", " · ".join(fact for fact in facts if fact)),
            ("dim", session),
        )
        font = said.labels[0].font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        said.labels[0].setFont(font)
        if look.spans:
            strip = AttentionStrip(said, look.spans)
            strip.setAccessibleName(self.tr("What was watched, and how often"))
            said.column.addWidget(strip)
        return said

    def _seqs(self, states: tuple[RowState, ...]) -> tuple[int, ...]:
        if self.look is None:
            return ()
        rows = [row for row in self.look.rows if row.view.state in states]
        if states is _CAN_BE_SENT:
            rows = [row for row in rows if row.view.reason not in _FINAL]
        return tuple(row.view.seq for row in rows)

    def _with_seqs(
        self, emit: Callable[[object], None], states: tuple[RowState, ...]
    ) -> Callable[[], None]:
        def act() -> None:
            self._ask_whether(asks=False)
            emit(self._seqs(states))

        return act

    def _ask_whether(self, *, asks: bool) -> None:
        had_focus = self._sure.isAncestorOf(self.focusWidget() or self)
        self._sure.setVisible(asks)
        self._acts.setVisible(not asks)
        if asks:
            self.keep_button.setFocus(Qt.FocusReason.TabFocusReason)
        elif had_focus:
            self.delete_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self) -> None:
        if self.viewer.text().strip():
            self.named.emit(self.viewer.text(), self._asks_consent and self.agreed.isChecked())

    def _export(self) -> None:
        if self.look is not None:
            self.export_asked.emit(self.look.session_id)


def _by_words(look: SessionLook) -> list[tuple[list[RowDetails], Words]]:
    """Return the rows, those together of which the same is said."""
    groups: list[tuple[list[RowDetails], Words]] = []
    for row in look.rows:
        words = words_of(row)
        for rows, said in groups:
            if said == words:
                rows.append(row)
                break
        else:
            groups.append(([row], words))
    return groups
