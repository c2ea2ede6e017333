"""People looked up in the stand-in, and at servers that are broken or hostile."""

import contextlib
import logging
import socket
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hubspot.raw_server import RawServer, answering, serving
from tests.hubspot.rows import SESSION
from tracker.hubspot.answers import parse_contact_id
from tracker.hubspot.contacts import ATTEMPTS, ContactRules, HubSpotContacts
from tracker.hubspot.sandbox.server import Sandbox
from tracker.hubspot.settings import HubSpotSettings, RequestTimes
from tracker.model.delivery import AuthNeeded, Rejected, RetryCause, RetryLater
from tracker.model.errors import NotLoggedInError
from tracker.model.media import Viewer
from tracker.model.people import ContactAnswer, ContactFound, ContactUnknown, Person
from tracker.model.protocols import ContactBook

TOKEN = "pat-na1-planted-77aa01"
QUICK = RequestTimes(connect_s=1, pool_s=1, write_s=1, read_s=0.3, total_s=1)
ADA = Person(SESSION, Viewer(email="ada@example.test"))
BADGE = Person(SESSION, Viewer(badge="H5/42 #1?"))


@contextlib.contextmanager
def book(
    base_url: str,
    rules: ContactRules | None = None,
    source: Callable[[], str] = lambda: TOKEN,
) -> Iterator[ContactBook]:
    """Give a contact book for the length of a block."""
    settings = HubSpotSettings(base_url=base_url, times=QUICK)
    with contextlib.closing(HubSpotContacts(settings, source, rules or ContactRules())) as made:
        yield made


def answer_of(script: Callable[[RawServer, socket.socket], None]) -> ContactAnswer:
    """Look Ada up at a server that behaves like this."""
    with serving(script) as server, book(server.base_url) as contacts:
        return contacts.find(ADA)


def test_an_address_is_found_whatever_its_case() -> None:
    """By HubSpot's read endpoint, with the address as the id."""
    with (
        Sandbox(token=TOKEN, contacts=["Ada@example.test=101"]) as server,
        book(server.base_url) as contacts,
    ):
        assert contacts.find(ADA) == ContactFound(101)
        unknown = Person(SESSION, Viewer(email="eve@example.test"))
        assert contacts.find(unknown) == ContactUnknown()
    assert [(entry.method, entry.status) for entry in server.received] == [
        ("GET", 200),
        ("GET", 404),
    ]
    assert server.accepted == []


def test_a_badge_is_found_by_the_property_that_is_set() -> None:
    """Whatever characters it has; without the setting nothing is sent."""
    with Sandbox(token=TOKEN, contacts=["badge_no:H5/42 #1?=7"]) as server:
        with book(server.base_url, ContactRules(badge_property="badge_no")) as contacts:
            assert contacts.find(BADGE) == ContactFound(7)
        with book(server.base_url) as contacts:
            answer = contacts.find(BADGE)
    assert isinstance(answer, Rejected)
    assert (answer.systemic, "badge_property" in answer.message) == (True, True)
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("may_create", "has_consent", "created"),
    [(False, False, False), (True, False, False), (False, True, False), (True, True, True)],
)
def test_a_contact_is_made_only_where_setting_and_consent_allow_it(
    may_create: bool, has_consent: bool, created: bool
) -> None:
    """Both, or nobody is made up."""
    person = Person(SESSION, ADA.viewer, has_consent)
    with (
        Sandbox(token=TOKEN) as server,
        book(server.base_url, ContactRules(may_create=may_create)) as contacts,
    ):
        answer = contacts.find(person)
        assert isinstance(answer, ContactFound) == created
        if isinstance(answer, ContactFound):
            assert answer.created
            assert contacts.find(ADA) == ContactFound(answer.contact_id)


def test_a_contact_that_somebody_made_meanwhile_is_that_one() -> None:
    """HubSpot's 409 names it."""

    def script(server: RawServer, connection: socket.socket) -> None:
        server.read_request(connection)
        connection.sendall(_answer(404, b'{"status":"error","message":"resource not found"}'))
        server.read_request(connection)
        connection.sendall(_answer(409, b'{"message":"Contact already exists. Existing ID: 12"}'))

    person = Person(SESSION, ADA.viewer, has_consent=True)
    rules = ContactRules(may_create=True)
    with serving(script) as server, book(server.base_url, rules) as contacts:
        assert contacts.find(person) == ContactFound(12)


def test_a_passing_trouble_is_asked_through() -> None:
    """A look-up changes nothing, so that it may be repeated at once."""
    answers = [_answer(503, b""), _answer(500, b"{}"), _answer(200, b'{"id":"5"}')]

    def script(server: RawServer, connection: socket.socket) -> None:
        while answers:
            server.read_request(connection)
            connection.sendall(answers.pop(0))

    assert answer_of(script) == ContactFound(5)


def test_a_lasting_trouble_is_asked_a_few_times_and_told() -> None:
    """Never for ever."""
    script = answering(_answer(502, b"<h1>Bad gateway</h1>"))
    with serving(script) as server, book(server.base_url) as contacts:
        answer = contacts.find(ADA)
    assert isinstance(answer, RetryLater)
    assert (answer.cause, answer.status) == (RetryCause.SERVER, 502)
    assert len(server.requests) == ATTEMPTS


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\n<h1>?</h1",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        b'HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{"id":"-5.0"}',
        b"HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00",
        b"nonsense\r\n\r\n",
        b"",
    ],
)
def test_what_names_no_contact_finds_none_and_knows_none(raw: bytes) -> None:
    """A proxy's 404 or an empty answer must not become an unknown contact."""
    answer = answer_of(answering(raw))
    assert isinstance(answer, RetryLater | Rejected)
    assert isinstance(answer, RetryLater) or answer.systemic


def test_a_missing_permission_is_named() -> None:
    """Reading contacts needs another one than events."""
    answer = answer_of(answering(_answer(403, b'{"category":"MISSING_SCOPES"}')))
    assert isinstance(answer, AuthNeeded)
    assert "crm.objects.contacts.read" in answer.message


def test_without_a_token_nothing_is_sent() -> None:
    """And the cure is told."""

    def nobody() -> str:
        raise NotLoggedInError("Nobody is logged in.", hint="Use `tracker login`.")

    with Sandbox() as server, book(server.base_url, source=nobody) as contacts:
        answer = contacts.find(ADA)
    assert isinstance(answer, AuthNeeded)
    assert "tracker login" in answer.message
    assert server.received == []


def test_no_address_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Nor the token, even while questions are repeated."""
    with caplog.at_level(logging.DEBUG):
        answer_of(answering(_answer(503, b"{}")))
    # httpx's own two tell of every request; the program's log silences them below WARNING.
    ours = [r for r in caplog.records if not r.name.startswith("http") or r.levelno >= 30]
    text = "".join(f"{record.getMessage()} {record.__dict__}" for record in ours)
    assert "retry" in text
    assert "example.test" not in text
    assert TOKEN not in text


@given(st.binary(max_size=200))
def test_any_body_is_read_without_a_mistake_of_ours(body: bytes) -> None:
    """An id above 0, or none."""
    found = parse_contact_id(body)
    assert found is None or found > 0


def _answer(status: int, body: bytes) -> bytes:
    return f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
