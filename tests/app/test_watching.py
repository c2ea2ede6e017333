"""``tracker watch``: real players on a bus of their own, followed by the real command."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.app.hosts import NOWHERE, error_bounds, sessions, taken, wait_until
from tests.ordinary import as_ordinary_user
from tests.playback.bus import session_bus, speaking_player
from tests.playback.media import Clips

MPRIS_PLUGIN = Path("/usr/lib/mpv-mpris/mpris.so")


@contextmanager
def watching(
    bus: str,
    profile: Path,
    *films: object,
    as_user: Callable[..., list[str]] = lambda *words: [*words],
) -> Iterator[Callable[[], list[dict[str, object]]]]:
    """Run the command for the length of a block; give what returns the lines it has printed."""
    printed, problems = profile.with_name("printed"), profile.with_name("problems")
    with printed.open("w") as out, problems.open("w") as err:
        process = subprocess.Popen(
            as_user(sys.executable, "-m", "tracker", "watch", *map(str, films), "--json",
                    "--contact-id", "101", "--no-sync"),
            env={
                **os.environ,
                "TRACKER_PROFILE": str(profile),
                "TRACKER_HUBSPOT_BASE_URL": NOWHERE,
                "DBUS_SESSION_BUS_ADDRESS": bus,
            },
            stdout=out,
            stderr=err,
        )  # fmt: skip
    try:
        yield lambda: [json.loads(line) for line in printed.read_text().splitlines()]
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert problems.read_text() == ""
    finally:
        process.kill()
        process.wait(10)


def test_a_player_that_says_what_it_plays_is_counted(clips: Clips, tmp_path: Path) -> None:
    """From outside: marked so, with the bound that polling gives; other films are not."""
    film, other = clips / "silent.mp4", clips / "film.webm"
    allowed = tmp_path / "allowed"
    allowed.mkdir()
    (allowed / "a film.mp4").write_bytes(film.read_bytes())
    (allowed / "first.webm").write_bytes(other.read_bytes())
    profile = tmp_path / "profile"
    with (
        session_bus() as bus,
        watching(bus, profile, allowed) as said,
        speaking_player(bus) as say,
    ):
        say(status="Playing", url=(allowed / "first.webm").as_uri(), length_ms=3_000)
        wait_until(lambda: len(said()) == 1)
        say(status="Playing", url=other.as_uri(), length_ms=3_000)
        say(status="Playing", url=(allowed / "a film.mp4").as_uri(), length_ms=3_000)
        wait_until(lambda: {"kind": "quartile", "player": "Testing", "percent": 100} in said())
    assert [Path(str(one["path"])).name for one in said() if one["kind"] == "film"] == [
        "first.webm",
        "a film.mp4",
    ]
    last = taken(profile)[-1]
    assert last.asset is not None
    assert (last.asset.name, last.holding.kind) == ("a film", "attention-span")
    assert sessions(profile)[last.holding.session_id] == [0, 25, 50, 75, 100]
    assert set(error_bounds(profile)) == {4_350}
    assert (last.session.flags["observed"], last.session.contact_id) == (True, 101)


def test_mpv_is_followed_without_being_touched(clips: Clips, tmp_path: Path) -> None:
    """A real player that nobody here wrote."""
    if shutil.which("mpv") is None or not MPRIS_PLUGIN.exists():
        pytest.skip("mpv and mpv-mpris are not installed")
    film = clips / "silent.mp4"
    profile = tmp_path / "profile"
    with session_bus() as bus, watching(bus, profile, film.parent / "*.mp4") as said:
        wait_until(lambda: (profile / "tracker.log").exists())
        subprocess.run(
            ["mpv", "--no-config", f"--script={MPRIS_PLUGIN}", "--vo=null", "--ao=null",
             "--pause=no", "--really-quiet", str(film)],
            env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus},
            timeout=60, check=True,
        )  # fmt: skip
        wait_until(lambda: "attention-span" in [row.holding.kind for row in taken(profile)])
    (reached,) = sessions(profile).values()
    assert reached[:3] == [0, 25, 50]
    assert any(one["kind"] == "film" for one in said())


@pytest.fixture
def anybodys() -> Iterator[Path]:
    """Return a folder to which every user finds, and may write."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def test_vlc_is_followed_without_being_touched(clips: Clips, anybodys: Path) -> None:
    """Another one; it will not run as root, and only the bus's own user may speak on it."""
    if shutil.which("cvlc") is None:
        pytest.skip("VLC is not installed")
    film = clips / "silent.mp4"
    profile = anybodys / "profile"
    environ = {**os.environ, "HOME": str(anybodys), "XDG_RUNTIME_DIR": str(anybodys)}
    with (
        session_bus(as_ordinary_user) as bus,
        watching(bus, profile, film.parent / "*.mp4", as_user=as_ordinary_user) as said,
    ):
        wait_until(lambda: (profile / "tracker.log").exists())
        subprocess.run(
            as_ordinary_user("cvlc", "--control=dbus", "--no-one-instance", "--vout=dummy",
                             "--aout=dummy", "--no-video-title-show", "--play-and-exit", str(film)),
            env={**environ, "DBUS_SESSION_BUS_ADDRESS": bus},
            capture_output=True, timeout=60, check=True,
        )  # fmt: skip
        wait_until(lambda: "attention-span" in [row.holding.kind for row in taken(profile)])
    (reached,) = sessions(profile).values()
    assert reached[:3] == [0, 25, 50]
    assert set(error_bounds(profile)) == {4_350}
    assert [one["player"] for one in said() if one["kind"] == "film"] == ["vlc"]


@pytest.mark.parametrize(("films", "status"), [((), 2), (("/nowhere",), 1)])
def test_nothing_is_followed_without_a_list(
    films: tuple[str, ...], status: int, tmp_path: Path
) -> None:
    """It is said, with the cure."""
    finished = subprocess.run(
        [sys.executable, "-m", "tracker", "watch", *films, "--profile", str(tmp_path)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert finished.returncode == status
    assert "folders" in finished.stderr or "folder" in finished.stderr
