"""The recorder's thread on a real journal."""

from pathlib import Path

import pytest

from tests.builders import Take, count, sample
from tests.workers.desk import ANN, BEN, SEVEN, WHOLE, Desk, opening
from tracker.engagement.rules import EngagementRules
from tracker.engagement.trace import read_trace
from tracker.model.crossings import (
    EventEarned,
    RowQueued,
    SampleTaken,
    ViewerNamed,
)
from tracker.model.delivery import RowState
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.samples import SampleKind
from tracker.model.units import UnixMs
from tracker.storage.browse import OutboxBrowser
from tracker.storage.journal import Journal
from tracker.workers import backlog
from tracker.workers.recorder import Recorder


def test_a_film_watched_whole_leaves_seven_rows(tmp_path: Path) -> None:
    """Played, five quartiles, one attention span, in this order, durably."""
    desk = Desk(tmp_path)
    desk.play(WHOLE, opening())
    assert desk.recorder.close()
    assert desk.stored() == SEVEN
    assert [row.held for row in desk.rows] == [False] * 7


def test_a_row_is_reported_only_once_it_is_durable(tmp_path: Path) -> None:
    """Each reported seq can be read by another connection at that moment."""
    desk = Desk(tmp_path)
    desk.play(Take(20_000).play(6_000).samples, opening())
    desk.wait_for(lambda: len(desk.rows) >= 3)
    assert desk.stored() == SEVEN[:3]
    desk.recorder.close()


def test_nothing_is_stored_of_a_film_that_never_played(tmp_path: Path) -> None:
    """An opening alone is no session."""
    desk = Desk(tmp_path)
    desk.play(Take(20_000).add(SampleKind.PLAY).wait(10).stop().samples, opening())
    assert desk.recorder.close()
    assert desk.stored() == []
    assert desk.problems == []


def test_samples_of_another_generation_are_not_counted(tmp_path: Path) -> None:
    """What a former opening still says belongs to nobody."""
    desk = Desk(tmp_path)
    desk.recorder.begin(opening())
    for item in WHOLE:
        desk.recorder.take(sample(item.kind, 0, position_ms=item.position_ms, generation=1))
    assert desk.recorder.close()
    assert desk.stored() == []


def test_closing_in_the_middle_of_a_film_ends_its_session(tmp_path: Path) -> None:
    """What was watched until then is told, attention span included."""
    desk = Desk(tmp_path)
    desk.play(Take(20_000).play(11_000).samples, opening())
    assert desk.recorder.close()
    assert desk.stored() == [*SEVEN[:4], ("attention-span", None)]


def test_a_journal_that_fails_for_a_while_loses_nothing(tmp_path: Path) -> None:
    """The disk is full twice; all rows are written in their order once it is not."""
    desk = Desk(tmp_path, failures=2)
    desk.play(WHOLE, opening())
    assert desk.recorder.close()
    assert desk.stored() == SEVEN
    assert [str(problem) for problem in desk.problems] == ["The disk is full."] * 2


def test_what_waits_in_memory_is_bounded_and_a_loss_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that stays full for days must not cost the player's memory; nothing goes silently."""
    monkeypatch.setattr(backlog, "MOST_STEPS", 3)
    desk = Desk(tmp_path, failures=1_000_000)
    desk.play(WHOLE, opening())
    desk.wait_for(lambda: any("3 events were lost" in str(one) for one in desk.problems))
    desk.recorder.close()
    assert len(desk.recorder._backlog) == 3
    told = [str(one) for one in desk.problems if "lost, since" in str(one)]
    lost = int(told[-1].split()[0])
    waiting = desk.recorder._backlog._entries
    assert lost + sum(len(entry.step.events) for entry in waiting) == 7
    assert desk.stored() == []


def test_a_failed_write_is_tried_again_without_a_further_sample(tmp_path: Path) -> None:
    """Nobody has to touch the player for a row to be saved."""
    desk = Desk(tmp_path, failures=1)
    desk.play(Take(20_000).play(500).samples, opening())
    desk.wait_for(lambda: len(desk.rows) >= 2)
    assert desk.stored() == SEVEN[:2]
    desk.recorder.close()


def test_two_openings_are_two_sessions(tmp_path: Path) -> None:
    """R11: another opening, another id, and each its own rows."""
    desk = Desk(tmp_path)
    desk.play(WHOLE, opening("first"))
    desk.play(WHOLE, opening("second", viewer=ANONYMOUS))
    assert desk.recorder.close()
    assert desk.stored() == SEVEN + SEVEN
    assert [row.held for row in desk.rows] == [False] * 7 + [True] * 7


def test_the_assets_record_sets_the_duration(tmp_path: Path) -> None:
    """R9: a canonical duration wins over what the player says."""
    desk = Desk(tmp_path)
    desk.play(Take(20_000).play(20_000).end().samples, opening(canonical_ms=40_000))
    assert desk.recorder.close()
    assert ("quartile", 50) in desk.stored()
    assert ("quartile", 75) not in desk.stored()


def test_progress_is_told_to_the_door(tmp_path: Path) -> None:
    """The last word says that the session is over, and what it earned."""
    desk = Desk(tmp_path)
    desk.play(WHOLE, opening())
    assert desk.recorder.close()
    last = desk.progress[-1]
    assert (last.is_over, [int(q) for q in last.earned]) == (True, [0, 25, 50, 75, 100])


