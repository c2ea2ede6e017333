"""What is wrong with this machine and profile, and how to mend it.

Knows: whom to ask, and what an answer means to a person.
Must never know: how it is shown. No token is in any finding, and none is sent unless asked for.
"""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app.delivery import hubspot_settings
from tracker.app.findings import EARLIEST_S, FEW_BYTES, LEAST_BYTES, Finding, Verdict
from tracker.app.probes import libvlc_facts, qt_facts
from tracker.app.queue import open_browser
from tracker.app.settings import Settings
from tracker.credentials.states import StoreState, TokenStore, error_for
from tracker.hubspot.api import ApiFamily
from tracker.hubspot.grant import grant_of
from tracker.model.errors import AuthError, SettingsError, StorageError, TrackerError
from tracker.model.phrases import phrase
from tracker.playback.audio import has_sound_output

if TYPE_CHECKING:
    from tracker.hubspot.families import FamilyAnswer

MOST_SKEW_S = 120.0

_NAMES = {
    StoreState.LOCKED: phrase("Doctor", "locked"),
    StoreState.ABSENT: phrase("Doctor", "absent"),
    StoreState.INSECURE: phrase("Doctor", "insecure"),
    StoreState.NULL: phrase("Doctor", "null"),
    StoreState.TIMEOUT: phrase("Doctor", "timeout"),
}

_PLUGINS = ("codec/libavcodec_plugin", "demux/libmp4_plugin", "demux/libmkv_plugin")


def examine(
    profile: Path, settings: Settings, environ: Mapping[str, str], *, online: bool
) -> Iterator[Finding]:
    """Look at everything, one after the other; ``online`` lets HubSpot be asked, token and all."""
    yield from _libvlc()
    yield _qt()
    yield _audio()
    # Here and below, so that a window that can show the doctor begins without HTTP and keyring.
    from tracker.app.account import token_store

    place = token_store(profile, settings, environ)
    state = place.probe()
    yield _keyring(place, state)
    yield _account(place, state)
    yield _family(settings)
    yield _clock(time.time())
    yield _disk(profile)
    yield from _queue(profile)
    if online and state.is_usable:
        yield from _online(profile, settings, environ)
    elif online:
        text = phrase("Doctor", "HubSpot was not asked: the token cannot be read.")
        cure = phrase("Doctor", "Mend the keyring first, see above.")
        yield Finding("online", Verdict.BROKEN, text, cure)


def _libvlc() -> Iterator[Finding]:
    facts = libvlc_facts()
    if not facts.is_usable:
        problem = facts.problem or phrase("Doctor", "libVLC cannot be used.")
        yield Finding("libvlc", Verdict.BROKEN, problem, facts.hint)
    else:
        yield Finding("libvlc", Verdict.OK, f"libVLC {facts.version}")
    folders = [Path(os.environ["VLC_PLUGIN_PATH"])] if "VLC_PLUGIN_PATH" in os.environ else []
    folders += [*Path("/usr/lib").glob("*/vlc/plugins"), Path("/usr/lib/vlc/plugins")]
    missing = [
        name
        for name in _PLUGINS
        if not any(path for folder in folders for path in folder.glob(f"{name}.*"))
    ]
    if missing and sys.platform.startswith("linux"):
        yield Finding(
            "plugins",
            Verdict.BROKEN,
            phrase("Doctor", "libVLC's plug-ins are missing: {names}.").format(
                names=", ".join(missing)
            ),
            phrase("Doctor", "Install them: sudo apt install vlc-plugin-base"),
        )
    else:
        yield Finding(
            "plugins", Verdict.OK, phrase("Doctor", "libVLC's plug-ins for films are there")
        )


def _qt() -> Finding:
    facts = qt_facts()
    if facts.platform:
        return Finding(
            "qt",
            Verdict.OK,
            phrase("Doctor", "Qt shows windows by {name}").format(name=facts.platform),
        )
    if facts.problem:
        return Finding(
            "qt",
            Verdict.BROKEN,
            phrase("Doctor", "Qt cannot be loaded: {why}.").format(why=facts.problem),
            phrase("Doctor", "Install what it names; tracker play says which packages bring it."),
        )
    return Finding(
        "qt",
        Verdict.WARNING,
        phrase("Doctor", "Qt finds no screen to show a window on."),
        phrase("Doctor", "Start it on a desktop, or play with --headless."),
    )


