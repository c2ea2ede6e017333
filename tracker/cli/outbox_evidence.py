"""``tracker outbox verify`` and ``export``: prove the queue, and take it away.

Knows: the JSON lines of a problem and of a summary, and the same in words.
Must never know: SQL, or the rules.
"""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from tracker.app.delivery import rules_of
from tracker.app.evidence import Problem, Verification, open_takeout, open_verifier
from tracker.app.export import WRITERS, write_file
from tracker.cli.context import Run, common_options, with_run
from tracker.model.delivery import RowState


@click.command()
@common_options
@with_run
def verify(run: Run) -> int:
    """Recompute every row, quartile and attention map, and check the ledger. Exit 1 if any fails.

    The last line names the ledger's head. Keep it, or an export: it proves later that nothing
    before it was changed.
    """
    with open_verifier(run.profile, rules_of(run.settings)) as verifier:
        with _bar() as (shown, on_progress):
            problems: Iterator[Problem] | list[Problem] = verifier.problems(on_progress)
            if shown:
                problems = list(problems)
            else:
                _print_problems(run, problems)
        if shown:
            _print_problems(run, problems)
        found = verifier.found
    if run.as_json:
        run.emit(kind="summary", **asdict(found))
    else:
        click.echo(_summary(found))
    return 1 if found.problems else 0


@click.command()
@click.option("--format", "form", type=click.Choice(list(WRITERS)), default="jsonl")
@click.option(
    "--state", type=click.Choice([state.value for state in RowState]), help="Only these rows."
)
@click.argument(
    "file", required=False, type=click.Path(path_type=Path, dir_okay=False, allow_dash=True)
)
@common_options
@with_run
def export(run: Run, form: str, state: str | None, file: Path | None) -> None:
    """Write all rows with their evidence to FILE, or to standard output."""
    with open_takeout(run.profile) as takeout:
        rows = takeout.rows(RowState(state) if state else None)
        if file is None or str(file) == "-":
            out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", "backslashreplace", newline="")
            WRITERS[form](rows, out)
            out.detach()
            return
        count = write_file(file, rows, form)
    click.echo(f"{count} rows written to {file}.", err=True)


@contextmanager
def _bar() -> Iterator[tuple[bool, Callable[[int, int], None]]]:
    """Show a progress bar, on a terminal only."""
    if not sys.stderr.isatty():
        yield False, lambda *_: None
        return
    with click.progressbar(length=1, label="Checking", file=sys.stderr) as bar:

        def advance(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield True, advance


def _print_problems(run: Run, problems: Iterator[Problem] | list[Problem]) -> None:
    for problem in problems:
        if run.as_json:
            run.emit(**{**asdict(problem), "kind": "problem", "about": problem.kind})
        else:
            click.echo(f"{problem.message}\n  {problem.cure}")


def _summary(found: Verification) -> str:
    asides = [
        f"{count} {what}"
        for count, what in (
            (found.not_replayed, "sessions of which not all samples are kept"),
            (found.other_rules, "quartiles of another version of the rules"),
            (found.unproven, "quartiles with more intervals than are kept"),
            (found.erased, "rows of people who were forgotten"),
            (found.corrected_clocks, "rows told with a corrected clock"),
        )
        if count
    ]
    lines = [
        f"Checked {found.rows} rows, {found.entries} entries of the ledger, "
        f"{found.quartiles} quartiles, {found.attention_spans} attention maps; "
        f"counted {found.replayed} sessions again from their samples.",
        *([f"Aside: {', '.join(asides)}."] if asides else []),
        "Everything agrees." if not found.problems else f"Problems: {found.problems}.",
        f"Head of the ledger: {found.head}",
    ]
    return "\n".join(lines)
