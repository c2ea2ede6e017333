"""``tracker watch``: follows other programs' players.

Knows: its switches, and what is printed.
Must never know: D-Bus, or how films are counted.
"""

import signal
import threading
from types import FrameType

import click

from tracker.app.watching import WatchNews, watch_players
from tracker.cli.context import (
    Run,
    common_options,
    complete_folders,
    contact_id_type,
    viewer_of,
    with_run,
)
from tracker.model.events import Quartile


@click.command()
@click.argument("films", nargs=-1, metavar="FOLDER|PATTERN…", shell_complete=complete_folders)
@click.option("--contact-id", type=contact_id_type, help="The contact who watches.")
@click.option("--email", metavar="A", help="Their address; the contact is looked up.")
@click.option("--badge", metavar="B", help="Their badge; the contact is looked up.")
@click.option("--no-sync", is_flag=True, help="Only record; `tracker sync` sends.")
@common_options
@with_run
def watch(
    run: Run,
    films: tuple[str, ...],
    contact_id: int | None,
    email: str | None,
    badge: str | None,
    no_sync: bool,
) -> None:
    """Follow other programs' players (MPRIS: VLC, mpv, …) without touching them, until Ctrl-C.

    Only films in the named folders, or of the named patterns, are counted: nothing else is looked
    at or kept. Such a viewing is marked as seen from outside, with a coarser error bound.
    """
    if not films:
        raise click.UsageError("Name the folders or patterns of films that may be followed.")
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    watch_players(
        films,
        viewer=viewer_of(contact_id, email, badge),
        profile=run.profile,
        sync=not no_sync,
        news=WatchNews(
            on_film=lambda player, path: _tell_film(run, player, path),
            on_quartile=lambda player, quartile: _tell_quartile(run, player, quartile),
            on_problem=lambda text: click.echo(f"tracker: {text}", err=True),
        ),
        ended=ended,
    )


def _tell_film(run: Run, player: str, path: str) -> None:
    if run.as_json:
        run.emit(kind="film", player=player, path=path)
    else:
        click.echo(f"{player} plays {path}")


def _tell_quartile(run: Run, player: str, quartile: Quartile) -> None:
    if run.as_json:
        run.emit(kind="quartile", player=player, percent=int(quartile))
    else:
        click.echo(f"{player}: {int(quartile)} %")
