"""Settings as a person sees and changes them: where each value comes from, and the file's text.

Knows: how ``settings.toml`` is changed so that what a person wrote around it stays.
Must never know: what a setting does, or how it is shown.

A change is made in the text, then read back: only a text that says exactly what was meant
replaces the file.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, fields
from enum import Enum
from pathlib import Path
from typing import Any

from tracker.app.setting_check import check_setting
from tracker.app.settings import FILE_NAME, Settings, environment_name, read_file, read_settings
from tracker.library.private_files import replace_private_file
from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass


class Source(Enum):
    """Where a value comes from; a later one wins over an earlier one."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command-line"


@dataclass(frozen=True, slots=True)
class Placed:
    """A setting with its value of the next start, and where that stands.

    ``place`` is the file's path or the variable's name. ``help`` and ``unit`` are phrases.
    """

    name: str
    value: str | int | float
    default: str | int | float
    source: Source
    place: str
    help: str
    unit: str
    choices: tuple[str, ...]

    @property
    def can_be_changed(self) -> bool:
        """Whether a change of the file has an effect: nothing stands above it."""
        return self.source in (Source.DEFAULT, Source.FILE)


def place_settings(
    profile: Path, environ: Mapping[str, str], overrides: Mapping[str, Any] | None = None
) -> list[Placed]:
    """Return every setting with its source, in the table's order.

    ``overrides`` are those of the command line. Raise SettingsError for what cannot be used.
    """
    said, path = read_file(profile), str(profile / FILE_NAME)
    placed = []
    for setting in fields(Settings):
        variable = environment_name(setting.name)
        default: Any = setting.default
        source, value, place = Source.DEFAULT, default, ""
        if setting.name in said:
            source, value, place = Source.FILE, said[setting.name], path
        if variable in environ:
            value = check_setting(setting, environ[variable], variable)
            source, place = Source.ENVIRONMENT, variable
        if overrides is not None and setting.name in overrides:
            source, value, place = Source.COMMAND_LINE, overrides[setting.name], ""
        known = setting.metadata
        placed.append(
            Placed(
                setting.name,
                value,
                default,
                source,
                place,
                known["help"],
                known["unit"],
                known["choices"],
            )
        )
    return placed


def overrides_of(
    profile: Path, environ: Mapping[str, str], settings: Settings
) -> dict[str, str | int | float]:
    """Return what the command line says otherwise than file and environment, of a run that began.

    Raise SettingsError for a file that cannot be used.
    """
    below = asdict(read_settings(profile, environ))
    return {name: value for name, value in asdict(settings).items() if value != below[name]}


def checked_text(profile: Path, name: str, text: str) -> str | int | float:
    """Return what a person typed as the setting's value.

    Raise SettingsError, in the words that the command line has for the file.
    """
    [setting] = (setting for setting in fields(Settings) if setting.name == name)
    value: str | int | float = check_setting(setting, text, str(profile / FILE_NAME))
    return value


def change_settings(profile: Path, changes: Mapping[str, str | int | float | None]) -> None:
    """Write values into the profile's file; None takes a setting out, so that its default holds.

    Comments and the order stay. Raise SettingsError where the file cannot be read or written.
    """
    wanted = {**read_file(profile), **changes}
    wanted = {name: value for name, value in wanted.items() if value is not None}
    path = profile / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for name, value in changes.items():
            text = _changed(text, name, value)
        if tomllib.loads(text) != wanted:
            raise ValueError
        replace_private_file(path, text.encode())
    except OSError as error:
        raise SettingsError(
            phrase("Settings", "{path} cannot be written: {error}.").format(
                path=path, error=error.strerror or error
            ),
            hint=phrase("Settings", "Make sure that the profile is yours and has room."),
        ) from error
    except ValueError:
        raise SettingsError(
            phrase("Settings", "{path} cannot be changed without losing something.").format(
                path=path
            ),
            hint=phrase("Settings", "Change it by hand, in a text editor."),
        ) from None


def _changed(text: str, name: str, value: str | int | float | None) -> str:
    """Return the text with one setting set anew; raise ValueError where its line is not found."""
    lines = text.splitlines(keepends=True)
    line = None if value is None else f"{name} = {_literal(value)}"
    for first, last in _extents(lines):
        if name in tomllib.loads("".join(lines[first:last])):
            comment = _comment(lines[last - 1])
            lines[first:last] = [] if line is None else [f"{line}{comment}\n"]
            return "".join(lines)
    if line is None:
        return text
    gap = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{gap}{line}\n"


def _extents(lines: list[str]) -> list[tuple[int, int]]:
    """Return the parts of a text that each can be read alone: most are lines, some longer."""
    found, first = [], 0
    for last in range(1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[first:last]))
        except tomllib.TOMLDecodeError:
            continue
        found.append((first, last))
        first = last
    return found


def _comment(line: str) -> str:
    """Return the comment at a line's end, with the space before it; "" if there is none."""
    for at, char in enumerate(line):
        if char == "#":
            try:
                before = tomllib.loads(line[:at])
                if before == tomllib.loads(line):
                    return line[len(line[:at].rstrip()) :].rstrip("\r\n")
            except tomllib.TOMLDecodeError:
                continue
    return ""


def _literal(value: str | int | float) -> str:
    if not isinstance(value, str):
        return repr(value)
    # JSON's escapes are TOML's, which has DEL escaped as well; half a character is neither's.
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return text.encode("utf-8", "replace").decode()
