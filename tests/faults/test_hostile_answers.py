"""Hostile answers to all that is asked beside events: a clear outcome, bounded memory and time."""

import contextlib
import gzip
import socket
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.hubspot.raw_server import RawServer, answering, serving
from tests.hubspot.rows import SESSION
from tracker.hubspot import oauth
from tracker.hubspot.api import OAuthFamily
from tracker.hubspot.contacts import ContactRules, HubSpotContacts
from tracker.hubspot.families import ask_families
from tracker.hubspot.grant import App, Grant
from tracker.hubspot.media_objects import create_media_object
from tracker.hubspot.oauth import Issued, TokenEndpoint
from tracker.hubspot.settings import HubSpotSettings, RequestTimes
from tracker.hubspot.tokens import TokenDelayedError
from tracker.model.delivery import AuthNeeded, Rejected, RetryLater
from tracker.model.errors import TrackerError
from tracker.model.media import MediaType, Viewer
from tracker.model.people import Person

TOKEN = "pat-na1-planted-41d3"
QUICK = RequestTimes(connect_s=1, pool_s=1, write_s=1, read_s=0.3, total_s=0.6)
GRANT = Grant(App("an-app", "planted-client-secret"), "planted-refresh-token")
MOST_BYTES, MOST_S = 4_000_000, 20.0
CODE = "planted-code-0815"
SECRETS = (TOKEN, "planted-client-secret", "planted-refresh-token", CODE)

Script = Callable[[RawServer, socket.socket], None]


@dataclass(frozen=True)
class Told:
    """What came of a question: whether it was answered, and the words for a person if not."""

    is_good: bool
    words: str = ""
    cure: str = ""


def _contact(base_url: str, *, creates: bool) -> Told:
    rules = ContactRules(may_create=creates)
    book = HubSpotContacts(HubSpotSettings(base_url=base_url, times=QUICK), lambda: TOKEN, rules)
    with contextlib.closing(book):
        if creates:
            answer = book._create("ada@example.test")
        else:
            answer = book.find(Person(SESSION, Viewer(email="ada@example.test")))
    if isinstance(answer, RetryLater | AuthNeeded | Rejected):
        # An answer that is none must neither lose the person nor be put down to them.
        assert not isinstance(answer, Rejected) or answer.systemic or answer.status >= 400
        return Told(False, answer.message, "said with the state of the sender")
    return Told(True)


def _token(base_url: str, ask: Callable[[TokenEndpoint], object]) -> Told:
    settings = HubSpotSettings(base_url=base_url)
    with contextlib.closing(TokenEndpoint(settings, OAuthFamily.V2026_03)) as endpoint:
        return _told(lambda: ask(endpoint))


def _told(ask: Callable[[], object]) -> Told:
    try:
        ask()
    except TrackerError as error:
        return Told(False, str(error), error.hint)
    except TokenDelayedError as delay:
        return Told(False, str(delay), "waits by itself")
    return Told(True)


def _scopes(endpoint: TokenEndpoint) -> None:
    if not endpoint.scopes(Issued(GRANT, TOKEN, 1800)):
        raise TrackerError("No permission was granted.", hint="As a sign-in says it.")


def _medium(base_url: str) -> Told:
    settings = HubSpotSettings(base_url=base_url, times=QUICK)
    return _told(
        lambda: create_media_object(
            settings, lambda: TOKEN, title="A", media_type=MediaType.VIDEO, oembed_url=None
        )
    )


def _families(base_url: str) -> Told:
    answers = ask_families(HubSpotSettings(base_url=base_url, times=QUICK), lambda: TOKEN)
    good = all(answer.answers for answer in answers)
    return Told(good, answers[0].message, "said by the doctor")


ENDPOINTS: dict[str, Callable[[str], Told]] = {
    "contact read": lambda url: _contact(url, creates=False),
    "contact made": lambda url: _contact(url, creates=True),
    "code": lambda url: _token(
        url,
        lambda e: e.by_code(GRANT.app, CODE, verifier="v", redirect_uri="http://localhost:1/"),
    ),
    "refresh": lambda url: _token(url, lambda e: e.by_refresh(GRANT)),
    "account": lambda url: _token(url, _scopes),
    "revocation": lambda url: _token(url, lambda e: e.revoke(GRANT)),
    "media object": _medium,
    "families": _families,
}


def _answer(status: int, body: bytes, *headers: str) -> Script:
    lines = [
        f"HTTP/1.1 {status} X",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *headers,
        "",
        "",
    ]
    return answering("\r\n".join(lines).encode() + body)


def _giant(server: RawServer, connection: socket.socket) -> None:
    server.read_request(connection)
    connection.sendall(b'HTTP/1.1 400 No\r\nContent-Length: 10000014\r\n\r\n{"message":"')
    for _ in range(1000):
        connection.sendall(b"x" * 10_000)


