"""The queue by sessions: the most urgent row speaks for its session."""

from pathlib import Path

from tests.storage.builders import ADA, quartile, queue_events
from tests.storage.test_repair import REFUSED, send
from tracker.app.outbox_sessions import NEEDS_YOU, NOT_SENT, look_at, survey
from tracker.model.delivery import Delivered, RowState
from tracker.model.media import ANONYMOUS


def test_sessions_are_found_by_the_states_of_their_rows(tmp_path: Path) -> None:
    """The latest first; a session whose rows are all delivered does not wait."""
    queue_events(tmp_path, "sent", [quartile("sent", 0)], viewer=ADA)
    send(tmp_path, Delivered(200))
    queue_events(tmp_path, "held", viewer=ANONYMOUS)
    queue_events(tmp_path, "waits", [quartile("waits", 0), quartile("waits", 25)], viewer=ADA)

    def found(*states: RowState) -> list[str]:
        return [session.session_id for session in survey(tmp_path, states).sessions]

    assert found(*NOT_SENT) == ["waits", "held"]
    assert found(*NEEDS_YOU) == ["held"]
    assert found(RowState.DELIVERED) == ["sent"]
    assert found(*RowState) == ["waits", "held", "sent"]
    assert found() == []
    assert survey(tmp_path, NOT_SENT).stats.delivered == 1


def test_a_session_tells_who_what_and_how_much(tmp_path: Path) -> None:
    """By its attention map where that is there, else by its highest quartile."""
    queue_events(tmp_path, "whole", viewer=ADA)
    queue_events(tmp_path, "half", [quartile("half", 25), quartile("half", 50)], viewer=ADA)
    half, whole = look_at(tmp_path, survey(tmp_path, NOT_SENT).sessions)
    assert (half.name, half.watched_percent, half.spans) == ("Product tour", 50, ())
    assert (whole.watched_percent, whole.spans) == (100, (1,) * 12)
    assert whole.urgent.email == "ada@example.test"
    assert whole.began_ms == min(row.view.occurred_ms for row in whole.rows)


def test_a_refused_row_speaks_for_its_session(tmp_path: Path) -> None:
    """Whatever became of the others."""
    queue_events(tmp_path, "s", viewer=ADA)
    send(tmp_path, REFUSED)
    [look] = look_at(tmp_path, survey(tmp_path, NOT_SENT).sessions)
    assert look.urgent.view.state is RowState.DEAD
    assert look.seqs(NEEDS_YOU) == (1,)
    assert len(look.seqs(NOT_SENT)) == 7


def test_sessions_whose_rows_are_gone_are_left_out(tmp_path: Path) -> None:
    """They were dropped between the survey and the look."""
    queue_events(tmp_path, "s", viewer=ADA)
    [session] = survey(tmp_path, NOT_SENT).sessions
    gone = type(session)("gone", (998, 999))
    assert [look.session_id for look in look_at(tmp_path, [gone, session])] == ["s"]