def test_every_border_is_witnessed_in_order(tmp_path: Path) -> None:
    """Sample, then event, then row."""
    desk = Desk(tmp_path)
    desk.play(Take(20_000).play(250).samples, opening())
    assert desk.recorder.close()
    kinds = [type(crossing) for crossing in desk.crossings]
    assert kinds[:5] == [SampleTaken, SampleTaken, SampleTaken, EventEarned, EventEarned]
    assert kinds[5:7] == [RowQueued, RowQueued]


def test_a_terminal_that_goes_away_costs_no_event(tmp_path: Path) -> None:
    """Whoever watches may fail; the rows are written all the same."""

    def fail(*_: object) -> None:
        raise BrokenPipeError

    recorder = Recorder(
        lambda: Journal(tmp_path),
        rules=EngagementRules(),
        new_session_id=lambda: "next",
        on_progress=fail,
        on_problem=fail,
        on_sample=fail,
        witness=fail,
    )
    recorder.start()
    recorder.begin(opening())
    for item in WHOLE:
        recorder.take(item)
    assert recorder.close()
    browser = OutboxBrowser(tmp_path)
    assert browser.stats().pending == 7
    browser.close()


def test_the_kept_trace_of_a_session_counts_the_same_again(tmp_path: Path) -> None:
    """R13: the ring holds the whole viewing, whatever it was split into."""
    desk = Desk(tmp_path)
    desk.play(WHOLE, opening())
    assert desk.recorder.close()
    browser = OutboxBrowser(tmp_path)
    rows = browser.trace_rows("s1")
    browser.close()
    again = count(list(read_trace(rows)))
    assert again.quartiles == [0, 25, 50, 75, 100]
    assert again.covered_ms == 20_000


def stored_viewer(profile: Path, session_id: str) -> Viewer:
    """Return whose a session is."""
    browser = OutboxBrowser(profile)
    try:
        return next(
            one.viewer for one in browser.recent_sessions(10) if one.session_id == session_id
        )
    finally:
        browser.close()


def test_naming_somebody_gives_them_the_running_session(tmp_path: Path) -> None:
    """R11: one session; what was earned while nobody was known is no longer held."""
    desk = Desk(tmp_path)
    desk.play(Take(20_000).play(6_000).samples, opening(viewer=ANONYMOUS))
    desk.wait_for(lambda: len(desk.rows) >= 3)
    assert [row.held for row in desk.rows] == [True] * 3
    desk.recorder.change_viewer(ANN)
    desk.wait_for(lambda: ViewerNamed("s1", released=True) in desk.crossings)
    for item in WHOLE[25:]:
        desk.recorder.take(item)
    assert desk.recorder.close()
    assert {row.event.session_id for row in desk.rows} == {"s1"}
    assert [row.held for row in desk.rows[3:]] == [False] * 4
    assert stored_viewer(tmp_path, "s1") == ANN
    browser = OutboxBrowser(tmp_path)
    assert {row.state for row in browser.list_rows()} == {RowState.PENDING}
    browser.close()


def test_a_viewer_who_is_named_before_the_first_row_is_the_sessions_own(tmp_path: Path) -> None:
    """Nothing was stored of anybody else."""
    desk = Desk(tmp_path)
    desk.recorder.begin(opening(viewer=ANONYMOUS))
    desk.recorder.take(WHOLE[0])
    desk.recorder.change_viewer(ANN)
    for item in WHOLE[1:]:
        desk.recorder.take(item)
    assert desk.recorder.close()
    assert [(row.event.session_id, row.held) for row in desk.rows] == [("s1", False)] * 7


def test_a_session_that_was_given_to_somebody_else_meanwhile_stays_theirs(tmp_path: Path) -> None:
    """R11: then whoever is named in the window begins another session."""
    desk = Desk(tmp_path)
    desk.play(Take(20_000).play(6_000).samples, opening(viewer=ANONYMOUS))
    desk.wait_for(lambda: len(desk.rows) >= 3)
    browser = OutboxBrowser(tmp_path)
    browser.identify("s1", BEN, now_ms=UnixMs(1), reason="command-line")
    browser.close()
    desk.recorder.change_viewer(ANN)
    desk.wait_for(lambda: any(one.is_over for one in desk.progress))
    for item in WHOLE[25:]:
        desk.recorder.take(item)
    assert desk.recorder.close()
    assert (stored_viewer(tmp_path, "s1"), stored_viewer(tmp_path, "session-0")) == (BEN, ANN)


def test_what_is_played_while_tracking_is_paused_leaves_no_row(tmp_path: Path) -> None:
    """The door sees the film go on, and that it is not counted; the kept trace says the same."""
    desk = Desk(tmp_path)
    desk.play(Take(20_000).play(4_000).samples, opening())
    desk.wait_for(lambda: len(desk.rows) >= 2)
    desk.recorder.track(is_on=False)
    rest = WHOLE[17:]
    for item in rest[:-1]:
        desk.recorder.take(item)
    desk.wait_for(lambda: bool(desk.progress) and desk.progress[-1].position_ms == 20_000)
    last = desk.progress[-1]
    # The click comes long after the last tick, so its tail is counted up to the cap (R4).
    assert (last.tracked, last.playing, last.covered_ms) == (False, True, 6_500)
    desk.recorder.track(is_on=True)
    desk.wait_for(lambda: desk.progress[-1].tracked)
    desk.recorder.take(rest[-1])
    assert desk.recorder.close()
    assert desk.stored() == [SEVEN[0], SEVEN[1], SEVEN[2], SEVEN[-1]]
    browser = OutboxBrowser(tmp_path)
    kept = list(read_trace(browser.trace_rows("s1")))
    browser.close()
    assert count(kept).covered_ms == 6_500
