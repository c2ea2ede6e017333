"""Small pictures by a real libVLC, beside a player that goes on undisturbed."""

import queue
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.playback.ear import Ear
from tests.playback.media import Clips, open_files
from tracker.model.pictures import Thumbnail
from tracker.model.samples import SampleKind
from tracker.playback import still_film
from tracker.playback.libvlc_player import LibVlcPlayer
from tracker.playback.location import resolve
from tracker.playback.thumbnails import ThumbnailMaker


class Pictures:
    """Asks a maker and waits for the answer."""

    def __init__(self) -> None:
        self.maker = ThumbnailMaker()
        self.answers: queue.SimpleQueue[Thumbnail | None] = queue.SimpleQueue()

    def at(self, location: str, position_ms: int) -> Thumbnail | None:
        """Ask for the picture at a position."""
        self.maker.ask(location, position_ms, self.answers.put)
        return self.answers.get(timeout=15)

    def poster(self, location: str) -> Thumbnail | None:
        """Ask for a poster."""
        self.maker.ask_poster(location, self.answers.put)
        return self.answers.get(timeout=15)


@pytest.fixture
def pictures() -> Iterator[Pictures]:
    """Return a maker, closed after the test."""
    made = Pictures()
    yield made
    made.maker.close()


def test_positions_have_pictures_of_their_own_in_the_film_s_shape(
    clips: Clips, pictures: Pictures
) -> None:
    """320 by 180 become 192 by 108; asked again the same is given."""
    path = str(clips / "film.mp4")
    early, late = pictures.at(path, 0), pictures.at(path, 2_000)
    assert early is not None
    assert late is not None
    assert (early.width, early.height) == (192, 108)
    assert len(early.pixels) == early.pitch * early.height
    assert early.pixels != late.pixels
    assert pictures.at(path, 0) is early


def test_a_turned_film_has_an_upright_poster(clips: Clips, pictures: Pictures) -> None:
    """As telephones record them: the picture is turned by what the file says."""
    poster = pictures.poster(str(clips / "turned.mp4"))
    assert poster is not None
    assert (poster.width, poster.height) == (180, 320)


def test_the_poster_of_a_film_with_one_key_picture_is_not_its_first_picture(
    tmp_path: Path, pictures: Pictures
) -> None:
    """A film of some seconds that begins in black, as encoders write it by default."""
    film = tmp_path / "fades.mp4"
    source = "color=c=white:s=320x180:r=25:d=6,fade=in:st=0:d=1"
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-g", "250", str(film)]
    subprocess.run(command, check=True, timeout=60)
    poster = pictures.poster(str(film))
    assert poster is not None
    assert poster.pixels[0] > 200


def test_a_film_is_let_go_once_its_poster_is_made(clips: Clips, pictures: Pictures) -> None:
    """Nobody asks for it again; for a pointer that moves on it stays open."""
    path = clips / "film.mp4"
    assert pictures.poster(str(path)) is not None
    assert path not in open_files()
    assert pictures.at(str(path), 1_000) is not None
    assert path in open_files()


@pytest.mark.parametrize("name", ["sound.wav", "missing.mp4"])
def test_what_has_no_picture_is_answered_with_none(
    name: str, clips: Clips, pictures: Pictures
) -> None:
    """Sound and missing files alike, and the maker goes on."""
    path = str(clips / "sound.wav").replace("sound.wav", name)
    assert pictures.poster(path) is None
    assert pictures.at(path, 1_000) is None
    assert pictures.poster(str(clips / "silent.mp4")) is not None


def test_a_stream_is_not_fetched_for_pictures(pictures: Pictures) -> None:
    """The answer comes at once, and nothing is asked of any server."""
    assert pictures.at("http://127.0.0.1:9/film.mp4", 1_000) is None


def test_of_wishes_in_a_row_the_last_is_made(clips: Clips, pictures: Pictures) -> None:
    """A pointer that sweeps over the timeline does not leave a queue behind."""
    path = str(clips / "film.mp4")
    pictures.at(path, 0)
    told: list[int] = []
    over = threading.Event()
    for position_ms in range(0, 2_400, 400):
        last = position_ms == 2_000

        def tell(_made: Thumbnail | None, at: int = position_ms, last: bool = last) -> None:
            told.append(at)
            if last:
                over.set()

        pictures.maker.ask(path, position_ms, tell)
    assert over.wait(10)
    assert len(told) < 6


