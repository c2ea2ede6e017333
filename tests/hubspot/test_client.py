"""The client against real servers on loopback: good ones, broken ones, hostile ones."""

import contextlib
import gzip
import logging
import socket
import struct
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

import tracker
from tests.hubspot.raw_server import RawServer, answering, serving
from tests.hubspot.rows import ALL_EVENTS, row
from tracker.hubspot.client import HubSpotDestination
from tracker.hubspot.sandbox.server import Sandbox
from tracker.hubspot.settings import HubSpotSettings, RequestTimes
from tracker.model.delivery import (
    AuthNeeded,
    Delivered,
    DeliveryOutcome,
    Doubtful,
    Rejected,
    RetryCause,
    RetryLater,
)
from tracker.model.errors import KeyringLockedError, SettingsError
from tracker.model.protocols import Destination

TOKEN = "pat-na1-planted-5f0e1c9b7d"
QUICK = RequestTimes(connect_s=1, pool_s=1, write_s=1, read_s=0.3, total_s=1)
OK_BODY = b'{"portalId":62515,"contactId":4711}'
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 35\r\n\r\n" + OK_BODY


@contextlib.contextmanager
def client(
    base_url: str, source: Callable[[], str] = lambda: TOKEN, times: RequestTimes = QUICK
) -> Iterator[HubSpotDestination]:
    """Give a client for the length of a block."""
    destination = HubSpotDestination(HubSpotSettings(base_url=base_url, times=times), source)
    with contextlib.closing(destination):
        yield destination


def send(destination: HubSpotDestination) -> DeliveryOutcome:
    """Send one quartile."""
    return destination.send(row(), destination.build_body(row()))


def outcome_of(script: Callable[[RawServer, socket.socket], None]) -> DeliveryOutcome:
    """Send one quartile to a server that behaves like this."""
    with serving(script) as server, client(server.base_url) as destination:
        return send(destination)


def test_all_three_events_are_delivered_over_one_connection() -> None:
    """With bearer token, agent, and a body of exactly the built bytes."""

    def script(server: RawServer, connection: socket.socket) -> None:
        for _ in ALL_EVENTS:
            server.read_request(connection)
            connection.sendall(OK)

    with serving(script) as server, client(server.base_url) as destination:
        typed: Destination = destination
        for event in ALL_EVENTS:
            due = row(event)
            body = typed.build_body(due)
            outcome = typed.send(due, body)
            assert outcome == Delivered(200, portal_id=62515, contact_id=4711)
            head, _, sent = server.requests[-1].partition(b"\r\n\r\n")
            assert sent == body
            assert head.startswith(f"POST {typed.path_for(due)} HTTP/1.1".encode())
            assert f"authorization: bearer {TOKEN}".encode() in head.lower()
            assert f"media-bridge-tracker/{tracker.__version__}".encode() in head
            assert b"content-type: application/json" in head.lower()
            assert b"accept-encoding: identity" in head.lower()
    assert [request.split()[1] for request in server.requests] == [
        b"/media-bridge/v1/events/media-played",
        b"/media-bridge/v1/events/media-played-percent",
        b"/media-bridge/v1/events/attention-span",
    ]


