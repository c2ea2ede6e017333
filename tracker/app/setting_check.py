"""What a setting can be, and the sentences that refuse what it cannot.

Knows: kinds, choices and bounds, as the table of settings has them.
Must never know: which settings there are, or where their values come from.
"""

from typing import Any

from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase


def check_setting(setting: Any, value: Any, where: str) -> Any:
    """Return the value as the setting's type, or refuse it with the cure.

    ``setting`` is its dataclass field, whose ``reads`` raises ValueError for a text that it cannot
    read; ``where`` says where the value stands.
    """
    metadata = setting.metadata
    kind = type(setting.default)
    try:
        if isinstance(value, bool) or (kind is str and not isinstance(value, str)):
            raise ValueError
        checked = kind(value)
        if kind is int and checked != float(value):
            raise ValueError
    except (TypeError, ValueError, OverflowError):
        wanted = {
            int: phrase("Settings", "{where}: “{name}” is not a whole number."),
            float: phrase("Settings", "{where}: “{name}” is not a number."),
            str: phrase("Settings", "{where}: “{name}” is not a text."),
        }[kind]
        raise SettingsError(
            wanted.format(where=where, name=setting.name), hint=metadata["help"]
        ) from None
    choices = metadata["choices"]
    cannot_be = phrase("Settings", "{where}: “{name}” cannot be “{value}”.")
    if choices and checked not in choices:
        raise SettingsError(
            cannot_be.format(where=where, name=setting.name, value=checked),
            hint=phrase("Settings", "It is one of: {choices}.").format(
                choices=", ".join(
                    choice or phrase("Settings", "nothing at all") for choice in choices
                )
            ),
        )
    if metadata["reads"] is not None:
        try:
            metadata["reads"](checked)
        except ValueError as error:
            raise SettingsError(
                cannot_be.format(where=where, name=setting.name, value=error),
                hint=metadata["help"],
            ) from None
    least, most = metadata["least"], metadata["most"]
    if least is not None and not least <= checked <= most:
        raise SettingsError(
            phrase("Settings", "{where}: “{name}” cannot be {value}.").format(
                where=where, name=setting.name, value=checked
            ),
            hint=phrase("Settings", "It lies between {least} and {most}.").format(
                least=f"{least:g}", most=f"{most:g}"
            ),
        )
    return checked
