"""The ledger: append-only, provable, and about nobody."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.storage.builders import ADA, WALL_MS, played, quartile, queue_events
from tracker.model.delivery import Delivered, DeliveryOutcome, Rejected
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.units import UnixMs
from tracker.storage import ledger
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database
from tracker.storage.forget import Forgetter
from tracker.storage.outbox import Outbox

BODY = b'{"a":1}'


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """Return a leading outbox over a queue that is still empty."""
    outbox = Outbox(tmp_path)
    assert outbox.take_lead()
    yield outbox
    outbox.close()


def settle(outbox: Outbox, outcome: DeliveryOutcome, *, at_ms: int = WALL_MS) -> None:
    """Send the first row that is due, with this outcome."""
    row = outbox.claim(outbox.due(1, now_ms=WALL_MS)[0], BODY)
    assert row is not None
    outbox.settle(row, outcome, now_ms=UnixMs(at_ms), next_try_ms=WALL_MS)


def chain(database: Database) -> list[ledger.Entry]:
    """Return the entries, after checking each hash against the one before."""
    number, before = ledger.anchor(database)
    entries = []
    for entry, hash_ in ledger.read_entries(database):
        assert entry.n == number + 1
        assert entry.hash_after(before) == hash_
        number, before = entry.n, hash_
        entries.append(entry)
    assert ledger.head(database) == (number, before)
    return entries


def test_what_becomes_final_is_entered_in_its_order(tmp_path: Path, outbox: Outbox) -> None:
    """Deliveries, rows that are given up, and who was named; what waits is not final."""
    queue_events(
        tmp_path, "s", [played("s"), quartile("s", 0), quartile("s", 25)], viewer=ANONYMOUS
    )
    browser = OutboxBrowser(tmp_path)
    browser.identify("s", ADA, now_ms=WALL_MS, reason="badge")
    settle(outbox, Delivered(204))
    settle(outbox, Rejected(400, "no"))
    first, second, third = chain(browser._database)
    assert [first.act, second.act, third.act] == ["identified", "delivered", "dead-rejected"]
    assert (second.n, second.seq, second.session_id) == (2, 1, "s")
    assert (second.kind, second.status, second.sends) == ("media-played", 204, 1)
    assert (third.seq, third.kind, third.percent, third.sends) == (2, "quartile", 0, 1)
    assert first.viewer == second.viewer == third.viewer is not None
    entries = "SELECT entry FROM delivered UNION ALL SELECT entry FROM dead"
    assert browser._database.rows(entries) == [(2,), (3,)]
    browser.close()


def test_the_facts_of_what_was_delivered_are_kept(tmp_path: Path, outbox: Outbox) -> None:
    """And the entry vouches for them, as for the body under the session's salt."""
    queue_events(tmp_path, "s", [quartile("s", 25)])
    payload = outbox._database.rows("SELECT payload FROM outbox")[0][0]
    settle(outbox, Delivered(200))
    assert outbox._database.rows("SELECT seq, payload FROM evidence") == [(1, payload)]
    [entry] = chain(outbox._database)
    assert entry.payload == hashlib.sha256(payload).digest()
    [(salt,)] = outbox._database.rows("SELECT salt FROM session")
    assert len(salt) == 16
    assert entry.body == ledger.body_digest(salt, BODY)
    assert entry.viewer == ledger.viewer_digest(salt, ADA.contact_id, None)


@pytest.mark.parametrize("field", list(ledger.Entry.__slots__))
def test_each_field_is_covered_by_the_hash(tmp_path: Path, outbox: Outbox, field: str) -> None:
    """A value that changes, goes, or changes its type changes the hash; so does the one before."""
    queue_events(tmp_path, "s", [quartile("s", 25)])
    settle(outbox, Delivered(200))
    [(entry, hash_)] = ledger.read_entries(outbox._database)
    before = bytes(32)
    value = getattr(entry, field)
    others: set[Any] = {None, 7, "7", b"7", str(value), str(value).encode()} - {value}
    hashes = {replace(entry, **{field: other}).hash_after(before) for other in others}
    assert hash_ not in hashes
    assert len(hashes) == len(others)
    assert entry.hash_after(b"\1" * 32) != hash_


