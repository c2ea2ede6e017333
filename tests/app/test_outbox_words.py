"""What is said of a row: a time only while it is still to come."""

import time

import pytest

from tracker.app.outbox_words import when, words_of
from tracker.model.delivery import RowState, RowView
from tracker.model.repair import RowDetails
from tracker.model.units import UnixMs

NOW_MS = time.time_ns() // 1_000_000


def details(state: RowState, next_try_ms: int | None) -> RowDetails:
    """Return a row that was tried once."""
    view = RowView(
        seq=1,
        session_id="s",
        kind="quartile",
        percent=25,
        state=state,
        reason=None,
        occurred_ms=UnixMs(NOW_MS - 7_200_000),
        attempts=1,
        next_try_ms=None if next_try_ms is None else UnixMs(next_try_ms),
        last_status=503,
        last_error=None,
        contact_id=1,
    )
    return RowDetails(view, None, "d", None, None, 1, None, None, None, None)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RowState.PENDING, "It waits to be sent"),
        (RowState.DOUBTFUL, "It may have arrived, and is sent again"),
    ],
)
def test_a_next_try_is_told_until_its_time_has_come(state: RowState, words: str) -> None:
    """Who put it off may be gone since: "again at" two hours ago would be no help."""
    ahead = words_of(details(state, NOW_MS + 3_600_000)).state
    assert str(ahead).startswith(words)
    assert when(NOW_MS + 3_600_000) in str(ahead)
    for passed in (NOW_MS - 3_600_000, None):
        assert str(words_of(details(state, passed)).state) == f"{words}."
