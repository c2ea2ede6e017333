"""The health of a stand: one small file for any monitoring, and what to think of it.

Knows: what is written, how, and when it is bad news. Nobody is in it by name.
Must never know: who asks.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path

from tracker.app.findings import EARLIEST_S, FEW_BYTES, LEAST_BYTES, Finding, Verdict
from tracker.app.kiosk.config import KioskConfig
from tracker.app.kiosk.pulse import Signs
from tracker.model.delivery import OutboxStats
from tracker.model.errors import SettingsError
from tracker.model.records import dataclass

FILE_NAME = "kiosk-health.json"

WRITE_EVERY_S = 10.0
STALE_S = 60.0
"""A file that is older belongs to a stand that does not live."""

OLD_QUEUE_S = 24 * 3600.0
HOT_C = 85.0

_THERMAL = Path("/sys/class/thermal")


@dataclass(frozen=True, slots=True)
class Health:
    """How a stand is, at ``at_s``. Moments are Unix seconds, 0 for never; sizes are bytes.

    ``oldest_s`` is how long the oldest event that could be sent has waited. ``temperature_c`` is
    None where the machine does not say.
    """

    at_s: float
    device: str
    version: str
    pid: int
    is_open: bool
    state: str
    beat_s: float
    picture_s: float
    moves: bool
    gave_up: bool
    renewals: int
    faults_today: int
    waiting: int
    held: int
    dead: int
    oldest_s: float
    disk_free: int
    memory: int
    open_files: int
    temperature_c: float | None


@dataclass(frozen=True, slots=True)
class Body:
    """What the process takes: bytes of memory and open files; 0 where that cannot be known."""

    memory: int = 0
    open_files: int = 0


def body_of_process() -> Body:
    """Look at this process."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return Body(pages * os.sysconf("SC_PAGE_SIZE"), len(list(Path("/proc/self/fd").iterdir())))
    except (OSError, ValueError, IndexError):
        return Body()


def temperature() -> float | None:
    """Return the hottest of the machine's thermometers in °C, None where there is none."""
    found = []
    for zone in _THERMAL.glob("thermal_zone*/temp"):
        try:
            found.append(int(zone.read_text("ascii")) / 1000)
        except (OSError, ValueError):
            continue
    return max((one for one in found if 0 < one < 150), default=None)


def make_health(
    config: KioskConfig,
    profile: Path,
    signs: Signs,
    stats: OutboxStats,
    *,
    version: str,
    faults_today: int,
    oldest_s: float,
    now_s: float,
) -> Health:
    """Put together how things stand now."""
    body = body_of_process()
    return Health(
        at_s=now_s,
        device=config.device,
        version=version,
        pid=os.getpid(),
        is_open=is_open(config, now_s),
        state=signs.state,
        beat_s=signs.beat_s,
        picture_s=signs.picture_s,
        moves=signs.moves,
        gave_up=signs.gave_up,
        renewals=signs.renewals,
        faults_today=faults_today,
        waiting=stats.unsettled,
        held=stats.held,
        dead=stats.dead,
        oldest_s=oldest_s,
        disk_free=shutil.disk_usage(profile).free,
        memory=body.memory,
        open_files=body.open_files,
        temperature_c=temperature(),
    )


def is_open(config: KioskConfig, now_s: float) -> bool:
    """Whether the stand is open at a moment, by the machine's own time zone."""
    local = time.localtime(now_s)
    return config.hours.is_open(local.tm_wday, local.tm_hour * 60 + local.tm_min)


def health_path(config: KioskConfig, profile: Path) -> Path:
    """Return where the health of a stand is written: as configured, else in the profile."""
    return config.health_file or profile / FILE_NAME


def write_health(path: Path, health: Health, *, for_all: bool) -> None:
    """Replace the file in one go. ``for_all``: everybody may read it. Raise OSError."""
    new = path.with_name(path.name + ".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w") as file:
        os.fchmod(descriptor, 0o644 if for_all else 0o600)
        json.dump(asdict(health), file, sort_keys=True)
        file.write("\n")
    new.replace(path)


