"""Who is watching, as the window shows it: two chips, a card, and a mark that nothing is counted.

Knows: what is shown of the audience, and where it is asked for.
Must never know: how anything is counted.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tracker.desktop import theme
from tracker.desktop.audience import Audience, typed_name
from tracker.desktop.chips import Chip
from tracker.desktop.controls import ControlBar
from tracker.desktop.icons import Glyph
from tracker.desktop.osd import Words
from tracker.desktop.viewer_card import ViewerCard
from tracker.model.media import ANONYMOUS, Viewer


class Watching(QObject):
    """The parts of one window that tell of its audience.

    ``mark`` stays over the picture for as long as nothing is counted, also while the bar is gone.

    Signals:
        acted(object, str): a wish was taken up; the icon and the few words to flash.
        changed(): what is shown needs another place.
    """

    acted = Signal(object, str)
    changed = Signal()

    def __init__(self, window: QWidget, bar: ControlBar, audience: Audience) -> None:
        super().__init__(window)
        audience.setParent(self)
        self.audience = audience
        self.viewer_chip, self.tracking_chip = Chip(bar), Chip(bar)
        self.card = ViewerCard(window, audience)
        self.mark = Words(window, stays_ms=0)
        for chip in (self.viewer_chip, self.tracking_chip):
            bar.chips.add_chip(chip)
            chip.setVisible(audience.has_line)
        self.viewer_chip.clicked.connect(self.ask)
        self.tracking_chip.clicked.connect(audience.toggle_tracking)
        self.card.chosen.connect(self._choose)
        audience.changed.connect(self.refresh)
        self.refresh()

    def ask(self) -> None:
        """Ask who watches."""
        if self.audience.has_line:
            self.card.ask()

    def refresh(self) -> None:
        """Show who watches, and whether it is counted, in the language of the moment."""
        viewer = self.audience.viewer
        name = self.name_of(viewer)
        colour = theme.DARK.dim if viewer == ANONYMOUS else theme.DARK.text
        self.viewer_chip.show_face(Glyph.PERSON, name, colour)
        self.viewer_chip.set_label(self.tr("Who is watching: {name}").format(name=name))
        if self.audience.is_tracked:
            self.tracking_chip.show_face(Glyph.COUNTED, "", theme.DARK.text)
            self.tracking_chip.set_label(self.tr("Pause tracking"))
            self.mark.unsay()
        else:
            words = self.tr("Not counted")
            face = (Glyph.NOT_COUNTED, words, theme.WAITING)
            self.tracking_chip.show_face(*face, stands_out=True)
            self.tracking_chip.set_label(self.tr("Tracking is paused. Resume tracking"))
            self.mark.say(words, Glyph.NOT_COUNTED, stays=True)
        self.changed.emit()

    def name_of(self, viewer: Viewer) -> str:
        """Return what a viewer is called in the window."""
        if viewer == ANONYMOUS:
            return self.tr("Nobody named")
        if viewer.email is None and viewer.badge is None and viewer.contact_id is not None:
            return self.tr("Contact {id}").format(id=viewer.contact_id)
        return typed_name(viewer)

    def retranslate(self) -> None:
        """Take the texts of the language of the moment."""
        self.card.retranslate()
        self.refresh()

    def _choose(self, viewer: Viewer) -> None:
        self.audience.choose(viewer)
        self.acted.emit(Glyph.PERSON, self.name_of(self.audience.viewer))
