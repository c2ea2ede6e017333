"""Files that a person asks for: written whole, for them alone.

Knows: permissions, and that a file that is there already is replaced in one step.
Must never know: what is in them.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO, TypeVar

from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase

_Result = TypeVar("_Result")


def write_whole(path: Path, write: Callable[[TextIO], _Result]) -> _Result:
    """Have a text file (UTF-8, 0600) written, whole or not at all; return what ``write`` returns.

    A file that is there already is replaced. Raise SettingsError where it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(
                descriptor, "w", encoding="utf-8", errors="backslashreplace", newline=""
            ) as file:
                result = write(file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        raise SettingsError(
            phrase("Export", "The export {path} cannot be written: {error}.").format(
                path=path, error=error.strerror or error
            ),
            hint=phrase("Export", "Name a file in a directory that you may write to."),
        ) from error
    return result
