"""Where a picture of a film is kept: under a name that nothing has yet.

Knows: how a file gets a name of its own.
Must never know: where pictures come from, or what they show.
"""

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

_MOST_NAMES = 1_000
_LONGEST_STEM = 80
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


def keep_picture(write: Callable[[str], bool], folder: Path, name: str) -> Path | None:
    """Let ``write`` make a picture and keep it as ``name``.png, numbered where that is taken.

    ``write`` gets a path and returns whether it wrote there. Return where the picture is now,
    None if none was written. Raise OSError where the folder cannot be made or written to.
    """
    # Names come from films: only what every file system takes, and none that hides.
    stem = _UNFIT.sub(" ", name).strip(" .")[:_LONGEST_STEM] or "film"
    with tempfile.TemporaryDirectory(prefix="tracker-") as place:
        picture = Path(place) / "picture.png"
        if not (write(str(picture)) and picture.is_file()):
            return None
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, _MOST_NAMES):
            target = folder / (f"{stem}.png" if number == 1 else f"{stem} ({number}).png")
            try:
                with target.open("xb") as kept, picture.open("rb") as made:
                    shutil.copyfileobj(made, kept)
            except FileExistsError:
                continue
            return target
    return None
