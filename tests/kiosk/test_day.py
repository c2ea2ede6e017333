"""A whole day of visitors: the report is the truth, and nobody is taken for somebody else."""

from pathlib import Path

import pytest

from tests.kiosk.day import DAY_MS, FILM_MS, MIDNIGHT, Day
from tracker.app.period import read_period
from tracker.model.events import Quartile
from tracker.model.visits import VisitOutcome
from tracker.storage.database import Database

EVERY_WAY_TO_LEAVE = set(VisitOutcome) - {VisitOutcome.OPEN, VisitOutcome.CUT_OFF}


@pytest.mark.parametrize(
    ("visitors", "open_ms"),
    [
        (40, DAY_MS // 50),
        pytest.param(2_000, DAY_MS, marks=[pytest.mark.long, pytest.mark.timeout(0)]),
    ],
)
def test_the_report_of_a_day_is_its_truth(visitors: int, open_ms: int, tmp_path: Path) -> None:
    """Viewings, quarters, hours, leads and rounds for nobody, as they really were."""
    day = Day(tmp_path, seed=visitors)
    for number in range(visitors):
        # They come all over the opening hours: 24 of them, or half of one for the short form.
        while day.now_ms < number * open_ms // visitors:
            day.pass_time(1_000)
        day.visit()
    day.close()
    truth = day.truth
    assert day.now_ms < DAY_MS
    assert truth.full_rounds > 2
    assert truth.identified > 2
    assert set(truth.outcomes) == EVERY_WAY_TO_LEAVE
    period = read_period(day.profile, MIDNIGHT.date(), MIDNIGHT.date())
    summary = period.summary()
    assert summary.viewings == sum(truth.viewings.values())
    assert summary.identified == truth.identified
    assert summary.by_hour == truth.by_hour
    assert summary.visits == visitors
    assert summary.outcomes == truth.outcomes
    films = {film.name: film for film in summary.films}
    for name in ("hall.mp4", "robot.mp4"):
        film = films[name.removesuffix(".mp4")]
        assert film.viewings == truth.viewings[name]
        assert [film.reached[q] for q in Quartile] == [truth.reached[name, q] for q in Quartile]
    [loop] = summary.plays
    assert loop.full_runs == truth.full_rounds
    assert set(films) == {"hall", "robot"}
    assert FILM_MS["attract.mp4"] * truth.full_rounds <= loop.shown_ms
    check_people(day)


def check_people(day: Day) -> None:
    """Every session of a visit belongs to its visitor, and to nobody else."""
    database = Database(day.profile)
    rows = database.rows("SELECT visit_id, email, badge FROM session")
    database.close()
    assert len(rows) == sum(day.truth.viewings.values())
    for visit_id, email, badge in rows:
        viewer = day.truth.viewers[visit_id]
        told = (viewer.email, viewer.badge) if viewer else (None, None)
        assert (email, badge) == told
