"""Files that a person asks for: written whole, for them alone.

Knows: text, and what to say where a file cannot be written.
Must never know: what is in them.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TextIO, TypeVar

from tracker.library.private_files import replacing
from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase

_Result = TypeVar("_Result")


def write_whole(path: Path, write: Callable[[TextIO], _Result]) -> _Result:
    """Have a text file (UTF-8, 0600) written, whole or not at all; return what ``write`` returns.

    A file that is there already is replaced. Raise SettingsError where it cannot be written.
    """
    try:
        with replacing(path) as file:
            text = io.TextIOWrapper(file, "utf-8", errors="backslashreplace", newline="")
            result = write(text)
            text.detach()
    except OSError as error:
        raise SettingsError(
            phrase("Export", "The export {path} cannot be written: {error}.").format(
                path=path, error=error.strerror or error
            ),
            hint=phrase("Export", "Name a file in a directory that you may write to."),
        ) from error
    return result
