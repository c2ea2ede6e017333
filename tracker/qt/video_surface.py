"""Where a window shows what plays: the one interface of the canvas and of a native window.

Knows: what a window may ask of either.
Must never know: how pictures come.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.playback.player import MediaInfo


class VideoSurface(QWidget):
    """A widget that shows media, and says what may stand over it.

    ``docks_controls`` says that nothing translucent can float over the picture, so that the
    controls have to stand below it.

    Signals:
        began(): the very first picture was painted; what others draw is not told of.
    """

    began = Signal()
    docks_controls = False

    def show_media(self, info: MediaInfo | None) -> None:
        """Prepare for a medium, or for none."""
        raise NotImplementedError

    def let_float(self, part: QWidget, radius_px: int) -> None:
        """Let a sibling, whose corners are so round, be seen over the picture when it is raised."""
