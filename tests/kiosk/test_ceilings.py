"""A stand that takes more and more: above a ceiling it starts afresh, and never in a visit."""

import json
from pathlib import Path

import pytest

from tests.kiosk.places import Places
from tests.kiosk.stage import STAND, Shown, until
from tracker.kiosk.vocabulary import State
from tracker.model.visits import VisitOutcome

LEAK = """
import os, pathlib, threading, time

def leak(wish=pathlib.Path(os.environ["LEAK_WHEN"])):
    while not wish.exists():
        time.sleep(0.1)
    kept.append([open(os.devnull) for _ in range(300)] if wish.read_text() == "open_files"
                else bytearray(os.urandom(1)) * 500_000_000)

kept = []
threading.Thread(target=leak, daemon=True).start()
"""
CEILINGS = {"open_files": 250, "memory_megabytes": 400}
MEASURES = {"open_files": ("open_files", 1), "memory_megabytes": ("memory", 2**20)}


@pytest.mark.parametrize("what", sorted(CEILINGS))
def test_a_stand_that_leaks_starts_afresh_once_its_visitor_has_gone(
    what: str, shown: Shown, tmp_path: Path
) -> None:
    """The visitor notices nothing; then the process ends well, and the service manager goes on."""
    shown.config.write_text(
        STAND.replace("frozen_s = 4", f"frozen_s = 10\n{what} = {CEILINGS[what]}"), "utf-8"
    )
    places = Places(shown.config)
    site, wish = tmp_path / "site", tmp_path / "leak"
    site.mkdir()
    (site / "sitecustomize.py").write_text(LEAK, "utf-8")
    shown.start(PYTHONPATH=str(site), LEAK_WHEN=str(wish))
    shown.wait_for("attract")
    shown.touch_until("menu", 0.5, 0.5)
    wish.write_text(what, "utf-8")
    health, (measure, unit) = tmp_path / "health.json", MEASURES[what]

    def is_above() -> bool:
        shown.display.touch(0.01, 0.99)
        found = json.loads(health.read_text()) if health.exists() else {measure: 0}
        return bool(found[measure] > CEILINGS[what] * unit)

    until(is_above, seconds=40)
    done = places.of(places.show(State.MENU).menu.done)
    places.close()
    assert shown.process is not None
    assert shown.process.poll() is None, shown.errors()
    shown.touch_until("thanks", *done)
    assert shown.process.wait(30) == 0, shown.errors()
    assert "starting afresh at the next rest" in shown.errors()
    assert [visit.outcome for visit in shown.visits()] == [VisitOutcome.DONE]
    wish.unlink()
    since = shown.manager.mark()
    shown.start(PYTHONPATH=str(site), LEAK_WHEN=str(wish))
    shown.wait_for("attract", since=since)
    assert shown.end() == 0, shown.errors()
