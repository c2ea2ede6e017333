"""The way back from HubSpot's page: what is taken for an answer, and what is not."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tracker.hubspot.consent import Consent
from tracker.hubspot.settings import HubSpotSettings
from tracker.model.errors import AuthError, SettingsError


@pytest.fixture
def consent() -> Iterator[Consent]:
    """Give a question that waits for its answer."""
    with Consent(HubSpotSettings(), "an-app", 0) as asked:
        yield asked


def state_of(consent: Consent) -> str:
    """Return the state that the page was sent."""
    return parse_qs(urlsplit(consent.address).query)["state"][0]


def answer(consent: Consent, path: str = "/", host: str = "localhost", **fields: str) -> int:
    """Send an answer and return its status."""
    with httpx.Client(trust_env=False, timeout=30) as client:
        reply = client.get(
            f"http://{host}:{consent.port}{path}",
            params=fields,
            headers={"Host": f"{host}:{consent.port}"},
        )
    assert all(value not in reply.text for value in fields.values())
    return reply.status_code


def test_the_page_is_hubspots_and_the_way_back_is_localhost(consent: Consent) -> None:
    """HubSpot refuses 127.0.0.1, and wants %20 between scopes."""
    parts = urlsplit(consent.address)
    fields = parse_qs(parts.query)
    assert (parts.scheme, parts.netloc, parts.path) == (
        "https", "app.hubspot.com", "/oauth/authorize",
    )  # fmt: skip
    assert fields["redirect_uri"] == [f"http://localhost:{consent.port}/"]
    assert "scope=media_bridge.read%20media_bridge.write" in parts.query
    assert fields["code_challenge_method"] == ["S256"]
    assert fields["code_challenge"] != [consent.verifier]
    assert consent.verifier not in consent.address
    assert len(state_of(consent)) >= 40


def test_the_right_answer_gives_the_code(consent: Consent) -> None:
    """Once: a second one changes nothing."""
    assert answer(consent, code="the-first-code", state=state_of(consent)) == 200
    assert answer(consent, code="another-code", state=state_of(consent)) == 400
    assert consent.wait(30) == "the-first-code"


def test_who_does_not_know_the_state_is_not_heard(consent: Consent) -> None:
    """Nor who asks for another path, or by another name."""
    assert answer(consent, code="forged-code", state="guessed") == 400
    assert answer(consent, code="forged-code") == 400
    assert answer(consent, "/favicon.ico", code="x-code", state=state_of(consent)) == 404
    assert answer(consent, host="127.0.0.1", code="x-code", state=state_of(consent)) == 403
    with pytest.raises(AuthError, match="in time"):
        consent.wait(0.05)
    assert answer(consent, code="true-code", state=state_of(consent)) == 200
    assert consent.wait(30) == "true-code"


def test_a_no_is_told_with_its_reason(consent: Consent) -> None:
    """Cleaned, since anybody could have written it."""
    answer(
        consent, error="access_denied", state=state_of(consent),
        error_description="Not\x1b[31m allowed",
    )  # fmt: skip
    with pytest.raises(AuthError, match="allowed") as caught:
        consent.wait(30)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_port_that_is_taken_is_refused_on_either_address(family: socket.AddressFamily) -> None:
    """Or the code might go to another program."""
    host = "127.0.0.1" if family == socket.AF_INET else "::1"
    with socket.socket(family, socket.SOCK_STREAM) as other:
        try:
            other.bind((host, 0))
        except OSError:
            pytest.skip("this machine has no IPv6")
        other.listen()
        with pytest.raises(SettingsError) as caught:
            Consent(HubSpotSettings(), "an-app", other.getsockname()[1])
    assert "--port" in caught.value.hint


def test_it_listens_on_loopback_only(consent: Consent) -> None:
    """Nobody else on the network reaches it."""
    hosts = {server.server_address[0] for server in consent._servers}
    assert hosts <= {"127.0.0.1", "::1"}


def test_garbage_is_answered_without_a_word_on_the_terminal(
    consent: Consent, capfd: pytest.CaptureFixture[str]
) -> None:
    """And the right answer still comes through."""
    for raw in (
        b"\x16\x03\x01\x02",
        b"GET\r\n\r\n",
        b"GET /?" + b"a&" * 40_000 + b" HTTP/1.1\r\n\r\n",
    ):
        address = ("127.0.0.1", consent.port)
        # It may hang up as soon as it has heard enough.
        with socket.create_connection(address, timeout=30) as connection, suppress(OSError):
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass
    answer(consent, code="true-code", state=state_of(consent))
    assert consent.wait(30) == "true-code"
    assert capfd.readouterr() == ("", "")
