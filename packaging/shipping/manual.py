"""The manual: a page for the program and one for each command, from the command line itself.

    PYTHONPATH=packaging .venv/bin/python -m shipping.manual FOLDER

writes ``tracker.1``, ``tracker-play.1`` and so on. What a page says is what ``--help`` says.
"""

import argparse
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import click

from tracker import __version__
from tracker.cli.main import tracker

DESCRIPTION = """A media player for companies that use HubSpot: it knows what was really watched.
Skipped parts earn nothing; each quarter of a film that was seen becomes an event. Events wait on
disk while there is no network, and then reach HubSpot's Media Bridge in order."""

ENVIRONMENT = {
    "TRACKER_PROFILE": "The directory of settings, queue and logs, as --profile.",
    "TRACKER_…": "Any setting of settings.toml, its name in capitals.",
    "CREDENTIALS_DIRECTORY": "Where systemd puts the file hubspot-token, which is used before the "
    "keyring.",
    "VLC_PLUGIN_PATH": "Where libVLC looks for its plug-ins.",
}

FILES = {
    "~/.local/share/media-bridge-tracker": "The profile: settings.toml, media.toml, the queue and "
    "logs, readable by their owner only.",
}

STATUS = {
    "0": "Done.",
    "1": "Something in the environment is wrong; a sentence and its cure were printed.",
    "2": "The command line was wrong.",
    "130": "Interrupted.",
}


def pages() -> dict[str, str]:
    """Return the text of each page by its file's name."""
    root = click.Context(tracker, info_name="tracker", **tracker.context_settings)
    found = {"tracker.1": _program_page(root)}
    for context in _commands_of(root):
        found[f"tracker-{context.info_name}.1"] = _command_page(context)
    return found


def _commands_of(context: click.Context) -> list[click.Context]:
    group = context.command
    if not isinstance(group, click.Group):
        return []
    return [
        click.Context(command, info_name=name, parent=context)
        for name in group.list_commands(context)
        if (command := group.get_command(context, name)) is not None and not command.hidden
    ]


def _program_page(root: click.Context) -> str:
    lines = [
        *_head("tracker", "play films and count what was really watched"),
        *_section("SYNOPSIS", [r"\fBtracker\fR [options] \fIcommand\fR ..."]),
        *_section("DESCRIPTION", [_plain(" ".join(DESCRIPTION.split()))]),
        *_section("OPTIONS", _options(root)),
        ".SH COMMANDS",
    ]
    commands = _commands_of(root)
    for context in commands:
        lines += [".TP", rf"\fB{_plain(context.info_name or '')}\fR"]
        lines.append(_plain(context.command.get_short_help_str(200)))
    for title, table in (
        ("EXIT STATUS", STATUS), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)
    ):  # fmt: skip
        lines += [f".SH {title}", *_table(table)]
    see = [rf"\fBtracker\-{_plain(context.info_name or '')}\fR(1)" for context in commands]
    return "\n".join([*lines, ".SH SEE ALSO", ",\n".join(see)]) + "\n"


def _command_page(context: click.Context) -> str:
    lines = _head(
        f"tracker-{context.info_name}",
        _as_phrase(context.command.get_short_help_str(200)),
    )
    lines += _section("SYNOPSIS", [_usage(inner) for inner in (context, *_commands_of(context))])
    lines += _section("DESCRIPTION", _help(context))
    shared = _options(context)
    lines += _section("OPTIONS", shared)
    for inner in _commands_of(context):
        own = [option for option in _options(inner) if option not in shared]
        lines += [f'.SH "{_plain(inner.command_path.upper())}"', *_help(inner), *own]
    return "\n".join([*lines, ".SH SEE ALSO", r"\fBtracker\fR(1)"]) + "\n"


def _head(name: str, what: str) -> list[str]:
    day = time.strftime("%Y-%m-%d", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", "0"))))
    return [
        f'.TH "{_plain(name.upper())}" 1 {day} "tracker {__version__}" "Media Bridge Tracker"',
        ".nh",
        *_section("NAME", [rf"{_plain(name)} \- {_plain(what)}"]),
    ]


def _section(title: str, lines: list[str]) -> list[str]:
    return [f".SH {title}", *lines] if lines else []


def _usage(context: click.Context) -> str:
    words = " ".join(context.command.collect_usage_pieces(context))
    return rf"\fB{_plain(context.command_path)}\fR {_plain(words)}" + "\n.br"


def _help(context: click.Context) -> list[str]:
    paragraphs = re.split(r"\n\s*\n", (context.command.help or "").replace("\b", "").strip())
    return [line for text in paragraphs for line in (".PP", _plain(" ".join(text.split())))]


def _as_phrase(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _options(context: click.Context) -> list[str]:
    parameters = context.command.get_params(context)
    options = [parameter for parameter in parameters if isinstance(parameter, click.Option)]
    return list(_table(dict(filter(None, (option.get_help_record(context) for option in options)))))


def _table(table: dict[str, str]) -> Iterator[str]:
    for name, text in table.items():
        yield "\n".join((".TP", rf"\fB{_plain(name)}\fR", _plain(text) or r"\&"))


def _plain(text: str) -> str:
    """Return a text that troff prints as it is."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("`", r"\(ga")
    return "\n".join(rf"\&{line}" if line[:1] in ".'" else line for line in text.splitlines())


def main() -> None:
    """Write all pages."""
    parser = argparse.ArgumentParser(description="Write the manual.")
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