def _echo(server: RawServer, connection: socket.socket) -> None:
    request = server.read_request(connection)
    said = b" ".join(secret.encode() for secret in SECRETS if secret.encode() in request)
    assert said
    body = b'{"error":"x","error_description":"%b","message":"%b"}' % (said, said)
    head = b"HTTP/1.1 400 No\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    connection.sendall(head + body)


def _drip(head: bytes) -> Script:
    def script(server: RawServer, connection: socket.socket) -> None:
        server.read_request(connection)
        connection.sendall(head)
        while not server.stopped.wait(0.05):
            connection.sendall(b" ")

    return script


BOMB = gzip.compress(b'{"id":"1","access_token":"a","x":"' + b"0" * 20_000_000 + b'"}')
WRONG = (
    b'{"id":[1],"objectId":true,"access_token":7,"refresh_token":{},"expires_in":"soon",'
    b'"scopes":"all","active":[],"message":9,"category":{},"errors":7,"context":[]}'
)

ANSWERS: dict[str, Script] = {
    "html as 200": _answer(200, b"<html><h1>Sign in to the hotel</h1>", "Content-Type: text/html"),
    "html as 404": _answer(404, b"<h1>Not here</h1>", "Content-Type: text/html"),
    "html as 502": _answer(502, b"<h1>Bad gateway</h1>", "Content-Type: text/html"),
    "giant": _giant,
    "redirect": _answer(302, b"", "Location: {elsewhere}"),
    "redirect that repeats": _answer(307, b"", "Location: {elsewhere}"),
    "bomb": _answer(200, BOMB, "Content-Encoding: gzip"),
    "wrong types": _answer(200, WRONG),
    "wrong types as 400": _answer(400, WRONG),
    "missing fields": _answer(200, b"{}"),
    "missing fields as 403": _answer(403, b"{}"),
    "a list": _answer(200, b"[1,2,3]"),
    "deep": _answer(200, b"[" * 60_000),
    "endless number": _answer(200, b'{"id":' + b"9" * 60_000 + b"}"),
    "echo": lambda server, connection: _echo(server, connection),
    "slow headers": _drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
    "slow body": _drip(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{"),
    "slow refusal": _drip(b"HTTP/1.1 400 No\r\nContent-Length: 100000\r\n\r\n{"),
    "silence": answering(b""),
    "garbage": answering(b"\x00\xff" * 500),
}

SAYS_ENOUGH = {
    "revocation": {
        *("html as 200", "bomb", "wrong types", "missing fields", "a list", "deep"),
        *("endless number", "slow body"),
    },
    "families": {
        *("bomb", "wrong types", "wrong types as 400", "missing fields", "echo"),
    },
}
"""Where a 200 is a success whatever its body holds, or any JSON object of HubSpot's form is."""


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_each_hostile_answer_gets_a_sentence_and_bounds(
    endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No success is made up, no secret repeated, no redirect followed, no bomb unpacked."""
    monkeypatch.setattr(oauth, "TIMES", QUICK)
    monkeypatch.setattr("tracker.hubspot.contacts.ATTEMPTS", 2)
    for name, script in ANSWERS.items():
        with serving(answering(b"HTTP/1.1 200 OK\r\n\r\n")) as elsewhere:
            told, peak, seconds = _measured(endpoint, _aimed(script, elsewhere.base_url))
            assert elsewhere.requests == [], name
        is_enough = name in SAYS_ENOUGH.get(endpoint, ())
        assert told.is_good == is_enough, (name, told)
        if not told.is_good:
            assert told.words.isprintable(), (name, told)
            assert 10 < len(told.words) <= 400, (name, told)
            assert told.cure, (name, told)
            assert not told.words.endswith(".."), (name, told)
        assert [secret for secret in SECRETS if secret in repr(told)] == [], name
        assert peak < MOST_BYTES, (name, peak)
        assert seconds < MOST_S, (name, seconds)


def _measured(endpoint: str, script: Script) -> tuple[Told, int, float]:
    for _ in range(5):
        with serving(script) as server:
            began = time.monotonic()
            tracemalloc.start()
            try:
                told = ENDPOINTS[endpoint](server.base_url)
                _, peak = tracemalloc.get_traced_memory()
            finally:
                tracemalloc.stop()
            # On a busy machine the time may be up before the question has left.
            if server.requests:
                return told, peak, time.monotonic() - began
    raise AssertionError("the question never came")


class _Aimed:
    """A connection that sends redirects where the test listens."""

    def __init__(self, connection: socket.socket, address: str) -> None:
        self._connection = connection
        self._address = address.encode() + b"/"

    def sendall(self, data: bytes) -> None:
        """Send, with the address in its place."""
        self._connection.sendall(data.replace(b"{elsewhere}", self._address))

    def recv(self, most: int) -> bytes:
        """Receive."""
        return self._connection.recv(most)


def _aimed(script: Script, address: str) -> Script:
    return lambda server, connection: script(server, _Aimed(connection, address))  # type: ignore[arg-type]
