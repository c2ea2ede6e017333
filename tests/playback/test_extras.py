"""Tracks, pictures, steps and loops over a real libVLC."""

import queue
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest

from tests.builders import count
from tests.playback.ear import Ear
from tests.playback.media import Clips
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback.frames import FrameStore
from tracker.playback.libvlc_player import LibVlcPlayer
from tracker.playback.player import Track, TrackKind, Tracks

T = TypeVar("T")


class Answer(queue.SimpleQueue[T]):
    """Waits for what the player tells."""

    def __call__(self, answer: T) -> None:
        """Take the answer, on the player's thread."""
        self.put(answer)

    def wait(self) -> T:
        """Return it."""
        return self.get(timeout=10)


@pytest.fixture
def frames() -> FrameStore:
    """Return a place for pictures."""
    return FrameStore()


@pytest.fixture
def seen(ear: Ear, frames: FrameStore) -> Iterator[LibVlcPlayer]:
    """Return a player whose pictures can be looked at."""
    player = LibVlcPlayer(ear, frames=frames, audio=False)
    yield player
    player.close()


def tracks_of(player: LibVlcPlayer) -> Tracks:
    """Ask for the tracks."""
    answer: Answer[Tracks] = Answer()
    player.ask_tracks(answer)
    return answer.wait()


def wait_until(player: LibVlcPlayer, wanted: int | None, kind: TrackKind) -> Tracks:
    """Ask until a track plays: libVLC changes them in its own time."""
    for _ in range(200):
        tracks = tracks_of(player)
        if wanted == (tracks.audio_id if kind is TrackKind.AUDIO else tracks.subtitle_id):
            return tracks
    raise AssertionError(f"{kind} never became {wanted}")


