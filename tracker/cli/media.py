"""``tracker media``: the registry of assets.

Knows: how an asset is named on the command line, and its JSON line.
Must never know: the registry's file.
"""

import os
from pathlib import Path

import click

from tracker.app.media import (
    Entry,
    MediaType,
    add_entries,
    list_entries,
    make_entry,
    read_csv,
    register,
    remove_entry,
)
from tracker.cli.context import Run, common_options, complete_files, with_run


@click.group()
@common_options
def media() -> None:
    """Say what HubSpot should know of your films."""


@media.command("list")
@common_options
@with_run
def list_media(run: Run) -> None:
    """List the registered media, one a line."""
    entries = list_entries(run.profile)
    for entry in entries:
        if run.as_json:
            run.emit(**entry.fields())
        else:
            click.echo(_words(entry))
    if not entries and not run.as_json:
        click.echo("Nothing is registered; a film is then known by its name and content.")


@media.command()
@click.argument("location", metavar="FILE|ADDRESS|KEY", shell_complete=complete_files)
@click.option("--content", is_flag=True, help="It is the key of a film's content.")
@click.option("--name", help="What HubSpot shows.")
@click.option("--external-id", help="Your own id for it.")
@click.option("--media-bridge-id", type=click.IntRange(1), help="The media object in HubSpot.")
@click.option("--media-url", help="Where the film lies on the web.")
@click.option("--page-id", type=click.IntRange(1), help="The HubSpot page that it stands on.")
@click.option("--page-name", help="The name of a page outside HubSpot.")
@click.option("--page-url", help="The address of that page.")
@click.option("--duration-ms", type=click.IntRange(1), help="Its length; no player is believed.")
@common_options
@with_run
def add(run: Run, location: str, content: bool, **known: str | int | None) -> None:
    """Register a film by its file, its address, or the key of its content."""
    is_address = location.startswith(("http://", "https://"))
    place = "content" if content else "address" if is_address else "file"
    entry = make_entry(place, location, **known)
    add_entries(run.profile, [entry])
    _tell(run, "Registered", entry)


@media.command("import")
@click.argument("table", type=click.Path(path_type=Path), metavar="FILE.csv")
@common_options
@with_run
def import_media(run: Run, table: Path) -> None:
    """Register all films of a CSV file, or none of them."""
    entries = read_csv(table)
    add_entries(run.profile, entries)
    if run.as_json:
        run.emit(imported=len(entries))
    else:
        click.echo(f"{len(entries)} films registered.")


@media.command("register")
@click.argument("what", shell_complete=complete_files)
@click.option(
    "--type",
    "kind",
    type=click.Choice([kind.value for kind in MediaType], case_sensitive=False),
    default=MediaType.VIDEO.value,
    show_default=True,
    help="What it holds.",
)
@click.option("--oembed-url", help="An address that answers by oEmbed, if there is one.")
@common_options
@with_run
def register_media(run: Run, what: str, kind: str, oembed_url: str | None) -> None:
    """Make a media object in HubSpot for a registered film, where its API offers that."""
    number = register(
        run.profile,
        run.settings,
        os.environ,
        what,
        media_type=MediaType(kind),
        oembed_url=oembed_url,
    )
    if run.as_json:
        run.emit(media=what, media_bridge_id=number)
    else:
        click.echo(f"{what} is media object {number}.")


@media.command()
@click.argument("what", shell_complete=complete_files)
@common_options
@with_run
def remove(run: Run, what: str) -> None:
    """Take a film out of the registry, named by file, address, id or name."""
    _tell(run, "Removed", remove_entry(run.profile, what))


def _tell(run: Run, done: str, entry: Entry) -> None:
    if run.as_json:
        run.emit(**entry.fields())
    else:
        click.echo(f"{done}: {_words(entry)}")


def _words(entry: Entry) -> str:
    rest = [f"{name}={value}" for name, value in entry.fields().items() if name != entry.place]
    return "  ".join((entry.value, *rest))
