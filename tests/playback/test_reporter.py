"""Order, generations and stalls, without libVLC."""

import time
from collections.abc import Iterator

import pytest

from tests.playback.ear import Ear
from tracker.model.samples import SampleKind
from tracker.model.units import MediaMs
from tracker.playback import reporter as module
from tracker.playback.player import MediaInfo
from tracker.playback.reporter import Reporter

INFO = MediaInfo("film.mp4", has_video=True, has_audio=True, duration_ms=MediaMs(68_631))


@pytest.fixture
def reporter(ear: Ear, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reporter]:
    """Return a reporter that plays generation 1 and takes 50 ms for a stall."""
    monkeypatch.setattr(module, "STALL_NS", 50_000_000)
    reporter = Reporter(ear)
    reporter.begin(1, INFO, MediaMs(0))
    reporter.sample(1, SampleKind.PLAY)
    yield reporter
    reporter.finish(1)


def test_a_generation_that_is_over_says_nothing(ear: Ear, reporter: Reporter) -> None:
    """Neither before its opening, nor after its one STOP."""
    reporter.sample(2, SampleKind.TICK, position_ms=MediaMs(5))
    reporter.finish(1)
    reporter.finish(1)
    reporter.sample(1, SampleKind.TICK, position_ms=MediaMs(5))
    reporter.length(1, MediaMs(5))
    assert reporter.buffering(1, 10) is False
    assert ear.kinds() == [SampleKind.OPEN, SampleKind.PLAY, SampleKind.STOP]
    assert ear.kinds(generation=2) == []


def test_a_guessed_duration_is_never_reported(ear: Ear, reporter: Reporter) -> None:
    """Of the durations before the first tick only the last counts, and none in OPEN."""
    reporter.length(1, MediaMs(68_631))
    reporter.length(1, MediaMs(60_193))
    reporter.sample(1, SampleKind.TICK, position_ms=MediaMs(259))
    reporter.length(1, MediaMs(60_172))
    assert ear.of(SampleKind.OPEN)[0].duration_ms is None
    assert [s.duration_ms for s in ear.of(SampleKind.LENGTH)] == [60_193, 60_172]


def test_the_buffering_of_a_seek_is_no_stall(ear: Ear, reporter: Reporter) -> None:
    """Full again before its time, it leaves no trace."""
    assert reporter.buffering(1, 0) is True
    assert reporter.buffering(1, 40) is False
    left = reporter.check_stall()
    assert left is not None
    assert 0 < left <= 0.05
    reporter.buffering(1, 100)
    assert reporter.check_stall() is None
    assert ear.kinds() == [SampleKind.OPEN, SampleKind.PLAY]


def test_a_stall_is_reported_once_and_ends_with_play(ear: Ear, reporter: Reporter) -> None:
    """BUFFERING when it has lasted long enough, PLAY when the buffer is full."""
    reporter.buffering(1, 0)
    time.sleep(0.06)
    assert reporter.check_stall() is None
    assert reporter.check_stall() is None
    reporter.buffering(1, 50)
    reporter.buffering(1, 100)
    reporter.buffering(1, 100)
    assert ear.kinds()[2:] == [SampleKind.BUFFERING, SampleKind.PLAY]


def test_buffering_while_nothing_plays_is_no_stall(ear: Ear, reporter: Reporter) -> None:
    """Not in a pause, and not before the first PLAY."""
    reporter.sample(1, SampleKind.PAUSE)
    assert reporter.buffering(1, 0) is False
    reporter.begin(2, INFO, MediaMs(0))
    assert reporter.buffering(2, 0) is False
    assert reporter.check_stall() is None
