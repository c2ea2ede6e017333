"""The doctor as a page: what is wrong with this machine, and how to mend it.

Knows: that findings come one after the other, and how each looks.
Must never know: how they are found.
"""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tracker.app.findings import Finding, Verdict
from tracker.app.report import report
from tracker.app.settings import Settings
from tracker.desktop import theme
from tracker.desktop.buttons import PageButton, colour_text
from tracker.desktop.errands import Errands
from tracker.desktop.flow import FlowLayout
from tracker.desktop.icons import Glyph
from tracker.desktop.language import spoken
from tracker.desktop.page_panel import Page
from tracker.desktop.page_parts import Column, Said, Tick
from tracker.desktop.pages import Mark, page_label
from tracker.model.errors import TrackerError

_MARK_PX = 22


class DoctorPage(Page):
    """The findings, as they come; ``findings`` holds those of the last look."""

    def __init__(
        self, profile: Path, settings: Settings, environ: Mapping[str, str], errands: Errands
    ) -> None:
        super().__init__()
        self._profile, self._settings, self._environ = profile, settings, environ
        self._errands = errands
        self._is_looking = False
        self.findings: list[Finding] = []
        self._summary = page_label(self, scale=1.1, bold=True)
        self.cards = Column(self)
        self.online = Tick(self)
        self.look_button = PageButton(self)
        self.copy_button = PageButton(self, is_primary=False)
        buttons = FlowLayout()
        buttons.addWidget(self.look_button)
        buttons.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(self._summary)
        column.addWidget(self.cards, 1)
        column.addWidget(self.online)
        column.addLayout(buttons)
        self.look_button.clicked.connect(self.look)
        self.copy_button.clicked.connect(self._copy)
        self.retranslate()

    def heading(self) -> str:
        """Return the page's heading."""
        return self.tr("Doctor")

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.setAccessibleName(self.heading())
        self.cards.setAccessibleName(self.tr("Findings"))
        self.online.setText(self.tr("Ask HubSpot too; this sends the token"))
        self.look_button.setText(self.tr("Look again"))
        self.copy_button.setText(self.tr("Copy the report"))
        self._show()

    def take_theme(self) -> None:
        """Take the colours of the theme of the moment."""
        self.setPalette(theme.page_palette())
        self.setStyleSheet(theme.page_style())
        self._show()

    def come(self) -> None:
        """Look for the first time."""
        if not self.findings:
            self.look()

    def look(self) -> None:
        """Look at everything; each finding is shown as soon as it is there."""
        if self._is_looking:
            return
        self._is_looking = True
        self.findings = []
        self._show()
        is_online = self.online.isChecked()

        def examine_all() -> None:
            # Only here: HTTP and the keyring would hold up the start of every film.
            from tracker.app.doctor import examine

            found = examine(self._profile, self._settings, self._environ, online=is_online)
            for finding in found:
                self._errands.tell(lambda finding=finding: self._take(finding))  # type: ignore[misc]

        self._errands.ask(examine_all, lambda _: self._finish(), self._fail)

    def _take(self, finding: Finding) -> None:
        self.findings.append(finding)
        self.cards.column.insertWidget(self.cards.column.count() - 1, self._card(finding))
        self._summarise()

    def _finish(self) -> None:
        self._is_looking = False
        self._summarise()

    def _fail(self, error: TrackerError) -> None:
        self._take(Finding("doctor", Verdict.BROKEN, str(error), error.hint))
        self._finish()

    def _show(self) -> None:
        self.cards.clear()
        for finding in self.findings:
            self.cards.column.addWidget(self._card(finding))
        self.cards.column.addStretch(1)
        self._summarise()

    def _name(self, check: str) -> str:
        names = {
            "plugins": self.tr("plugins"),
            "audio": self.tr("audio"),
            "keyring": self.tr("keyring"),
            "account": self.tr("account"),
            "clock": self.tr("clock"),
            "disk": self.tr("disk"),
            "queue": self.tr("queue"),
            "online": self.tr("online"),
            "doctor": self.tr("doctor"),
        }
        return names.get(check, check)

    def _card(self, finding: Finding) -> Said:
        colours = theme.current_theme()
        verdicts = {
            Verdict.OK: (Glyph.SENT, colours.good, self.tr("fine")),
            Verdict.WARNING: (Glyph.ALERT, colours.waiting, self.tr("worth a look")),
            Verdict.BROKEN: (Glyph.NEEDS_YOU, colours.needs_you, self.tr("broken")),
        }
        glyph, colour, verdict = verdicts[finding.verdict]
        text, cure = spoken(finding.text), spoken(finding.cure or "")
        card = Said(self.cards, ("plain", text), ("dim", cure))
        heading = page_label(card, bold=True)
        heading.setText(f"{self._name(finding.check)} · {verdict}")
        colour_text(heading, colour)
        mark = Mark(card, _MARK_PX, glyph)
        mark.colour = colour
        top = QHBoxLayout()
        top.addWidget(mark)
        top.addWidget(heading, 1)
        card.column.insertLayout(0, top)
        card.setAccessibleName(f"{self._name(finding.check)}, {verdict}: {text} {cure}".strip())
        return card

    def _summarise(self) -> None:
        self.look_button.setEnabled(not self._is_looking)
        self.copy_button.setEnabled(bool(self.findings) and not self._is_looking)
        broken = sum(finding.verdict is Verdict.BROKEN for finding in self.findings)
        noted = sum(finding.verdict is Verdict.WARNING for finding in self.findings)
        if self._is_looking:
            text = self.tr("Looking …")
        elif broken:
            text = self.tr("%n thing(s) to mend.", "", broken)
        elif noted:
            text = self.tr("All serves; %n thing(s) worth a look.", "", noted)
        else:
            text = self.tr("All is well.")
        self._summary.setText(text)
        colour_text(self._summary, theme.current_theme().text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(report(self.findings, Path.home()))
        self._summary.setText(self.tr("The report is copied; it names nobody."))
