"""Visits and proof of play: durable, told once, and never one visitor's for another's."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.builders import WALL_MS, checkpoint, opening, whole_film
from tracker.model.delivery import HeldReason
from tracker.model.errors import SettingsError
from tracker.model.media import Viewer
from tracker.model.people import Consent
from tracker.model.units import UnixMs
from tracker.model.visits import ProofOfPlay, Visit, VisitOutcome
from tracker.storage.browse import OutboxBrowser
from tracker.storage.journal import Journal
from tracker.storage.stand import StandLog

EVER = UnixMs(10**13)
ADA = Viewer(email="ada@example.test")
CONSENT = Consent("2026-11", "You may write to me.", WALL_MS)
PLAY = ProofOfPlay("p-1", "lobby", "attract", "Reel", "c0ffee", WALL_MS, WALL_MS, is_full=False)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[StandLog]:
    """Return the log of a stand whose database is still empty."""
    log = StandLog(tmp_path)
    yield log
    log.close()


def watch(
    profile: Path, session_id: str, visit_id: str | None, *, over_after_ms: int = 13_000
) -> None:
    """Let a whole film be watched within a visit."""
    journal = Journal(profile)
    journal.open_session(replace(opening(session_id), visit_id=visit_id), wall_ms=WALL_MS)
    journal.append(whole_film(session_id), checkpoint(session_id))
    journal.close_session(session_id, wall_ms=UnixMs(WALL_MS + over_after_ms))
    journal.close()


def visit(visit_id: str) -> Visit:
    """Return a visit that begins now."""
    return Visit(visit_id, "lobby", "de", WALL_MS)


def test_a_visit_ends_once_and_keeps_how_it_ended(log: StandLog) -> None:
    """Closing it again, as after a crash at that very moment, changes nothing."""
    log.open_visit(visit("v"))
    log.open_visit(visit("v"))
    closed_ms = UnixMs(WALL_MS + 60_000)
    log.close_visit("v", VisitOutcome.EMAIL, "fr", closed_ms=closed_ms)
    log.close_visit("v", VisitOutcome.LEFT, "en", closed_ms=EVER)
    log.close_cut_off("lobby")
    ended = Visit("v", "lobby", "fr", WALL_MS, closed_ms, VisitOutcome.EMAIL)
    assert list(log.visits(WALL_MS, EVER)) == [ended]
    assert list(log.visits(UnixMs(WALL_MS + 1), EVER)) == []


def test_a_crash_ends_a_visit_with_the_last_that_is_known_of_it(
    log: StandLog, tmp_path: Path
) -> None:
    """Another stand's visit of the same queue goes on."""
    log.open_visit(visit("v"))
    log.open_visit(replace(visit("other"), device="hall"))
    watch(tmp_path, "film", "v")
    watch(tmp_path, "another's", "other", over_after_ms=99_000)
    assert log.close_cut_off("lobby") == 1
    ended, other = log.visits(WALL_MS, EVER)
    assert (ended.closed_ms, ended.outcome) == (WALL_MS + 13_000, VisitOutcome.CUT_OFF)
    assert other.outcome is VisitOutcome.OPEN


def test_a_visitor_is_attached_to_all_of_their_visit_and_to_nothing_else(
    log: StandLog, tmp_path: Path
) -> None:
    """The visit before, the visit after, and a film outside any visit stay nobody's."""
    for session_id, visit_id in (("a", "before"), ("b", "v"), ("c", "v"), ("d", "after")):
        watch(tmp_path, session_id, visit_id)
    watch(tmp_path, "e", None)
    assert log.identify_visit("v", ADA, CONSENT, now_ms=WALL_MS) == 2
    assert log.identify_visit("v", ADA, CONSENT, now_ms=WALL_MS) == 2
    browser = OutboxBrowser(tmp_path)
    known = {one.session_id: one.viewer.email for one in browser.recent_sessions()}
    browser.close()
    assert known == {"a": None, "b": ADA.email, "c": ADA.email, "d": None, "e": None}


def test_a_visit_is_never_given_to_a_second_person(log: StandLog, tmp_path: Path) -> None:
    """Not even in part."""
    watch(tmp_path, "a", "v")
    log.identify_visit("v", ADA, CONSENT, now_ms=WALL_MS)
    watch(tmp_path, "b", "v")
    with pytest.raises(SettingsError):
        log.identify_visit("v", Viewer(email="eve@example.test"), CONSENT, now_ms=WALL_MS)
    browser = OutboxBrowser(tmp_path)
    assert {one.viewer.email for one in browser.recent_sessions()} == {ADA.email, None}
    browser.close()


def test_by_the_id_of_a_visit_all_its_sessions_can_be_identified(tmp_path: Path) -> None:
    """The page behind the QR code knows the visit, and only that."""
    watch(tmp_path, "a", "v")
    watch(tmp_path, "b", "v")
    browser = OutboxBrowser(tmp_path)
    held = [row for row in browser.list_rows() if row.reason == HeldReason.NO_VIEWER.value]
    contact = Viewer(contact_id=101)
    assert browser.identify("v", contact, now_ms=WALL_MS, reason="page") == len(held) == 14
    with pytest.raises(SettingsError, match="no session w"):
        browser.identify("w", contact, now_ms=WALL_MS, reason="page")
    browser.close()


def test_a_play_is_one_row_that_knows_how_far_it_came(log: StandLog) -> None:
    """What a crash leaves is the last word before it."""
    log.note_play(PLAY)
    further = replace(PLAY, ended_ms=UnixMs(WALL_MS + 9_000))
    log.note_play(further)
    assert list(log.plays(WALL_MS, EVER)) == [further]
    full = replace(further, ended_ms=UnixMs(WALL_MS + 12_000), is_full=True)
    log.note_play(full)
    assert list(log.plays(WALL_MS, EVER)) == [full]


def test_what_began_by_a_wrong_clock_is_in_every_report_and_never_old(log: StandLog) -> None:
    """A machine without a battery begins in 1970 until it hears the time (R10)."""
    early = replace(visit("early"), opened_ms=UnixMs(60_000))
    log.open_visit(early)
    log.open_visit(visit("v"))
    log.note_play(replace(PLAY, started_ms=UnixMs(60_000), ended_ms=UnixMs(90_000)))
    log.expire(WALL_MS)
    assert [one.visit_id for one in log.visits(WALL_MS, EVER)] == ["early", "v"]
    assert [one.visit_id for one in log.visits(UnixMs(WALL_MS + 1), EVER)] == ["early"]
    assert [one.started_ms for one in log.plays(WALL_MS, EVER)] == [60_000]


def test_history_goes_when_its_time_is_over(log: StandLog) -> None:
    """What began at or after the moment stays."""
    log.open_visit(visit("v"))
    log.note_play(PLAY)
    log.expire(WALL_MS)
    assert list(log.visits(WALL_MS, EVER))
    log.expire(UnixMs(WALL_MS + 1))
    assert list(log.visits(UnixMs(0), EVER)) == []
    assert list(log.plays(UnixMs(0), EVER)) == []
