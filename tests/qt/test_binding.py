"""Programs of ours import as Python does."""

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.command import environment


def test_no_source_is_read_of_what_is_imported_after_qt() -> None:
    """PySide6 would keep the source of all of it in memory."""
    program = (
        "import linecache\n"
        "from tracker.qt.binding import import_plainly\n"
        "{first}\n"
        "from tracker.app.period import Period\n"
        "print(any(name.endswith('period.py') for name in linecache.cache))\n"
    )

    def keeps_source(first: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", program.format(first=first)],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.strip()

    assert keeps_source("import_plainly()") == "False"
    assert keeps_source("pass") == "True", "PySide6 reads no source any more: delete the module"


def test_the_player_reads_no_source_of_its_own(tmp_path: Path) -> None:
    """Before the first window there is better to do."""
    command = ["play", "no-such-film.mp4", "--headless", "--exit-at-end"]
    program = (
        "import atexit, linecache, runpy, sys\n"
        "def told():\n"
        "    ours = [name for name in linecache.cache if '/tracker/' in name]\n"
        "    print('Qt' if 'PySide6.QtWidgets' in sys.modules else 'none', *ours)\n"
        "atexit.register(told)\n"
        "runpy.run_module('tracker', run_name='__main__', alter_sys=True)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *command],
        env=environment(tmp_path / "profile", QT_QPA_PLATFORM="offscreen"),
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.stdout.splitlines()[-1:] == ["Qt"], ended.stdout + ended.stderr


def test_the_stand_reads_no_source_of_its_own() -> None:
    """It is given nothing to show, so that it ends as soon as all of it is there."""
    program = (
        "import linecache, sys\n"
        "from tracker.kiosk.start import start_kiosk\n"
        "try:\n"
        "    start_kiosk(None, None, None)\n"
        "except AttributeError:\n"
        "    print('tracker.kiosk.show' in sys.modules)\n"
        "print(*[name for name in linecache.cache if '/tracker/' in name])\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.stdout.splitlines() == ["True", ""], ended.stdout + ended.stderr