def test_tracks_are_listed_with_title_and_language_and_can_be_chosen(
    clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """The first plays; the second is asked for and plays."""
    player.open(str(clips / "tongues.mka"))
    ear.wait_for(SampleKind.TICK)
    tracks = tracks_of(player)
    first, second = tracks.audio
    assert (first.title, first.language) == (None, "deu")
    assert (second.title, second.language) == ("Commentary", "eng")
    assert tracks.audio_id == first.track_id
    player.choose_track(TrackKind.AUDIO, second.track_id)
    wait_until(player, second.track_id, TrackKind.AUDIO)


def test_nothing_open_has_no_tracks(player: LibVlcPlayer) -> None:
    """The question is answered all the same."""
    assert tracks_of(player) == Tracks()
    player.choose_track(TrackKind.AUDIO, 3)
    player.step_frame(1)
    player.add_subtitles("/nowhere.srt")
    assert tracks_of(player) == Tracks()


def test_a_subtitle_file_becomes_a_track_that_shows_and_can_be_switched_off(
    clips: Clips, ear: Ear, player: LibVlcPlayer, tmp_path: Path
) -> None:
    """A film without sound output offers no sound, but its subtitles."""
    words = tmp_path / "50 % Größe.srt"
    words.write_text("1\n00:00:00,000 --> 00:00:03,000\nHello\n")
    player.open(str(clips / "film.mp4"))
    ear.wait_for(SampleKind.TICK)
    assert tracks_of(player) == Tracks()
    player.add_subtitles(str(words))
    ear.wait(lambda: bool(tracks_of(player).subtitles))
    (track,) = tracks_of(player).subtitles
    assert track == Track(track.track_id)
    wait_until(player, track.track_id, TrackKind.SUBTITLE)
    player.choose_track(TrackKind.SUBTITLE, None)
    wait_until(player, None, TrackKind.SUBTITLE)


@pytest.mark.parametrize("path", ["/nowhere.srt", "https://host.invalid/words.srt", "smb://x/y"])
def test_subtitles_that_cannot_be_used_are_a_notice_and_the_film_goes_on(
    path: str, clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """Only files of this machine are taken: nothing is fetched on the quiet."""
    player.open(str(clips / "silent.mp4"))
    ear.wait_for(SampleKind.TICK)
    player.add_subtitles(path)
    ear.wait(lambda: len(ear.notices) == 1)
    ear.wait_for(SampleKind.ENDED)


def test_steps_show_other_pictures_and_count_nothing(
    clips: Clips, ear: Ear, seen: LibVlcPlayer, frames: FrameStore
) -> None:
    """Each is announced as a seek by a picture's length; ticks come again after play only."""
    seen.open(str(clips / "silent.mp4"))
    ear.wait_for(SampleKind.TICK)
    seen.pause()
    ear.wait_for(SampleKind.PAUSE)
    shown = set()
    for number, by in enumerate([1, 1, 1, -1], start=1):
        before = frames.counts().published
        seen.step_frame(by)
        ear.wait_for(SampleKind.SEEK, count=number)
        # While it is paused libVLC shows its picture again and again.
        ear.wait(lambda before=before: frames.counts().published > before + 6)  # type: ignore[misc]
        picture = frames.take()
        assert picture is not None
        shown.add(bytes(picture.memory))
    places = [sample.position_ms or 0 for sample in ear.of(SampleKind.SEEK)]
    steps = [after - before for before, after in pairwise(places[:3])]
    assert steps == [pytest.approx(40, abs=1)] * 2
    assert places[3] < places[2]
    assert len(shown) >= 3
    assert ear.kinds()[-1] is SampleKind.SEEK
    watched = count(list(ear.samples)).covered_ms
    seen.play()
    ear.wait_for(SampleKind.TICK, count=len(ear.of(SampleKind.TICK)) + 2)
    first = next(s for s in reversed(ear.samples) if s.kind is SampleKind.SEEK)
    assert abs((first.position_ms or 0) - places[3]) <= 40, "it plays on where the picture stands"
    seen.stop()
    ear.wait_for(SampleKind.STOP)
    assert watched < 700


def test_no_step_is_taken_while_it_plays(clips: Clips, ear: Ear, player: LibVlcPlayer) -> None:
    """Nothing is announced and nothing stops."""
    player.open(str(clips / "silent.mp4"))
    ear.wait_for(SampleKind.TICK)
    player.step_frame(1)
    ear.wait_for(SampleKind.ENDED)
    assert not ear.of(SampleKind.SEEK)


def test_a_snapshot_is_a_png_and_never_replaces_a_file(
    clips: Clips, ear: Ear, seen: LibVlcPlayer, tmp_path: Path
) -> None:
    """The second of the same moment gets a number; the folder is made if need be."""
    folder = tmp_path / "Pictures"
    seen.open(str(clips / "silent.mp4"))
    ear.wait_for(SampleKind.TICK)
    seen.pause()
    ear.wait_for(SampleKind.PAUSE)
    answer: Answer[Path | None] = Answer()
    seen.snapshot(folder, answer)
    seen.snapshot(folder, answer)
    first, second = answer.wait(), answer.wait()
    assert first == folder / "silent 0-00-00.png"
    assert second == folder / "silent 0-00-00 (2).png"
    assert first is not None
    header = first.read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    assert (int.from_bytes(header[16:20]), int.from_bytes(header[20:24])) == (320, 180)


def test_without_a_picture_or_a_folder_no_snapshot_is_made(
    clips: Clips, ear: Ear, player: LibVlcPlayer, tmp_path: Path
) -> None:
    """Sound has no picture, and a file is no folder; both are answered, and it plays on."""
    answer: Answer[Path | None] = Answer()
    player.snapshot(tmp_path, answer)
    assert answer.wait() is None
    player.open(str(clips / "sound.wav"))
    ear.wait_for(SampleKind.TICK)
    player.snapshot(tmp_path, answer)
    assert answer.wait() is None
    player.open(str(clips / "silent.mp4"))
    ear.wait_for(SampleKind.TICK, generation=2)
    (tmp_path / "file").write_text("")
    player.snapshot(tmp_path / "file", answer)
    assert answer.wait() is None
    ear.wait_for(SampleKind.ENDED, generation=2)


def test_a_loop_jumps_back_by_announced_seeks_and_counts_its_part_once(
    clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """Two jumps from 1.6 s to 0.8 s, then it is let go and ends."""
    player.open(str(clips / "silent.mp4"))
    player.set_loop((MediaMs(800), MediaMs(1600)))
    ear.wait_for(SampleKind.SEEK, count=2)
    player.set_loop(None)
    ear.wait_for(SampleKind.STOP)
    seeks = ear.of(SampleKind.SEEK)
    assert [seek.position_ms for seek in seeks] == [800, 800]
    took_ms = (seeks[1].at_ns - seeks[0].at_ns) / 1e6
    assert 600 < took_ms < 1_100
    result = count(list(ear.samples))
    assert result.quartiles == [0, 25, 50, 75, 100]
    assert result.attention is not None
    assert result.attention.covered_ms <= 3_000
    assert result.attention.spans[1] >= 2


def test_a_loop_to_the_end_never_ends_the_film(
    clips: Clips, ear: Ear, player: LibVlcPlayer
) -> None:
    """The jump comes before the end does; a pause rests inside the loop."""
    player.open(str(clips / "silent.mp4"))
    ear.wait_for(SampleKind.TICK)
    player.seek(MediaMs(1500))
    player.set_loop((MediaMs(1500), MediaMs(60_000)))
    ear.wait_for(SampleKind.SEEK, count=3)
    player.pause()
    ear.wait_for(SampleKind.PAUSE)
    quiet = threading.Event()
    assert not quiet.wait(0.1)
    assert SampleKind.ENDED not in ear.kinds()
