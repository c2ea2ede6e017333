"""Programs of ours import as Python does."""

import subprocess
import sys


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
