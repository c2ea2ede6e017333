"""Where the one-folder build begins: the command, or one of the program's own child processes.

``-P -m tracker.…`` runs a module of the program, as it would with Python itself: that is how the
program asks a short child process about libVLC and Qt.
"""

import multiprocessing
import os
import runpy
import sys
from pathlib import Path

LIBVLC_PLACES = (
    "/usr/lib/*-linux-gnu/vlc/plugins",
    "/usr/lib64/vlc/plugins",
    "/usr/lib/vlc/plugins",
    "/Applications/VLC.app/Contents/MacOS/plugins",
    "C:/Program Files/VideoLAN/VLC/plugins",
)
"""Where an installed libVLC keeps its plug-ins: outside of this folder, it would not look there."""


def find_plugins() -> None:
    """Tell libVLC where its plug-ins are, unless the person did."""
    if "VLC_PLUGIN_PATH" in os.environ:
        return
    for place in LIBVLC_PLACES:
        root = Path(place).anchor
        for found in Path(root).glob(place.removeprefix(root)) if Path(root).is_dir() else ():
            os.environ["VLC_PLUGIN_PATH"] = str(found)
            return


def is_child() -> bool:
    """Whether the program has called itself for one of its modules."""
    return sys.argv[1:3] == ["-P", "-m"] and "".join(sys.argv[3:4]).startswith("tracker.")


def play_what_was_opened() -> None:
    """Play what a Mac's Finder asks for: it names no command, and files only from the root on."""
    in_app = ".app/Contents/MacOS/" in Path(sys.executable).as_posix()
    if in_app and all(word.startswith("/") for word in sys.argv[1:]):
        sys.argv.insert(1, "play")


def main() -> None:
    """Run what was asked for, and end."""
    multiprocessing.freeze_support()
    find_plugins()
    if is_child():
        module = sys.argv[3]
        sys.argv[1:4] = []
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return
    play_what_was_opened()
    from tracker.cli.main import run

    run()


if __name__ == "__main__":
    main()
