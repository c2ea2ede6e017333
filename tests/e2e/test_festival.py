"""Every container at once, paused, doubled, looped, truncated, and stopped by the system."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import environment
from tests.e2e.conftest import RECIPES, Films

WHOLE = [
    ["media-played", None],
    *(["quartile", percent] for percent in (0, 25, 50, 75, 100)),
    ["attention-span", None],
]
HERE = Path(__file__).parents[2]
TELLS_ITS_LENGTH = ("film.mkv", "film.webm", "sound.flac")
"""Containers whose head says how long they should be, also when their end is missing."""


def festival(
    mode: str, films: list[Path], folder: Path, *, freeze_s: float = 0.0
) -> dict[str, dict[str, Any]]:
    """Play the films in a child process, perhaps stopped by the system for a while."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.festival", mode, str(folder / "profiles"),
         *map(str, films)],
        stdout=subprocess.PIPE, text=True, cwd=HERE,
        env=environment(folder) | {"PYTHONPATH": str(HERE)},
    )  # fmt: skip
    try:
        if freeze_s:
            assert process.stdout is not None
            assert process.stdout.readline() == "playing\n"
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(4)
            os.kill(process.pid, signal.SIGSTOP)
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(freeze_s)
            os.kill(process.pid, signal.SIGCONT)
        out, _ = process.communicate(timeout=110)
    finally:
        process.kill()
    assert process.returncode == 0
    told = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    assert len(told) == len(films)
    return {one["film"]: one for one in told}


@pytest.fixture
def all_films(films: Films) -> list[Path]:
    """Return a film in every container."""
    return [films / name for name in RECIPES]


@pytest.mark.parametrize("mode", ["paused", "doubled"])
def test_a_film_watched_whole_counts_whole(
    mode: str, all_films: list[Path], tmp_path: Path
) -> None:
    """A pause of two seconds, or twice the speed, changes nothing of what was watched."""
    for name, told in festival(mode, all_films, tmp_path).items():
        assert told["rows"] == WHOLE, name
        assert told["covered_ms"] == told["duration_ms"], name


def test_a_film_watched_twice_is_two_sessions(all_films: list[Path], tmp_path: Path) -> None:
    """R11: another opening is another session, with all its events."""
    for name, told in festival("looped", all_films, tmp_path).items():
        assert told["rows"] == WHOLE + WHOLE, name


def test_a_film_without_its_end_does_not_complete(all_films: list[Path], tmp_path: Path) -> None:
    """R6: EndReached at 60 % is no 100 %; a file too broken to play leaves nothing."""
    cut = tmp_path / "cut"
    cut.mkdir()
    for film in all_films:
        content = film.read_bytes()
        (cut / film.name).write_bytes(content[: len(content) * 6 // 10])
    told = festival("whole", sorted(cut.iterdir()), tmp_path)
    for name in TELLS_ITS_LENGTH:
        assert told[name]["rows"] == [*WHOLE[:4], WHOLE[-1]], name
    # Without its index, which stands at the end, an MP4 cannot be played at all.
    assert told["film.mp4"]["rows"] == []
    assert told["film.mp4"]["failed"]


def test_ten_seconds_of_standstill_are_not_watched(all_films: list[Path], tmp_path: Path) -> None:
    """SIGSTOP after half the film: libVLC may then drop what is late, so that it was not seen.

    The count is bounded by what was played before, and by the film; no quartile comes twice or
    without its coverage.
    """
    for name, told in festival("whole", all_films, tmp_path, freeze_s=10.0).items():
        (covered_ms,), (duration_ms,) = told["covered_ms"], told["duration_ms"]
        assert 3_000 <= covered_ms <= duration_ms, name
        quartiles = [percent for kind, percent in told["rows"] if kind == "quartile"]
        assert quartiles == [0, 25, 50, 75, 100][: len(quartiles)], name
        assert quartiles[-1] <= 100 * covered_ms / duration_ms + 1, name
