"""The player of documents, with real PDFs."""

import os
import queue
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.playback.ear import Ear
from tests.playback.papers import LOCK, paper, write_paper
from tests.playback.test_pdf import GREEN, RED, pixel
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback import document
from tracker.playback.document import DocumentPlayer
from tracker.playback.frames import FrameStore, Picture
from tracker.playback.player import Player, TrackKind, Tracks

BLUE = b"\xff\x00\x00"


class Eye:
    """Looks at each new picture; a test waits for the one that it wants."""

    def __init__(self) -> None:
        self.frames = FrameStore()
        self._news = threading.Condition()
        self.frames.set_wake(self._wake)

    def _wake(self) -> None:
        with self._news:
            self._news.notify_all()

    def wait(self, wanted: Callable[[Picture], bool]) -> Picture:
        """Return the first picture that is as wanted."""
        with self._news:
            for _ in range(1000):
                picture = self.frames.take()
                if picture is not None and wanted(picture):
                    return picture
                assert self._news.wait(10), "no picture came"
        raise AssertionError("the picture never came")

    def wait_for(self, colour: bytes) -> None:
        """Wait until the middle of the picture has a colour."""
        self.wait(lambda picture: pixel(picture, 0.5, 0.5) == colour)


@pytest.fixture
def eye() -> Eye:
    """Return somebody who looks."""
    return Eye()


@pytest.fixture
def player(ear: Ear, eye: Eye) -> Iterator[DocumentPlayer]:
    """Return a player whose pages stand half a second."""
    player = DocumentPlayer(ear, eye.frames, page_seconds=0.5)
    yield player
    player.close()


@pytest.fixture
def patient(ear: Ear, eye: Eye) -> Iterator[DocumentPlayer]:
    """Return a player whose pages stand ten seconds."""
    player = DocumentPlayer(ear, eye.frames)
    yield player
    player.close()


@pytest.fixture
def brochure(tmp_path: Path) -> str:
    """Return a document of three pages: red, green, blue."""
    return write_paper(tmp_path / "brochure.pdf", paper(3))


def test_every_page_stands_its_time_and_then_it_ends(
    brochure: str, ear: Ear, eye: Eye, player: DocumentPlayer
) -> None:
    """Opened, played, ended and stopped once each, in real time, with ticks that rise."""
    assert player.open(brochure) == 1
    for colour in (RED, GREEN, BLUE):
        eye.wait_for(colour)
    ear.wait_for(SampleKind.STOP)
    kinds = ear.kinds()
    assert kinds[:2] == [SampleKind.OPEN, SampleKind.PLAY]
    assert kinds[-2:] == [SampleKind.ENDED, SampleKind.STOP]
    assert set(kinds[2:-2]) == {SampleKind.LENGTH, SampleKind.TICK}
    assert ear.of(SampleKind.LENGTH)[0].duration_ms == ear.infos[1].duration_ms == 1_500
    ticks = [(s.position_ms or 0, s.at_ns) for s in ear.of(SampleKind.TICK)]
    assert 4 <= len(ticks) <= 6
    began_ns = ear.of(SampleKind.PLAY)[0].at_ns
    for (at_ms, at_ns), (later_ms, _) in pairwise(ticks):
        assert at_ms < later_ms
        assert abs((at_ns - began_ns) / 1e6 - at_ms) < 100
    took_ms = (ear.of(SampleKind.ENDED)[0].at_ns - began_ns) / 1e6
    assert 1_490 < took_ms < 2_000
    assert not ear.failures
    assert not ear.notices


def test_a_document_is_a_picture_without_sound(
    brochure: str, ear: Ear, patient: DocumentPlayer
) -> None:
    """What is told of it before it is shown."""
    patient.open(brochure)
    ear.wait_for(SampleKind.OPEN)
    info = ear.infos[1]
    assert (info.location, info.has_video, info.has_audio) == (brochure, True, False)
    assert (info.width, info.height, info.duration_ms) == (200, 100, 30_000)


def test_a_page_is_drawn_anew_for_a_place_of_another_size(
    brochure: str, eye: Eye, patient: DocumentPlayer
) -> None:
    """At exactly the size at which it is painted, also while it is paused."""
    eye.frames.set_target(500, 400)
    patient.open(brochure)
    eye.wait(lambda picture: (picture.width, picture.height) == (500, 250))
    patient.pause()
    eye.frames.set_target(1_001, 300)
    picture = eye.wait(lambda picture: (picture.width, picture.height) == (600, 300))
    assert pixel(picture, 0.5, 0.5) == RED
    assert picture.ratio == pytest.approx(2)


def test_a_seek_to_another_page_goes_to_its_start(
    brochure: str, ear: Ear, eye: Eye, patient: DocumentPlayer
) -> None:
    """Announced before the page is shown; the time goes on from there."""
    patient.open(brochure)
    ear.wait_for(SampleKind.PLAY)
    patient.seek(MediaMs(17_500))
    eye.wait_for(GREEN)
    ear.wait_for(SampleKind.TICK)
    assert [s.position_ms for s in ear.of(SampleKind.SEEK)] == [10_000]
    assert 10_000 < (ear.of(SampleKind.TICK)[-1].position_ms or 0) < 11_000