def read_health(path: Path) -> Health | None:
    """Return what was written last; None where nothing was. Raise SettingsError for the rest."""
    cure = "Name a file of this program as health_file, or start the stand."
    try:
        found = json.loads(path.read_text("utf-8"))
        return Health(**{one.name: found[one.name] for one in fields(Health)})
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = error.strerror or error
        raise SettingsError(
            f"The health file {path} cannot be read: {reason}.", hint=cure
        ) from None
    except (ValueError, KeyError, TypeError):
        raise SettingsError(f"{path} is not the health of a stand.", hint=cure) from None


def judge(health: Health | None, config: KioskConfig, now_s: float) -> Iterator[Finding]:
    """Say what is good and bad. Outside the opening hours a stand that is off is no bad news."""
    expected = is_open(config, now_s)
    # One from the future is as old as any: a stand that lives goes with the clock.
    if health is None or abs(now_s - health.at_s) > STALE_S:
        yield _silence(health, now_s, expected=expected)
        return
    yield Finding("stand", Verdict.OK, f"“{health.device}” lives, {health.state}")
    yield _picture(health, config, now_s)
    yield _queue(health)
    yield _disk(health)
    if health.at_s < EARLIEST_S:
        cure = "Turn network time on: sudo timedatectl set-ntp true"
        yield Finding("clock", Verdict.BROKEN, "The clock says a year that is past.", cure)
    else:
        yield Finding("clock", Verdict.OK, "the clock is in a year that can be")
    if health.temperature_c is not None:
        is_hot = health.temperature_c >= HOT_C
        yield Finding(
            "heat",
            Verdict.WARNING if is_hot else Verdict.OK,
            f"{health.temperature_c:.0f} °C",
            "Give the machine some air." if is_hot else None,
        )
    megabytes = health.memory // 2**20
    yield Finding("memory", Verdict.OK, f"{megabytes} MB, {health.open_files} open files")


def _silence(health: Health | None, now_s: float, *, expected: bool) -> Finding:
    if health is None:
        last = "ever"
    elif health.at_s > now_s:
        last = "since the clock was put back"
    else:
        last = f"for {round(now_s - health.at_s)} s"
    if not expected:
        return Finding("stand", Verdict.OK, f"closed at this hour; nothing was heard {last}")
    cure = "Look at it: systemctl status tracker-kiosk"
    return Finding("stand", Verdict.BROKEN, f"Nothing was heard of the stand {last}.", cure)


def _picture(health: Health, config: KioskConfig, now_s: float) -> Finding:
    if health.gave_up:
        return Finding(
            "picture",
            Verdict.BROKEN,
            f"The fallback picture stays, after {health.faults_today} restarts within a day.",
            "Look into tracker.log of the profile, then restart the service.",
        )
    age_s = now_s - max(health.picture_s, health.beat_s if not health.moves else 0.0)
    if health.is_open and age_s > config.guard.frozen_s + STALE_S:
        return Finding(
            "picture",
            Verdict.BROKEN,
            f"The last picture is {round(age_s)} s old.",
            "The stand restarts by itself; if it does not, restart the service.",
        )
    again = f", {health.renewals} times renewed" if health.renewals else ""
    return Finding("picture", Verdict.OK, f"the last sign is {max(0, round(age_s))} s old{again}")


def _queue(health: Health) -> Finding:
    text = f"{health.waiting} to send, {health.held} without a name, {health.dead} given up"
    if health.waiting and health.oldest_s > OLD_QUEUE_S:
        cure = "Connect the stand to the network, and see `tracker status`."
        hours = round(health.oldest_s / 3600)
        return Finding("queue", Verdict.WARNING, f"{text}; the oldest waits {hours} hours", cure)
    return Finding("queue", Verdict.OK, text)


def _disk(health: Health) -> Finding:
    text = f"{health.disk_free // 2**20} MB are free"
    if health.disk_free < FEW_BYTES:
        verdict = Verdict.BROKEN if health.disk_free < LEAST_BYTES else Verdict.WARNING
        return Finding("disk", verdict, f"Only {text}.", "Free some space on that disk.")
    return Finding("disk", Verdict.OK, text)
