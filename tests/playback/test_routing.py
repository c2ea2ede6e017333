"""Films and documents behind one player, with the real two."""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.playback.ear import Ear
from tests.playback.media import Clips
from tests.playback.papers import paper, write_paper
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback.document import DocumentPlayer
from tracker.playback.frames import FrameStore
from tracker.playback.libvlc_player import LibVlcPlayer
from tracker.playback.player import Tracks
from tracker.playback.routing import RoutingPlayer


def is_document(path: Path) -> bool:
    """Look at the first bytes."""
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


def make_player(ear: Ear, frames: FrameStore) -> RoutingPlayer:
    """Return a player of films and documents, whose pages stand a second."""
    return RoutingPlayer(
        ear,
        lambda ear: LibVlcPlayer(ear, frames=frames, audio=False),
        lambda ear: DocumentPlayer(ear, frames, page_seconds=1.0),
        is_document=is_document,
    )


@pytest.fixture
def frames() -> FrameStore:
    """Return the one place for pictures."""
    return FrameStore()


@pytest.fixture
def both(ear: Ear, frames: FrameStore) -> Iterator[RoutingPlayer]:
    """Return that player, closed after the test."""
    player = make_player(ear, frames)
    yield player
    player.close()


@pytest.fixture
def brochure(tmp_path: Path) -> str:
    """Return a document of two pages, under the name of a film."""
    return write_paper(tmp_path / "brochure.mp4", paper(2))


def test_films_and_documents_take_turns_in_one_sequence(
    brochure: str, clips: Clips, ear: Ear, frames: FrameStore, both: RoutingPlayer
) -> None:
    """Each is stopped before the next is heard of, and all paint into the same place."""
    film = str(clips / "film.mp4")
    turns = [brochure, film, film, brochure, brochure, film]
    for generation, place in enumerate(turns, start=1):
        painted = frames.counts().published
        assert both.open(place) == generation
        ear.wait_for(SampleKind.TICK, generation=generation)
        assert ear.infos[generation].location == place
        assert frames.counts().published > painted
    both.stop()
    ear.wait_for(SampleKind.STOP, generation=len(turns))
    borders = [one for one in ear.heard if one[1] in ("opening", "stop")]
    wanted = [(n, word) for n in range(1, len(turns) + 1) for word in ("opening", "stop")]
    assert borders == wanted
    assert not ear.failures


def test_quick_openings_leave_the_last(
    brochure: str, clips: Clips, ear: Ear, both: RoutingPlayer
) -> None:
    """Most never begin, whatever began was stopped, and the last plays to its end."""
    film = str(clips / "film.mp4")
    last = [both.open(place) for place in [film, brochure] * 10][-1]
    ear.wait_for(SampleKind.STOP, generation=last)
    assert ear.of(SampleKind.ENDED, generation=last)
    borders = [one for one in ear.heard if one[1] in ("opening", "stop")]
    assert [word for _, word in borders] == ["opening", "stop"] * (len(borders) // 2)
    assert [n for n, _ in borders] == sorted(n for n, _ in borders)
    assert len(borders) < last


def test_commands_reach_the_one_that_shows(
    brochure: str, clips: Clips, ear: Ear, both: RoutingPlayer
) -> None:
    """A pause, a seek and a rate each, and never one for the other."""
    for generation, place in enumerate((brochure, str(clips / "film.mp4")), start=1):
        both.open(place)
        ear.wait_for(SampleKind.TICK, generation=generation)
        both.set_rate(0.5)
        both.pause()
        ear.wait_for(SampleKind.PAUSE, generation=generation)
        both.step_frame(1)
        both.seek(MediaMs(0))
        both.play()
        ear.wait_for(SampleKind.PLAY, count=2, generation=generation)
        assert len(ear.of(SampleKind.RATE, generation=generation)) == 1
    told: queue.SimpleQueue[Tracks] = queue.SimpleQueue()
    both.ask_tracks(told.put)
    assert told.get(timeout=10).audio == ()
    both.stop()
    ear.wait_for(SampleKind.STOP, generation=2)


def test_what_fails_is_told_under_its_number(
    brochure: str, tmp_path: Path, clips: Clips, ear: Ear, both: RoutingPlayer
) -> None:
    """A missing file, a damaged document, and the good ones between them."""
    broken = write_paper(tmp_path / "broken.pdf", b"%PDF-1.7\n")
    for place in (brochure, str(tmp_path / "none.pdf"), broken, str(clips / "film.mp4")):
        generation = both.open(place)
        ear.wait(lambda: ear.heard[-1:] in ([(generation, "failed")], [(generation, "tick")]))  # noqa: B023
    assert "no file" in str(ear.failures[2])
    assert "damaged" in str(ear.failures[3])
    assert set(ear.failures) == {2, 3}


def test_a_stop_also_ends_what_was_asked_for_and_has_not_begun(
    brochure: str, ear: Ear, both: RoutingPlayer
) -> None:
    """Nothing plays on behind the viewer's back."""
    both.open(brochure)
    both.stop()
    answered = threading.Event()
    both.ask_tracks(lambda _tracks: answered.set())
    assert answered.wait(10)
    assert ear.kinds()[-1:] in ([], [SampleKind.STOP])


def test_closing_ends_all_threads(brochure: str, clips: Clips, ear: Ear) -> None:
    """Whichever of the two shows something, its STOP has been told."""
    nobody: set[str] = set()
    both = (brochure, {"documents"}), (str(clips / "film.mp4"), nobody)
    for generation, (place, of_documents) in enumerate(both, start=1):
        before = set(threading.enumerate())
        player = make_player(ear, FrameStore())
        player.open(place)
        ear.wait(lambda: ear.heard[-1:] == [(1, "tick")])
        ours = {"player", "documents", "routing"}
        started = {one for one in set(threading.enumerate()) - before if one.name in ours}
        # The player of documents is made for the first of them.
        assert {thread.name for thread in started} == {"player", "routing"} | of_documents
        player.close()
        assert ear.heard[-1] == (1, "stop")
        assert not any(thread.is_alive() for thread in started), generation
        ear.heard.clear()
