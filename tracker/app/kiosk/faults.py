"""How often the stand had to be started afresh because its picture stood still.

Knows: a small file in the profile, and what a day is.
Must never know: what is done about it.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

FILE_NAME = "kiosk-faults.json"

DAY_S = 24 * 3600.0

_MOST = 1000


def faults_of_day(profile: Path, now_s: float) -> int:
    """Return how many faults were noted within the last day; a file that is none has none."""
    return len(_read(profile, now_s))


def note_fault(profile: Path, now_s: float) -> None:
    """Note one, durably. A disk without room keeps no count."""
    kept = [*_read(profile, now_s), now_s][-_MOST:]
    path = profile / FILE_NAME
    new = path.with_suffix(".new")
    with suppress(OSError):
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(kept, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)


def _read(profile: Path, now_s: float) -> list[float]:
    try:
        found = json.loads((profile / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    if not isinstance(found, list):
        return []
    return [at_s for at_s in found if isinstance(at_s, int | float) and 0 <= now_s - at_s < DAY_S]
