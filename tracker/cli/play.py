"""``tracker play``: the player.

Knows: its switches, and what is printed at the end.
Must never know: Qt or libVLC until a film is really to be shown.
"""

import gc
import os
from contextlib import ExitStack
from pathlib import Path

import click

from tracker.app.delivery import TokenSource
from tracker.app.late import LateTokens
from tracker.app.mixing import refuse_mixing
from tracker.app.news import News
from tracker.app.settings import Settings
from tracker.app.trace_file import TraceFile
from tracker.cli.context import (
    Run,
    common_options,
    complete_files,
    contact_id_type,
    viewer_of,
    with_run,
)
from tracker.cli.narrate import Narrator, Tally
from tracker.model.crossings import Crossing
from tracker.model.errors import PlaybackError, StorageBusyError
from tracker.model.media import Viewer


@click.command()
@click.argument("media", nargs=-1, metavar="MEDIA…", shell_complete=complete_files)
@click.option("--headless", is_flag=True, help="Need no display.")
@click.option("--sandbox", is_flag=True, help="Sync to a stand-in for HubSpot, started for this.")
@click.option("--exit-at-end", is_flag=True, help="Leave after the last film.")
@click.option(
    "--trace-out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the viewing as a trace.",
)
@click.option("--contact-id", type=contact_id_type, help="The contact who watches.")
@click.option("--email", metavar="A", help="Their address; the contact is looked up.")
@click.option("--narrate", is_flag=True, help="Print each step from a sample to HubSpot's answer.")
@common_options
@with_run
def play(
    run: Run,
    media: tuple[str, ...],
    headless: bool,
    sandbox: bool,
    exit_at_end: bool,
    trace_out: Path | None,
    contact_id: int | None,
    email: str | None,
    narrate: bool,
) -> int:
    """Play films (files or web addresses) and count what is really watched."""
    if not media and (headless or exit_at_end):
        raise click.UsageError("Name at least one film.")
    viewer = viewer_of(contact_id, email)
    # A run that prints, writes or ends by itself is one of its own.
    shares = not (headless or sandbox or exit_at_end or trace_out or narrate or run.as_json)
    if shares and _handed_over(run, media, viewer):
        return 0
    # What a start makes stays: to look through it for garbage would only hold it up.
    gc.disable()
    # Only here, so that no other command loads Qt or libVLC.
    from tracker.app.player import warm_up

    warm_up()
    from tracker.app.station import Station
    from tracker.desktop.play import Showing, play_in_window

    tally = Tally()
    narrator = Narrator(as_json=run.as_json) if narrate or run.as_json else None
    failures: list[PlaybackError] = []

    def witness(crossing: Crossing) -> None:
        tally.take(crossing)
        if narrator is not None:
            narrator(crossing)

    def failed(error: PlaybackError) -> None:
        failures.append(error)
        click.echo(f"tracker: {error}\n  {error.hint}", err=True)

    with ExitStack() as stack:
        trace = None
        if trace_out is not None:
            trace = TraceFile(trace_out)
            stack.callback(trace.close)
        settings, tokens = _destination(run, stack, sandbox)

        def make_station(news: News) -> Station:
            return Station(
                run.profile,
                settings,
                tokens,
                viewer=viewer,
                news=news,
                witness=witness,
                trace_to=None if trace is None else trace.take,
            )

        try:
            play_in_window(
                Showing(
                    media,
                    run.profile,
                    settings,
                    headless=headless,
                    exit_at_end=exit_at_end,
                    on_failed=failed,
                    on_noticed=lambda message: click.echo(f"tracker: {message}", err=True),
                ),
                make_station,
            )
        except StorageBusyError:
            # Both were started at once, and the other one was faster.
            if not (shares and _handed_over(run, media, viewer, patience_ms=5_000)):
                raise
            return 0
    _print_end(run, tally, len(failures))
    missing = len(tally.queued - tally.held - tally.delivered) if sandbox else 0
    return 1 if failures or missing > 0 else 0


def _handed_over(run: Run, media: tuple[str, ...], viewer: Viewer, *, patience_ms: int = 0) -> bool:
    """Let the window that is open on the profile play it; False where none is."""
    from tracker.desktop.wish import Wish, may_be_heard, placed

    if patience_ms == 0 and not may_be_heard(run.profile):
        return False
    from tracker.desktop.handover import hand_over

    wish = Wish(placed(media), viewer)
    if not hand_over(run.profile, wish, patience_ms=patience_ms):
        return False
    click.echo("tracker: The player that is open takes it.", err=True)
    return True


def _destination(run: Run, stack: ExitStack, sandbox: bool) -> tuple[Settings, TokenSource]:
    """Return where events go: a stand-in for as long as the stack lasts, or the real one."""
    if not sandbox:
        refuse_mixing(run.profile, run.settings)
        return run.settings, LateTokens(run.profile, run.settings, os.environ)
    from tracker.app.stand_in import stand_in

    reached = stack.enter_context(stand_in(run.profile, run.settings, os.environ))
    if reached.notice is not None:
        click.echo(f"tracker: {reached.notice}", err=True)
    return reached.settings, reached.tokens


def _print_end(run: Run, tally: Tally, failures: int) -> None:
    if run.as_json:
        run.emit(
            kind="summary",
            queued=len(tally.queued),
            delivered=tally.delivered_of_ours,
            held=len(tally.still_held),
            failed=failures,
            session_ids=tally.session_ids,
        )
        return
    if tally.still_held:
        click.echo(f"{len(tally.still_held)} events wait until it is known who watched:")
        for session_id in tally.session_ids:
            click.echo(f"  tracker identify {session_id} --contact-id N")
    if tally.queued:
        click.echo(f"delivered {tally.delivered_of_ours} of {len(tally.queued)}")
