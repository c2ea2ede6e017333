"""``tracker sandbox``: the stand-in for HubSpot as a server.

Knows: its switches, and the lines that it prints of what it received.
Must never know: how it answers.
"""

import re
import signal
import threading
from types import FrameType

import click

from tracker.app.sandbox import Received, serve_sandbox
from tracker.cli.context import common_options, emit, wants_json

_LIMIT = re.compile(r"([1-9]\d{0,5})/([1-9]\d{0,4})")


def _parse_limit(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> tuple[int, float] | None:
    if value is None:
        return None
    found = _LIMIT.fullmatch(value)
    if found is None:
        raise click.BadParameter("write requests/seconds, for example 110/10")
    return int(found[1]), float(found[2])


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0 picks a free one.")
@click.option("--limit", callback=_parse_limit, metavar="N/SECONDS", help="The rate limit: 110/10.")
@click.option("--latency-ms", type=click.IntRange(0, 600_000), default=0, help="Delay of answers.")
@click.option("--fault", "faults", multiple=True, metavar="NAME=RATE", help="For example 503=0.1.")
@click.option(
    "--contact",
    "contacts",
    multiple=True,
    metavar="EMAIL=ID",
    help="A contact that it knows; PROPERTY:VALUE=ID for another property.",
)
@common_options
def sandbox(
    port: int,
    limit: tuple[int, float] | None,
    latency_ms: int,
    faults: tuple[str, ...],
    contacts: tuple[str, ...],
) -> None:
    """Serve a stand-in for HubSpot on this machine, and log what it receives."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    serve_sandbox(
        port=port,
        limit=limit,
        latency_ms=latency_ms,
        faults=faults,
        contacts=contacts,
        on_start=_print_start,
        on_received=_print_received,
        ended=ended,
    )


def _print_start(base_url: str) -> None:
    if wants_json():
        emit({"kind": "listening", "base_url": base_url})
        return
    click.echo(f"The stand-in listens on {base_url} (what it received: {base_url}/)")
    click.echo(f"Use it with TRACKER_HUBSPOT_BASE_URL={base_url}; Ctrl-C ends it.")


def _print_received(received: Received) -> None:
    if wants_json():
        emit(
            {
                "kind": "request",
                "at_ms": received.at_ms,
                "method": received.method,
                "path": received.path,
                "status": received.status,
                "accepted": received.accepted,
                "body": received.fields,
            }
        )
        return
    answer = "no answer" if received.status is None else str(received.status)
    click.echo(f"{received.method} {received.path}  {answer}  {received.fields or ''}".rstrip())
