"""``tracker kiosk``: a stand for visitors, its check, and its health.

Knows: how mistakes are printed, and how a PIN is asked for.
Must never know: Qt or libVLC, unless the stand is really to be shown.
"""

import gc
import os
import sys
import time
from pathlib import Path

import click

from tracker.app.kiosk.config import ContentSource, KioskConfig
from tracker.app.kiosk.gesture import describe
from tracker.app.kiosk.health import health_path, judge, read_health
from tracker.app.kiosk.notify import is_managed
from tracker.app.kiosk.pin import hash_pin
from tracker.app.kiosk.reading import look_at, read_config
from tracker.cli.context import Run, begin_run, common_options, emit, wants_json
from tracker.model.errors import ContentError, TrackerError

TRY_AGAIN_S = 60.0
"""After how many seconds a stand that could not begin tries again, where its file is sound."""


@click.command()
@click.argument("config", type=click.Path(path_type=Path), metavar="CONFIG.toml")
@click.option("--check", is_flag=True, help="Name every mistake, and how to leave the stand.")
@click.option("--health", is_flag=True, help="Say how the running stand is. Exit 0 if well.")
@common_options
def kiosk(config: Path, check: bool, health: bool) -> int:
    """Show a film stand, full screen, for visitors who touch it."""
    if check and health:
        raise click.UsageError("Ask for one of --check and --health.")
    if check:
        return _check(config)
    if health:
        return _health(begin_run(makes_profile=False), read_config(config))
    try:
        return _show(config)
    except TrackerError as error:
        if not is_managed(os.environ):
            raise
        return _show_stranded(config, error)


def _show(config: Path) -> int:
    run = begin_run()
    content = look_at(config).content
    if content is not None:
        _bring_films(content)
    read = read_config(config)
    # What a start makes stays: to look through it for garbage would only hold it up.
    gc.disable()
    # Only here, so that no other command loads Qt; libVLC is set up beside it.
    from tracker.app.player import warm_up

    warm_up()
    from tracker.kiosk.start import start_kiosk

    return start_kiosk(read, run.profile, run.settings)


def _bring_films(content: ContentSource) -> None:
    """Fetch the films that the file names, where none have come yet."""
    from tracker.app.kiosk.updates import bring_first, has_content

    if is_managed(os.environ) and not has_content(content):
        # That may take hours; the brand is shown meanwhile, and the service manager content.
        hint = f"It is fetched from {content.source}; the brand is shown until then."
        raise ContentError("There is no content yet.", hint=hint)
    bring_first(content)


def _show_stranded(path: Path, error: TrackerError) -> int:
    """Show whose stand it is until another attempt may go better: nobody would see the words."""
    click.echo(f"tracker: {error}\n  {error.hint}", err=True)
    reading, began_s = look_at(path), time.monotonic()
    from tracker.app.kiosk.updates import FirstFilms, has_content
    from tracker.kiosk.stranded import show_stranded

    films = FirstFilms()

    def is_over() -> bool:
        now = look_at(path)
        if now.content is not None and (now.config is None or not has_content(now.content)):
            # What it lacks may be the films alone; they come from nowhere else.
            films.bring(now.content)
            now = look_at(path)
        if reading.config is not None:
            return time.monotonic() - began_s > TRY_AGAIN_S
        return now.config is not None

    return show_stranded(reading.brand, str(error), is_over)


def _check(path: Path) -> int:
    reading = look_at(path)
    for mistake in reading.mistakes:
        if wants_json():
            emit({"line": mistake.line, "text": mistake.text, "cure": mistake.cure})
        else:
            click.echo(f"{path}:{mistake.line}: {mistake.text}\n  → {mistake.cure}")
    if reading.lacks_pin and sys.stdin.isatty():
        _offer_hash()
    if reading.config is not None:
        _say_sound(path, reading.config)
    return 1 if reading.mistakes else 0


def _say_sound(path: Path, config: KioskConfig) -> None:
    leave = describe(config.exit.corner, config.exit.taps)
    if wants_json():
        emit({"line": None, "text": "sound", "films": len(config.items), "leave": leave})
        return
    click.echo(f"{path}: sound. {len(config.items)} films, in {', '.join(config.languages)}.")
    click.echo(leave)


def _offer_hash() -> None:
    """Ask for a PIN, twice, and print the line that the configuration needs."""
    pin = click.prompt("A PIN for the staff", hide_input=True, confirmation_prompt=True, err=True)
    click.echo(f'Write this into the table [exit]:\n  pin_hash = "{hash_pin(pin)}"')


def _health(run: Run, config: KioskConfig) -> int:
    # Only here: it stands on what opens databases, and the first picture waits for none.
    from tracker.cli.findings import print_findings

    found = read_health(health_path(config, run.profile))
    return print_findings(run, judge(found, config, time.time()))