def test_a_refused_connection_sent_nothing() -> None:
    """The row's attempts stay as they are."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with client(f"http://127.0.0.1:{port}") as destination:
        outcome = send(destination)
    assert isinstance(outcome, RetryLater)
    assert (outcome.cause, outcome.counts_as_attempt) == (RetryCause.NETWORK, False)
    assert outcome.message == "HubSpot cannot be reached: the connection was refused"


def test_no_secure_connection_sent_nothing() -> None:
    """A server that speaks no TLS to a client that insists on it."""
    with (
        serving(lambda server, connection: connection.sendall(b"220 mail ready\r\n")) as server,
        client(f"https://127.0.0.1:{server.port}") as destination,
    ):
        outcome = send(destination)
    assert isinstance(outcome, RetryLater)
    assert not outcome.counts_as_attempt
    assert outcome.message == "No secure connection to HubSpot (wrong version number)"


def _reset(server: RawServer, connection: socket.socket) -> None:
    server.read_request(connection)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _stall(server: RawServer, connection: socket.socket) -> None:
    server.read_request(connection)
    server.stopped.wait(10)


def _drip_headers(server: RawServer, connection: socket.socket) -> None:
    server.read_request(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not server.stopped.wait(0.05):
        connection.sendall(b"z")


@pytest.mark.parametrize(
    "script",
    [
        _reset,
        _stall,
        _drip_headers,
        answering(b""),
        answering(b"SSH-2.0-OpenSSH_9.2\r\n"),
        answering(b"\x00\xff" * 500),
        answering(b"HTTP/1.1 two hundred\r\n\r\n"),
        answering(b"HTTP/1.1 200 OK\r\nX-Big: " + b"a" * 300_000),
    ],
    ids=["reset", "stall", "drip", "close", "ssh", "binary", "bad status", "endless header"],
)
def test_a_request_without_a_status_is_doubtful_and_ends_in_time(
    script: Callable[[RawServer, socket.socket], None],
) -> None:
    """Read timeouts start anew with each byte; the bound of the whole request does not."""
    began = time.monotonic()
    outcome = outcome_of(script)
    assert isinstance(outcome, Doubtful)
    assert (outcome.cause, outcome.status) == (RetryCause.NETWORK, None)
    assert len(outcome.message) <= 300
    assert outcome.message.isprintable()
    assert time.monotonic() - began < 3


def _drip_body(server: RawServer, connection: socket.socket) -> None:
    server.read_request(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not server.stopped.wait(0.05):
        connection.sendall(b" ")


@pytest.mark.parametrize(
    "script",
    [
        _drip_body,
        answering(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"),
        answering(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n"),
        answering(b"HTTP/1.1 204 No Content\r\n\r\n"),
        answering(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>"),
    ],
    ids=["drip", "cut", "bad chunk", "no content", "html"],
)
def test_a_200_is_delivered_whatever_becomes_of_its_body(
    script: Callable[[RawServer, socket.socket], None],
) -> None:
    """The status decides; the body is news at best."""
    began = time.monotonic()
    outcome = outcome_of(script)
    assert isinstance(outcome, Delivered)
    assert outcome.portal_id is None
    assert time.monotonic() - began < 3


def test_a_giant_answer_is_read_to_a_bound_only() -> None:
    """Forty megabytes of error text are not even taken in, let alone shown."""
    sent: list[int] = []

    def script(server: RawServer, connection: socket.socket) -> None:
        server.read_request(connection)
        connection.sendall(b'HTTP/1.1 400 No\r\nContent-Length: 40000014\r\n\r\n{"message":"')
        for count in range(4000):
            connection.sendall(b"x" * 10_000)
            sent.append(count)

    with serving(script) as server, client(server.base_url) as destination:
        tracemalloc.start()
        try:
            outcome = send(destination)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert isinstance(outcome, Rejected)
    assert len(outcome.message) <= 300
    assert peak < 2_000_000
    assert len(sent) < 4000


def test_a_compressed_answer_is_not_unpacked() -> None:
    """Nobody asked for it, and it may be a bomb."""
    bomb = gzip.compress(b'{"portalId":1,"x":"' + b"0" * 20_000_000 + b'"}')
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n"
    tracemalloc.start()
    try:
        outcome = outcome_of(answering(head.encode() + bomb))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(outcome, Delivered)
    assert outcome.portal_id is None
    assert peak < 2_000_000


def test_a_redirect_is_not_followed() -> None:
    """The token would go wherever the answer says."""
    with serving(answering(OK)) as elsewhere:
        location = f"HTTP/1.1 301 Moved\r\nLocation: {elsewhere.base_url}/\r\n\r\n"
        outcome = outcome_of(answering(location.encode()))
        assert elsewhere.requests == []
    assert isinstance(outcome, Rejected)
    assert outcome.systemic


def test_a_connection_that_the_server_closed_meanwhile_is_not_used() -> None:
    """An idle keep-alive connection that has ended must not make an event doubtful."""
    with serving(answering(OK)) as server, client(server.base_url) as destination:
        for count in (1, 2, 3):
            assert isinstance(send(destination), Delivered)
            server.wait_closed(count)
    assert len(server.requests) == 3


class Tokens:
    """A source that gives one token after the other, the last for ever."""

    def __init__(self, *tokens: str) -> None:
        self.left = list(tokens)
        self.asked = 0

    def __call__(self) -> str:
        """Give the next."""
        self.asked += 1
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]


def test_no_token_is_asked_for_and_nothing_sent_before_the_first_event() -> None:
    """An idle program neither unlocks a keyring nor uses the network."""
    with serving(answering(OK)) as server:
        source = Tokens(TOKEN)
        with client(server.base_url, source):
            pass
    assert source.asked == 0
    assert server.requests == []


def test_a_401_is_met_with_a_new_token_once() -> None:
    """A 401 was not processed, so that the second request cannot make a duplicate."""
    with Sandbox() as sandbox:
        source = Tokens("old-token", sandbox.token)
        with client(sandbox.base_url, source) as destination:
            assert isinstance(send(destination), Delivered)
            assert isinstance(send(destination), Delivered)
        assert source.asked == 2
        assert [entry.status for entry in sandbox.received] == [401, 200, 200]


def test_a_token_that_stays_refused_asks_for_a_person_and_is_asked_for_again() -> None:
    """Two requests, then AuthNeeded; the next send asks again, as a new login may be there."""
    with Sandbox() as sandbox:
        source = Tokens("old-token", "old-token", sandbox.token)
        with client(sandbox.base_url, source) as destination:
            refused = send(destination)
            assert isinstance(refused, AuthNeeded)
            assert refused.status == 401
            assert len(sandbox.received) == 2
            assert isinstance(send(destination), Delivered)


def test_many_threads_with_a_refused_token_ask_for_one_new_one() -> None:
    """Single-flight: a keyring is not asked eight times."""
    with Sandbox(latency_ms=50) as sandbox:
        source = Tokens("old-token", sandbox.token)
        slow = RequestTimes()
        with client(sandbox.base_url, source, slow) as destination:
            outcomes: list[DeliveryOutcome] = []
            threads = [
                threading.Thread(target=lambda: outcomes.append(send(destination)))
                for _ in range(8)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(10)
        assert [type(outcome) for outcome in outcomes] == [Delivered] * 8
        assert source.asked == 2
        assert len(sandbox.accepted) == 8


def test_a_locked_keyring_is_an_outcome_with_its_cure() -> None:
    """Nothing is sent, and the person reads what to do."""

    def locked() -> str:
        raise KeyringLockedError("The keyring is locked.", hint="Unlock it.")

    with serving(answering(OK)) as server, client(server.base_url, locked) as destination:
        assert send(destination) == AuthNeeded("The keyring is locked. Unlock it.")
    assert server.requests == []


def test_a_token_can_be_had_before_a_row_is_in_flight() -> None:
    """Whether there is one is told at once; only getting ready asks for it, and only once."""
    with serving(answering(OK)) as server:
        source = Tokens(TOKEN)
        with client(server.base_url, source) as destination:
            assert not destination.is_ready()
            assert source.asked == 0
            assert destination.prepare() is None
            assert destination.is_ready()
            assert isinstance(send(destination), Delivered)
        assert source.asked == 1


def test_a_keyring_that_is_locked_is_in_the_way_of_every_row() -> None:
    """With the same words as a send would have had for it."""

    def locked() -> str:
        raise KeyringLockedError("The keyring is locked.", hint="Unlock it.")

    with serving(answering(OK)) as server, client(server.base_url, locked) as destination:
        assert destination.prepare() == AuthNeeded("The keyring is locked. Unlock it.")
        assert not destination.is_ready()


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "naïve-token-1", "tab\there"])
def test_a_token_that_no_header_can_hold_is_refused_unseen(token: str) -> None:
    """The HTTP library's own error would quote it."""
    with serving(answering(OK)) as server, client(server.base_url, lambda: token) as destination:
        outcome = send(destination)
    assert isinstance(outcome, AuthNeeded)
    assert server.requests == []
    assert not token or token not in outcome.message


