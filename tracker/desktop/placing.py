"""Where the parts of the window stand, and how they hear of language and theme.

Knows: which parts there are, who fills the window, who floats, and who gives way to a panel.
Must never know: what a part is for, or when it is shown.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from tracker.desktop import theme
from tracker.desktop.controls import ControlBar
from tracker.desktop.osd import Words
from tracker.desktop.page_panel import PagePanel
from tracker.desktop.playlist_panel import PlaylistPanel


class Card(Protocol):
    """A card that floats in the middle of the window."""

    def isHidden(self) -> bool:  # noqa: N802 - Qt's name
        """Whether it was hidden."""
        ...

    def fit(self) -> None:
        """Stand in the middle."""


class Placing:
    """Puts the parts of one window in their places."""

    def __init__(
        self,
        window: QWidget,
        *,
        filling: Sequence[QWidget],
        cards: Sequence[Card],
        panels: Sequence[PlaylistPanel | PagePanel],
        bar: ControlBar,
        flash: Words,
        notice: Words,
    ) -> None:
        self._window = window
        self._filling, self._cards, self._panels = filling, cards, panels
        self._bar, self._flash, self._notice = bar, flash, notice
        for panel in panels:
            panel.toggled.connect(self.place_bar)

    @property
    def _is_mirrored(self) -> bool:
        return self._window.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def place_all(self) -> None:
        """Put every part in its place."""
        whole = QRect(QPoint(0, 0), self._window.size())
        for part in self._filling:
            part.setGeometry(whole)
        for card in self._cards:
            if not card.isHidden():
                card.fit()
        for panel in self._panels:
            panel.fit()
        self.place_bar()
        self.place_words()

    def place_bar(self) -> None:
        """Let the bar stand below the picture, beside a panel where there is room for both."""
        window = self._window
        margin = 8 if window.width() < theme.BAR_MAX_WIDTH_PX // 2 else theme.MARGIN_PX
        room = QRect(QPoint(0, 0), window.size())
        for panel in self._panels:
            if panel.fade.is_wanted and window.width() >= 2 * panel.width():
                beside = panel.width()
                mirrored = self._is_mirrored
                room.adjust(beside if mirrored else 0, 0, 0 if mirrored else -beside, 0)
                break
        self._bar.fit(room.width() - 2 * margin)
        left = room.left() + (room.width() - self._bar.width()) // 2
        self._bar.move(left, window.height() - self._bar.height() - margin)

    def place_words(self) -> None:
        """Let what was just done stand in the near corner, and a notice in the middle."""
        margin, flash, notice = theme.MARGIN_PX, self._flash, self._notice
        width = self._window.width()
        flash.fit()
        flash.move(width - flash.width() - margin if self._is_mirrored else margin, margin)
        notice.fit()
        notice.move((width - notice.width()) // 2, margin)
        if flash.isVisible() and flash.geometry().intersects(notice.geometry()):
            notice.move(notice.x(), flash.geometry().bottom() + 8)
