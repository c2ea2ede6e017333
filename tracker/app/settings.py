"""Every setting, declared once: default, unit, help; read from file, environment and command line.

Knows: the table, the order (file, ``TRACKER_…`` environment, command line), and how to refuse.
Must never know: what a setting does.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from tracker.credentials.states import PLAIN_TEXT_PHRASE
from tracker.model.errors import SettingsError

FILE_NAME = "settings.toml"

ENVIRONMENT_PREFIX = "TRACKER_"


def _setting(
    default: Any,
    text: str,
    *,
    unit: str = "",
    choices: tuple[str, ...] = (),
    least: float | None = None,
    most: float | None = None,
) -> Any:
    metadata = {"help": text, "unit": unit, "choices": choices, "least": least, "most": most}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one profile."""

    hubspot_base_url: str = _setting(
        "https://api.hubapi.com",
        "Where HubSpot's API answers. Plain http is refused unless it is this machine.",
    )
    hubspot_api: str = _setting(
        "v1",
        "The API family. v1 is unsupported from September 2027.",
        choices=("v1", "2026-03", "2026-09", "v2"),
    )
    hubspot_percent_unit: str = _setting(
        "fraction",
        "How the played share is sent, since HubSpot leaves it open: 0–1 or 0–100.",
        choices=("fraction", "percent"),
    )
    hubspot_quota_share: float = _setting(
        1.0,
        "The part of the account's rate limit that is ours.",
        unit="share, above 0 to 1",
        least=0.01,
        most=1.0,
    )
    hubspot_oauth: str = _setting(
        "2026-03",
        "The version of HubSpot's token endpoint, for a sign-in by your own app.",
        choices=("2026-03", "2026-09", "v3"),
    )
    keyring_backend_unsafe: str = _setting(
        "",
        "Permission to keep the token in a keyring that writes plain text, where no safe one is.",
        choices=("", PLAIN_TEXT_PHRASE),
    )
    badge_property: str = _setting(
        "",
        "The contact property that holds a badge's text; it must be unique. Empty: none is asked.",
    )
    create_contacts: str = _setting(
        "never",
        "Whether an address that HubSpot has no contact for makes one, with consent recorded.",
        choices=("never", "with-consent"),
    )
    consent_text: str = _setting("", "What a person agrees to, word for word.")
    consent_version: str = _setting("1", "Which version of that text it is.")
    person_days: int = _setting(
        0,
        "Addresses, badges and consent of settled sessions are erased after so long; 0: never.",
        unit="days, 0 to 3650",
        least=0,
        most=3650,
    )
    on_ambiguous: str = _setting(
        "resend",
        "What becomes of an event that was sent and whose answer is unknown.",
        choices=("resend", "park"),
    )
    page_id: int = _setting(
        0, "The HubSpot page that films are said to stand on; 0 means a page outside HubSpot."
    )
    page_name: str = _setting(
        "Media Bridge Tracker", "The name of the page that films are said to stand on."
    )
    page_url: str = _setting(
        "https://media-bridge-tracker.invalid/desktop",
        "The address of that page. It need not exist, but it should stay the same.",
    )
    complete_at_percent: float = _setting(
        99.0,
        "The share of a film that counts as all of it (R8).",
        unit="percent, 90 to 100",
        least=90.0,
        most=100.0,
    )
    loop: str = _setting(
        "same",
        "Whether a film that repeats is one session, or each round a session of its own (R11).",
        choices=("same", "new-session"),
    )
    viewed_after_s: float = _setting(
        3.0,
        "How long an image or a document must be shown to count as viewed.",
        unit="seconds, 0.1 to 3600",
        least=0.1,
        most=3600.0,
    )
    page_seconds: float = _setting(
        10.0,
        "How long a page of a document stands before the next one comes.",
        unit="seconds, 1 to 3600",
        least=1.0,
        most=3600.0,
    )
    queue_megabytes: int = _setting(
        500,
        "How much may wait; above it the oldest quartiles of told sessions are shed and counted.",
        unit="megabytes, 1 to 100000",
        least=1,
        most=100_000,
    )
    delivered_days: int = _setting(
        180,
        "How long the ledger keeps what was delivered.",
        unit="days, 1 to 3650",
        least=1,
        most=3650,
    )
    dead_days: int = _setting(
        90,
        "How long dead letters are kept; then they are exported and deleted.",
        unit="days, 1 to 3650",
        least=1,
        most=3650,
    )
    trace_days: int = _setting(
        30,
        "How long the raw samples of a viewing are kept, to count it again.",
        unit="days, 0 to 3650",
        least=0,
        most=3650,
    )
    trace_megabytes: int = _setting(
        64,
        "How much room raw samples may take; the oldest viewings go first.",
        unit="megabytes, 1 to 10000",
        least=1,
        most=10_000,
    )
    attention_spans_most: int = _setting(
        1000,
        "The most spans that an attention map may have; longer films get wider spans.",
        unit="spans, 1 to 10000",
        least=1,
        most=10_000,
    )
    recent_files: str = _setting(
        "on",
        "Whether files that were opened are remembered, with a picture of each.",
        choices=("on", "off"),
    )
    resume: str = _setting(
        "off",
        "Whether a film begins where it was left.",
        choices=("on", "off"),
    )
    device: str = _setting("", "A name for this device, kept with each session.")


