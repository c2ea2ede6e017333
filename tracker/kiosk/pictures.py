"""The menu's pictures: read or taken from the films, off the main thread.

Knows: files of pictures, and whom to ask for a film's poster.
Must never know: where a picture is shown.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRunnable, QSize, Qt, QThreadPool
from PySide6.QtGui import QImage, QImageReader, QPixmap

from tracker.app.kiosk.config import KioskConfig
from tracker.model.pictures import Thumbnail
from tracker.qt.bridge import Bridge
from tracker.qt.commands import PictureMaker

LARGEST_PX = 1280
"""No picture is kept larger than this, whatever its file holds."""


class _Reading(QRunnable):
    def __init__(self, path: str, tell: Callable[[QImage], None]) -> None:
        super().__init__()
        self._path, self._tell = path, tell

    def run(self) -> None:
        """Read the picture, and tell of it on this thread."""
        reader = QImageReader(self._path)
        reader.setAutoTransform(True)
        size = reader.size()
        if max(size.width(), size.height()) > LARGEST_PX:
            room = QSize(LARGEST_PX, LARGEST_PX)
            reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        self._tell(reader.read())


def fetch_pictures(
    config: KioskConfig,
    maker: PictureMaker,
    bridge: Bridge,
    show: Callable[[str, QPixmap], None],
) -> None:
    """Fetch every picture; ``show`` hears of each on the bridge's thread, the brand's by ""."""

    def poster_teller(item_id: str) -> Callable[[Thumbnail | None], None]:
        return lambda found: _tell(_image_of(found), bridge, partial(show, item_id))

    wanted = [("", config.brand.picture), *((one.item_id, one.picture) for one in config.items)]
    for item_id, path in wanted:
        if path is not None:
            fetch_picture(path, bridge, partial(show, item_id))
    for item in config.items:
        if item.picture is None:
            maker.ask_poster(item.location, poster_teller(item.item_id))


def _image_of(picture: Thumbnail | None) -> QImage:
    if picture is None:
        return QImage()
    made = QImage(
        picture.pixels, picture.width, picture.height, picture.pitch, QImage.Format.Format_RGB32
    )
    return made.copy()


def fetch_picture(path: Path, bridge: Bridge, show: Callable[[QPixmap], None]) -> None:
    """Read a picture; ``show`` gets it on the bridge's thread, if it is one."""
    reading = _Reading(str(path), lambda image: _tell(image, bridge, show))
    QThreadPool.globalInstance().start(reading)


def _tell(image: QImage, bridge: Bridge, show: Callable[[QPixmap], None]) -> None:
    if not image.isNull():
        bridge.post(lambda: show(QPixmap.fromImage(image)))
