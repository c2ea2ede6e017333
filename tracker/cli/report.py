"""``tracker report``: proof of play and engagement for a period.

Knows: the JSON lines of a report, and the same in words.
Must never know: SQL, or how a page is drawn.
"""

import io
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

import click

from tracker.app.files import write_whole
from tracker.app.period import Period, read_period
from tracker.cli.context import Run, common_options, with_run
from tracker.model.events import Quartile

_DAY = click.DateTime(["%Y-%m-%d"])
_FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)


@click.command()
@click.option("--from", "first", type=_DAY, metavar="D", help="The first day, like 2026-11-01.")
@click.option("--to", "last", type=_DAY, metavar="D", help="The last day; today, if not given.")
@click.option("--html", type=_FILE, metavar="FILE", help="Write a page with plots.")
@click.option("--csv", type=_FILE, metavar="FILE", help="Write a table, a line for each viewing.")
@common_options
@with_run
def report(
    run: Run,
    first: datetime | None,
    last: datetime | None,
    html: Path | None,
    csv: Path | None,
) -> None:
    """Say what was watched, and what ran for nobody, in a period: usually the last 30 days."""
    if html and csv:
        raise click.UsageError("Ask for --html or for --csv.")
    first_day, last_day = _day(first), _day(last)
    if first_day and (last_day or date.today()) < first_day:
        raise click.UsageError("The last day lies before the first.")
    period = read_period(run.profile, first_day, last_day)
    if html:
        _write(html, period.write_page)
    elif csv:
        _write(csv, period.write_table)
    elif run.as_json:
        _emit(run, period)
    else:
        _tell(period)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _write(path: Path, write: Callable[[TextIO], int]) -> None:
    if str(path) == "-":
        out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", "backslashreplace", newline="")
        write(out)
        out.detach()
        return
    write_whole(path, write)
    click.echo(f"Written to {path}.", err=True)


def _emit(run: Run, period: Period) -> None:
    summary = period.summary()
    for film in summary.films:
        share = film.average_share
        run.emit(
            kind="film",
            name=film.name,
            key=film.key,
            viewings=film.viewings,
            identified=film.identified,
            unattended=film.unattended,
            played_ms=film.played_wall_ms,
            average_percent=None if share is None else round(100 * share, 1),
            quartiles={str(int(q)): film.reached[q] for q in Quartile},
            seen=film.seen if film.mapped else None,
            seen_of=film.mapped,
        )
    for item in summary.plays:
        run.emit(
            kind="proof-of-play",
            name=item.name,
            key=item.key,
            runs=item.runs,
            full_runs=item.full_runs,
            shown_ms=item.shown_ms,
        )
    run.emit(
        kind="summary",
        first_day=summary.first_day.isoformat(),
        last_day=summary.last_day.isoformat(),
        viewings=summary.viewings,
        identified=summary.identified,
        undated=summary.undated,
        played_ms=summary.played_wall_ms,
        visits=summary.visits,
        outcomes={outcome.value: count for outcome, count in summary.outcomes.items()},
        by_day={day.isoformat(): count for day, count in sorted(summary.by_day.items())},
        by_hour=[summary.by_hour[hour] for hour in range(24)],
    )


def _tell(period: Period) -> None:
    summary = period.summary()
    click.echo(
        f"{summary.first_day} to {summary.last_day}: {summary.viewings} viewings, "
        f"{summary.identified} of people who are known, {summary.visits} visits."
    )
    if summary.films:
        head = [f"{int(quartile)} %" for quartile in Quartile]
        click.echo(_line("film", "viewings", "average", *head))
    for film in summary.films:
        share = film.average_share
        average = "" if share is None else f"{share:.0%}"
        reached = [str(film.reached[quartile]) for quartile in Quartile]
        click.echo(_line(film.name, str(film.viewings), average, *reached))
    if summary.plays:
        click.echo(_line("\nran for nobody", "runs", "full"))
    for item in summary.plays:
        click.echo(_line(item.name, str(item.runs), str(item.full_runs)))


def _line(name: str, *figures: str) -> str:
    return f"{name:<40.40}" + "".join(f"{figure:>10}" for figure in figures)
