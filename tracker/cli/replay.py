"""``tracker replay``: runs traces through the engagement core.

Knows: the JSON lines of an event and of a summary.
Must never know: the rules.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tracker.app.delivery import page_of, rules_of
from tracker.app.replay import ReplaySummary, open_journal, read_kept_trace, read_trace_file
from tracker.app.replay import replay as replay_trace
from tracker.cli.context import Run, begin_run, common_options, contact_id_type, viewer_of
from tracker.cli.events import event_fields, event_text
from tracker.model.protocols import SessionJournal
from tracker.model.samples import PlaybackSample


@click.command()
@click.argument("traces", nargs=-1, metavar="TRACE…", type=click.Path(path_type=Path))
@click.option(
    "--session", "session_ids", multiple=True, metavar="ID", help="The kept trace of a session."
)
@click.option("--store", is_flag=True, help="Queue the events too, as if played now.")
@click.option("--contact-id", type=contact_id_type, help="The contact who watched.")
@common_options
def replay(
    traces: tuple[Path, ...], session_ids: tuple[str, ...], store: bool, contact_id: int | None
) -> None:
    """Count recorded viewings (traces) by today's rules."""
    if not traces and not session_ids:
        raise click.UsageError("Name a TRACE, or a session with --session.")
    run = begin_run(makes_profile=store or bool(session_ids))
    with _journal(run, store) as journal:
        for trace in traces:
            _replay(run, trace.stem, str(trace), read_trace_file(trace), contact_id, journal)
        for session_id in session_ids:
            samples = read_kept_trace(run.profile, session_id)
            _replay(run, session_id, session_id, samples, contact_id, journal)


def _replay(
    run: Run,
    name: str,
    heading: str,
    samples: list[PlaybackSample],
    contact_id: int | None,
    journal: SessionJournal | None,
) -> None:
    """Count one trace and print what it comes to."""
    if not run.as_json:
        click.echo(heading)
    for item in replay_trace(
        samples,
        name,
        viewer=viewer_of(contact_id),
        page=page_of(run.settings),
        rules=rules_of(run.settings),
        journal=journal,
    ):
        if isinstance(item, ReplaySummary):
            _print_summary(run, item)
        elif run.as_json:
            run.emit(**event_fields(item))
        else:
            click.echo(f"  {_clock(item.t_ms):>12}  {event_text(item)}")


@contextmanager
def _journal(run: Run, store: bool) -> Iterator[SessionJournal | None]:
    if not store:
        yield None
        return
    journal = open_journal(run.profile)
    try:
        yield journal
    finally:
        journal.close()


def _print_summary(run: Run, summary: ReplaySummary) -> None:
    if run.as_json:
        run.emit(
            kind="summary",
            session_id=summary.session_id,
            covered_ms=summary.covered_ms,
            duration_ms=summary.duration_ms,
            loops=summary.loops,
        )
        return
    length = "unknown" if summary.duration_ms is None else _clock(summary.duration_ms)
    click.echo(f"  watched {_clock(summary.covered_ms)} of {length}, {summary.loops} loops")


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 60}:{seconds % 60:02d}.{rest:03d}"