def test_fields_cannot_run_into_each_other(tmp_path: Path, outbox: Outbox) -> None:
    """Lengths stand before them."""
    queue_events(tmp_path, "s", [played("s")])
    settle(outbox, Delivered(200))
    [(entry, _)] = ledger.read_entries(outbox._database)
    one = replace(entry, session_id="atb", kind="c").hash_after(bytes(32))
    assert one != replace(entry, session_id="a", kind="btc").hash_after(bytes(32))


def test_a_ledger_names_nobody(tmp_path: Path, outbox: Outbox) -> None:
    """Two sessions of one person cannot be told to be that, not even by trying every id."""
    for session_id in ("s", "t"):
        queue_events(tmp_path, session_id, [played(session_id)])
        settle(outbox, Delivered(200))
    one, other = chain(outbox._database)
    assert one.viewer != other.viewer
    assert one.body != other.body
    assert hashlib.sha256(BODY).digest() not in (one.body, other.body)
    assert ADA.contact_id is not None
    assert str(ADA.contact_id) not in repr((one, other))


@pytest.mark.parametrize("viewer", [Viewer(contact_utk="utk"), ADA])
def test_who_is_erased_leaves_a_chain_that_holds(
    tmp_path: Path, outbox: Outbox, viewer: Viewer
) -> None:
    """No person is needed to compute it; the erasure is an entry of its own."""
    queue_events(tmp_path, "s", [played("s"), quartile("s", 0)], viewer=viewer)
    settle(outbox, Delivered(200))
    before = chain(outbox._database)
    forgetter = Forgetter(tmp_path)
    forgetter.forget_session("s")
    forgetter.close()
    after = chain(outbox._database)
    assert after[:1] == before
    assert [entry.act for entry in after[1:]] == ["dead-forgotten", "erased"]
    assert outbox._database.rows("SELECT salt FROM session") == [(None,)]
    assert outbox._database.rows("SELECT * FROM evidence") == []


def test_a_ledger_goes_on_after_its_oldest_entries_are_gone(tmp_path: Path, outbox: Outbox) -> None:
    """The anchor is the last that went; of all that went, nothing else is left."""
    for number in range(4):
        queue_events(tmp_path, str(number), [played(str(number))])
        settle(outbox, Delivered(200), at_ms=WALL_MS + number)
    database = outbox._database
    whole = chain(database)
    with database.transaction():
        assert ledger.prune(database, before_ms=UnixMs(WALL_MS + 2)) == 2
        assert ledger.prune(database, before_ms=UnixMs(WALL_MS + 2)) == 0
        assert ledger.prune(database, before_ms=UnixMs(0)) == 0
    assert chain(database) == whole[2:]
    assert ledger.anchor(database)[0] == 2
    for table in ("delivered", "evidence"):
        assert database.rows(f"SELECT seq FROM {table} ORDER BY 1") == [(3,), (4,)]  # noqa: S608
    with database.transaction():
        assert ledger.prune(database, before_ms=UnixMs(0), excess=1) == 1
        assert ledger.prune(database, before_ms=UnixMs(WALL_MS + 9)) == 1
    assert chain(database) == []
    queue_events(tmp_path, "next", [played("next")])
    settle(outbox, Delivered(200))
    [entry] = chain(database)
    assert entry.n == 5
    assert database.rows("SELECT entry FROM delivered") == [(5,)]


def test_an_outcome_that_is_written_twice_is_entered_once(tmp_path: Path, outbox: Outbox) -> None:
    """A commit that reported failure may have gone through."""
    queue_events(tmp_path, "s", [played("s")])
    row = outbox.claim(outbox.due(1, now_ms=WALL_MS)[0], BODY)
    assert row is not None
    for _ in range(2):
        outbox.settle(row, Delivered(200), now_ms=WALL_MS, next_try_ms=WALL_MS)
    assert len(chain(outbox._database)) == 1
