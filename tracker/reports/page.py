"""A period as one page: figures, plots, and each plot as a table for who would rather read.

Knows: the page's structure and style. It is one file, loads nothing, and runs no script.
Must never know: where the figures come from. Every text from outside is escaped.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from html import escape

from tracker.model.events import Quartile
from tracker.model.visits import VisitOutcome
from tracker.reports import plots
from tracker.reports.summary import FilmFigures, Summary

_MOST_BARS = 92
"""A longer period is drawn by weeks, else no bar could be told from the next."""

_WIDTHS = {1: "day", 7: "week", 28: "four weeks"}

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_OUTCOMES = {
    VisitOutcome.EMAIL: "left an address",
    VisitOutcome.BADGE: "had their badge read",
    VisitOutcome.HANDED_OVER: "went on with their phone",
    VisitOutcome.DONE: "said that they were done",
    VisitOutcome.LEFT: "left without a word",
    VisitOutcome.CUT_OFF: "were cut off",
    VisitOutcome.OPEN: "are still there",
}

_STYLE = """
:root { color-scheme: light dark; --ink: #1b2530; --paper: #fbfbf9; --quiet: #5d6873;
  --bar: #0f766e; --again: #b45309; --line: #d5d9dd; --card: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebee; --paper: #14181d; --quiet: #9aa5b1;
  --bar: #2dd4bf; --again: #f59e0b; --line: #333c46; --card: #1c2229; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { margin-top: 2.4rem; } h3 { margin: 1.6rem 0 0; }
p { margin: .3rem 0 1rem; } .quiet, figcaption, summary { color: var(--quiet); }
.figures { display: flex; flex-wrap: wrap; gap: .8rem; padding: 0; list-style: none; }
.figures li { background: var(--card); border: 1px solid var(--line); border-radius: 12px;
  padding: .6rem 1rem; flex: 1 1 5.6rem; }
.figures b { display: block; font-size: 1.3rem; white-space: nowrap; }
figure { margin: 1rem 0; } svg { width: 100%; height: auto; font-size: 12px; fill: var(--quiet); }
.bar { fill: var(--bar); } .again { fill: var(--again); } .line { stroke: var(--line); fill: none; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .25rem .6rem;
  border-bottom: 1px solid var(--line); } td.n, th.n { text-align: right; }
@media print { details { display: none; } h2, figure { break-inside: avoid; } }
"""


def write_page(summary: Summary) -> str:
    """Return the page as HTML."""
    period = f"{summary.first_day.isoformat()} – {summary.last_day.isoformat()}"
    parts = [
        f"<h1>What was watched</h1><p class='quiet'>{period}</p>",
        _figures(summary),
        *_when(summary),
        *_visits(summary),
        "<h2>Films</h2>" if summary.films else "<p>Nobody watched anything in this period.</p>",
        *(_film(film) for film in summary.films),
        *_plays(summary),
    ]
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width'>"
        "<meta http-equiv='Content-Security-Policy' "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>What was watched, {period}</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _figures(summary: Summary) -> str:
    figures = [
        (str(summary.viewings), "viewings"),
        (_hours(summary.played_wall_ms), "watched"),
        (str(summary.identified), "of people who are known"),
    ]
    if summary.visits:
        figures.append((str(summary.visits), "visits"))
    if summary.plays:
        figures.append((str(sum(item.runs for item in summary.plays)), "runs for nobody"))
    items = "".join(f"<li><b>{escape(value)}</b>{what}</li>" for value, what in figures)
    undated = (
        f"<p class='quiet'>{summary.undated} viewings began when the machine did not know the "
        "time. They are counted by film, and by no day.</p>"
        if summary.undated
        else ""
    )
    return f"<ul class='figures'>{items}</ul>{undated}"


def _when(summary: Summary) -> Iterable[str]:
    if not summary.by_day:
        return
    days = (summary.last_day - summary.first_day).days + 1
    width = next((width for width in _WIDTHS if days <= width * _MOST_BARS), 28)
    starts = [summary.first_day + timedelta(at) for at in range(0, days, width)]
    counts = [sum(summary.by_day[start + timedelta(d)] for d in range(width)) for start in starts]
    labels = [_short(start) for start in starts]
    yield "<h2>When</h2>"
    yield _figure(
        f"Viewings by {_WIDTHS[width]}",
        plots.bars("Viewings over time", counts, labels),
        zip((start.isoformat() for start in starts), counts, strict=True),
    )
    hours = [summary.by_hour[hour] for hour in range(24)]
    labels = [f"{hour:02d}" for hour in range(24)]
    yield _figure(
        "Viewings by hour of the day",
        plots.bars("Viewings by hour of the day", hours, labels),
        zip(labels, hours, strict=True),
    )


def _visits(summary: Summary) -> Iterable[str]:
    if not summary.visits:
        return
    rows = [(what, summary.outcomes[outcome]) for outcome, what in _OUTCOMES.items()]
    yield "<h2>Visitors</h2>"
    yield _table(("Of the visitors", "visits"), ((w, n) for w, n in rows if n))


def _film(film: FilmFigures) -> str:
    share = film.average_share
    facts = [
        f"{film.viewings} viewings",
        f"{_hours(film.played_wall_ms)} watched",
        f"{film.identified} of people who are known",
    ]
    if share is not None:
        facts.append(f"{share:.0%} of the film on average")
    if film.unattended:
        facts.append(f"{film.unattended} unattended")
    parts = [f"<h3>{escape(film.name)}</h3><p class='quiet'>{', '.join(facts)}</p>"]
    if film.reached:
        counts = [film.reached[quartile] for quartile in Quartile]
        labels = [f"{int(quartile)} %" for quartile in Quartile]
        parts.append(
            _figure(
                "How far people got",
                plots.funnel(f"{film.name}: how far people got", counts, labels),
                zip(labels, counts, strict=True),
            )
        )
    if film.mapped:
        tenths = range(0, len(film.seen), 10)
        parts.append(
            _figure(
                f"Which parts were seen, of {film.mapped} viewings, and above it seen again",
                plots.curve(
                    f"{film.name}: which parts were seen", film.seen, film.again, film.mapped
                ),
                ((f"{at}–{at + 10} %", max(film.seen[at : at + 10])) for at in tenths),
            )
        )
    return f"<section>{''.join(parts)}</section>"


def _plays(summary: Summary) -> Iterable[str]:
    if not summary.plays:
        return
    yield (
        "<h2>Proof of play</h2><p class='quiet'>What ran while nobody had touched the screen. "
        "These are no viewings.</p>"
    )
    yield _table(
        ("Film", "runs", "from start to end", "on screen"),
        ((item.name, item.runs, item.full_runs, _hours(item.shown_ms)) for item in summary.plays),
    )


def _figure(caption: str, plot: str, rows: Iterable[tuple[str, int]]) -> str:
    table = _table(("", "viewings"), rows)
    return (
        f"<figure><figcaption>{escape(caption)}</figcaption>{plot}"
        f"<details><summary>As a table</summary>{table}</details></figure>"
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    first, *others = head
    columns = "".join(f"<th class='n' scope='col'>{escape(name)}</th>" for name in others)
    lines = [
        f"<tr><td>{escape(str(label))}</td>"
        + "".join(f"<td class='n'>{escape(str(value))}</td>" for value in values)
        + "</tr>"
        for label, *values in rows
    ]
    return f"<table><tr><th scope='col'>{escape(first)}</th>{columns}</tr>{''.join(lines)}</table>"


def _hours(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {seconds:02d} s"


def _short(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"
