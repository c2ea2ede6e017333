"""``tracker sync``: delivers what is due.

Knows: how long to wait, what is printed, and when the exit status is 0.
Must never know: how it is delivered.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from types import FrameType

import click

from tracker.app.account import token_source
from tracker.app.delivery import DeliveryThread, deliver, rules_of
from tracker.app.mixing import refuse_mixing
from tracker.app.queue import ask_for_sync
from tracker.app.recovery import close_old_sessions
from tracker.cli.context import Run, common_options, with_run
from tracker.cli.outbox import left_text
from tracker.cli.progress import Bar, next_try_of, reason_of, wants_bar
from tracker.model.delivery import SyncStatus
from tracker.model.errors import StorageFullError

_log = logging.getLogger(__name__)

ONCE_PATIENCE_S = 60.0
"""``--once`` also waits for what falls due within this many seconds."""

WATCH_PATIENCE_S = 5.0
"""How long ``--watch`` may send on after it was told to end, in seconds."""


@click.command()
@click.option("--once", is_flag=True, help="Also wait for what falls due within 60 s.")
@click.option("--watch", is_flag=True, help="Stay and deliver whatever comes, until Ctrl-C.")
@common_options
@with_run
def sync(run: Run, once: bool, watch: bool) -> int:
    """Deliver what is due. Exit 0 if nothing is left pending, in flight or doubtful."""
    if once and watch:
        raise click.UsageError("--once and --watch exclude each other.")
    refuse_mixing(run.profile, run.settings)
    tokens = token_source(run.profile, run.settings, os.environ)
    with _room_can_wait():
        close_old_sessions(run.profile, rules_of(run.settings))
    if watch:
        with _listener(run, stays=True) as listen:
            _watch(DeliveryThread(run.profile, run.settings, tokens, on_status=listen))
        return 0
    with _room_can_wait():
        ask_for_sync(run.profile)
    with _listener(run, stays=False) as listen:
        stats, status = deliver(
            run.profile,
            run.settings,
            tokens,
            patience_s=ONCE_PATIENCE_S if once else 0.0,
            on_status=listen,
        )
    if run.as_json:
        run.emit(**asdict(stats))
    else:
        click.echo(f"delivered {stats.delivered}; {left_text(stats)}")
    if stats.unsettled and (why := status.message or next_try_of(status)):
        click.echo(f"tracker: {why}", err=True)
    return 1 if stats.unsettled else 0


@contextmanager
def _listener(run: Run, *, stays: bool) -> Iterator[Callable[[SyncStatus], None]]:
    """Give what hears of the sender: a bar on a terminal, lines elsewhere."""
    if not wants_bar(as_json=run.as_json):
        yield _Printer(run, stays=stays)
        return
    with Bar(stays=stays) as bar:
        yield bar


@contextmanager
def _room_can_wait() -> Iterator[None]:
    """Leave out what a full disk does not take: the sender alone can make room on it."""
    try:
        yield
    except StorageFullError as error:
        _log.warning("Left out before the sync: %s", error)


class _Printer:
    """Says on stderr what holds the sender up, each reason once."""

    def __init__(self, run: Run, *, stays: bool) -> None:
        self._run = run
        self._stays = stays
        self._said = ""

    def __call__(self, status: SyncStatus) -> None:
        if status.message and status.message != self._said and not self._run.as_json:
            self._said = status.message
            click.echo(reason_of(status, stays=self._stays), err=True)


def _watch(delivery: DeliveryThread) -> None:
    """Deliver until SIGINT or SIGTERM."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    delivery.start()
    ended.wait()
    delivery.close(WATCH_PATIENCE_S)
