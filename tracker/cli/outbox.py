"""``tracker outbox``: looks into the queue.

Knows: the JSON lines of rows and counts, and the same in words.
Must never know: SQL.
"""

import time
from dataclasses import asdict

import click

from tracker.app.queue import open_browser
from tracker.cli import outbox_repair
from tracker.cli.context import Run, common_options, with_run
from tracker.cli.outbox_evidence import export, verify
from tracker.model.delivery import OutboxStats, RowState, RowView


@click.group()
@common_options
def outbox() -> None:
    """Look into the queue of events, and mend it."""


for repair in (outbox_repair.show, outbox_repair.retry, outbox_repair.park, outbox_repair.drop):
    outbox.add_command(repair)


outbox.add_command(verify)
outbox.add_command(export)


@outbox.command("list")
@click.option(
    "--state", type=click.Choice([state.value for state in RowState]), help="Only these rows."
)
@common_options
@with_run
def list_rows(run: Run, state: str | None) -> None:
    """List the rows of the queue, one a line."""
    with open_browser(run.profile) as browser:
        is_empty = True
        for row in browser.list_rows(RowState(state) if state else None):
            is_empty = False
            if run.as_json:
                run.emit(**row_fields(row))
            else:
                click.echo(row_text(row))
        if is_empty and not run.as_json:
            click.echo("No rows.")


@outbox.command()
@common_options
@with_run
def stats(run: Run) -> None:
    """Count the rows in each state."""
    with open_browser(run.profile) as browser:
        counts, troubles = browser.stats(), browser.troubles()
    if run.as_json:
        run.emit(**asdict(counts))
        return
    for name, count in asdict(counts).items():
        click.echo(f"{name.replace('_', ' '):>10}  {count}")
    if troubles.shed:
        click.echo(f"{troubles.shed} quartile events were shed, since the queue was at its quota.")
    if troubles.spilled_bytes:
        click.echo(f"{troubles.spilled_bytes} bytes are set aside until the queue can be used.")
    if troubles.quarantines:
        click.echo(f"{troubles.quarantines} damaged files are kept in the profile's quarantine.")


def row_fields(row: RowView) -> dict[str, object]:
    """Return the fields of a row's JSON line."""
    return {**asdict(row), "state": row.state.value}


def row_text(row: RowView) -> str:
    """Return a row in words, on one line."""
    what = row.kind if row.percent is None else f"{row.kind} {row.percent} %"
    when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(row.occurred_ms / 1000))
    who = "nobody yet" if row.contact_id is None else f"contact {row.contact_id}"
    why = " ".join(
        part
        for part in (
            row.reason or "",
            f"tried {row.attempts}×" if row.attempts else "",
            f"HTTP {row.last_status}" if row.last_status else "",
            row.last_error or "",
        )
        if part
    )
    head = f"{row.seq:6d}  {row.state.value:<9}  {what:<15}  {when}"
    return f"{head}  {who}  {row.session_id}  {why}".rstrip()


def left_text(counts: OutboxStats) -> str:
    """Return in words what is left in the queue."""
    parts = [
        f"{number} {word}"
        for number, word in (
            (counts.pending, "pending"),
            (counts.in_flight, "in flight"),
            (counts.doubtful, "doubtful"),
            (counts.held, "held for want of a viewer"),
            (counts.dead, "dead"),
        )
        if number
    ]
    return ", ".join(parts) if parts else "nothing is left"
