"""Files of a profile that only its owner may read, replaced whole or not at all.

Knows: modes, and how to replace a file so that a crash leaves the old or the new one.
Must never know: what stands in them.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def make_private_folder(folder: Path) -> None:
    """Make a folder (mode 0700) if it is not there. Raise OSError where that fails."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def replace_private_file(path: Path, content: bytes) -> None:
    """Write a file (mode 0600) in place of the old one. Raise OSError where that fails."""
    with replacing(path) as file:
        file.write(content)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file (mode 0600) to write, which stands in place of the old one once that went well.

    Raise OSError where that fails.
    """
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(made).unlink()
        raise