def test_a_seek_within_the_page_goes_where_it_was_asked_to(
    brochure: str, ear: Ear, patient: DocumentPlayer
) -> None:
    """Five seconds on and on leaves the page at last."""
    patient.open(brochure)
    ear.wait_for(SampleKind.PLAY)
    patient.seek(MediaMs(5_000))
    ear.wait_for(SampleKind.SEEK)
    assert ear.of(SampleKind.SEEK)[0].position_ms == 5_000


def test_quick_seeks_are_merged_into_the_last(
    brochure: str, ear: Ear, eye: Eye, patient: DocumentPlayer
) -> None:
    """A hundred wishes at once are two seeks at most; a wild one is held within."""
    patient.open(brochure)
    ear.wait_for(SampleKind.PLAY)
    for to_ms in (*range(100), 10_000, 99_000_000):
        patient.seek(MediaMs(to_ms))
    eye.wait_for(BLUE)
    seeks = [s.position_ms for s in ear.of(SampleKind.SEEK)]
    assert len(seeks) <= 2
    assert seeks[-1] == 20_000


def test_a_pause_lets_the_page_stand_and_pages_can_be_turned_by_hand(
    brochure: str, ear: Ear, eye: Eye, player: DocumentPlayer
) -> None:
    """Each step is announced as a seek, none goes beyond; nothing ticks meanwhile."""
    player.open(brochure)
    ear.wait_for(SampleKind.PLAY)
    player.step_frame(1)
    player.pause()
    player.pause()
    ear.wait_for(SampleKind.PAUSE)
    ticks = len(ear.of(SampleKind.TICK))
    for by in (1, 1, 1, -1):
        player.step_frame(by)
    eye.wait_for(GREEN)
    assert [s.position_ms for s in ear.of(SampleKind.SEEK)] == [500, 1000, 1000, 500]
    assert len(ear.of(SampleKind.TICK)) == ticks
    player.play()
    player.play()
    ear.wait_for(SampleKind.STOP)
    kinds = ear.kinds()
    assert (kinds.count(SampleKind.PAUSE), kinds.count(SampleKind.PLAY)) == (1, 2)
    assert kinds[-2] is SampleKind.ENDED


def test_a_rate_makes_pages_turn_faster(brochure: str, ear: Ear, player: DocumentPlayer) -> None:
    """Held within what is offered, announced, and kept to."""
    player.open(brochure)
    player.set_rate(float("nan"))
    player.set_rate(100.0)
    ear.wait_for(SampleKind.ENDED)
    (rate,) = ear.of(SampleKind.RATE)
    assert rate.rate == 4.0
    took_ms = (ear.of(SampleKind.ENDED)[0].at_ns - rate.at_ns) / 1e6
    assert 370 < took_ms < 800


def test_a_part_is_shown_again_and_again(brochure: str, ear: Ear, player: DocumentPlayer) -> None:
    """Each jump back is announced; without the loop it goes on to the end."""
    player.open(brochure)
    player.set_loop((MediaMs(300), MediaMs(900)))
    ear.wait_for(SampleKind.SEEK, count=2)
    assert {s.position_ms for s in ear.of(SampleKind.SEEK)} == {300}
    player.set_loop(None)
    ear.wait_for(SampleKind.ENDED)


def test_a_start_is_the_start_of_a_page(
    brochure: str, ear: Ear, eye: Eye, patient: DocumentPlayer
) -> None:
    """One beyond the end is the beginning."""
    patient.open(brochure, start_ms=MediaMs(12_345))
    eye.wait_for(GREEN)
    patient.open(brochure, start_ms=MediaMs(30_000))
    ear.wait_for(SampleKind.OPEN, generation=2)
    assert [ear.of(SampleKind.OPEN, generation=n)[0].position_ms for n in (1, 2)] == [10_000, 0]


