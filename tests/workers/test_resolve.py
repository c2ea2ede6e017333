"""People are looked up one after the other, on a real queue, by a book that a test writes."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workers.test_sync import Script, enqueue
from tracker.model.delivery import (
    AuthNeeded,
    OutboxStats,
    RetryCause,
    RetryLater,
    SyncState,
    SyncStatus,
)
from tracker.model.media import Viewer
from tracker.model.people import ContactAnswer, ContactFound, ContactUnknown, Person
from tracker.model.units import UnixMs
from tracker.storage.browse import OutboxBrowser
from tracker.storage.outbox import Outbox
from tracker.storage.people import People
from tracker.workers.pacing import Pacer
from tracker.workers.resolve import Resolver
from tracker.workers.sync import Sender

ADA, EVE = "ada@example.test", "eve@example.test"


class Book:
    """A ``ContactBook`` that knows some people, and can be told to answer otherwise first."""

    def __init__(self, contacts: dict[str, int], *before: ContactAnswer) -> None:
        self.asked: list[str] = []
        self._contacts = contacts
        self._before = list(before)

    def find(self, person: Person) -> ContactAnswer:
        """Answer by the list, then by the contacts."""
        email = person.viewer.email or ""
        self.asked.append(email)
        if self._before:
            return self._before.pop(0)
        if email in self._contacts:
            return ContactFound(self._contacts[email])
        return ContactUnknown()

    def close(self) -> None:
        """Nothing to let go of."""


def name(profile: Path, *emails: str) -> None:
    """Queue a film for each address."""
    enqueue(profile, sessions=len(emails), contact_id=None)
    browser = OutboxBrowser(profile)
    for number, email in enumerate(emails):
        viewer = Viewer(email=email)
        browser.identify(f"session-{number}", viewer, now_ms=UnixMs(1), reason="test")
    browser.close()


def settle(
    profile: Path, book: Book, patience_s: float = 0.0, pacer: Pacer | None = None
) -> tuple[OutboxStats, SyncStatus]:
    """Deliver what is due."""
    outbox, resolver = Outbox(profile), Resolver(People(profile), book)
    sender = Sender(
        outbox,
        Script(),
        pacer=pacer or Pacer(limit=1_000_000),
        on_status=lambda _: None,
        resolver=resolver,
    )
    try:
        return sender.run_until_settled(patience_s), sender.status()
    finally:
        resolver.close()
        outbox.close()


def test_who_is_found_is_delivered_and_who_is_not_waits_for_a_person(tmp_path: Path) -> None:
    """Each session by its own answer."""
    name(tmp_path, ADA, EVE, ADA)
    book = Book({ADA: 101})
    stats, _ = settle(tmp_path, book)
    assert (stats.delivered, stats.held) == (14, 7)
    assert book.asked == [ADA, EVE, ADA]
    browser = OutboxBrowser(tmp_path)
    seen = {(r.session_id, r.state.value, r.reason, r.contact_id) for r in browser.list_rows()}
    browser.close()
    # The script's destination names no contact, so that the ledger has the viewer's.
    assert seen == {
        ("session-0", "delivered", None, 101),
        ("session-1", "held", "unknown-contact", None),
        ("session-2", "delivered", None, 101),
    }


def test_an_unknown_contact_is_not_asked_for_again_by_itself(tmp_path: Path) -> None:
    """A person has to do something first."""
    name(tmp_path, EVE)
    settle(tmp_path, Book({}))
    book = Book({EVE: 5})
    stats, _ = settle(tmp_path, book)
    assert (book.asked, stats.held) == ([], 7)


def test_trouble_is_waited_out_as_long_as_patience_lasts(tmp_path: Path) -> None:
    """Offline first, then the contact."""
    name(tmp_path, ADA)
    offline = RetryLater(RetryCause.NETWORK, "Away.", counts_as_attempt=False)
    book = Book({ADA: 5}, offline)
    stats, _ = settle(tmp_path, book, patience_s=10.0)
    assert (book.asked, stats.delivered) == ([ADA, ADA], 7)


def test_without_patience_trouble_leaves_people_waiting(tmp_path: Path) -> None:
    """They are asked for once, and stay held for want of a viewer."""
    name(tmp_path, ADA, EVE)
    book = Book({}, RetryLater(RetryCause.NETWORK, "Away."), RetryLater(RetryCause.NETWORK, "No."))
    stats, _ = settle(tmp_path, book)
    assert (stats.held, len(book.asked)) == (14, 1)


def test_a_missing_permission_is_told_and_does_not_stop_the_sending(tmp_path: Path) -> None:
    """The session of a known contact is delivered all the same."""
    name(tmp_path, ADA, EVE)
    browser = OutboxBrowser(tmp_path)
    browser.identify("session-1", Viewer(contact_id=9), now_ms=UnixMs(1), reason="test")
    browser.close()
    book = Book({}, AuthNeeded("HubSpot's token lacks the permission x.", 403))
    stats, status = settle(tmp_path, book)
    assert (stats.held, stats.delivered, book.asked) == (7, 7, [ADA])
    assert (status.state, "permission x" in status.message) == (SyncState.NEEDS_YOU, True)


class CountingPacer(Pacer):
    """A pacer that counts what it let through."""

    taken = 0

    def take(self, now_s: float) -> None:
        """Count it."""
        assert self.wait_s(now_s) <= 0
        self.taken += 1
        super().take(now_s)


def test_questions_keep_the_pace_that_the_account_allows(tmp_path: Path) -> None:
    """They count against its limit like events; and nobody is left out for it (delivery, 3.5)."""
    name(tmp_path, ADA, EVE)
    pacer = CountingPacer(limit=200)
    stats, _ = settle(tmp_path, Book({ADA: 101, EVE: 102}), pacer=pacer)
    assert (stats.delivered, pacer.taken) == (14, 14 + 2)


@pytest.mark.parametrize("times", [1, 30])
def test_waits_grow_and_stay_bounded(tmp_path: Path, times: int) -> None:
    """Twice the one before, a quarter of an hour at most."""
    name(tmp_path, ADA)
    people = People(tmp_path)
    resolver = Resolver(people, Book({}))
    now_s = 0.0
    for _ in range(times):
        assert resolver.next_question(now_s=now_s) is not None
        assert resolver.next_question(now_s=now_s) is None
        resolver.take(RetryLater(RetryCause.SERVER, "No."), now_s=now_s, now_ms=UnixMs(0))
        before_s, next_s = now_s, resolver.next_try_s()
        assert next_s is not None
        assert resolver.next_question(now_s=next_s - 0.01) is None
        now_s = next_s
    assert now_s - before_s == (1.0 if times == 1 else 900.0)
    people.close()


def test_people_are_found_while_the_sender_runs(tmp_path: Path) -> None:
    """Whoever is identified by another process is looked up and delivered."""
    enqueue(tmp_path, contact_id=None)
    ended, states = threading.Event(), list[OutboxStats]()
    senders: list[Sender] = []

    def run() -> None:
        outbox, resolver = Outbox(tmp_path), Resolver(People(tmp_path), Book({ADA: 101}))
        sender = Sender(
            outbox, Script(), pacer=Pacer(limit=1_000_000), resolver=resolver,
            on_status=lambda status: states.append(status.stats),
        )  # fmt: skip
        senders.append(sender)
        sender.run()
        resolver.close()
        outbox.close()
        ended.set()

    thread = threading.Thread(target=run)
    thread.start()
    _wait(lambda: bool(states))
    browser = OutboxBrowser(tmp_path)
    browser.identify("session-0", Viewer(email=ADA), now_ms=UnixMs(1), reason="test")
    browser.close()
    _wait(lambda: states[-1].delivered == 7)
    senders[0].stop()
    assert ended.wait(10)
    thread.join()


def _wait(reached: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + 15
    while not reached():
        assert time.monotonic() < give_up_at
        time.sleep(0.01)
