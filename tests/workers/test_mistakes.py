"""A mistake of our own in the count: told, and the end neither of the session nor of the count.

Each was seen to fail with a recorder that lets the mistake through: its thread was gone for good,
and a stand would have played on for months and counted nothing.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.builders import Take, count
from tests.workers.desk import SEVEN, WHOLE, Desk, opening
from tracker.engagement.session import EngagementSession
from tracker.engagement.trace import read_trace
from tracker.model.events import Checkpoint, EngagementEvent
from tracker.model.samples import PlaybackSample, SampleKind
from tracker.storage.browse import OutboxBrowser
from tracker.storage.journal import Journal
from tracker.workers import recorder

MINUTES = 200_000
"""A film of 200 s: what a mistake costs, up to five seconds, is no quartile of it."""


def stumble(
    monkeypatch: pytest.MonkeyPatch, where: Callable[[EngagementSession, PlaybackSample], bool]
) -> None:
    """Let the count make a mistake at some samples."""
    original = EngagementSession.observe

    def observe(session: EngagementSession, sample: PlaybackSample) -> tuple[EngagementEvent, ...]:
        if where(session, sample):
            raise ZeroDivisionError
        return original(session, sample)

    monkeypatch.setattr(EngagementSession, "observe", observe)


def once(
    is_it: Callable[[PlaybackSample], bool],
) -> Callable[[EngagementSession, PlaybackSample], bool]:
    """Return whether a sample is the first one that is so."""
    found: list[PlaybackSample] = []

    def is_first(_: EngagementSession, sample: PlaybackSample) -> bool:
        if found or not is_it(sample):
            return False
        found.append(sample)
        return True

    return is_first


def covered_ms(profile: Path, session_id: str) -> tuple[int, int]:
    """Return what a session has covered by its checkpoint, and by its trace."""
    browser = OutboxBrowser(profile)
    try:
        (noted,) = browser._database.rows(
            "SELECT covered_ms FROM viewing WHERE session_id=?", (session_id,)
        )
        again = count(list(read_trace(browser.trace_rows(session_id))))
        return noted[0], again.covered_ms
    finally:
        browser.close()


@pytest.mark.parametrize("at_ms", [3_000, 50_100, 99_900, 130_000, 188_000])
def test_a_session_goes_on_from_what_was_kept_of_it(
    at_ms: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It loses the seconds since its last checkpoint, and counts nothing that was not watched."""
    stumble(monkeypatch, once(lambda sample: (sample.position_ms or 0) >= at_ms))
    desk = Desk(tmp_path)
    desk.play(Take(MINUTES).play(MINUTES).end().samples, opening())
    assert desk.recorder.close()
    assert [row for row in desk.stored() if row != SEVEN[5]] == [*SEVEN[:5], SEVEN[6]]
    noted_ms, again_ms = covered_ms(tmp_path, "s1")
    assert MINUTES - 7_000 <= noted_ms < MINUTES
    assert abs(noted_ms - again_ms) <= 600
    assert [str(one) for one in desk.problems] == [
        "Counting failed by a mistake of this program (ZeroDivisionError)."
    ]


def test_what_was_earned_and_not_written_is_earned_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that the journal stumbles over is left out once, not for ever."""
    original, stumbles = Journal.append, [True]

    def append(
        journal: Journal, events: Sequence[EngagementEvent], at: Checkpoint, rows: Sequence[str]
    ) -> list[tuple[int, bool]]:
        if at.covered_ms > 9_000 and stumbles:
            raise KeyError(stumbles.pop())
        return original(journal, events, at, rows)

    monkeypatch.setattr(Journal, "append", append)
    desk = Desk(tmp_path)
    desk.play(Take(MINUTES).play(MINUTES).end().samples, opening())
    assert desk.recorder.close()
    assert desk.stored() == [*SEVEN[:5], SEVEN[6]]
    assert len(desk.problems) == 1


def test_a_film_that_cannot_be_counted_leaves_the_next_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After three mistakes an opening is given up; the log is not filled for hours."""

    def is_it(session: EngagementSession, sample: PlaybackSample) -> bool:
        is_late = sample.kind is SampleKind.TICK and (sample.position_ms or 0) > 6_000
        return session.session_id == "s1" and is_late

    stumble(monkeypatch, is_it)
    desk = Desk(tmp_path)
    desk.play(WHOLE, opening())
    desk.play(WHOLE, opening("s2"))
    assert desk.recorder.close()
    assert desk.stored() == [*SEVEN[:3], *SEVEN]
    assert len(desk.problems) == recorder.MOST_MISTAKES


def test_a_pause_outlasts_a_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is counted while a film stands still, whatever happens meanwhile."""
    stumble(monkeypatch, once(lambda sample: sample.kind is SampleKind.RATE))
    take = Take(MINUTES).play(60_000).pause().set_rate(2.0).wait(600_000).play(20_000).stop()
    desk = Desk(tmp_path)
    desk.play(take.samples, opening())
    assert desk.recorder.close()
    noted_ms, _ = covered_ms(tmp_path, "s1")
    assert 90_000 <= noted_ms <= 100_000


def test_tracking_that_is_off_stays_off_after_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever paused it must be able to rely on that."""
    stumble(monkeypatch, lambda _, sample: sample.kind is SampleKind.LENGTH)
    take = Take(MINUTES).play(60_000)
    watched = list(take.samples)
    take.add(SampleKind.LENGTH, duration_ms=MINUTES).run_on(60_000)
    desk = Desk(tmp_path)
    desk.play(watched, opening())
    desk.recorder.track(False)
    for item in take.samples[len(watched) :]:
        desk.recorder.take(item)
    assert desk.recorder.close()
    assert len(desk.problems) == 1
    # The last tick speaks for up to 2.5 s, as the clock of this test stands still.
    assert covered_ms(tmp_path, "s1")[0] <= 62_500


def test_what_a_crash_left_behind_and_cannot_be_read_keeps_nobody_from_counting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does a mistake at the very beginning, or at the very end."""

    def fail(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr(Journal, "left_off", fail)
    desk = Desk(tmp_path)
    desk.play(WHOLE, opening())
    desk.wait_for(lambda: len(desk.rows) == len(SEVEN))
    monkeypatch.setattr(EngagementSession, "close", fail)
    assert desk.recorder.close()
    assert desk.stored() == SEVEN
