"""Erasure: nothing of the person is left in any file, and the proof of sending is."""

from pathlib import Path

import pytest

from tests.storage.builders import WALL_MS, played, queue_events
from tracker.model.delivery import Delivered, RowState
from tracker.model.errors import SettingsError, StorageBusyError
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.people import Consent
from tracker.model.units import UnixMs
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database
from tracker.storage.forget import Forgetter, Forgotten
from tracker.storage.journal import Journal
from tracker.storage.outbox import Outbox
from tracker.storage.sessions import StoredSession

EMAIL = "planted.person@example.test"
ADA = Viewer(contact_id=4_711_000_222, email=EMAIL)


def deliver(profile: Path, count: int) -> None:
    """Deliver the first rows of the queue."""
    outbox = Outbox(profile)
    assert outbox.take_lead()
    for _ in range(count):
        (row,) = outbox.due(1, now_ms=WALL_MS)
        claimed = outbox.claim(row, b'{"contactId":4711000222}')
        assert claimed is not None
        outbox.settle(claimed, Delivered(200), now_ms=WALL_MS, next_try_ms=WALL_MS)
    outbox.close()


def close(profile: Path, session_id: str) -> None:
    """End a session."""
    journal = Journal(profile)
    journal.close_session(session_id, wall_ms=WALL_MS)
    journal.close()


def sessions(profile: Path) -> dict[str, StoredSession]:
    """Return the sessions by their ids."""
    browser = OutboxBrowser(profile)
    found = {session.session_id: session for session in browser.recent_sessions()}
    browser.close()
    return found


def test_a_person_is_gone_from_every_file_and_the_proof_stays(tmp_path: Path) -> None:
    """Queued rows are given up; delivered ones keep that something was sent."""
    queue_events(tmp_path, "hers", viewer=ADA)
    queue_events(tmp_path, "other", viewer=Viewer(contact_id=5))
    browser = OutboxBrowser(tmp_path)
    consent = Consent("2026-1", "planted-consent-text", WALL_MS)
    browser.identify("hers", Viewer(), now_ms=WALL_MS, reason="form", consent=consent)
    before = [row for row in browser.list_rows() if row.session_id == "hers"]
    browser.close()
    deliver(tmp_path, 3)
    # A player that stays open keeps the log, which holds what was written before.
    player = Journal(tmp_path)
    forgetter = Forgetter(tmp_path)
    done = forgetter.forget_email(EMAIL.upper())
    forgetter.close()
    assert (done.sessions, done.given_up + done.delivered) == (1, 7)
    assert sessions(tmp_path)["hers"].viewer == ANONYMOUS
    browser = OutboxBrowser(tmp_path)
    after = [row for row in browser.list_rows() if row.session_id == "hers"]
    assert browser.stats().pending + browser.stats().delivered == done.delivered + 7
    assert browser.verify_rows() == []
    browser.close()
    assert [(row.seq, row.kind, row.percent, row.occurred_ms) for row in after] == [
        (row.seq, row.kind, row.percent, row.occurred_ms) for row in before
    ]
    assert {row.contact_id for row in after} == {None}
    assert {row.reason for row in after if row.state is RowState.DEAD} == {"forgotten"}
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for planted in (EMAIL.encode(), b"planted-consent-text", b"4711000222"):
        assert planted not in files
    player.close()


def test_all_sessions_of_the_contact_behind_an_address_go(tmp_path: Path) -> None:
    """Also those that were attached by the contact's id alone; nobody else's."""
    queue_events(tmp_path, "by-email", [played("by-email")], viewer=ADA)
    queue_events(tmp_path, "by-id", [played("by-id")], viewer=Viewer(contact_id=ADA.contact_id))
    queue_events(tmp_path, "other", [played("other")], viewer=Viewer(contact_id=5))
    forgetter = Forgetter(tmp_path)
    assert forgetter.forget_email(EMAIL) == Forgotten(2, 2, 0)
    assert forgetter.forget_email("nobody@example.test") == Forgotten()
    forgetter.close()
    assert sessions(tmp_path)["other"].viewer == Viewer(contact_id=5)


def test_one_session_is_forgotten_by_its_id(tmp_path: Path) -> None:
    """And an unknown one is told."""
    queue_events(tmp_path, "first", viewer=ADA)
    queue_events(tmp_path, "second", viewer=ADA)
    forgetter = Forgetter(tmp_path)
    assert forgetter.forget_session("first") == Forgotten(1, 7, 0)
    with pytest.raises(SettingsError, match="no session third"):
        forgetter.forget_session("third")
    forgetter.close()
    assert sessions(tmp_path)["second"].viewer == ADA


def test_an_event_under_way_is_not_pulled_away(tmp_path: Path) -> None:
    """Nothing changes then."""
    queue_events(tmp_path, "s", viewer=ADA)
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    (row,) = outbox.due(1, now_ms=WALL_MS)
    assert outbox.claim(row, b"{}") is not None
    forgetter = Forgetter(tmp_path)
    with pytest.raises(StorageBusyError, match="being sent"):
        forgetter.forget_session("s")
    forgetter.close()
    outbox.close()
    assert sessions(tmp_path)["s"].viewer == ADA


def test_retention_erases_settled_people_of_long_ago(tmp_path: Path) -> None:
    """Neither those with something to send, nor open or recent sessions."""
    for session_id in ("sent", "waits", "open", "unsent"):
        viewer = Viewer(email=EMAIL) if session_id == "waits" else ADA
        queue_events(tmp_path, session_id, [played(session_id)], viewer=viewer)
    for session_id in ("sent", "waits", "unsent"):
        close(tmp_path, session_id)
    deliver(tmp_path, 1)
    forgetter = Forgetter(tmp_path)
    assert forgetter.expire(WALL_MS) == Forgotten()
    assert forgetter.expire(UnixMs(WALL_MS + 1)) == Forgotten(2, 1, 1)
    assert forgetter.expire(UnixMs(WALL_MS + 1)) == Forgotten()
    forgetter.close()
    known = {name: session.viewer for name, session in sessions(tmp_path).items()}
    assert known == {"sent": ANONYMOUS, "waits": ANONYMOUS, "open": ADA, "unsent": ADA}


def test_the_evidence_goes_and_the_ledger_stays(tmp_path: Path) -> None:
    """What was watched is the person's; that it was told is ours to prove, without a name."""
    queue_events(tmp_path, "hers", [played("hers")], viewer=ADA)
    deliver(tmp_path, 1)
    database = Database(tmp_path)
    with database.transaction():
        database.change("INSERT OR REPLACE INTO evidence(seq, payload) VALUES (1, x'00')")
    before = database.rows("SELECT n, hash FROM ledger ORDER BY n")
    forgetter = Forgetter(tmp_path)
    assert forgetter.forget_session("hers") == Forgotten(1, 0, 1)
    forgetter.close()
    assert database.rows("SELECT payload FROM evidence") == []
    assert database.rows("SELECT n, hash FROM ledger ORDER BY n")[: len(before)] == before
    assert database.rows("SELECT salt FROM session") == [(None,)]
    database.close()