def test_the_token_appears_in_no_log_representation_or_error(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """A planted token, every logger at DEBUG, good and bad answers that echo it."""
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "httpcore.http11", "uvicorn.error"):
        caplog.set_level(logging.DEBUG, logger=name)
    echo = b'{"message":"bad token ' + TOKEN.encode() + b'"}'
    answers = [
        OK,
        b"HTTP/1.1 400 No\r\nConnection: close\r\n\r\n" + echo,
        b"HTTP/1.1 401 " + TOKEN[:8].encode() + b"\r\nConnection: close\r\n\r\n" + echo,
        b"garbage",
    ]
    seen: list[str] = []
    for answer in answers:
        with serving(answering(answer)) as server, client(server.base_url) as destination:
            seen += [repr(send(destination)), repr(destination), repr(vars(destination))]
            assert TOKEN.encode() in server.requests[0]
    with Sandbox(token=TOKEN) as sandbox, client(sandbox.base_url) as destination:
        assert isinstance(send(destination), Delivered)
        seen += [repr(sandbox), repr(sandbox.received), repr(sandbox.log)]
    assert "httpcore" in caplog.text
    printed = capfd.readouterr()
    assert TOKEN not in "".join([*seen, caplog.text, printed.out, printed.err])


def test_a_loopback_address_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in's events are no company's business."""
    with serving(answering(OK)) as proxy, serving(answering(OK)) as server:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
            monkeypatch.setenv(name, proxy.base_url)
        monkeypatch.setenv("NO_PROXY", "")
        monkeypatch.setenv("no_proxy", "")
        with client(server.base_url) as destination:
            assert isinstance(send(destination), Delivered)
    assert proxy.requests == []


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 407 Auth\r\n\r\n", b""]
)
def test_a_proxy_that_gives_no_way_received_no_event(
    monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    """Its CONNECT request is no event: nothing was sent, and no token was shown."""
    with serving(answering(answer)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.base_url)
        monkeypatch.setenv("https_proxy", proxy.base_url)
        monkeypatch.setenv("no_proxy", "")
        monkeypatch.setenv("NO_PROXY", "")
        with client("https://hubspot.invalid") as destination:
            outcome = send(destination)
    assert proxy.requests[0].startswith(b"CONNECT hubspot.invalid:443")
    assert TOKEN.encode() not in proxy.requests[0]
    assert isinstance(outcome, RetryLater)
    assert not outcome.counts_as_attempt


def test_a_proxy_of_a_kind_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a cure, and without its address, which may hold a password."""
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "socks5://user:hidden@127.0.0.1:1080")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(SettingsError) as caught:
        HubSpotDestination(HubSpotSettings(), lambda: TOKEN)
    assert "hidden" not in str(caught.value)
    assert "HTTPS_PROXY" in caught.value.hint


