"""How files come into the window: chosen in a dialog, or dropped.

Knows: which files are offered first.
Must never know: whether they can be played; the player finds out.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

_PATTERNS = (
    "*.mp4 *.m4v *.mov *.mkv *.webm *.avi *.ts *.mpg *.mpeg *.wmv *.ogv"
    " *.mp3 *.m4a *.ogg *.opus *.flac *.wav"
)


def ask_for_files(window: QWidget, chosen: Callable[[list[str]], None]) -> None:
    """Open a dialog and return at once; ``chosen`` gets the paths, if any are chosen."""
    translate = QCoreApplication.translate
    dialog = QFileDialog(window, translate("OpenDialog", "Open a film"))
    dialog.setObjectName("open-files")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    films = translate("OpenDialog", "Films and sound ({patterns})").format(patterns=_PATTERNS)
    dialog.setNameFilters([films, translate("OpenDialog", "All files (*)")])
    dialog.filesSelected.connect(chosen)
    dialog.open()


def local_files(event: QDropEvent) -> list[str]:
    """Return the paths of the files that are dropped; other things are left alone."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
