"""Completions for bash, zsh and fish, as the command line's own library makes them.

    PYTHONPATH=packaging .venv/bin/python -m shipping.completions FOLDER

writes them to where a distribution keeps them, below FOLDER. Each asks the program itself what
can come next, so that they need no update when a command changes.
"""

import argparse
from pathlib import Path

from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from tracker.cli.main import tracker

PROGRAM, VARIABLE = "tracker", "_TRACKER_COMPLETE"

PLACES: dict[str, type[ShellComplete]] = {
    "bash-completion/completions/tracker": BashComplete,
    "zsh/vendor-completions/_tracker": ZshComplete,
    "fish/vendor_completions.d/tracker.fish": FishComplete,
}


def scripts() -> dict[str, str]:
    """Return each script by its place below /usr/share."""
    found = {}
    for place, shell in PLACES.items():
        completion = shell(tracker, {}, PROGRAM, VARIABLE)
        # Not source(): that also asks the bash of the machine that makes the package for its age.
        text = completion.source_template % completion.source_vars()
        found[place] = text.strip() + "\n"
    return found


def main() -> None:
    """Write all scripts."""
    parser = argparse.ArgumentParser(description="Write the completions.")
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    for place, text in scripts().items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