@pytest.mark.parametrize(
    "address",
    [
        "http://api.hubapi.com",
        "http://192.168.0.5:8080",
        "http://127.evil.example",
        "http://localhost.evil.example",
        "http://[::ffff:127.0.0.1]:80",
        "https://user:hidden@api.hubapi.com",
        "http://user@127.0.0.1",
        "https://api.hubapi.com/?key=hidden",
        "https://api.hubapi.com/#hidden",
        "ftp://api.hubapi.com",
        "api.hubapi.com",
        "https://",
        "https://api.hubapi.com:99999",
        "https://api.hubapi.com:0",
        "",
        "http://127.0.0.1\n.evil.example",
        "https://[::1",
    ],
)
def test_an_unsafe_address_is_refused_with_a_cure(address: str) -> None:
    """A token goes over https, or stays on this machine."""
    with pytest.raises(SettingsError) as caught:
        HubSpotSettings(base_url=address)
    assert "hidden" not in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    "address",
    [
        "https://api.hubapi.com",
        "https://gateway.example/hubspot/",
        "http://127.0.0.1:8080",
        "http://127.9.9.9:1",
        "http://localhost:5000",
        "http://[::1]:5000",
        "https://127.0.0.1",
    ],
)
def test_a_safe_address_is_taken(address: str) -> None:
    """Any host over https, this machine over http too."""
    assert HubSpotSettings(base_url=address).base_url == address
