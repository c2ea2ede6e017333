"""``tracker outbox show|retry|park|drop``: one row whole, and repairs by hand.

Knows: how rows are named on the command line, and what is printed of them.
Must never know: SQL, or which repair is allowed.
"""

import json
from typing import Any

import click

from tracker.app.outbox_words import Words, last_answer, when, words_of
from tracker.app.repair import body_of, drop_rows, park_rows, retry_rows, show_row
from tracker.cli.context import Run, common_options, with_run
from tracker.model.delivery import RowState
from tracker.model.errors import SettingsError
from tracker.model.repair import Repaired, RowDetails

_ROWS = click.argument("seqs", metavar="SEQ…", type=click.IntRange(min=1), nargs=-1)
_DROPPABLE = (RowState.PENDING, RowState.HELD, RowState.DOUBTFUL, RowState.DEAD)


@click.command()
@click.argument("seq", type=click.IntRange(min=1))
@common_options
@with_run
def show(run: Run, seq: int) -> None:
    """Show all that is known of a row, with cause and cure."""
    details = show_row(run.profile, seq)
    if details is None:
        raise SettingsError(
            f"There is no row {seq}.",
            hint="`tracker outbox list` shows the rows with their numbers.",
        )
    words, body = words_of(details), body_of(details, run.settings)
    if run.as_json:
        run.emit(**_fields(details, words, body))
    else:
        for name, value in _lines(details, words, body):
            click.echo(f"{name:>9}  {value}".rstrip())


@click.command()
@_ROWS
@click.option("--all-dead", is_flag=True, help="All dead letters that can be sent.")
@common_options
@with_run
def retry(run: Run, seqs: tuple[int, ...], all_dead: bool) -> None:
    """Send rows again: dead letters go back to the queue, what waits is due now."""
    _need_rows(seqs, all_dead)

    done = retry_rows(run.profile, seqs, RowState.DEAD if all_dead else None)
    # Of all dead letters some can never be sent; only what was named must go.
    _tell(run, done, "will be sent again", is_lenient=all_dead and not seqs)


@click.command()
@_ROWS
@common_options
@with_run
def park(run: Run, seqs: tuple[int, ...]) -> None:
    """Put rows that wait aside, among the dead letters, until they are retried."""
    _need_rows(seqs, False)
    _tell(run, park_rows(run.profile, seqs), "put aside")


@click.command()
@_ROWS
@click.option(
    "--state",
    type=click.Choice([state.value for state in _DROPPABLE]),
    help="All rows in this state.",
)
@common_options
@with_run
def drop(run: Run, seqs: tuple[int, ...], state: str | None) -> None:
    """Let rows go for good, after a copy of them is written to the profile's exports."""
    _need_rows(seqs, state is not None)

    done = drop_rows(run.profile, seqs, RowState(state) if state else None)
    _tell(run, done, "dropped")


def _need_rows(seqs: tuple[int, ...], named_otherwise: bool) -> None:
    if not seqs and not named_otherwise:
        raise click.UsageError("Name a row, by its number in `tracker outbox list`.")


def _tell(run: Run, done: Repaired, done_words: str, *, is_lenient: bool = False) -> None:
    """Tell of a repair; exit with 1 if a row that was named stays as it is."""
    if run.as_json:
        run.emit(
            changed=done.changed,
            refused=[{"seq": seq, "message": why} for seq, why in done.refused.items()],
            export=done.export,
        )
    else:
        click.echo(f"{_rows(len(done.changed))} {done_words}.")
        if done.export is not None:
            click.echo(f"A copy is in {done.export}.")
    for seq, why in done.refused.items():
        click.echo(f"Row {seq} stays as it is. {why}", err=True)
    if done.refused and not is_lenient:
        click.get_current_context().exit(1)


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"


def _fields(details: RowDetails, words: Words, body: bytes | None) -> dict[str, Any]:
    view = details.view
    return {
        "seq": view.seq,
        "session_id": view.session_id,
        "kind": view.kind,
        "percent": view.percent,
        "state": view.state.value,
        "reason": view.reason,
        "occurred_ms": view.occurred_ms,
        "attempts": view.attempts,
        "maybe_sent": details.maybe_sent,
        "next_try_ms": view.next_try_ms,
        "last_status": view.last_status,
        "last_error": view.last_error,
        "contact_id": view.contact_id,
        "email": details.email,
        "badge": details.badge,
        "device": details.device,
        "asset": None if details.asset is None else details.asset.name,
        "at_ms": details.at_ms,
        "entry": details.entry,
        "meaning": words.state,
        "cause": words.cause,
        "cure": words.cure,
        "body": None if body is None else body.decode(errors="replace"),
        "body_was_sent": details.body is not None,
    }


def _lines(details: RowDetails, words: Words, body: bytes | None) -> list[tuple[str, str]]:
    view = details.view
    what = view.kind if view.percent is None else f"{view.kind} {view.percent} %"
    contact = None if view.contact_id is None else f"contact {view.contact_id}"
    badge = None if details.badge is None else f"badge {details.badge}"
    who = ", ".join(name for name in (contact, details.email, badge) if name) or "nobody yet"
    sends = f"{view.attempts}, {details.maybe_sent} without an answer"
    lines = [
        ("row", f"{view.seq}: {what}, {view.state.value}"),
        ("film", details.asset.name if details.asset else ""),
        ("when", when(view.occurred_ms)),
        ("who", who),
        ("session", view.session_id),
        ("device", details.device),
        ("sends", sends if view.attempts or details.maybe_sent else "0"),
        ("answer", last_answer(details)),
        ("ledger", f"entry {details.entry}" if details.entry else ""),
        ("state", words.state),
        ("cause", words.cause),
        ("cure", words.cure),
    ]
    if body is not None:
        name = "was sent" if details.body is not None else "to send"
        lines += [(name if n == 0 else "", line) for n, line in enumerate(_pretty(body))]
    return [(name, text) for name, text in lines if text]


def _pretty(body: bytes) -> list[str]:
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False).splitlines()
    except ValueError:
        return [body.decode(errors="replace")]
