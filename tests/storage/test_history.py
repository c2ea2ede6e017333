"""What every viewing came to, kept for good."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.builders import (
    ADA,
    FILM,
    WALL_MS,
    FakeClock,
    attention,
    checkpoint,
    opening,
    played,
    quartile,
    whole_film,
)
from tracker.model.events import EngagementEvent, PlayedState, Quartile, SessionFlags
from tracker.model.history import PastViewing
from tracker.model.media import Viewer
from tracker.model.units import MediaMs, UnixMs
from tracker.storage import history
from tracker.storage.clocks import BootMoment
from tracker.storage.database import Database
from tracker.storage.forget import Forgetter
from tracker.storage.history import History
from tracker.storage.journal import Journal

ALWAYS = (UnixMs(0), UnixMs(10**15))
FLAGS = SessionFlags(played_wall_ms=12_500, unattended=True)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """Give a journal."""
    journal = Journal(tmp_path)
    yield journal
    journal.close()


def past(
    profile: Path, from_ms: UnixMs = ALWAYS[0], to_ms: UnixMs = ALWAYS[1]
) -> list[PastViewing]:
    """Return what is known of viewings."""
    reader = History(profile)
    found = list(reader.viewings(from_ms, to_ms))
    reader.close()
    return found


def watch(
    journal: Journal,
    session_id: str,
    events: list[EngagementEvent],
    *,
    viewer: Viewer = ADA,
    wall_ms: UnixMs = WALL_MS,
) -> None:
    """Watch a film from its opening to its end."""
    journal.open_session(opening(session_id, viewer), wall_ms=wall_ms)
    earned = (Quartile.START, Quartile.FIRST)
    journal.append(events, replace(checkpoint(session_id), earned=earned, flags=FLAGS))
    journal.close_session(session_id, wall_ms=UnixMs(wall_ms + 13_000))


def test_a_viewing_is_kept_when_it_ends(tmp_path: Path, journal: Journal) -> None:
    """What it came to, and not who it was."""
    events: list[EngagementEvent] = [played("s"), quartile("s", 0), quartile("s", 25)]
    events.append(attention("s", 1, 0, 3, 999))
    watch(journal, "s", events)
    [found] = past(tmp_path)
    assert found == PastViewing(
        session_id="s",
        asset=FILM,
        device="lobby",
        visit_id=None,
        opened_ms=WALL_MS,
        played_wall_ms=12_500,
        covered_ms=MediaMs(12_000),
        duration_ms=MediaMs(12_000),
        quartile=25,
        curve=bytes([1] * 25 + [0] * 25 + [3] * 25 + [255] * 25),
        is_identified=True,
        is_unattended=True,
    )


def test_a_film_that_runs_is_no_viewing_yet(tmp_path: Path, journal: Journal) -> None:
    """It is one when it is over."""
    journal.open_session(opening("s"), wall_ms=WALL_MS)
    journal.append([played("s"), quartile("s", 0)], checkpoint("s"))
    assert past(tmp_path) == []


def test_a_still_is_kept_when_it_is_put_away(tmp_path: Path, journal: Journal) -> None:
    """It has neither quartiles nor a curve."""
    watch(journal, "s", [replace(played("s"), state=PlayedState.VIEWED)], viewer=Viewer())
    [found] = past(tmp_path)
    assert (found.quartile, found.curve, found.is_identified) == (None, b"", False)


def test_what_was_never_played_is_none(tmp_path: Path, journal: Journal) -> None:
    """Opened, and closed again."""
    journal.open_session(opening("s"), wall_ms=WALL_MS)
    journal.append([], replace(checkpoint("s"), played=False))
    journal.close_session("s", wall_ms=WALL_MS)
    assert past(tmp_path) == []


def test_a_period_has_its_borders(tmp_path: Path, journal: Journal) -> None:
    """The first moment is inside, the last is not."""
    for number in range(4):
        watch(journal, f"s{number}", [], wall_ms=UnixMs(WALL_MS + number))
    found = past(tmp_path, UnixMs(WALL_MS + 1), UnixMs(WALL_MS + 3))
    assert [one.session_id for one in found] == ["s1", "s2"]


def test_a_clock_that_was_wrong_is_put_right(tmp_path: Path) -> None:
    """By the machine's own, once the time is known; until then nobody knows when it was."""
    clock = FakeClock(UnixMs(5_000), BootMoment(b"b" * 16, 1_000))
    journal = Journal(tmp_path, boot=clock)
    watch(journal, "s", whole_film("s"), wall_ms=UnixMs(5_000))
    assert past(tmp_path)[0].opened_ms is None
    clock.pass_ms(60_000)
    clock.step_to(WALL_MS)
    journal.open_session(opening("t"), wall_ms=WALL_MS)
    journal.append([played("t")], replace(checkpoint("t", 0), wall_ms=WALL_MS))
    [first] = past(tmp_path)
    assert first.opened_ms == WALL_MS - 60_000
    journal.close()


def test_who_is_forgotten_leaves_no_viewing(tmp_path: Path, journal: Journal) -> None:
    """What somebody watched is theirs."""
    watch(journal, "s", whole_film("s"))
    watch(journal, "t", whole_film("t"), viewer=Viewer(contact_id=1))
    forgetter = Forgetter(tmp_path)
    forgetter.forget_session("s")
    forgetter.close()
    assert [one.session_id for one in past(tmp_path)] == ["t"]


def test_the_oldest_go_first(tmp_path: Path, journal: Journal) -> None:
    """Those of a clock that was wrong are not old for that."""
    for session_id, wall_ms in (("wrong", 5), ("old", WALL_MS), ("older", WALL_MS - 9)):
        watch(journal, session_id, [], wall_ms=UnixMs(wall_ms))
    database = Database(tmp_path)
    with database.transaction():
        assert history.expire(database, UnixMs(WALL_MS + 1), limit=1) == 1
    assert [one.session_id for one in past(tmp_path)] == ["wrong", "old"]
    database.close()