def test_a_playing_film_hears_nothing_of_it(
    clips: Clips, ear: Ear, player: LibVlcPlayer, pictures: Pictures
) -> None:
    """No sample comes of pictures, and the clip ends in its time."""
    path = str(clips / "film.mp4")
    player.open(path)
    ear.wait_for(SampleKind.TICK)
    for position_ms in (0, 800, 1_600, 2_400):
        assert pictures.at(path, position_ms) is not None
    ear.wait_for(SampleKind.STOP)
    kinds = ear.kinds()
    assert kinds.count(SampleKind.PLAY) == kinds.count(SampleKind.OPEN) == 1
    assert SampleKind.SEEK not in kinds
    took_ms = (ear.of(SampleKind.ENDED)[0].at_ns - ear.of(SampleKind.PLAY)[0].at_ns) / 1e6
    assert took_ms < 4_500


def test_closing_ends_the_thread_and_later_wishes_come_to_nothing(clips: Clips) -> None:
    """Nothing of libVLC is left running."""
    pictures = Pictures()
    pictures.poster(str(clips / "silent.mp4"))
    pictures.maker.close()
    assert "thumbnails" not in {thread.name for thread in threading.enumerate()}
    pictures.maker.ask_poster(str(clips / "silent.mp4"), pictures.answers.put)
    with pytest.raises(queue.Empty):
        pictures.answers.get(timeout=0.1)


def test_even_a_film_of_three_pictures_has_a_poster(tmp_path: Path) -> None:
    """There is no place to go to in it, so the first picture has to do."""
    path = tmp_path / "short.mp4"
    draw = "testsrc2=size=320x180:rate=5:duration=0.6"
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", draw]
    subprocess.run([*command, "-pix_fmt", "yuv420p", str(path)], check=True, timeout=60)
    pictures = Pictures()
    assert pictures.poster(str(path)) is not None
    pictures.maker.close()


def test_closing_gives_up_what_is_waited_for(
    tmp_path: Path, pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that ends waits for no picture: of a film that stands still no other ever comes."""
    film = tmp_path / "still.mp4"
    draw = "color=c=white:size=320x180:rate=25:duration=4"
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", draw, str(film)]
    subprocess.run(command, check=True, timeout=60)
    monkeypatch.setattr(still_film, "_EXACT_WAIT_S", 60.0)
    waits = threading.Event()
    another = still_film.Sink.another

    def noted(
        sink: still_film.Sink, before: Thumbnail | None, timeout_s: float
    ) -> Thumbnail | None:
        waits.set()
        return another(sink, before, timeout_s)

    monkeypatch.setattr(still_film.Sink, "another", noted)
    pictures.maker.ask_poster(str(film), pictures.answers.put)
    assert waits.wait(15)
    pictures.maker.close(timeout_s=15)
    assert not any(thread.name == "thumbnails" for thread in threading.enumerate())


def test_a_film_that_was_given_up_before_it_was_looked_into_is_let_go(clips: Clips) -> None:
    """The program may end in between."""
    film = still_film.StillFilm(resolve(str(clips / "film.mp4")), (320, 320), is_exact=True)
    film.give_up()
    film.close()


def test_the_first_picture_asked_for_is_that_of_its_place(tmp_path: Path) -> None:
    """Not the film's first one: a film that is black, then red, then blue."""
    film = tmp_path / "colours.mp4"
    parts = [f"color=c={name}:size=320x180:rate=25:duration=2" for name in ("black", "red", "blue")]
    inputs = [word for part in parts for word in ("-f", "lavfi", "-i", part)]
    subprocess.run(
        ["ffmpeg", "-v", "error", "-nostdin", *inputs, "-filter_complex", "concat=n=3", "-c:v",
         "libx264", "-g", "25", "-pix_fmt", "yuv420p", str(film)],
        check=True, timeout=60,
    )  # fmt: skip
    for position_ms, brightest in ((5_500, 0), (3_000, 2), (5_000, 0)):
        pictures = Pictures()
        made = pictures.at(str(film), position_ms)
        pictures.maker.close()
        assert made is not None
        middle = made.pixels[(made.height // 2) * made.pitch + made.width // 2 * 4 :][:3]
        assert middle.index(max(middle)) == brightest
        assert max(middle) > 100
