"""A short child process that says what libVLC this machine has.

``python -m tracker.playback.probe`` prints one JSON object:
``{"version": text or null, "ok": bool, "problem": text or null, "hint": text or null}``;
a text may be a phrase, see ``to_data``.

Knows: how to ask libVLC and survive every answer.
Must never know: who asks. It exists so that no command loads libVLC only to name it.
"""

import json
import sys

from tracker.model.errors import PlaybackError
from tracker.model.phrases import to_data
from tracker.playback import libvlc


def probe() -> dict[str, object]:
    """Load libVLC in this process and tell its version, or what is wrong and how to mend it."""
    version = None
    try:
        version = libvlc.libvlc_version()
        libvlc.instance()
    except PlaybackError as error:
        return {
            "version": version,
            "ok": False,
            "problem": to_data(error.sentence),
            "hint": to_data(error.hint),
        }
    return {"version": version, "ok": True, "problem": None, "hint": None}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe()) + "\n")
