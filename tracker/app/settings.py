"""Every setting, declared once: default, unit, help; read from file, environment and command line.

Knows: the table, the order (file, ``TRACKER_…`` environment, command line), and how to refuse.
Must never know: what a setting does.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import field, fields, replace
from pathlib import Path
from typing import Any

from tracker.app.setting_check import check_setting
from tracker.credentials.states import PLAIN_TEXT_PHRASE
from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase
from tracker.model.records import dataclass
from tracker.playback.stream_hosts import read_hosts

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
    reads: Callable[[str], object] | None = None,
) -> Any:
    metadata = {
        "help": text,
        "unit": unit,
        "choices": choices,
        "least": least,
        "most": most,
        "reads": reads,
    }
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one profile."""

    hubspot_base_url: str = _setting(
        "https://api.hubapi.com",
        phrase(
            "Settings",
            "Where HubSpot's API answers. Plain http is refused unless it is this machine.",
        ),
    )
    hubspot_api: str = _setting(
        "v1",
        phrase("Settings", "The API family. v1 is unsupported from September 2027."),
        choices=("v1", "2026-03", "2026-09", "v2"),
    )
    hubspot_percent_unit: str = _setting(
        "fraction",
        phrase(
            "Settings", "How the played share is sent, since HubSpot leaves it open: 0–1 or 0–100."
        ),
        choices=("fraction", "percent"),
    )
    hubspot_quota_share: float = _setting(
        1.0,
        phrase("Settings", "The part of the account's rate limit that is ours."),
        unit=phrase("Settings", "share, above 0 to 1"),
        least=0.01,
        most=1.0,
    )
    hubspot_oauth: str = _setting(
        "2026-03",
        phrase(
            "Settings", "The version of HubSpot's token endpoint, for a sign-in by your own app."
        ),
        choices=("2026-03", "2026-09", "v3"),
    )
    keyring_backend_unsafe: str = _setting(
        "",
        phrase(
            "Settings",
            "Permission to keep the token in a keyring that writes plain text, where no safe one "
            "is.",
        ),
        choices=("", PLAIN_TEXT_PHRASE),
    )
    badge_property: str = _setting(
        "",
        phrase(
            "Settings",
            "The contact property that holds a badge's text; it must be unique. Empty: none is "
            "asked.",
        ),
    )
    create_contacts: str = _setting(
        "never",
        phrase(
            "Settings",
            "Whether an address that HubSpot has no contact for makes one, with consent recorded.",
        ),
        choices=("never", "with-consent"),
    )
    consent_text: str = _setting("", phrase("Settings", "What a person agrees to, word for word."))
    consent_version: str = _setting("1", phrase("Settings", "Which version of that text it is."))
    person_days: int = _setting(
        0,
        phrase(
            "Settings",
            "Addresses, badges and consent of settled sessions are erased after so long; 0: never.",
        ),
        unit=phrase("Settings", "days, 0 to 3650"),
        least=0,
        most=3650,
    )
    on_ambiguous: str = _setting(
        "resend",
        phrase("Settings", "What becomes of an event that was sent and whose answer is unknown."),
        choices=("resend", "park"),
    )
    page_id: int = _setting(
        0,
        phrase(
            "Settings",
            "The HubSpot page that films are said to stand on; 0 means a page outside HubSpot.",
        ),
    )
    page_name: str = _setting(
        "Media Bridge Tracker",
        phrase("Settings", "The name of the page that films are said to stand on."),
    )
    page_url: str = _setting(
        "https://media-bridge-tracker.invalid/desktop",
        phrase(
            "Settings", "The address of that page. It need not exist, but it should stay the same."
        ),
    )
    complete_at_percent: float = _setting(
        99.0,
        phrase("Settings", "The share of a film that counts as all of it (R8)."),
        unit=phrase("Settings", "percent, 90 to 100"),
        least=90.0,
        most=100.0,
    )
    loop: str = _setting(
        "same",
        phrase(
            "Settings",
            "Whether a film that repeats is one session, or each round a session of its own (R11).",
        ),
        choices=("same", "new-session"),
    )
    viewed_after_s: float = _setting(
        3.0,
        phrase("Settings", "How long an image or a document must be shown to count as viewed."),
        unit=phrase("Settings", "seconds, 0.1 to 3600"),
        least=0.1,
        most=3600.0,
    )
    page_seconds: float = _setting(
        10.0,
        phrase("Settings", "How long a page of a document stands before the next one comes."),
        unit=phrase("Settings", "seconds, 1 to 3600"),
        least=1.0,
        most=3600.0,
    )
    queue_megabytes: int = _setting(
        500,
        phrase(
            "Settings",
            "How much may wait; above it the oldest quartiles of told sessions are shed and "
            "counted.",
        ),
        unit=phrase("Settings", "megabytes, 1 to 100000"),
        least=1,
        most=100_000,
    )
    delivered_days: int = _setting(
        180,
        phrase("Settings", "How long the ledger keeps what was delivered."),
        unit=phrase("Settings", "days, 1 to 3650"),
        least=1,
        most=3650,
    )
    dead_days: int = _setting(
        90,
        phrase("Settings", "How long dead letters are kept; then they are exported and deleted."),
        unit=phrase("Settings", "days, 1 to 3650"),
        least=1,
        most=3650,
    )
    trace_days: int = _setting(
        30,
        phrase("Settings", "How long the raw samples of a viewing are kept, to count it again."),
        unit=phrase("Settings", "days, 0 to 3650"),
        least=0,
        most=3650,
    )
    trace_megabytes: int = _setting(
        64,
        phrase("Settings", "How much room raw samples may take; the oldest viewings go first."),
        unit=phrase("Settings", "megabytes, 1 to 10000"),
        least=1,
        most=10_000,
    )
    history_days: int = _setting(
        1095,
        phrase(
            "Settings",
            "How long reports reach back: what each viewing came to, not who it was.",
        ),
        unit=phrase("Settings", "days, 1 to 3650"),
        least=1,
        most=3650,
    )
    attention_spans_most: int = _setting(
        1000,
        phrase(
            "Settings",
            "The most spans that an attention map may have; longer films get wider spans.",
        ),
        unit=phrase("Settings", "spans, 1 to 10000"),
        least=1,
        most=10_000,
    )
    video: str = _setting(
        "canvas",
        phrase(
            "Settings",
            "Who draws films in the player's window: the program itself, or libVLC in a native "
            "window, with hardware for 4K.",
        ),
        choices=("canvas", "native"),
    )
    stream_hosts: str = _setting(
        "",
        phrase(
            "Settings",
            "The hosts that films may be streamed from, separated by spaces; *.example.com is "
            "every name below example.com. Empty: any host.",
        ),
        reads=read_hosts,
    )
    recent_files: str = _setting(
        "on",
        phrase(
            "Settings", "Whether files that were opened are remembered, with a picture of each."
        ),
        choices=("on", "off"),
    )
    resume: str = _setting(
        "off",
        phrase("Settings", "Whether a film begins where it was left."),
        choices=("on", "off"),
    )
    device: str = _setting(
        "", phrase("Settings", "A name for this device, kept with each session.")
    )


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
    known = {setting.name: setting for setting in fields(Settings)}
    for name, value in read_file(profile).items():
        settings = replace(settings, **{name: value})
    for name, setting in known.items():
        variable = environment_name(name)
        if variable in environ:
            value = check_setting(setting, environ[variable], variable)
            settings = replace(settings, **{name: value})
    for name, value in (overrides or {}).items():
        settings = replace(
            settings,
            **{name: check_setting(known[name], value, phrase("Settings", "The command line"))},
        )
    return settings


def read_file(profile: Path) -> dict[str, Any]:
    """Return what the profile's file says, checked. Raise SettingsError for what cannot be used."""
    path = profile / FILE_NAME
    try:
        with path.open("rb") as file:
            document = tomllib.load(file)
    except FileNotFoundError:
        return {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            phrase("Settings", "{path} cannot be read: {error}").format(path=path, error=error),
            hint=phrase("Settings", "It must be a TOML file, one setting a line."),
        ) from error
    known = {setting.name: setting for setting in fields(Settings)}
    for name, value in document.items():
        if name not in known:
            raise SettingsError(
                phrase("Settings", "{path}: “{name}” is no setting.").format(path=path, name=name),
                hint=phrase("Settings", "The settings are: {names}.").format(
                    names=", ".join(known)
                ),
            )
        document[name] = check_setting(known[name], value, str(path))
    return document