def _audio() -> Finding:
    if has_sound_output():
        return Finding("audio", Verdict.OK, phrase("Doctor", "there is a sound output"))
    return Finding(
        "audio",
        Verdict.WARNING,
        phrase("Doctor", "There is no sound output: films play in silence."),
        phrase("Doctor", "Connect one, or start PipeWire or PulseAudio for this user."),
    )


def _keyring(place: TokenStore, state: StoreState) -> Finding:
    if state is StoreState.CONNECTED:
        return Finding(
            "keyring", Verdict.OK, phrase("Doctor", "{store} can be used").format(store=place.name)
        )
    if state is StoreState.PLAIN_TEXT:
        return Finding(
            "keyring",
            Verdict.WARNING,
            phrase(
                "Doctor",
                "keyring_backend_unsafe is set: the token is kept in plain text ({where}), and "
                "whoever reads that can use the account.",
            ).format(where=place.plain_text_at()),
            phrase(
                "Doctor",
                "Log out, install gnome-keyring or KWallet, take the setting out, and log in "
                "again.",
            ),
        )
    error = error_for(state)
    return Finding(
        "keyring",
        Verdict.BROKEN,
        phrase("Doctor", "{error} ({state})").format(
            error=str(error), state=_NAMES.get(state, state.value)
        ),
        error.hint,
    )


def _account(place: TokenStore, state: StoreState) -> Finding:
    if not state.is_usable:
        # Asked again, a keyring that hangs would hang again.
        text = phrase(
            "Doctor", "Whether an account is connected cannot be told without the keyring."
        )
        cure = phrase("Doctor", "Mend the keyring first, see above.")
        return Finding("account", Verdict.WARNING, text, cure)
    try:
        is_own_app = grant_of(place.get()) is not None
    except AuthError as error:
        return Finding("account", Verdict.WARNING, str(error), error.hint)
    if is_own_app:
        kind = phrase(
            "Doctor", "a sign-in by your own app is stored; it is tried with the first event"
        )
    else:
        kind = phrase("Doctor", "an access token is stored; it is tried with the first event")
    return Finding("account", Verdict.OK, kind)


def _family(settings: Settings) -> Finding:
    family = ApiFamily(settings.hubspot_api)
    text = phrase("Doctor", "API {family}; {note}").format(
        family=family.value, note=family.note_on_fields
    )
    match family:
        case ApiFamily.V1:
            return Finding(
                "api",
                Verdict.WARNING,
                phrase("Doctor", "{text}; HubSpot supports v1 until September 2027.").format(
                    text=text
                ),
                phrase(
                    "Doctor",
                    "Set hubspot_api to 2026-03 once `tracker doctor --online` says that it "
                    "answers.",
                ),
            )
        case ApiFamily.V2026_09 | ApiFamily.V2:
            return Finding(
                "api",
                Verdict.WARNING,
                phrase(
                    "Doctor", "{text}; HubSpot's schema of events does not name this version."
                ).format(text=text),
                phrase(
                    "Doctor", "Ask with `tracker doctor --online`, or set hubspot_api to 2026-03."
                ),
            )
        case _:
            return Finding("api", Verdict.OK, text)


def _clock(now_s: float) -> Finding:
    cure = phrase("Doctor", "Set the clock and turn network time on: sudo timedatectl set-ntp true")
    if now_s < EARLIEST_S:
        when = time.strftime("%Y-%m-%d", time.gmtime(now_s))
        return Finding(
            "clock",
            Verdict.BROKEN,
            phrase("Doctor", "The clock says {when}, which is past.").format(when=when),
            cure,
        )
    if Path("/run/systemd/timesync/synchronized").exists():
        return Finding("clock", Verdict.OK, phrase("Doctor", "the clock is set by the network"))
    return Finding("clock", Verdict.OK, phrase("Doctor", "the clock is in a year that can be"))


