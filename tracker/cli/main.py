"""The command ``tracker``: its subcommands, and what becomes of an error.

Knows: exit statuses: 0 done, 1 the environment's fault, 2 a wrong command line, 130 interrupted.
Must never know: what a command does.
"""

import atexit
import importlib
import logging
import os
import re
import sys
from contextlib import suppress
from typing import NoReturn

import click

from tracker.cli.context import common_options
from tracker.model.errors import TrackerError

_log = logging.getLogger(__name__)

INTERRUPTED = 130

_EXTRAS = {
    "PySide6": "player",
    "shiboken6": "player",
    "vlc": "player",
    "pypdfium2": "player",
    "segno": "kiosk",
    "starlette": "sandbox",
    "uvicorn": "sandbox",
}
"""Libraries that an installation may lack, and the extra that brings each."""

_HOMES = {
    "play": "play",
    "replay": "replay",
    "sync": "sync",
    "watch": "watch",
    "outbox": "outbox",
    "identify": "identify",
    "forget": "forget",
    "media": "media",
    "login": "account",
    "logout": "account",
    "status": "account",
    "report": "report",
    "sandbox": "sandbox",
    "kiosk": "kiosk",
    "doctor": "doctor",
}
"""Each command, and the module beside this one that it lives in."""


_MISSING_LIBRARY = re.compile(r"(lib\S+\.so\S*): cannot open shared object file")
_LIBRARIES_OF_QT = (
    "libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libgssapi-krb5-2 libxkbcommon-x11-0"
    " libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libwayland-cursor0 libwayland-egl1"
)
"""Debian's and Ubuntu's packages; the others that Qt is linked to come with these."""


class _Commands(click.Group):
    """The commands, each loaded only when it is asked for: they stand on very different things."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name."""
        if cmd_name not in _HOMES:
            return None
        module = importlib.import_module(f"tracker.cli.{_HOMES[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, help="Show the versions of this program and of what it stands on."
)
@common_options
@click.pass_context
def tracker(context: click.Context, version: bool) -> None:
    """Play films, count what was really watched, and tell HubSpot's Media Bridge."""
    if version:
        importlib.import_module("tracker.cli.versions").print_versions()
        context.exit()
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(2)


def main() -> int:
    """Run the command line and return its exit status; no traceback reaches the person."""
    try:
        result = tracker.main(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except TrackerError as error:
        click.echo(f"tracker: {error}\n  {error.hint}", err=True)
        return 1
    except BrokenPipeError:
        # The reader of a pipe left; Python would complain once more while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        click.echo(f"tracker: {_explained(error)}", err=True)
        return 1
    return result if isinstance(result, int) else 0


def run() -> NoReturn:
    """Run the command line and end the process; the entry of the command ``tracker``.

    All that has to be kept is on disk by then. To take Python, Qt and libVLC apart piece by
    piece would only let a person wait half a second more.
    """
    status = main()
    atexit._run_exitfuncs()
    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(status)


def _explained(error: Exception) -> str:
    """Say which part an installation lacks, or that the program itself is at fault."""
    missing = (error.name or "") if isinstance(error, ModuleNotFoundError) else ""
    extra = _EXTRAS.get(missing.partition(".")[0])
    library = _MISSING_LIBRARY.match(str(error)) if isinstance(error, ImportError) else None
    if library is not None:
        return (
            f"this machine lacks {library[1]}, a library that Qt stands on.\n"
            f"  Install them all: sudo apt install {_LIBRARIES_OF_QT}"
        )
    if extra is not None:
        return (
            f"this installation has no {extra} part ({missing} is missing).\n"
            f"  Install it: pip install 'media-bridge-tracker[{extra}]'"
        )
    _log.error("A mistake of the program's own", exc_info=error)
    return (
        f"something went wrong inside the program ({type(error).__name__}).\n"
        "  It is written in tracker.log of the profile; please send that file along."
    )
