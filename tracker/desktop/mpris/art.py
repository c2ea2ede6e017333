"""Pictures of films as files, since the bus knows pictures by their address only.

Knows: a private folder that lives as long as the window.
Must never know: where a picture comes from.
"""

import logging
import os
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage

from tracker.model.pictures import Thumbnail

_log = logging.getLogger(__name__)


class ArtFolder:
    """Keeps the picture of the film that is on. ``keep`` may be called on any one thread."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._is_closed = False

    def keep(self, track: int, made: Thumbnail) -> str | None:
        """Write a picture in the place of the one before; return its URL, None where that fails."""
        image = QImage(made.pixels, made.width, made.height, made.pitch, QImage.Format.Format_RGB32)
        try:
            if self._is_closed:
                return None
            if self._folder is None:
                within = os.environ.get("XDG_RUNTIME_DIR") or None
                self._folder = Path(tempfile.mkdtemp(prefix="tracker-art-", dir=within))
            for old in self._folder.iterdir():
                old.unlink()
            path = self._folder / f"{track}.png"
            path.touch(0o600)
        except OSError as error:
            _log.info("The film's picture cannot be kept: %s", error)
            return None
        if not image.save(str(path)):
            return None
        return QUrl.fromLocalFile(str(path)).toString()

    def close(self) -> None:
        """Throw it away."""
        self._is_closed = True
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