def _disk(profile: Path) -> Finding:
    if profile.stat().st_mode & 0o077:
        return Finding(
            "disk",
            Verdict.BROKEN,
            phrase("Doctor", "Other users may look into {profile}.").format(profile=profile),
            phrase("Doctor", "Take that away: chmod 700 {profile}").format(profile=profile),
        )
    free = shutil.disk_usage(profile).free
    if free < FEW_BYTES:
        verdict = Verdict.BROKEN if free < LEAST_BYTES else Verdict.WARNING
        text = phrase("Doctor", "Only {free} MB are free for {profile}.")
        return Finding(
            "disk",
            verdict,
            text.format(free=free // 2**20, profile=profile),
            phrase("Doctor", "Free some space on that disk."),
        )
    text = phrase("Doctor", "{free} MB are free for {profile}")
    return Finding("disk", Verdict.OK, text.format(free=free // 2**20, profile=profile))


def _queue(profile: Path) -> Iterator[Finding]:
    try:
        with open_browser(profile) as browser:
            stats, damaged = browser.stats(), browser.verify_rows()
    except StorageError as error:
        yield Finding("queue", Verdict.BROKEN, str(error), error.hint)
        return
    if damaged:
        yield Finding(
            "queue",
            Verdict.BROKEN,
            phrase("Doctor", "{count} rows are damaged: {first}.").format(
                count=len(damaged), first=damaged[0]
            ),
            phrase(
                "Doctor",
                "Check the disk; the damaged rows go to the dead letters, the others are sent.",
            ),
        )
    if stats.dead:
        yield Finding(
            "queue",
            Verdict.WARNING,
            phrase("Doctor", "{count} events were given up.").format(count=stats.dead),
            phrase("Doctor", "See why: tracker outbox list --state dead"),
        )
    if stats.held:
        yield Finding(
            "queue",
            Verdict.WARNING,
            phrase("Doctor", "{count} events wait until it is known who watched.").format(
                count=stats.held
            ),
            phrase(
                "Doctor",
                "See which: tracker outbox list --state held; name the person: tracker identify",
            ),
        )
    yield Finding(
        "queue",
        Verdict.OK,
        phrase("Doctor", "{count} events to send, {delivered} delivered").format(
            count=stats.unsettled, delivered=stats.delivered
        ),
    )


def _online(
    profile: Path,
    settings: Settings,
    environ: Mapping[str, str],
    clock: Callable[[], float] = time.time,
) -> Iterator[Finding]:
    from tracker.app.account import token_source
    from tracker.hubspot.families import TIMES, ask_families

    try:
        reached = hubspot_settings(settings)
        answers = ask_families(
            type(reached)(base_url=reached.base_url, times=TIMES),
            token_source(profile, settings, environ),
        )
    except (AuthError, SettingsError) as error:
        yield _of_error("online", error)
        return
    for answer in answers:
        yield _of_family(answer, is_used=answer.family.value == settings.hubspot_api)
    skews = [clock() - answer.server_s for answer in answers if answer.server_s is not None]
    if skews and abs(skews[-1]) > MOST_SKEW_S:
        ahead = phrase("Doctor", "This clock is {seconds} s ahead.")
        behind = phrase("Doctor", "This clock is {seconds} s behind.")
        yield Finding(
            "clock",
            Verdict.BROKEN,
            (ahead if skews[-1] > 0 else behind).format(seconds=round(abs(skews[-1]))),
            phrase("Doctor", "Turn network time on: sudo timedatectl set-ntp true"),
        )


def _of_family(answer: "FamilyAnswer", *, is_used: bool) -> Finding:
    text = phrase("Doctor", "{family}: {message}").format(
        family=answer.family.value, message=answer.message
    )
    if answer.answers:
        return Finding("online", Verdict.OK, text)
    cure = phrase("Doctor", "Set hubspot_api to one that answers.") if is_used else None
    return Finding("online", Verdict.BROKEN if is_used else Verdict.WARNING, text, cure)


def _of_error(check: str, error: TrackerError) -> Finding:
    return Finding(check, Verdict.BROKEN, str(error), error.hint)
