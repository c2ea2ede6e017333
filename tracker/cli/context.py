"""What every command shares: the profile, JSON lines, and viewers from the command line.

Knows: ``--profile`` and ``--json``, accepted at every level and in any order.
Must never know: what a command does.
"""

import functools
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tracker.app.logs import start_log
from tracker.app.mistakes import watch_for_mistakes
from tracker.app.profile import locate_profile, make_profile
from tracker.app.settings import Settings, read_settings
from tracker.model.media import Viewer
from tracker.model.people import MOST_CONTACT_ID, check_badge, check_email
from tracker.model.records import dataclass

F = TypeVar("F", bound=Callable[..., Any])


class _ContactId(click.ParamType[int]):
    """A contact's id: a whole number above 0."""

    name = "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the id, or say what one looks like."""
        text = str(value)
        if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_CONTACT_ID)):
            number = int(text)
            if 0 < number <= MOST_CONTACT_ID:
                return number
        raise click.BadParameter(
            f"{text[:40]!r} is no contact id: a whole number above 0.", ctx=ctx, param=param
        )


contact_id_type = _ContactId()

complete_files = click.Path().shell_complete
"""Lets a shell complete a text with files, where it may be something else, too."""

complete_folders = click.Path(file_okay=False).shell_complete
"""Lets a shell complete a text with folders."""


@dataclass(slots=True)
class Common:
    """What was said with the common options, wherever they stood."""

    profile: str | None = None
    as_json: bool = False


def common(context: click.Context) -> Common:
    """Return the one ``Common`` of this run."""
    root = context.find_root()
    if root.obj is None:
        root.obj = Common()
    found: Common = root.obj
    return found


def _set_profile(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        common(context).profile = value


def _set_json(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        common(context).as_json = True


def common_options(function: F) -> F:
    """Add ``--profile`` and ``--json`` to a command or group."""
    profile = click.option(
        "--profile",
        metavar="DIR",
        expose_value=False,
        callback=_set_profile,
        shell_complete=complete_folders,
        help="The directory of settings, queue and logs (or TRACKER_PROFILE).",
    )
    as_json = click.option(
        "--json",
        is_flag=True,
        expose_value=False,
        callback=_set_json,
        help="Print one JSON object a line.",
    )
    return profile(as_json(function))


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command that touches data: profile, settings, and how to print."""

    profile: Path
    settings: Settings
    as_json: bool

    def emit(self, **fields: object) -> None:
        """Print one JSON object on a line of its own, flushed at once."""
        emit(fields)


def emit(fields: dict[str, object]) -> None:
    """Print one JSON object on a line of its own, flushed at once."""
    click.echo(json.dumps(fields, ensure_ascii=False))


def wants_json() -> bool:
    """Whether the running command was asked for JSON lines."""
    return common(click.get_current_context()).as_json


def with_run(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its ``Run`` as first argument: the profile is made, the log started."""

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(begin_run(), *args, **kwargs)

    return wrapper


def begin_run(*, makes_profile: bool = True) -> Run:
    """Return the running command's ``Run``; without its profile nothing is made or logged.

    Raise SettingsError for a profile or a setting that cannot be used.
    """
    said = common(click.get_current_context())
    profile = locate_profile(said.profile, os.environ)
    if makes_profile:
        profile = make_profile(profile)
        start_log(profile)
        watch_for_mistakes()
    return Run(profile, read_settings(profile, os.environ), said.as_json)


def viewer_of(
    contact_id: int | None = None, email: str | None = None, badge: str | None = None
) -> Viewer:
    """Return the viewer that the command line names, by one of the three at most.

    Raise UsageError for two, SettingsError for what can be no address or badge.
    """
    if sum(named is not None for named in (contact_id, email, badge)) > 1:
        raise click.UsageError("Name a person by one of --contact-id, --email and --badge.")
    return Viewer(
        contact_id=contact_id,
        email=None if email is None else check_email(email),
        badge=None if badge is None else check_badge(badge),
    )
