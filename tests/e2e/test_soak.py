"""One film again and again: neither memory nor handles grow."""

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Films

ROUND_MIB = 11
"""The pictures of one opening at the size of a window; lost each time, they would show at once."""


def play(film: Path, profile: Path, seconds: float) -> list[dict[str, Any]]:
    """Play a film again and again for so long; return what it took, second by second."""
    command = [*(sys.executable, "-m", "tests.e2e.player_process"), str(film), str(profile)]
    run = subprocess.run(
        [*command, str(seconds)], capture_output=True, text=True, timeout=seconds + 90
    )
    told = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 0, run.stderr
    assert not [one for one in told if "failed" in one]
    return [one for one in told if "own_mib" in one and one["rounds"] > 0]


def short_film(films: Films, tmp_path: Path) -> Path:
    """Return the first second of a film, or a little more."""
    path = tmp_path / "short.mp4"
    cut = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(films / "film.mp4")]
    subprocess.run([*cut, "-t", "1", "-c", "copy", str(path)], check=True, timeout=60)
    return path


def test_another_opening_takes_no_more_than_the_one_before(films: Films, tmp_path: Path) -> None:
    """In half a minute: less than a tenth of the pictures, and not a single handle, stay behind."""
    taken = play(short_film(films, tmp_path), tmp_path / "profile", 25)
    warm = [one for one in taken if one["rounds"] >= 8]
    rounds = warm[-1]["rounds"] - warm[0]["rounds"]
    assert rounds >= 4
    assert warm[-1]["own_mib"] - warm[0]["own_mib"] < 10 + rounds * ROUND_MIB / 10, warm
    assert warm[-1]["handles"] <= warm[0]["handles"] + 1, warm


def minutes(taken: list[dict[str, Any]], what: str) -> list[float]:
    """Return the median of each whole minute: between two rounds memory is low for a moment."""
    values = [one[what] for one in taken]
    return [statistics.median(values[at : at + 60]) for at in range(0, len(values) - 59, 60)]


@pytest.mark.long
@pytest.mark.timeout(4_000)
def test_an_hour_of_looping_leaves_memory_flat(films: Films, tmp_path: Path) -> None:
    """Minute by minute within 5 MB of the mean, and no handle more at the end.

    Both from the eleventh minute on: until then the two connections fill their page caches, of
    2 MB each, and the allocator settles.
    """
    taken = play(short_film(films, tmp_path), tmp_path / "profile", 3_600)
    warm = taken[len(taken) // 6 :]
    memory, handles = minutes(warm, "own_mib"), minutes(warm, "handles")
    mean_mib = sum(memory) / len(memory)
    sys.stdout.write(
        f"{taken[-1]['rounds']} rounds; {min(memory):.1f} to {max(memory):.1f} MiB of its own, "
        f"handles {handles[0]:g}, {handles[-1]:g}\n"
    )
    assert max(abs(one - mean_mib) for one in memory) <= 5, memory
    assert handles[-1] <= handles[0], handles
