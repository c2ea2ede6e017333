"""People who wait for a look-up: who is asked for, and what an answer changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.builders import WALL_MS, queue_events
from tracker.model.delivery import RowState
from tracker.model.errors import SettingsError
from tracker.model.media import ANONYMOUS, Viewer
from tracker.model.people import Consent, Person
from tracker.storage.browse import OutboxBrowser
from tracker.storage.people import People

ADA = Viewer(email="ada@example.test")
BADGE = Viewer(badge="H5-0042")


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    """Return the people of a database that is still empty."""
    people = People(tmp_path)
    yield people
    people.close()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[OutboxBrowser]:
    """Return the reader's side of the same database."""
    browser = OutboxBrowser(tmp_path)
    yield browser
    browser.close()


def states(browser: OutboxBrowser, session_id: str) -> set[tuple[str, str | None]]:
    """Return state and reason of a session's rows."""
    return {
        (row.state.value, row.reason) for row in browser.list_rows() if row.session_id == session_id
    }


def test_only_named_people_without_a_contact_wait(people: People, tmp_path: Path) -> None:
    """Neither the anonymous nor those of whom the contact is known."""
    queue_events(tmp_path, "nobody", viewer=ANONYMOUS)
    queue_events(tmp_path, "known", viewer=Viewer(contact_id=5, email="eve@example.test"))
    queue_events(tmp_path, "ada", viewer=ADA)
    queue_events(tmp_path, "badge", viewer=BADGE)
    assert people.waiting(10) == [Person("ada", ADA), Person("badge", BADGE)]
    assert people.waiting(1) == [Person("ada", ADA)]


def test_a_contact_is_attached_to_its_own_session_alone(
    people: People, browser: OutboxBrowser, tmp_path: Path
) -> None:
    """Two sessions of one address stay two: each is asked for."""
    queue_events(tmp_path, "first", viewer=ADA)
    queue_events(tmp_path, "second", viewer=ADA)
    person = people.waiting(1)[0]
    assert people.attach(person, 101, now_ms=WALL_MS, reason="looked-up") == 7
    assert states(browser, "first") == {("pending", None)}
    assert states(browser, "second") == {("held", "no-viewer")}
    assert people.waiting(10) == [Person("second", ADA)]
    assert people.attach(person, 102, now_ms=WALL_MS, reason="looked-up") == 0
    assert {row.contact_id for row in browser.list_rows()} == {101, None}


def test_an_unknown_contact_waits_for_a_person_who_can_mend_it(
    people: People, browser: OutboxBrowser, tmp_path: Path
) -> None:
    """By naming the address again, another one, or the contact."""
    queue_events(tmp_path, "s", viewer=ADA)
    assert people.mark_unknown(people.waiting(1)[0]) == 7
    assert states(browser, "s") == {("held", "unknown-contact")}
    assert people.waiting(10) == []
    assert len(list(browser.list_rows(RowState.HELD))) == 7
    browser.identify("s", ADA, now_ms=WALL_MS, reason="again")
    assert people.waiting(10) == [Person("s", ADA)]
    people.mark_unknown(people.waiting(1)[0])
    corrected = Viewer(email="ada.l@example.test")
    assert browser.identify("s", corrected, now_ms=WALL_MS, reason="typo") == 0
    assert people.waiting(10) == [Person("s", corrected)]
    people.mark_unknown(people.waiting(1)[0])
    assert browser.identify("s", Viewer(contact_id=7), now_ms=WALL_MS, reason="by hand") == 7
    assert states(browser, "s") == {("pending", None)}


def test_an_address_that_waits_is_not_replaced(browser: OutboxBrowser, tmp_path: Path) -> None:
    """A session is attached once."""
    queue_events(tmp_path, "s", viewer=ADA)
    with pytest.raises(SettingsError, match="already belongs to ada"):
        browser.identify("s", Viewer(email="eve@example.test"), now_ms=WALL_MS, reason="x")


def test_an_answer_that_comes_too_late_changes_nothing(
    people: People, browser: OutboxBrowser, tmp_path: Path
) -> None:
    """Somebody attached a contact by hand while the question was under way."""
    queue_events(tmp_path, "s", viewer=ADA)
    asked = people.waiting(1)[0]
    browser.identify("s", Viewer(contact_id=7), now_ms=WALL_MS, reason="by hand")
    assert people.attach(asked, 9, now_ms=WALL_MS, reason="looked-up") == 0
    assert people.mark_unknown(asked) == 0
    assert states(browser, "s") == {("pending", None)}


def test_consent_is_kept_with_the_session(
    people: People, browser: OutboxBrowser, tmp_path: Path
) -> None:
    """Its text and version, and that there is one."""
    queue_events(tmp_path, "s", viewer=ANONYMOUS)
    consent = Consent("2026-1", "Yes, tell me more.", WALL_MS)
    browser.identify("s", ADA, now_ms=WALL_MS, reason="form", consent=consent)
    assert people.waiting(10) == [Person("s", ADA, has_consent=True)]
