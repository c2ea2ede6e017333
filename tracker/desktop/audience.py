"""Who watches, and whether it is counted: what the viewer said of it in this window.

Knows: the viewer of the moment, those of before, and where to say that they have changed.
Must never know: widgets, sessions, or a contact that was not named here.
"""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.people import BADGE_SIGN

MOST_REMEMBERED = 50


class Line(Protocol):
    """The line behind the player, as far as it asks who watches. Both methods return at once."""

    def change_viewer(self, viewer: Viewer) -> None:
        """Say who watches from now on (R11)."""

    def track(self, is_on: bool) -> None:
        """Count what is played from now on, or count nothing of it."""


class Audience(QObject):
    """Keeps who watches. Whoever was named is remembered until the window is gone, never longer.

    People are found again by what was typed of them: there is no copy of the CRM to search, and
    nobody from before this run, because a picker on a public screen would show them to everyone.

    Signals:
        changed(): another viewer, or tracking was paused or goes on.
    """

    changed = Signal()

    def __init__(self, line: Line | None, viewer: Viewer = ANONYMOUS) -> None:
        super().__init__()
        self._line = line
        self._viewer = viewer
        self._is_tracked = True
        self._named: list[Viewer] = []
        self._remember(viewer)

    @property
    def has_line(self) -> bool:
        """Whether anything is counted here at all."""
        return self._line is not None

    @property
    def viewer(self) -> Viewer:
        """Who watches now."""
        return self._viewer

    @property
    def is_tracked(self) -> bool:
        """Whether what is played is counted."""
        return self._is_tracked

    def choose(self, viewer: Viewer) -> None:
        """Say who watches from now on."""
        if viewer == self._viewer or self._line is None:
            return
        self._viewer = viewer
        self._remember(viewer)
        self._line.change_viewer(viewer)
        self.changed.emit()

    def toggle_tracking(self) -> None:
        """Count nothing from now on, or count again."""
        if self._line is None:
            return
        self._is_tracked = not self._is_tracked
        self._line.track(self._is_tracked)
        self.changed.emit()

    def known(self) -> list[str]:
        """Return what would have to be typed for each person of this run, the latest first."""
        return [typed_name(viewer) for viewer in reversed(self._named)]

    def _remember(self, viewer: Viewer) -> None:
        if typed_name(viewer):
            self._named = [one for one in self._named if one != viewer][-MOST_REMEMBERED + 1 :]
            self._named.append(viewer)


def typed_name(viewer: Viewer) -> str:
    """Return what has to be typed to name a viewer; empty for nobody."""
    if viewer.email is not None:
        return viewer.email
    if viewer.badge is not None:
        return f"{BADGE_SIGN}{viewer.badge}"
    return "" if viewer.contact_id is None else str(viewer.contact_id)
