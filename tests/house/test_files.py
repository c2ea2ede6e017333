"""Files are short, say what they know, speak their own language and have tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.floors import LONGEST_FILE
from tests.house.survey import (
    docstring_faults,
    mirror_faults,
    size_faults,
    sleep_faults,
    word_faults,
)

Plant = Callable[[str, str], Path]

SLEEPERS = {
    f"tests/{name}": reason
    for name, reason in {
        "playback/test_preparing.py::test_what_stood_by_plays_whole_and_in_real_time": "a film "
        "that has to stand still is given the time to move",
        "kiosk/test_kills.py::supervise_kills": "the pause that a unit makes, and a minute",
        "playback/test_libvlc_player.py::"
        "test_samples_come_in_the_order_of_their_stamps_on_both_clocks": "seeks at a pace",
        "playback/test_libvlc_player.py::"
        "test_a_pause_lasts_until_play": "nothing may happen in this time",
        "playback/test_libvlc_player.py::"
        "test_opening_again_and_again_plays_the_last_and_closes_quickly": "openings at a pace",
        "playback/test_libvlc_player.py::"
        "test_a_player_that_was_frozen_goes_on": "the length of the freeze",
        "playback/test_reporter.py::"
        "test_a_stall_is_reported_once_and_ends_with_play": "the length of the stall",
        "qt/test_bridge.py::"
        "test_a_slow_window_gets_only_the_latest_progress": "one turn of the loop, no time",
        "qt/test_canvas.py::"
        "test_a_film_after_sound_is_seen_even_if_its_picture_came_first": "nothing may be seen",
        "storage/children.py::lead": "a process that waits to be killed",
        "storage/test_crashes.py::"
        "test_no_acknowledged_event_is_lost_by_kill_9": "a kill at any moment",
        "faults/test_kill_delivery.py::cycles": "a kill at any moment",
        "faults/test_leaders.py::take_over": "the length of a stop",
        "faults/test_kill_delivery.py::"
        "test_the_commands_themselves_survive_kills": "a kill at any moment",
    }.items()
}
"""Who may sleep, and why no condition can be waited for instead."""


def test_hubspots_spelling_stays_in_its_room(house: Path) -> None:
    """Outside ``tracker/hubspot`` the program speaks of quartiles, viewers and assets."""
    assert word_faults(house) == []


@pytest.mark.parametrize(
    "text", ['KEY = "playedPercent"\n', "# the contactId of it\n", "body = dict(_hsenc=1)\n"]
)
def test_a_planted_word_of_hubspot_is_found(plant: Plant, text: str) -> None:
    """In a string, a comment or a name; in its own room it is at home."""
    assert word_faults(plant("tracker/hubspot/payloads.py", text)) == []
    faults = word_faults(plant("tracker/storage/outbox.py", f"x = 1\n{text}"))
    assert len(faults) == 1
    assert faults[0].startswith("tracker/storage/outbox.py:2:")


def test_longer_words_are_not_mistaken_for_hubspots(plant: Plant) -> None:
    """A word counts only as a whole."""
    assert word_faults(plant("tracker/qt/bridge.py", "my_contactIds = pageIdle = 0\n")) == []


def test_no_file_is_too_long(house: Path) -> None:
    """Neither in the program nor in its tests and tools."""
    assert size_faults(house) == []


@pytest.mark.parametrize("folder", ["tracker/app", "tests/app", "packaging/demo"])
def test_a_planted_long_file_is_found(plant: Plant, folder: str) -> None:
    """The last allowed line passes, the next does not."""
    assert size_faults(plant(f"{folder}/a.py", "x = 1\n" * LONGEST_FILE)) == []
    assert len(size_faults(plant(f"{folder}/b.py", "x = 1\n" * (LONGEST_FILE + 1)))) == 1


def test_every_module_says_what_it_knows(house: Path) -> None:
    """And what it must never know."""
    assert docstring_faults(house) == []


@pytest.mark.parametrize(
    ("where", "text", "lacks"),
    [
        ("tracker/app/wiring.py", "x = 1\n", "no docstring"),
        ("tracker/app/wiring.py", '"""Wires.\n\nKnows: all.\n"""\n', "Must never know:"),
        ("tracker/app/wiring.py", '"""Wires.\n\nMust never know: any.\n"""\n', "lacks Knows:"),
        ("tracker/app/__init__.py", "x = 1\n", "no docstring"),
    ],
)
def test_a_planted_silent_module_is_found(plant: Plant, where: str, text: str, lacks: str) -> None:
    """A package's own file may be short, but not silent."""
    assert docstring_faults(plant("tracker/qt/__init__.py", '"""Short."""\n')) == []
    faults = docstring_faults(plant(where, text))
    assert len(faults) == 1
    assert lacks in faults[0]


def test_tests_mirror_the_program(house: Path) -> None:
    """Every package has its folder of tests, and every folder of tests its package."""
    assert mirror_faults(house) == []


def test_a_planted_hole_in_the_mirror_is_found(plant: Plant) -> None:
    """A package without tests, an empty folder of tests, and tests of nothing."""
    plant("tracker/app/wiring.py", "")
    plant("tests/app/test_wiring.py", "")
    plant("tracker/qt/canvas.py", "")
    plant("tests/qt/__init__.py", "")
    plant("tests/e2e/test_line.py", "")
    root = plant("tests/utils/test_things.py", "")
    assert mirror_faults(root) == [
        "tests/qt: no tests for tracker/qt",
        "tests/utils: mirrors no package of tracker",
    ]


def test_no_test_sleeps_for_luck(house: Path) -> None:
    """Tests wait for conditions; who lets time pass is named here with the reason."""
    assert sleep_faults(house, SLEEPERS) == []


@pytest.mark.parametrize(
    "call", ["time.sleep(1)", "sleep(0.1)", "await asyncio.sleep(1)", "qtbot.wait(10)"]
)
def test_a_planted_sleep_is_found(plant: Plant, call: str) -> None:
    """Unless it is allowed by name; a permission that nobody needs is found, too."""
    root = plant("tests/app/test_wiring.py", f"async def test_it(qtbot):\n    {call}\n")
    assert len(sleep_faults(root, {})) == 1
    assert sleep_faults(root, {"tests/app/test_wiring.py::test_it": "it must"}) == []
    assert len(sleep_faults(root, {"tests/app/test_wiring.py::test_that": "it must"})) == 2


def test_a_wait_for_a_condition_may_sleep(plant: Plant) -> None:
    """A loop that asks again and again is no sleep for luck."""
    text = "def test_it():\n    while not ready():\n        time.sleep(0.01)\n"
    assert sleep_faults(plant("tests/app/test_wiring.py", text), {}) == []