def environment_name(name: str) -> str:
    """Return the environment variable that sets a setting."""
    return ENVIRONMENT_PREFIX + name.upper()


def read_settings(
    profile: Path, environ: Mapping[str, str], overrides: Mapping[str, Any] | None = None
) -> Settings:
    """Read the settings of a profile: file, then environment, then ``overrides``.

    Raise SettingsError, naming the setting and where it stands, for what cannot be used.
    """
    settings = Settings()
    path = profile / FILE_NAME
    try:
        with path.open("rb") as file:
            document = tomllib.load(file)
    except FileNotFoundError:
        document = {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read: {error}", hint="It must be a TOML file, one setting a line."
        ) from error
    known = {setting.name: setting for setting in fields(Settings)}
    for name, value in document.items():
        if name not in known:
            raise SettingsError(
                f"{path}: “{name}” is no setting.",
                hint=f"The settings are: {', '.join(known)}.",
            )
        settings = replace(settings, **{name: _checked(known[name], value, str(path))})
    for name, setting in known.items():
        variable = environment_name(name)
        if variable in environ:
            value = _checked(setting, environ[variable], variable)
            settings = replace(settings, **{name: value})
    for name, value in (overrides or {}).items():
        settings = replace(settings, **{name: _checked(known[name], value, "The command line")})
    return settings


def _checked(setting: Any, value: Any, where: str) -> Any:
    """Return the value as the setting's type, or refuse it with the cure."""
    metadata = setting.metadata
    kind = type(setting.default)
    try:
        if isinstance(value, bool) or (kind is str and not isinstance(value, str)):
            raise ValueError
        checked = kind(value)
        if kind is int and checked != float(value):
            raise ValueError
    except (TypeError, ValueError):
        wanted = {int: "a whole number", float: "a number", str: "a text"}[kind]
        raise SettingsError(
            f"{where}: “{setting.name}” is not {wanted}.", hint=metadata["help"]
        ) from None
    choices = metadata["choices"]
    if choices and checked not in choices:
        raise SettingsError(
            f"{where}: “{setting.name}” cannot be “{checked}”.",
            hint=f"It is one of: {', '.join(choice or 'nothing at all' for choice in choices)}.",
        )
    least, most = metadata["least"], metadata["most"]
    if least is not None and not least <= checked <= most:
        raise SettingsError(
            f"{where}: “{setting.name}” cannot be {checked}.",
            hint=f"It lies between {least:g} and {most:g}.",
        )
    return checked
