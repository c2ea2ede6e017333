"""The player over a real libVLC, with real clips."""

import http.server
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from tests.playback.ear import Ear
from tests.playback.media import CLIP_MS, FRAMES_PER_SECOND, Clips
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import MediaMs
from tracker.playback import libvlc_player, medium
from tracker.playback.frames import FrameStore
from tracker.playback.libvlc_player import LibVlcPlayer
from tracker.playback.player import Player
from tracker.playback.sound import NO_SOUND
from tracker.playback.steering import MAX_RATE

CONTAINERS = [
    "film.mp4",
    "film.webm",
    "film.mkv",
    "film.ts",
    "silent.mp4",
    "sound-cbr.mp3",
    "sound-vbr.mp3",
    "sound.ogg",
    "sound.opus",
    "sound.flac",
    "sound.wav",
]

PLAYS_A_CLIP = """
import sys, threading
from tracker.playback.frames import FrameStore
from tracker.playback.libvlc_player import LibVlcPlayer

class Listener:
    over = threading.Event()
    ticks = []
    def opening(self, generation, info): pass
    def noticed(self, message): print(message)
    def failed(self, generation, error): raise SystemExit(str(error))
    def sampled(self, sample):
        if sample.kind.value == "play":
            print("playing", flush=True)
        if sample.kind.value == "stop":
            self.over.set()

listener = Listener()
player = LibVlcPlayer(listener, frames=FrameStore(), audio=AUDIO)
player.open(sys.argv[1])
print("over", listener.over.wait(20), flush=True)
player.close()
"""


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_clip_plays_whole_in_real_time(
    name: str, clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """Opened, played, ended, stopped; the ticks rise, and the end comes when it is due."""
    player.open(str(clips / name))
    ear.wait_for(SampleKind.STOP)
    kinds = ear.kinds()
    assert kinds[:2] == [SampleKind.OPEN, SampleKind.PLAY]
    assert kinds[-2:] == [SampleKind.ENDED, SampleKind.STOP]
    assert kinds.count(SampleKind.PLAY) == kinds.count(SampleKind.STOP) == 1
    # Ogg and Opus report 0 during their last second (playback-semantics, 0.3).
    ticks = [s.position_ms or 0 for s in ear.of(SampleKind.TICK)]
    heads = [at for at in ticks if at > 0]
    assert heads == sorted(heads)
    assert heads[-1] > CLIP_MS * (0.25 if name in ("sound.ogg", "sound.opus") else 0.8)
    took_ms = (ear.of(SampleKind.ENDED)[0].at_ns - ear.of(SampleKind.PLAY)[0].at_ns) / 1e6
    assert CLIP_MS - 300 < took_ms < CLIP_MS + 1500
    last_length = ear.of(SampleKind.LENGTH)[-1].duration_ms
    assert last_length is not None
    assert CLIP_MS * 0.95 < last_length < CLIP_MS * 1.3
    assert not ear.failures


def test_samples_come_in_the_order_of_their_stamps_on_both_clocks(
    clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """Both clocks are read for each sample and neither goes back."""
    player.open(str(clips / "film.mp4"))
    ear.wait_for(SampleKind.TICK)
    for to_ms in range(0, 2000, 100):
        player.seek(MediaMs(to_ms))
        time.sleep(0.01)
    player.stop()
    ear.wait_for(SampleKind.STOP)
    assert all(a.at_ns <= b.at_ns for a, b in pairwise(ear.samples))
    for sample in ear.samples:
        assert sample.wall_ms is not None
        assert abs(sample.wall_ms - time.time() * 1000) < 60_000


def test_the_medium_is_described_before_its_first_sample(
    clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """Tracks, size and duration are known when it opens."""
    protocol: Player = player
    path = str(clips / "film.mp4")
    protocol.open(path)
    ear.wait_for(SampleKind.OPEN)
    assert ear.heard[0] == (1, "opening")
    info = ear.infos[1]
    assert (info.location, info.has_video, info.has_audio) == (path, True, True)
    assert (info.width, info.height, info.duration_ms) == (320, 180, CLIP_MS)


def test_a_seek_is_announced_before_its_echo_and_quick_ones_merge_into_the_last(
    clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """Thirty seeks in a moment become at most a few, the last of them for certain."""
    player.open(str(clips / "film.mp4"))
    ear.wait_for(SampleKind.TICK)
    for step in range(30):
        player.seek(MediaMs(1000 + step * 10))
    ear.wait(lambda: any(s.position_ms == 1290 for s in ear.of(SampleKind.SEEK)))
    player.seek(MediaMs(100))
    ear.wait(lambda: any(s.position_ms == 100 for s in ear.of(SampleKind.SEEK)))
    ear.wait(lambda: (ear.samples[-1].kind, ear.samples[-1].position_ms) == (SampleKind.TICK, 100))
    seeks = ear.of(SampleKind.SEEK)
    assert 2 <= len(seeks) <= 4
    assert all(b.at_ns - a.at_ns >= 190_000_000 for a, b in pairwise(seeks))


def test_a_seek_is_held_within_the_medium(clips: Clips, ear: Ear, player: LibVlcPlayer) -> None:
    """Nothing is announced that lies before the beginning or beyond the end."""
    player.open(str(clips / "film.mp4"))
    ear.wait_for(SampleKind.TICK)
    player.seek(MediaMs(-500))
    ear.wait_for(SampleKind.SEEK)
    player.seek(MediaMs(99_999))
    ear.wait_for(SampleKind.STOP)
    assert [s.position_ms for s in ear.of(SampleKind.SEEK)] == [0, CLIP_MS]


def test_a_pause_lasts_until_play(clips: Clips, ear: Ear, player: LibVlcPlayer) -> None:
    """Between PAUSE and the second PLAY no tick is heard."""
    player.open(str(clips / "film.mp4"))
    ear.wait_for(SampleKind.TICK)
    player.pause()
    ear.wait_for(SampleKind.PAUSE)
    time.sleep(0.5)
    player.play()
    ear.wait_for(SampleKind.PLAY, count=2)
    kinds = ear.kinds()
    assert kinds[kinds.index(SampleKind.PAUSE) + 1] is SampleKind.PLAY


def test_what_is_asked_before_the_picture_moves_is_done_when_it_does(
    clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """Rate, seek and pause right after open are not lost."""
    player.open(str(clips / "film.mp4"))
    player.set_rate(2.0)
    player.seek(MediaMs(1000))
    player.pause()
    ear.wait_for(SampleKind.PAUSE)
    ear.wait_for(SampleKind.SEEK)
    assert ear.kinds()[:2] == [SampleKind.OPEN, SampleKind.PLAY]
    assert [s.rate for s in ear.of(SampleKind.RATE)] == [2.0]


def test_a_rate_is_announced_bounded_and_obeyed(
    clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """A nonsensical speed becomes the highest offered, and the clip is soon over."""
    player.open(str(clips / "film.mp4"))
    ear.wait_for(SampleKind.PLAY)
    player.set_rate(float("nan"))
    player.set_rate(99.0)
    ear.wait_for(SampleKind.ENDED)
    (rate,) = ear.of(SampleKind.RATE)
    assert rate.rate == MAX_RATE
    assert ear.of(SampleKind.ENDED)[0].at_ns - rate.at_ns < 2_000_000_000


def test_stop_is_reported_once_and_is_the_last_word(
    clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """Stopping twice makes one STOP, and nothing follows it."""
    player.open(str(clips / "film.mp4"))
    ear.wait_for(SampleKind.TICK)
    player.stop()
    player.stop()
    player.close()
    assert ear.kinds().count(SampleKind.STOP) == 1
    assert ear.kinds()[-1] is SampleKind.STOP


def test_a_new_opening_waits_for_the_stop_of_the_one_before(
    clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """Nothing of the first is heard after the second has opened."""
    assert player.open(str(clips / "film.mp4")) == 1
    ear.wait_for(SampleKind.TICK)
    assert player.open(str(clips / "silent.mp4")) == 2
    ear.wait_for(SampleKind.TICK, generation=2)
    second = ear.heard.index((2, "opening"))
    assert ear.heard[second - 1] == (1, "stop")
    assert {generation for generation, _ in ear.heard[second:]} == {2}


def test_an_opening_can_begin_in_the_middle(clips: Clips, ear: Ear, player: LibVlcPlayer) -> None:
    """The start is in the OPEN sample, and the first ticks lie behind it."""
    player.open(str(clips / "film.mp4"), start_ms=MediaMs(1500))
    ear.wait_for(SampleKind.TICK)
    assert ear.of(SampleKind.OPEN)[0].position_ms == 1500
    assert (ear.of(SampleKind.TICK)[0].position_ms or 0) >= 1400


def test_a_clip_shorter_than_a_tick_is_no_failure(
    clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """A fifth of a second of sound ends well."""
    player.open(str(clips / "blink.wav"))
    ear.wait_for(SampleKind.STOP)
    player.close()
    assert SampleKind.ENDED in ear.kinds()
    assert not ear.failures


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.mp4", None, "no file"),
        ("empty.mp4", b"", "empty"),
        ("text.mp4", b"This is a letter, not a film.\n" * 40, "no picture and no sound"),
        ("list.mp4", b"#EXTM3U\n#EXTVLCOPT:sout=#file{dst=x}\nfilm.mp4\n", "no picture"),
        (".", None, "is a folder"),
    ],
)
def test_what_is_no_film_fails_with_a_sentence_and_a_hint(
    name: str, content: bytes | None, says: str, tmp_path: Path, ear: Ear, player: LibVlcPlayer
) -> None:
    """No opening and no sample comes of it."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    player.open(str(path))
    ear.wait(lambda: 1 in ear.failures)
    assert says in str(ear.failures[1])
    assert ear.failures[1].hint.endswith((".", "!"))
    assert ear.heard == [(1, "failed")]


@pytest.mark.parametrize(
    "name",
    [
        ":sout=#file{dst=injected}.mp4",
        "-vvv --sout=#file{dst=injected}.mp4",
        "100 % Größe #1?.mp4",
        "two\nlines.mp4",
        "not-\udcff-unicode.mp4",
    ],
)
def test_a_hostile_name_is_only_a_name(
    name: str,
    clips: Clips,
    tmp_path: Path,
    ear: Ear,
    player: LibVlcPlayer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It plays, by its relative path, and no option in it comes to life."""
    shutil.copy(clips / "silent.mp4", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    player.open(name)
    ear.wait_for(SampleKind.TICK)
    player.close()
    assert os.listdir(tmp_path) == [name]  # noqa: PTH208 - names, as they were given


@pytest.fixture
def server(clips: Clips) -> Iterator[str]:
    """Serve the clips over HTTP on loopback; return the address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing: players hang up in the middle of a film."""

    folder = (clips / "film.mkv").parent
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


def test_urls_play_like_files(server: str, clips: Clips, ear: Ear, player: LibVlcPlayer) -> None:
    """A film comes over HTTP, and by a file URL."""
    player.open(f"{server}/film.mkv")
    ear.wait_for(SampleKind.TICK)
    player.open((clips / "film.mp4").as_uri())
    ear.wait_for(SampleKind.TICK, generation=2)
    assert not ear.failures


def test_a_url_that_leads_to_nothing_fails(server: str, ear: Ear, player: LibVlcPlayer) -> None:
    """Neither a missing page nor a closed port is a film."""
    player.open(f"{server}/missing.mp4")
    ear.wait(lambda: 1 in ear.failures)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    player.open(f"http://127.0.0.1:{port}/film.mp4")
    ear.wait(lambda: 2 in ear.failures)
    assert "Nothing that can be played" in str(ear.failures[2])
    assert {word for _, word in ear.heard} == {"failed"}


def test_a_server_that_says_nothing_fails_in_time_and_does_not_hold_up_the_close(
    ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It fails once the time for an answer is over; closing does not wait for that."""
    monkeypatch.setattr(medium, "PARSE_TIMEOUT_MS", 700)
    monkeypatch.setattr(libvlc_player, "PARSE_TIMEOUT_MS", 700)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/film.mp4"
        player = LibVlcPlayer(ear, audio=False)
        player.open(url)
        ear.wait(lambda: 1 in ear.failures)
        assert "did not answer" in str(ear.failures[1])
        player.open(url)
        began = time.monotonic()
        player.close()
        assert time.monotonic() - began < 3
        assert ear.heard == [(1, "failed")]


def test_opening_again_and_again_plays_the_last_and_closes_quickly(clips: Clips, ear: Ear) -> None:
    """Twenty openings in two seconds end in the twentieth; each that began has its STOP."""
    player = LibVlcPlayer(ear, frames=FrameStore(), audio=False)
    for turn in range(20):
        player.open(str(clips / ("film.mp4" if turn % 2 else "sound.wav")))
        time.sleep(0.1)
    ear.wait_for(SampleKind.TICK, generation=20)
    began = time.monotonic()
    player.close()
    assert time.monotonic() - began < 3
    for generation in ear.infos:
        kinds = ear.kinds(generation=generation)
        assert kinds[0] is SampleKind.OPEN
        assert kinds[-1] is SampleKind.STOP
        assert kinds.count(SampleKind.STOP) == 1
    assert not ear.failures


def test_a_listener_that_raises_does_not_end_the_film(
    clips: Clips, ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    """The mistake is logged, the film goes on."""

    class Clumsy(Ear):
        def sampled(self, sample: PlaybackSample) -> None:
            super().sampled(sample)
            raise ValueError("clumsy")

    clumsy = Clumsy()
    player = LibVlcPlayer(clumsy, audio=False)
    player.open(str(clips / "silent.mp4"))
    clumsy.wait_for(SampleKind.TICK, count=3)
    player.close()
    assert "a listener of the player raised" in caplog.text


def test_pictures_reach_memory(clips: Clips, ear: Ear) -> None:
    """Nearly every frame of the clip is published, and wakes a reader that takes it."""
    frames = FrameStore()
    woken = threading.Event()
    frames.set_wake(woken.set)
    player = LibVlcPlayer(ear, frames=frames, audio=False)
    player.open(str(clips / "film.mp4"))
    assert woken.wait(10)
    picture = frames.take()
    assert picture is not None
    assert (picture.width, picture.height) == (320, 180)
    assert len(set(picture.memory[: picture.pitch])) > 3
    ear.wait_for(SampleKind.STOP)
    player.close()
    expected = CLIP_MS * FRAMES_PER_SECOND / 1000
    assert expected * 0.9 <= frames.counts().published <= expected + 1


def test_pixels_that_are_not_square_are_shown_in_the_film_s_shape(clips: Clips, ear: Ear) -> None:
    """240 by 180 pixels, twice as wide as high, are 480 by 180."""
    frames = FrameStore()
    woken = threading.Event()
    frames.set_wake(woken.set)
    player = LibVlcPlayer(ear, frames=frames, audio=False)
    player.open(str(clips / "wide-pixels.mp4"))
    assert woken.wait(10)
    picture = frames.take()
    player.close()
    assert picture is not None
    assert picture.ratio == pytest.approx(480 / 180)


def test_a_film_that_was_recorded_upright_is_shown_upright(clips: Clips, ear: Ear) -> None:
    """The telephone turned it by a quarter and says so; libVLC turns it back."""
    frames = FrameStore()
    woken = threading.Event()
    frames.set_wake(woken.set)
    player = LibVlcPlayer(ear, frames=frames, audio=False)
    player.open(str(clips / "turned.mp4"))
    assert woken.wait(10)
    picture = frames.take()
    player.close()
    assert picture is not None
    assert (picture.width, picture.height) == (180, 320)


def test_a_machine_without_sound_is_told_of_once_and_stays_quiet(clips: Clips) -> None:
    """Nothing is written to stderr, by libVLC or ALSA, in a play of sound and one of a film."""
    code = PLAYS_A_CLIP.replace("AUDIO", "False")
    for name in ("film.mp4", "sound.wav"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(clips / name)],
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        assert done.stderr == ""
        assert done.stdout.splitlines() == [NO_SOUND, "playing", "over True"]


def test_a_player_that_was_frozen_goes_on(clips: Clips) -> None:
    """Stopped for a second by a signal and continued, the film still ends."""
    code = PLAYS_A_CLIP.replace("AUDIO", "False")
    with subprocess.Popen(
        [sys.executable, "-c", code, str(clips / "film.mp4")],
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        while child.stdout.readline() != "playing\n":
            assert child.poll() is None
        child.send_signal(signal.SIGSTOP)
        time.sleep(1)
        child.send_signal(signal.SIGCONT)
        assert child.communicate(timeout=20)[0].endswith("over True\n")
        assert child.returncode == 0


def test_without_libvlc_opening_fails_with_the_package_to_install(clips: Clips) -> None:
    """The player itself comes up; only what it opens fails, with the cure."""
    code = (
        "import ctypes, ctypes.util, json, sys, threading\n"
        "ctypes.util.find_library = lambda name: None\n"
        "def refuse(*_): raise OSError('no such library')\n"
        "ctypes.CDLL = refuse\n"
        "from tests.playback.ear import Ear\n"
        "from tracker.playback.libvlc_player import LibVlcPlayer\n"
        "ear = Ear(); player = LibVlcPlayer(ear)\n"
        "player.open(sys.argv[1]); ear.wait(lambda: 1 in ear.failures)\n"
        "player.close(); error = ear.failures[1]\n"
        "print(json.dumps([str(error), error.hint]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(clips / "film.mp4")],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    problem, hint = json.loads(done.stdout)
    assert problem == "libVLC was not found."
    assert "sudo apt install libvlc5 vlc-plugin-base" in hint
