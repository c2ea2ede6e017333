"""A period added up."""

from datetime import UTC, date, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from tests.reports.past import play, viewing, visit
from tracker.model.events import Quartile
from tracker.model.history import CURVE_PARTS, PastViewing
from tracker.model.visits import VisitOutcome
from tracker.reports.summary import Summary, summarise

DAY = date(2026, 11, 8)


def of(viewings: list[PastViewing]) -> Summary:
    """Add viewings up, in UTC."""
    return summarise(viewings, [], [], first_day=DAY, last_day=DAY + timedelta(9), zone=UTC)


def test_films_are_told_apart_by_content_and_not_by_name() -> None:
    """A film that was renamed is the same film."""
    renamed = viewing(1, name="Film")
    summary = of([viewing(0, name="Film"), renamed, viewing(2, name="Other", percent=100)])
    assert [(film.name, film.viewings) for film in summary.films] == [("Film", 2), ("Other", 1)]


def test_a_quarter_counts_for_all_before_it() -> None:
    """The funnel never widens."""
    [film] = of([viewing(0, percent=10), viewing(1, percent=60), viewing(2, percent=100)]).films
    assert [film.reached[quartile] for quartile in Quartile] == [3, 2, 2, 1, 1]
    assert film.average_share == (0.1 + 0.6 + 1) / 3


@given(st.lists(st.integers(0, 100), max_size=30))
def test_every_viewing_is_counted_once_everywhere(percents: list[int]) -> None:
    """By film, day and hour; and no part was seen by more people than there were."""
    summary = of([viewing(number, percent=percent) for number, percent in enumerate(percents)])
    count = len(percents)
    assert summary.viewings == count
    assert sum(film.viewings for film in summary.films) == count
    assert sum(summary.by_day.values()) == sum(summary.by_hour.values()) == count
    for film in summary.films:
        funnel = [film.reached[quartile] for quartile in Quartile]
        assert funnel == sorted(funnel, reverse=True)
        assert funnel[0] == count
        assert film.seen == [sum(p > part for p in percents) for part in range(CURVE_PARTS)]


def test_passes_beyond_the_first_are_told_apart() -> None:
    """Seen again is not seen by more."""
    curve = bytes([3] * 10 + [0] * 90)
    [film] = of([viewing(0, curve=curve), viewing(1, curve=b"")]).films
    assert (film.mapped, film.seen[0], film.again[0], film.seen[10]) == (1, 1, 2, 0)


def test_a_day_is_that_of_the_place() -> None:
    """Noon in Greenwich is the next day on the other side."""
    summary = summarise(
        [viewing(0)], [], [], first_day=DAY, last_day=DAY, zone=timezone(timedelta(hours=14))
    )
    assert summary.by_day == {DAY + timedelta(1): 1}
    assert summary.by_hour == {2: 1}


def test_what_has_no_time_is_counted_by_no_day() -> None:
    """And is said."""
    summary = of([viewing(0, opened_ms=None), viewing(1)])
    assert (summary.viewings, summary.undated, sum(summary.by_day.values())) == (2, 1, 1)


def test_what_ran_for_nobody_is_no_viewing() -> None:
    """Proof of play stands apart; so do visits."""
    summary = summarise(
        [],
        [visit(0), visit(1, VisitOutcome.LEFT)],
        [play(0), play(1, is_full=False)],
        first_day=DAY,
        last_day=DAY,
    )
    [item] = summary.plays
    assert (item.runs, item.full_runs, item.shown_ms) == (2, 1, 60_000)
    assert (summary.viewings, summary.visits) == (0, 2)
    assert summary.outcomes == {VisitOutcome.EMAIL: 1, VisitOutcome.LEFT: 1}
