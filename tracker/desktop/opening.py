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
    " *.mp3 *.m4a *.ogg *.opus *.flac *.wav *.m3u *.m3u8 *.xspf"
)
_SUBTITLES = "*.srt *.vtt *.ass *.ssa *.sub"
_LISTS = ("*.m3u8", "*.m3u", "*.xspf")


def ask_for_files(window: QWidget, chosen: Callable[[list[str]], None]) -> None:
    """Open a dialog and return at once; ``chosen`` gets the paths, if any are chosen."""
    translate = QCoreApplication.translate
    dialog = _dialog(window, "open-files", translate("OpenDialog", "Open a film"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    films = translate("OpenDialog", "Films and sound ({patterns})").format(patterns=_PATTERNS)
    dialog.setNameFilters([films, translate("OpenDialog", "All files (*)")])
    dialog.filesSelected.connect(chosen)
    dialog.open()


def ask_for_subtitles(window: QWidget, chosen: Callable[[str], None]) -> None:
    """Open a dialog and return at once; ``chosen`` gets the path, if one is chosen."""
    translate = QCoreApplication.translate
    dialog = _dialog(window, "open-subtitles", translate("OpenDialog", "Add subtitles"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    subtitles = translate("OpenDialog", "Subtitles ({patterns})").format(patterns=_SUBTITLES)
    dialog.setNameFilters([subtitles, translate("OpenDialog", "All files (*)")])
    dialog.fileSelected.connect(chosen)
    dialog.open()


def ask_where_to_save(window: QWidget, chosen: Callable[[str], None]) -> None:
    """Open a dialog for a playlist's name and return at once; ``chosen`` gets its path."""
    translate = QCoreApplication.translate
    dialog = _dialog(window, "save-playlist", translate("OpenDialog", "Save the playlist"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("m3u8")
    lists = translate("OpenDialog", "Playlists ({patterns})").format(patterns=" ".join(_LISTS))
    dialog.setNameFilters([lists])
    dialog.fileSelected.connect(chosen)
    dialog.open()


def ask_where_to_export(window: QWidget, chosen: Callable[[str], None]) -> None:
    """Open a dialog beside the window, for the file of an export; the window stays in use."""
    translate = QCoreApplication.translate
    dialog = _dialog(window, "export-queue", translate("OpenDialog", "Export the queue"))
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    lines = translate("OpenDialog", "Lines of JSON ({patterns})").format(patterns="*.jsonl")
    table = translate("OpenDialog", "Table ({patterns})").format(patterns="*.csv")
    dialog.setNameFilters([lines, table])
    dialog.setDefaultSuffix("jsonl")
    dialog.filterSelected.connect(
        lambda name: dialog.setDefaultSuffix("csv" if name == table else "jsonl")
    )
    dialog.fileSelected.connect(chosen)
    dialog.show()


def _dialog(window: QWidget, name: str, title: str) -> QFileDialog:
    dialog = QFileDialog(window, title)
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def local_files(event: QDropEvent) -> list[str]:
    """Return the paths of the files that are dropped; other things are left alone."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
