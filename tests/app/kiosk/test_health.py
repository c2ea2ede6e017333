"""Health: one file for any monitoring, silent outside the opening hours, with nobody in it."""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.kiosk.stand import example_text, write_stand
from tracker.app.findings import Verdict
from tracker.app.kiosk.config import Hours, KioskConfig
from tracker.app.kiosk.faults import DAY_S, faults_of_day, note_fault
from tracker.app.kiosk.health import (
    Health,
    body_of_process,
    judge,
    make_health,
    read_health,
    write_health,
)
from tracker.app.kiosk.pulse import Signs
from tracker.app.kiosk.reading import read_config
from tracker.model.delivery import OutboxStats
from tracker.model.errors import SettingsError

NOW_S = 1_795_400_000.0
CLOSED = Hours(((),) * 6 + (((0, 1),),))


@pytest.fixture
def config(tmp_path: Path) -> KioskConfig:
    """Return a stand that is always open."""
    return replace(read_config(write_stand(tmp_path, example_text())), hours=Hours())


@pytest.fixture
def health(config: KioskConfig, tmp_path: Path) -> Health:
    """Return a stand that is well."""
    signs = Signs(state="attract", beat_s=NOW_S - 1, picture_s=NOW_S - 1, moves=True)
    made = make_health(
        config, tmp_path, signs, OutboxStats(pending=3, held=2), version="1",
        faults_today=0, oldest_s=60.0, now_s=NOW_S,
    )  # fmt: skip
    return replace(made, disk_free=10**10, temperature_c=50.0)


def verdicts(health: Health | None, config: KioskConfig, now_s: float = NOW_S) -> dict[str, str]:
    """Return each finding's verdict."""
    return {one.check: one.verdict.value for one in judge(health, config, now_s)}


def test_what_is_written_is_read_and_all_is_well(health: Health, config: KioskConfig) -> None:
    """A stand that lives has nothing but good news."""
    path = config.path.with_name("health.json")
    write_health(path, health, for_all=True)
    assert path.stat().st_mode & 0o777 == 0o644
    assert read_health(path) == health
    assert set(verdicts(health, config).values()) == {"ok"}
    write_health(path, health, for_all=False)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("check", "verdict", "changes"),
    [
        ("picture", "broken", {"picture_s": NOW_S - 600}),
        ("picture", "broken", {"moves": False, "picture_s": 0.0, "beat_s": NOW_S - 600}),
        ("picture", "broken", {"gave_up": True}),
        ("picture", "ok", {"moves": False, "picture_s": 0.0}),
        ("queue", "warning", {"oldest_s": 3 * DAY_S}),
        ("queue", "ok", {"oldest_s": 3 * DAY_S, "waiting": 0}),
        ("disk", "warning", {"disk_free": 200 * 2**20}),
        ("disk", "broken", {"disk_free": 2**20}),
        ("heat", "warning", {"temperature_c": 96.0}),
    ],
)
def test_each_trouble_is_named(
    health: Health, config: KioskConfig, check: str, verdict: str, changes: dict[str, object]
) -> None:
    """With its verdict, and a cure for what is not well."""
    ill = replace(health, **changes)  # type: ignore[arg-type]
    found = next(one for one in judge(ill, config, NOW_S) if one.check == check)
    assert found.verdict.value == verdict
    assert (found.cure is None) == (found.verdict is Verdict.OK)


def test_silence_is_bad_news_only_while_the_stand_should_be_open(
    health: Health, config: KioskConfig
) -> None:
    """Nobody is woken at night because a stand is switched off."""
    late_s = NOW_S + 3600
    assert verdicts(health, config, late_s) == {"stand": "broken"}
    assert verdicts(None, config) == {"stand": "broken"}
    closed = replace(config, hours=CLOSED)
    assert verdicts(health, closed, late_s) == {"stand": "ok"}
    assert verdicts(None, closed) == {"stand": "ok"}


def test_a_stand_that_died_before_the_clock_was_put_back_does_not_seem_alive(
    health: Health, config: KioskConfig
) -> None:
    """What it said last lies in the future then, for as long as the clock was wrong."""
    [found] = judge(health, config, NOW_S - 30 * DAY_S)
    assert (found.check, found.verdict) == ("stand", Verdict.BROKEN)
    assert "since the clock was put back" in found.text


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"at_s": 1}'])
def test_what_is_no_health_is_told_as_such(tmp_path: Path, text: str) -> None:
    """A file of somebody else's is not taken for a stand."""
    path = tmp_path / "other.json"
    path.write_text(text)
    with pytest.raises(SettingsError):
        read_health(path)
    assert read_health(tmp_path / "none.json") is None


def test_a_process_knows_what_it_takes() -> None:
    """Memory and open files, for the ceilings."""
    body = body_of_process()
    assert 10 * 2**20 < body.memory < 10**11
    assert 3 <= body.open_files < 10_000


def test_faults_are_counted_for_a_day_and_damage_counts_nothing(tmp_path: Path) -> None:
    """What was long ago, or lies ahead of the clock, is no fault of today."""
    now_s = time.time()
    assert faults_of_day(tmp_path, now_s) == 0
    for ago_s in (DAY_S + 1, 100, 1):
        note_fault(tmp_path, now_s - ago_s)
    assert faults_of_day(tmp_path, now_s) == 2
    path = tmp_path / "kiosk-faults.json"
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text(json.dumps([now_s + 999, "x", None]))
    assert faults_of_day(tmp_path, now_s) == 0
    path.write_text("{")
    assert faults_of_day(tmp_path, now_s) == 0
