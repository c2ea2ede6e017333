"""Proof of play: each round told once, as far as it came, and full only from start to end."""

import itertools

from tracker.app.kiosk.plays import TELL_EVERY_MS, Film, PlayLog
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.model.units import NS_PER_MS, MediaMs, MonotonicNs, UnixMs
from tracker.model.visits import ProofOfPlay

FILM = Film("lobby", "attract", "Reel", "c0ffee")


class Told:
    """What a log has told, the last word of each round."""

    def __init__(self) -> None:
        numbers = itertools.count(1)
        self.words = self.ahead_ms = 0
        self.rounds: dict[str, ProofOfPlay] = {}
        self.log = PlayLog(FILM, self._hear, lambda: f"p{next(numbers)}")

    def _hear(self, play: ProofOfPlay) -> None:
        self.words += 1
        self.rounds[play.play_id] = play

    def tick(self, at_ms: int, position_ms: int) -> None:
        """Let the film be somewhere."""
        self.take(SampleKind.TICK, at_ms, position_ms)

    def take(self, kind: SampleKind, at_ms: int, position_ms: int | None = None) -> None:
        """Let something happen; the wall clock says ``ahead_ms`` more than has passed."""
        position = None if position_ms is None else MediaMs(position_ms)
        at_ns, wall_ms = MonotonicNs(at_ms * NS_PER_MS), UnixMs(at_ms + self.ahead_ms)
        sample = PlaybackSample(kind, at_ns, wall_ms, position_ms=position)
        self.log.take(sample)

    def facts(self) -> list[tuple[int, int, bool]]:
        """Return start, end and fullness of each round."""
        return [(one.started_ms, one.ended_ms, one.is_full) for one in self.rounds.values()]


def test_each_wrap_completes_a_round() -> None:
    """A loop of ten seconds, three times round and cut off in the fourth."""
    told = Told()
    for at_ms in range(0, 33_000, 250):
        told.tick(at_ms, at_ms % 10_000)
    told.take(SampleKind.STOP, 33_000)
    full = [(0, 10_000, True), (10_000, 20_000, True), (20_000, 30_000, True)]
    assert told.facts() == [*full, (30_000, 33_000, False)]


def test_the_end_completes_a_round_and_a_failure_does_not() -> None:
    """What never began proves nothing."""
    for kind, is_full in ((SampleKind.ENDED, True), (SampleKind.ERROR, False)):
        told = Told()
        told.take(SampleKind.OPEN, 0)
        assert told.facts() == []
        told.tick(100, 0)
        told.take(kind, 4_000)
        told.take(SampleKind.STOP, 4_100)
        assert told.facts() == [(100, 4_000, is_full)]


def test_ticks_out_of_order_are_no_wrap() -> None:
    """LibVLC's reports jitter by some hundred milliseconds."""
    told = Told()
    for at_ms, position_ms in ((0, 0), (300, 500), (600, 300), (900, 900)):
        told.tick(at_ms, position_ms)
    assert len(told.rounds) == 1


def test_a_long_round_is_told_now_and_then_and_no_more() -> None:
    """A power cut takes ten seconds of the proof, and the disk is left in peace."""
    told = Told()
    for at_ms in range(0, 60_001, 250):
        told.tick(at_ms, at_ms)
    assert told.words == 1 + 60_000 // TELL_EVERY_MS
    assert told.facts() == [(0, 60_000, False)]


def test_a_clock_that_is_set_makes_no_round_longer_or_shorter() -> None:
    """A machine without a battery begins in 1970, and learns the time in the middle of a round."""
    for jump_ms in (10**12, -60_000):
        told = Told()
        told.ahead_ms = 20_000
        for at_ms in range(0, 16_000, 250):
            told.ahead_ms += jump_ms if at_ms == 4_000 else 0
            told.tick(at_ms, at_ms % 10_000)
        told.take(SampleKind.STOP, 16_000)
        lasted = [ended_ms - started_ms for started_ms, ended_ms, _ in told.facts()]
        assert lasted == [10_000, 6_000]
        assert told.facts()[1][0] == 30_000 + jump_ms