def test_another_opening_and_a_stop_end_what_is_shown_once(
    brochure: str, ear: Ear, patient: DocumentPlayer
) -> None:
    """Its STOP comes before the next is heard of; of an overtaken one nothing is heard."""
    patient.open(brochure)
    ear.wait_for(SampleKind.PLAY)
    last = [patient.open(brochure) for _ in range(3)][-1]
    ear.wait_for(SampleKind.PLAY, generation=last)
    patient.stop()
    patient.stop()
    ear.wait_for(SampleKind.STOP, generation=last)
    heard = [one for one in ear.heard if one[1] in ("opening", "stop")]
    assert heard[:2] == [(1, "opening"), (1, "stop")]
    assert heard[-2:] == [(last, "opening"), (last, "stop")]
    assert [word for _, word in heard] == ["opening", "stop"] * (len(heard) // 2)


def test_what_cannot_be_shown_fails_with_a_cure(
    tmp_path: Path, ear: Ear, patient: DocumentPlayer
) -> None:
    """Locked, damaged, missing, on the network: a sentence and a hint each, and no sample."""
    locked = write_paper(tmp_path / "locked.pdf", paper(lock=LOCK))
    broken = write_paper(tmp_path / "broken.pdf", paper()[:200])
    without = write_paper(tmp_path / "without.pdf", paper(1, kids=[5]))
    places = (locked, broken, without, str(tmp_path / "none.pdf"), "https://localhost/a.pdf")
    for place in places:
        generation = patient.open(place)
        ear.wait(lambda: ear.heard[-1:] == [(generation, "failed")])  # noqa: B023
    told = [str(error) for error in ear.failures.values()]
    assert "locked" in told[0]
    assert "damaged" in told[1]
    assert "Page 1 of without.pdf" in told[2]
    assert "no file" in told[3]
    assert all(error.hint for error in ear.failures.values())
    assert not ear.samples


def test_a_page_that_cannot_be_read_ends_the_document(
    tmp_path: Path, ear: Ear, player: DocumentPlayer
) -> None:
    """After the good page an error, a stop, and what is wrong."""
    player.open(write_paper(tmp_path / "half.pdf", paper(2, kids=[0, 9])))
    ear.wait(lambda: 1 in ear.failures)
    assert ear.heard[-3:] == [(1, "error"), (1, "stop"), (1, "failed")]
    assert "Page 2 of half.pdf" in str(ear.failures[1])


def test_a_file_that_shrinks_while_it_is_shown_does_no_harm(
    brochure: str, ear: Ear, player: DocumentPlayer
) -> None:
    """It ends or fails, and is stopped once."""
    player.open(brochure)
    ear.wait_for(SampleKind.PLAY)
    os.truncate(brochure, 10)
    ear.wait_for(SampleKind.STOP)
    assert ear.kinds().count(SampleKind.STOP) == 1


def test_more_pages_than_are_shown_are_mentioned(
    tmp_path: Path, ear: Ear, patient: DocumentPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that nobody believes to have seen all."""
    monkeypatch.setattr("tracker.playback.pdf.MOST_PAGES", 2)
    patient.open(write_paper(tmp_path / "long.pdf", paper(3)))
    ear.wait_for(SampleKind.PLAY)
    assert ear.notices == ["long.pdf has 3 pages; the first 2 are shown."]
    assert ear.infos[1].duration_ms == 20_000


class Easel(FrameStore):
    """Tells when a picture is begun."""

    def __init__(self) -> None:
        super().__init__()
        self.is_begun = threading.Event()

    def begin(self) -> tuple[int, int]:
        """Tell it."""
        self.is_begun.set()
        return super().begin()


def test_a_page_without_end_does_not_hold_up_a_close(
    tmp_path: Path, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drawing is given up at once, not when its time is up."""
    monkeypatch.setattr(document, "MOST_DRAWING_S", 60.0)
    endless = write_paper(tmp_path / "endless.pdf", paper(drawing="0 0 200 100 re f\n" * 500_000))
    easel = Easel()
    player = DocumentPlayer(ear, easel)
    player.open(endless)
    assert easel.is_begun.wait(10)
    player.close()
    # A busy machine may take longer than a close waits, but nothing like the drawing's own time.
    player._thread.join(30)
    assert not player._thread.is_alive()


def test_what_documents_do_not_have_is_answered_all_the_same(
    brochure: str, ear: Ear, patient: DocumentPlayer, tmp_path: Path
) -> None:
    """Nobody who asks waits for ever, and nothing is written."""
    told: queue.SimpleQueue[object] = queue.SimpleQueue()
    patient.open(brochure)
    patient.choose_track(TrackKind.AUDIO, 1)
    patient.add_subtitles("a.srt")
    patient.set_volume(5)
    patient.set_muted(True)
    patient.ask_tracks(told.put)
    patient.snapshot(tmp_path / "pictures", told.put)
    assert [told.get(timeout=10), told.get(timeout=10)] == [Tracks(), None]
    assert not (tmp_path / "pictures").exists()


def test_commands_without_a_document_and_after_the_end_do_nothing(ear: Ear, eye: Eye) -> None:
    """Also closing twice."""
    player: Player = DocumentPlayer(ear, eye.frames)
    player.play()
    player.pause()
    player.seek(MediaMs(5))
    player.set_rate(2.0)
    player.step_frame(1)
    player.set_loop((MediaMs(0), MediaMs(1_000)))
    player.stop()
    player.close()
    player.close()
    player.play()
    assert not ear.heard


def test_closing_stops_what_is_shown(brochure: str, ear: Ear, eye: Eye) -> None:
    """Its STOP has been told when ``close`` returns."""
    player = DocumentPlayer(ear, eye.frames)
    player.open(brochure)
    ear.wait_for(SampleKind.PLAY)
    player.close()
    assert ear.kinds()[-1] is SampleKind.STOP
