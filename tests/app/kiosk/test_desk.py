"""The desk: what is said is written, in its order, also late and also after a crash."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.storage.test_stand import ADA, CONSENT, EVER, PLAY, watch
from tracker.app.kiosk import desk as desk_module
from tracker.app.kiosk.config import ConsentChoice, Identification
from tracker.app.kiosk.desk import Desk
from tracker.app.kiosk.reading import read_config
from tracker.app.kiosk.stand import consent_to
from tracker.model.delivery import OutboxStats
from tracker.model.errors import StorageError
from tracker.model.units import UnixMs
from tracker.model.visits import Visit, VisitOutcome
from tracker.storage.browse import OutboxBrowser
from tracker.storage.stand import StandLog

from tests.app.kiosk.stand import example_text, write_stand  # isort: skip

VISIT = Visit("v", "lobby", "en", UnixMs(1_795_400_000_000))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk at work."""
    desk = Desk(tmp_path, "lobby", lambda _stats, _oldest_s: None)
    desk.start()
    yield desk
    desk.close()


def soon(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def visits(profile: Path) -> list[Visit]:
    """Return what is written of visits."""
    log = StandLog(profile)
    try:
        return list(log.visits(UnixMs(0), EVER))
    finally:
        log.close()


def emails(profile: Path) -> dict[str, str | None]:
    """Return who watched each session."""
    browser = OutboxBrowser(profile)
    try:
        return {one.session_id: one.viewer.email for one in browser.recent_sessions()}
    finally:
        browser.close()


def test_all_that_was_said_is_written_before_the_end(desk: Desk, tmp_path: Path) -> None:
    """In the order in which it was said."""
    desk.open_visit(VISIT)
    desk.note_play(PLAY)
    desk.close_visit("v", VisitOutcome.DONE, "de")
    assert desk.close()
    (visit,) = visits(tmp_path)
    assert (visit.outcome, visit.language) == (VisitOutcome.DONE, "de")
    log = StandLog(tmp_path)
    assert list(log.plays(UnixMs(0), EVER)) == [PLAY]
    log.close()


def test_a_film_whose_row_comes_late_is_its_visitors_too(desk: Desk, tmp_path: Path) -> None:
    """The recorder may still be writing when the address is sent."""
    desk.open_visit(VISIT)
    told: list[bool] = []
    desk.keep_lead("v", ADA, CONSENT, told.append)
    soon(lambda: bool(visits(tmp_path)))
    assert told == []
    watch(tmp_path, "late", "v")
    soon(lambda: told == [True])
    assert emails(tmp_path)["late"] == ADA.email, "whoever is thanked has been written"
    watch(tmp_path, "later", "v")
    watch(tmp_path, "other", "w")
    soon(lambda: emails(tmp_path)["later"] == ADA.email)
    assert told == [True]
    assert emails(tmp_path)["other"] is None


def test_a_lead_that_cannot_be_written_is_refused_and_given_up(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it could be written later: its visitor was told that it was not."""

    def fails(*_: object, **__: object) -> int:
        raise StorageError("The disk is full.", hint="Free some space.")

    monkeypatch.setattr(desk_module, "LEAD_WITHIN_S", 0.3)
    monkeypatch.setattr(desk_module, "RETRY_S", 0.05)
    watch(tmp_path, "film", "v")
    told: list[bool] = []
    with monkeypatch.context() as broken:
        broken.setattr(StandLog, "identify_visit", fails)
        desk.keep_lead("v", ADA, CONSENT, told.append)
        desk.open_visit(VISIT)
        soon(lambda: told == [False])
    soon(lambda: bool(visits(tmp_path)))
    assert emails(tmp_path) == {"film": None}
    desk.keep_lead("v", ADA, CONSENT, told.append)
    soon(lambda: told == [False, True])
    assert emails(tmp_path) == {"film": ADA.email}


def test_a_visit_that_a_crash_left_open_is_closed_at_the_start(tmp_path: Path) -> None:
    """And told as cut off."""
    log = StandLog(tmp_path)
    log.open_visit(VISIT)
    log.close()
    desk = Desk(tmp_path, "lobby", lambda _stats, _oldest_s: None)
    desk.start()
    soon(lambda: visits(tmp_path)[0].outcome is VisitOutcome.CUT_OFF)
    assert desk.close()


def test_what_cannot_be_written_now_is_written_later(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full or busy disk costs time, not visits."""
    whole, tries = StandLog.open_visit, []

    def fails_twice(log: StandLog, visit: Visit) -> None:
        tries.append(visit)
        if len(tries) < 3:
            raise StorageError("The disk is full.", hint="Free some space.")
        whole(log, visit)

    monkeypatch.setattr(desk_module, "RETRY_S", 0.05)
    monkeypatch.setattr(StandLog, "open_visit", fails_twice)
    desk.open_visit(VISIT)
    desk.close_visit("v", VisitOutcome.LEFT, "en")
    soon(lambda: bool(visits(tmp_path)) and visits(tmp_path)[0].closed_ms is not None)
    assert len(tries) == 3


def test_a_mistake_of_ours_costs_one_word_and_not_the_log(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes after it is written; a visitor whose lead it cost hears of it."""

    def mistaken(*_: object, **__: object) -> int:
        raise ValueError("a mistake")

    told: list[bool] = []
    monkeypatch.setattr(StandLog, "note_play", mistaken)
    monkeypatch.setattr(StandLog, "identify_visit", mistaken)
    desk.note_play(PLAY)
    desk.keep_lead("v", ADA, CONSENT, told.append)
    desk.open_visit(VISIT)
    soon(lambda: bool(visits(tmp_path)))
    assert told == [False]


@pytest.mark.parametrize("what", ["close_cut_off", "expire"])
def test_a_mistake_of_ours_in_the_keeping_of_the_log_is_not_its_end(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand runs for months, and so does its desk."""
    whole = getattr(StandLog, what)
    mistakes: list[str] = []

    def stumbles(*args: object, **named: object) -> object:
        if not mistakes:
            mistakes.append(what)
            raise ValueError("a mistake")
        return whole(*args, **named)

    monkeypatch.setattr(desk_module, "RETRY_S", 0.05)
    monkeypatch.setattr(StandLog, what, stumbles)
    desk = Desk(tmp_path, "lobby", lambda _stats, _oldest_s: None, history_days=30)
    desk.start()
    soon(lambda: bool(mistakes))
    desk.open_visit(VISIT)
    soon(lambda: bool(visits(tmp_path)))
    assert desk.close()


def test_health_is_told_with_the_queues_counts(tmp_path: Path) -> None:
    """Also how long the oldest event has waited."""
    told: list[tuple[OutboxStats, float]] = []
    watch(tmp_path, "s", None)
    desk = Desk(tmp_path, "lobby", lambda stats, oldest_s: told.append((stats, oldest_s)))
    desk.start()
    soon(lambda: bool(told))
    assert desk.close()
    assert told[0][0].held == 7
    assert told[0][1] == 0.0


def test_consent_is_kept_word_for_word_with_its_version(tmp_path: Path) -> None:
    """In the language in which it was read; what was not ticked was not agreed to."""
    config = read_config(write_stand(tmp_path, example_text()))
    found = consent_to(config, ("contact",), "de")
    assert found is not None
    assert found.version == "contact 2026-11 de"
    assert found.text == "Example Company darf mir zu den gesehenen Filmen schreiben."
    assert consent_to(config, (), "de") is None
    assert Identification(consents=(ConsentChoice("x", "1", {}),)).is_offered is False
