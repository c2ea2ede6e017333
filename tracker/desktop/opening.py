"""How films come into the window: chosen in a dialog, or dropped.

Knows: which files are offered first.
Must never know: whether they can be played; the player finds out.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.app.shelf import (
    FILM_SUFFIXES,
    PICTURE_SUFFIXES,
    PLAYLIST_SUFFIXES,
    SUBTITLE_SUFFIXES,
)

_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded
_LISTS = ("*.m3u8", "*.m3u", "*.xspf")


def ask_for_files(window: QWidget, chosen: Callable[[list[str]], None]) -> None:
    """Open a dialog and return at once; ``chosen`` gets the paths, if any are chosen."""
    translate = QCoreApplication.translate
    dialog = _dialog(window, "open-files", translate("OpenDialog", "Open a film"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    films = translate("OpenDialog", "Films, sound, pictures and documents ({patterns})").format(
        patterns=_patterns(FILM_SUFFIXES | PICTURE_SUFFIXES | PLAYLIST_SUFFIXES)
    )
    dialog.setNameFilters([films, translate("OpenDialog", "All files (*)")])
    dialog.filesSelected.connect(chosen)
    dialog.open()


def ask_for_subtitles(window: QWidget, chosen: Callable[[str], None]) -> None:
    """Open a dialog and return at once; ``chosen`` gets the path, if one is chosen."""
    translate = QCoreApplication.translate
    dialog = _dialog(window, "open-subtitles", translate("OpenDialog", "Add subtitles"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    patterns = _patterns(SUBTITLE_SUFFIXES)
    subtitles = translate("OpenDialog", "Subtitles ({patterns})").format(patterns=patterns)
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
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
    return dialog


def _patterns(suffixes: Iterable[str]) -> str:
    """Return a dialog's pattern: cameras write names in capitals, and some dialogs tell apart."""
    lower = sorted(suffixes)
    return " ".join(f"*{suffix}" for suffix in (*lower, *(each.upper() for each in lower)))


def dropped_locations(event: QDropEvent) -> list[str]:
    """Return the paths and web addresses that are dropped; other things are left alone."""
    urls = event.mimeData().urls()
    return [
        url.toLocalFile() if url.isLocalFile() else url.toString(_ENCODED)
        for url in urls
        if url.isLocalFile() or url.scheme() in ("http", "https")
    ]
