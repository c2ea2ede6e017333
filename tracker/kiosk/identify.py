"""Where a visitor may say who they are: by phone, by address, by badge; or not at all.

Knows: what was typed and read, and what was agreed to; nothing of it is left after ``clear``.
Must never know: what becomes of it. Nothing that is typed here is logged.
"""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.kiosk.config import Brand, Identification, text_in
from tracker.kiosk.consents import COMFORTABLE_SIZES, ROOMY_SIZES, ConsentBox
from tracker.kiosk.keypad import BACKSPACE, Keypad
from tracker.kiosk.look import DIM, TEXT, Label, TouchButton, unit_of
from tracker.kiosk.page import Page
from tracker.kiosk.qr import QrCode
from tracker.kiosk.vocabulary import Lead
from tracker.model.errors import SettingsError
from tracker.model.media import Viewer
from tracker.model.people import MOST_BADGE_CHARS, MOST_EMAIL_CHARS, check_badge, check_email

_ENDINGS = (".com", ".de", ".fr", BACKSPACE)


class IdentifyPage(Page):
    """QR code, keypad and badge, each where it is configured.

    Where keys and consents do not fit one window, they come one after the other.

    Signals: ``introduced`` has the viewer and the purposes agreed to; ``went_on`` says that the
    visitor goes on with their phone; ``skipped`` that they do not want to.
    """

    introduced = Signal(object, object)
    went_on = Signal()
    skipped = Signal()

    def __init__(self, parent: QWidget, brand: Brand, ways: Identification) -> None:
        super().__init__(parent, brand)
        self._ways = ways
        self._typed = ""
        self._badge: str | None = None
        self._lead = Lead.NONE
        self._is_split = self._is_at_consents = False
        self.heading = Label(self, 5, is_bold=True)
        self.skip = TouchButton(self, self.accent)
        self.code = QrCode(self)
        self.phone, self.phone_how = Label(self, 3.4, is_bold=True), Label(self, 2.4, DIM)
        is_all = not (ways.email or ways.badge)
        self.gone_on = TouchButton(self, self.accent, is_main=is_all, units=2.4)
        self.field = Label(self, 3.8, DIM)
        self.later = TouchButton(self, self.accent, is_main=True)
        self.keypad = Keypad(self, self.accent)
        self.badge = Label(self, 2.8, DIM)
        self.consents = [ConsentBox(self, self.accent, one) for one in ways.consents]
        self.earlier = TouchButton(self, self.accent)
        self.policy = Label(self, 2.2, DIM)
        self.trouble = Label(self, 2.8, is_bold=True)
        self.send = TouchButton(self, self.accent, is_main=True)
        self._column = QVBoxLayout(self)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._phone = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._right = QVBoxLayout()
        self._lay_out()
        self._connect()
        self.clear()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.skip)
        texts, right = QVBoxLayout(), self._right
        texts.addStretch()
        for widget in (self.phone, self.phone_how, self.gone_on):
            texts.addWidget(widget)
        texts.addStretch()
        left = self._phone
        left.addWidget(self.code, 0, Qt.AlignmentFlag.AlignCenter)
        left.addLayout(texts)
        first = QHBoxLayout()
        first.addWidget(self.field, 1)
        first.addWidget(self.later)
        right.addLayout(first)
        for part in (self.keypad, self.badge, self.trouble):
            right.addWidget(part)
        for box in self.consents:
            right.addWidget(box)
        last = QHBoxLayout()
        last.addWidget(self.earlier)
        last.addWidget(self.policy, 1)
        last.addWidget(self.send, 0, Qt.AlignmentFlag.AlignRight)
        right.addLayout(last)
        right.addStretch()
        if self._ways.page:
            self._columns.addLayout(left, 2)
        if self._asks:
            self._columns.addLayout(right, 5)
        self._column.addLayout(top)
        self._column.addLayout(self._columns, 1)

    @property
    def _asks(self) -> bool:
        """Whether a visitor can say here who they are."""
        return self._ways.email or self._ways.badge

    def _connect(self) -> None:
        self.later.clicked.connect(lambda: self._turn(to_consents=True))
        self.earlier.clicked.connect(lambda: self._turn(to_consents=False))
        self.skip.clicked.connect(self.skipped)
        self.gone_on.clicked.connect(self.went_on)
        self.keypad.typed.connect(self._type)
        self.keypad.deleted.connect(lambda: self._set_typed(self._typed[:-1]))
        self.send.clicked.connect(self._send)
        for box in self.consents:
            box.toggled.connect(self._look)

    def begin(self, visit_id: str) -> None:
        """Prepare for a visit: an empty page, and the code that leads on from this visit."""
        self.clear()
        if self._ways.page:
            self.code.show_text(self._ways.page.replace("{session}", visit_id))

    def clear(self) -> None:
        """Forget all that was typed, read and agreed to."""
        self._badge = None
        self._is_at_consents = False
        self.code.show_text("")
        for box in self.consents:
            box.setChecked(False)
        self._set_typed("")

    def show_lead(self, lead: Lead) -> None:
        """Show that it is being kept, or that it could not be."""
        if lead is not self._lead:
            self._lead = lead
            # What went wrong is said beside what was to be sent.
            self._turn(to_consents=lead is not Lead.NONE or self._is_at_consents)

    def take_badge(self, text: str) -> bool:
        """Take what a scanner has read; return whether it can be a badge."""
        if not self._ways.badge or not re.fullmatch(self._ways.badge_pattern, text):
            return False
        try:
            self._badge = check_badge(text[: MOST_BADGE_CHARS + 1])
        except SettingsError:
            return False
        self._typed = ""
        self._turn(to_consents=True)
        return True

    def write(self) -> None:
        """Write every word anew."""
        words = self.words
        self.heading.setText(words.contact)
        self.skip.setText(words.skip)
        self.later.setText(words.later)
        self.earlier.setText(words.earlier)
        self.phone.setText(words.by_phone)
        self.phone_how.setText(words.by_phone_how)
        self.gone_on.setText(words.went_on)
        self.trouble.setText(words.not_saved)
        self.policy.setText(words.policy.format(page=self._ways.policy))
        self.keypad.set_rows([*words.keys, _ENDINGS])
        for box in self.consents:
            hint = words.required if box.choice.is_required else words.optional
            box.write(text_in(box.choice.text, self.language), hint)
        self._look()

    def fit(self) -> None:
        """Stand side by side where there is room, else one below the other."""
        unit, is_wide = unit_of(self), self.width() > self.height()
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(side if is_wide else below)
        self._phone.setDirection(below if is_wide else side)
        alignment = Qt.AlignmentFlag.AlignHCenter if is_wide else Qt.AlignmentFlag.AlignLeft
        for label in (self.phone, self.phone_how):
            label.setAlignment(alignment)
        super().fit()
        self._columns.setSpacing(round(unit * (5 if is_wide else 2)))
        self._phone.setSpacing(round(unit * 2))
        self._right.setSpacing(round(unit * 1.2))
        self.code.fit()
        self.keypad.fit()
        self._fit_parts()

    def _turn(self, *, to_consents: bool) -> None:
        """Ask for consents, or for who it is, where both do not fit."""
        self._is_at_consents = to_consents
        self._look()
        self._fit_parts()

    def _fit_parts(self) -> None:
        """Show all at once where it fits, and else one after the other; in letters that fit."""
        for self._is_split in (False, True):
            self._choose_parts()
            for units in ROOMY_SIZES if self._is_split else COMFORTABLE_SIZES:
                for box in self.consents:
                    box.fit(units)
                # A layout remembers heights, and does not hear of what changes two layouts below.
                for one in (self._right, self._columns, self._column):
                    one.invalidate()
                if self._column.totalMinimumHeightForWidth(self.width()) <= self.height():
                    return

    def _choose_parts(self) -> None:
        """Show what belongs to this step, of what is configured."""
        is_first = self._asks and not (self._is_split and self._is_at_consents)
        is_last = self._asks and (self._is_at_consents or not self._is_split)
        has_phone = bool(self._ways.page) and (is_first or not self._asks)
        for part in (self.code, self.phone, self.phone_how, self.gone_on):
            part.setVisible(has_phone)
        if self._ways.page:
            self._columns.setStretch(0, 2 if has_phone else 0)
        has_badge, is_lost = self._badge is not None, self._lead is Lead.LOST
        self.field.setVisible(self._ways.email and (is_first or not has_badge))
        self.keypad.setVisible(self._ways.email and is_first)
        # Trouble is told in the place of the hint: there is not room for both on every screen.
        self.badge.setVisible(self._ways.badge and not is_lost and (is_first or has_badge))
        self.trouble.setVisible(is_lost)
        self.later.setVisible(self._is_split and is_first)
        self.earlier.setVisible(self._is_split and is_last)
        for box in self.consents:
            box.setVisible(is_last)
        self.policy.setVisible(bool(self._ways.policy) and is_last)
        self.send.setVisible(is_last)

    def _type(self, text: str) -> None:
        self._badge = None
        self._set_typed((self._typed + text)[:MOST_EMAIL_CHARS])

    def _set_typed(self, text: str) -> None:
        self._typed = text
        self._look()

    def _look(self) -> None:
        """Show what is typed and read, and whether it can be sent."""
        self.field.setText(f"{self._typed}▏" if self._typed else self.words.email_hint)
        self.field.set_colour(TEXT if self._typed else DIM)
        has_badge = self._badge is not None
        self.badge.setText(self.words.badge_read if has_badge else self.words.by_badge)
        self.badge.set_colour(self.accent if has_badge else DIM)
        is_agreed = all(box.isChecked() for box in self.consents if box.choice.is_required)
        is_under_way = self._lead is Lead.UNDER_WAY
        self._choose_parts()
        self.later.setEnabled(self._viewer() is not None)
        self.earlier.setEnabled(not is_under_way)
        self.send.setText(self.words.saving if is_under_way else self.words.send)
        self.send.setEnabled(is_agreed and self._viewer() is not None and not is_under_way)

    def _viewer(self) -> Viewer | None:
        """Return who the visitor says they are, as far as it can be somebody."""
        if self._badge is not None:
            return Viewer(badge=self._badge)
        host = self._typed.rpartition("@")[2]
        if "." not in host.strip("."):
            return None
        try:
            return Viewer(email=check_email(self._typed))
        except SettingsError:
            return None

    def _send(self) -> None:
        viewer = self._viewer()
        if viewer is not None:
            agreed = tuple(box.choice.purpose for box in self.consents if box.isChecked())
            self.introduced.emit(viewer, agreed)
