"""Standing by: a film that is ready before it is wanted, and of which nothing is told till then."""

import select
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.playback.ear import Ear
from tests.playback.media import CLIP_MS, FRAMES_PER_SECOND, Clips, open_files
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback import preparing
from tracker.playback.frames import FrameStore
from tracker.playback.libvlc_player import LibVlcPlayer
from tracker.playback.medium import PARSE_TIMEOUT_MS
from tracker.playback.player import Tracks

FILMS = ["film.mp4", "film.webm", "film.mkv", "film.ts", "silent.mp4"]

StandingBy = Callable[[Path | str], LibVlcPlayer]


@pytest.fixture
def frames() -> FrameStore:
    """Return the place of the pictures."""
    return FrameStore()


@pytest.fixture
def standing_by(ear: Ear, frames: FrameStore) -> Iterator[StandingBy]:
    """Return what makes a player with something that stands by; closed after the test."""
    players = []

    def make(film: Path | str) -> LibVlcPlayer:
        players.append(LibVlcPlayer(ear, frames=frames, audio=False, stands_by=str(film)))
        return players[-1]

    yield make
    for player in players:
        player.close()


def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def ready(player: LibVlcPlayer) -> None:
    """Wait until what stands by is ready."""
    until(lambda: player._standby is not None and player._standby.is_ready)


@pytest.mark.parametrize("name", FILMS)
def test_what_stood_by_plays_whole_and_in_real_time(
    name: str, clips: Clips, ear: Ear, frames: FrameStore, standing_by: StandingBy
) -> None:
    """Just as any other opening: from its beginning, with its length, every picture shown."""
    player = standing_by(clips / name)
    ready(player)
    # Long enough to give a clock that ran away by now.
    time.sleep(0.4)
    assert not ear.heard
    # A transport stream shows its first picture to nobody, and is opened anew.
    before = frames.counts().published
    assert before <= (name == "film.ts")
    assert player.open(str(clips / name)) == 1
    ear.wait_for(SampleKind.STOP)
    kinds = ear.kinds()
    assert kinds[:2] == [SampleKind.OPEN, SampleKind.PLAY]
    assert kinds[-2:] == [SampleKind.ENDED, SampleKind.STOP]
    assert kinds.count(SampleKind.PLAY) == kinds.count(SampleKind.STOP) == 1
    assert SampleKind.PAUSE not in kinds
    assert ear.heard[0] == (1, "opening")
    ticks = [s.position_ms or 0 for s in ear.of(SampleKind.TICK)]
    assert ticks == sorted(ticks)
    assert ticks[0] < 500
    assert ticks[-1] > CLIP_MS * 0.8
    took_ms = (ear.of(SampleKind.ENDED)[0].at_ns - ear.of(SampleKind.PLAY)[0].at_ns) / 1e6
    assert CLIP_MS - 300 < took_ms < CLIP_MS + 1500
    last_length = ear.of(SampleKind.LENGTH)[-1].duration_ms
    assert last_length is not None
    assert CLIP_MS * 0.95 < last_length < CLIP_MS * 1.3
    expected = CLIP_MS * FRAMES_PER_SECOND / 1000
    assert expected * 0.9 <= frames.counts().published - before <= expected + 1


def test_what_is_opened_before_it_is_ready_is_opened_all_the_same(
    clips: Clips, ear: Ear, standing_by: StandingBy
) -> None:
    """At once, or after a stop: nothing of it is told twice."""
    player = standing_by(clips / "film.mp4")
    player.stop()
    player.open(str(clips / "film.mp4"))
    ear.wait_for(SampleKind.STOP)
    kinds = ear.kinds()
    assert [kinds.count(one) for one in (SampleKind.OPEN, SampleKind.PLAY, SampleKind.STOP)] == [
        1,
        1,
        1,
    ]


def test_a_stop_does_not_stop_what_stands_by(
    clips: Clips, ear: Ear, standing_by: StandingBy
) -> None:
    """Nobody has opened it yet; and it pauses and goes elsewhere as any other."""
    player = standing_by(clips / "film.mp4")
    ready(player)
    player.stop()
    player.pause()
    player.seek(MediaMs(1_000))
    player.open(str(clips / "film.mp4"))
    ear.wait_for(SampleKind.TICK)
    assert (ear.of(SampleKind.TICK)[0].position_ms or 0) < 900
    player.pause()
    ear.wait_for(SampleKind.PAUSE)
    player.seek(MediaMs(2_000))
    player.play()
    ear.wait(lambda: any((s.position_ms or 0) > 2_000 for s in ear.of(SampleKind.TICK)))


def test_another_film_or_another_beginning_is_what_was_asked_for(
    clips: Clips, ear: Ear, standing_by: StandingBy
) -> None:
    """What stood by is let go of, and its file closed."""
    first = standing_by(clips / "film.mp4")
    ready(first)
    assert clips / "film.mp4" in open_files()
    first.open(str(clips / "film.mkv"))
    ear.wait_for(SampleKind.TICK)
    assert ear.infos[1].location == str(clips / "film.mkv")
    assert clips / "film.mp4" not in open_files()
    first.close()
    second = standing_by(clips / "film.mp4")
    ready(second)
    ear.samples.clear()
    second.open(str(clips / "film.mp4"), start_ms=MediaMs(1_500))
    ear.wait_for(SampleKind.TICK)
    assert (ear.of(SampleKind.TICK)[0].position_ms or 0) >= 1_400


def test_what_nobody_comes_for_is_let_go(
    clips: Clips, ear: Ear, standing_by: StandingBy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a while, and when the player is closed; then it is opened anew."""
    closed = standing_by(clips / "film.mp4")
    ready(closed)
    closed.close()
    assert clips / "film.mp4" not in open_files()
    monkeypatch.setattr(preparing, "_PARSE_GRACE_S", 1.0 - PARSE_TIMEOUT_MS / 1000)
    late = standing_by(clips / "film.mp4")
    ready(late)
    until(lambda: clips / "film.mp4" not in open_files())
    assert not ear.heard
    late.open(str(clips / "film.mp4"))
    ear.wait_for(SampleKind.TICK)


@pytest.mark.parametrize("what", ["missing.mp4", "page.txt", "sound.wav", "http://127.0.0.1:9/f"])
def test_what_is_no_film_file_does_not_stand_by(
    what: str, clips: Clips, ear: Ear, standing_by: StandingBy, tmp_path: Path
) -> None:
    """No word of it; what is wrong with it is said when it is opened."""
    (tmp_path / "page.txt").write_text("Only words. " * 200)
    place = str(clips / what) if what == "sound.wav" else str(tmp_path / what)
    location = what if what.startswith("http") else place
    player = standing_by(location)
    asked: list[Tracks] = []
    player.ask_tracks(asked.append)
    until(lambda: bool(asked))
    assert not ear.heard
    player.open(location)
    if what == "sound.wav":
        ear.wait_for(SampleKind.TICK)
    else:
        ear.wait(lambda: 1 in ear.failures)
        assert not ear.of(SampleKind.TICK)


def test_a_stream_is_not_fetched_before_it_is_wanted(ear: Ear, standing_by: StandingBy) -> None:
    """It may be live, and may cost: nobody connects."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        standing_by(f"http://127.0.0.1:{server.getsockname()[1]}/film.mp4")
        readable, _, _ = select.select([server], [], [], 0.7)
    assert not readable
    assert not ear.heard
