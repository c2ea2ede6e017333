"""The whole player, from its start to its end, and not one call on its main thread that waits."""

import subprocess
import sys
from pathlib import Path

from tests.e2e.conftest import Films

WATCHED = """
import sys
from tests.waiting import watch
from tracker.cli import main
watch.install()
watch.is_on = True
status = main.main()
watch.is_on = False
for fault in watch.faults:
    print("FAULT", fault)
print("ended with", status)
"""


def test_a_film_is_played_counted_and_sent_without_the_main_thread_ever_waiting(
    films: Films, tmp_path: Path
) -> None:
    """Nor while the window is made, nor on the way out."""
    run = subprocess.run(
        [
            *(sys.executable, "-c", WATCHED, "play", str(films / "film.mp4")),
            *("--headless", "--exit-at-end", "--sandbox", "--contact-id", "101"),
            *("--profile", str(tmp_path / "profile")),
        ],
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert "FAULT" not in run.stdout, run.stdout
    assert run.stdout.endswith("delivered 7 of 7\nended with 0\n"), run.stdout + run.stderr
