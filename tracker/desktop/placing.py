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
        picture: QWidget,
        filling: Sequence[QWidget],
        cards: Sequence[Card],
        pages: PagePanel,
        playlist: PlaylistPanel,
        bar: ControlBar,
        flash: Words,
        notice: Words,
        mark: Words,
    ) -> None:
        self._window = window
        self._picture, self._filling, self._cards = picture, filling, cards
        self._pages, self._playlist = pages, playlist
        self._bar, self._flash, self._notice, self._mark = bar, flash, notice, mark
        pages.toggled.connect(self._pages_toggled)
        playlist.toggled.connect(self._playlist_toggled)

    @property
    def _is_mirrored(self) -> bool:
        return self._window.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def place_all(self) -> None:
        """Put every part in its place."""
        whole = QRect(QPoint(0, 0), self._window.size())
        for part in self._filling:
            part.setGeometry(whole)
        self.place_picture()
        for card in self._cards:
            if not card.isHidden():
                card.fit()
        self._pages.fit()
        self._playlist.fit()
        self.place_bar()
        self.place_words()

    def place_picture(self) -> None:
        """Let the picture fill what a panel and docked controls leave of the window."""
        room, bar = self._room_beside_panel(), self._bar
        if bar.is_docked and bar.fade.is_wanted:
            room.adjust(0, 0, 0, -bar.height())
        self._picture.setGeometry(room)

    def _pages_toggled(self) -> None:
        """Let whichever panel came last stand alone."""
        if self._pages.shown is not None and self._playlist.fade.is_wanted:
            self._playlist.toggle()
        self.place_bar()
        self.place_words()

    def _playlist_toggled(self) -> None:
        if self._playlist.fade.is_wanted:
            self._pages.close_page()
        self.place_bar()
        self.place_words()

    def place_bar(self) -> None:
        """Let the bar stand below the picture, beside a panel where there is room for both."""
        window = self._window
        margin = 8 if window.width() < theme.BAR_MAX_WIDTH_PX // 2 else theme.MARGIN_PX
        if self._bar.is_docked:
            margin = 0
        room = self._room_beside_panel()
        self._bar.fit(room.width() - 2 * margin)
        left = room.left() + (room.width() - self._bar.width()) // 2
        self._bar.move(left, window.height() - self._bar.height() - margin)
        self.place_picture()

    def _room_beside_panel(self) -> QRect:
        """Return the window without a panel, where there is room for both."""
        room = QRect(QPoint(0, 0), self._window.size())
        panel = self._open_panel()
        if panel is not None and room.width() >= 2 * panel.width():
            beside = panel.width()
            mirrored = self._is_mirrored
            room.adjust(beside if mirrored else 0, 0, 0 if mirrored else -beside, 0)
        return room

    def _open_panel(self) -> PagePanel | PlaylistPanel | None:
        panels = (self._pages, self._playlist)
        return next((panel for panel in panels if panel.fade.is_wanted), None)

    def place_words(self) -> None:
        """Let what was just done stand in the near corner, a notice in the middle, a mark far.

        All of them beside an open panel; one that leaves no room there covers the mark.
        """
        margin, flash, notice, mark = theme.MARGIN_PX, self._flash, self._notice, self._mark
        room, panel = self._room_beside_panel(), self._open_panel()
        near, far = room.left() + margin, room.right() + 1 - margin
        for words in (flash, notice, mark):
            words.fit(room.width())
        flash.move(far - flash.width() if self._is_mirrored else near, margin)
        notice.move(room.left() + (room.width() - notice.width()) // 2, margin)
        if flash.isVisible() and flash.geometry().intersects(notice.geometry()):
            notice.move(notice.x(), flash.geometry().bottom() + 8)
        mark.move(near if self._is_mirrored else far - mark.width(), margin)
        if panel is not None and room.width() == self._window.width():
            mark.stackUnder(panel)
        for other in (flash, notice):
            if other.isVisible() and other.geometry().intersects(mark.geometry()):
                mark.move(mark.x(), other.geometry().bottom() + 8)
