"""Tokens of an own app, against the stand-in's sign-in: fresh in time, and never in a loop."""

import contextlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.hubspot.raw_server import answering, serving
from tests.hubspot.rows import row
from tracker.hubspot.account import AccountTokens
from tracker.hubspot.api import OAuthFamily
from tracker.hubspot.client import HubSpotDestination
from tracker.hubspot.consent import REQUIRED_SCOPES, Consent
from tracker.hubspot.grant import App, Grant, grant_of
from tracker.hubspot.oauth import Issued, TokenEndpoint
from tracker.hubspot.sandbox.grants import Grants
from tracker.hubspot.sandbox.server import Sandbox
from tracker.hubspot.settings import HubSpotSettings
from tracker.hubspot.tokens import TokenDelayedError
from tracker.model.delivery import AuthNeeded, Delivered, RetryLater
from tracker.model.errors import AuthError, NotLoggedInError, SettingsError, TokenRevokedError

APP = App("an-app", "planted-client-secret")
LIFE_S = 1800


class Place:
    """A place for the secret that notes what was asked of it."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.loads = 0
        self.saved: list[str] = []
        self.is_locked = False

    def load(self) -> str:
        """Return the secret."""
        self.loads += 1
        return self.secret

    def save(self, secret: str) -> None:
        """Keep another one."""
        if self.is_locked:
            raise AuthError("Locked.", hint="Unlock it.")
        self.secret = secret
        self.saved.append(secret)


class Clock:
    """A clock that a test turns on."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self.now_s


@contextlib.contextmanager
def signing_in(grants: Grants | None = None) -> Iterator[tuple[Sandbox, TokenEndpoint, Issued]]:
    """Give a stand-in, its token endpoint, and what a consent gave there."""
    with Sandbox(grants=grants or Grants(client=("an-app", "planted-client-secret"))) as server:
        settings = HubSpotSettings(base_url=server.base_url)
        with (
            contextlib.closing(TokenEndpoint(settings, OAuthFamily.V2026_03)) as endpoint,
            Consent(settings, APP.client_id, 0) as consent,
        ):
            consent_by_hand(consent)
            issued = endpoint.by_code(
                APP, consent.wait(30), verifier=consent.verifier, redirect_uri=consent.redirect_uri
            )
            yield server, endpoint, issued


def consent_by_hand(consent: Consent, decision: str = "allow") -> None:
    """Answer the stand-in's page as a browser without scripts does."""
    with httpx.Client(trust_env=False, timeout=30, follow_redirects=True) as browser:
        page = browser.get(consent.address)
        assert "<script" not in page.text
        ticket = page.text.split('name="ticket" value="')[1].split('"')[0]
        address = urlsplit(consent.address)
        told = browser.post(
            f"{address.scheme}://{address.netloc}{address.path}",
            data={"ticket": ticket, "decision": decision},
        )
        assert told.status_code == 200
        assert "close this window" in told.text


def test_a_consent_becomes_tokens_with_their_scopes() -> None:
    """By code, secret and PKCE; the bearer is let in."""
    with signing_in() as (server, endpoint, issued):
        assert set(REQUIRED_SCOPES) <= set(endpoint.scopes(issued))
        assert issued.life_s == LIFE_S
        token = issued.access_token
        destination = HubSpotDestination(HubSpotSettings(base_url=server.base_url), lambda: token)
        with contextlib.closing(destination):
            assert isinstance(destination.send(row(), destination.build_body(row())), Delivered)


def test_a_no_gives_no_code() -> None:
    """The person is told, and so are we."""
    with Sandbox() as server:
        settings = HubSpotSettings(base_url=server.base_url)
        with Consent(settings, APP.client_id, 0) as consent:
            consent_by_hand(consent, decision="deny")
            with pytest.raises(AuthError, match="said no"):
                consent.wait(30)


@pytest.mark.parametrize("family", OAuthFamily)
def test_each_family_of_the_endpoint_answers(family: OAuthFamily) -> None:
    """Refresh, introspection and revocation."""
    with signing_in() as (server, _, issued):
        settings = HubSpotSettings(base_url=server.base_url)
        with contextlib.closing(TokenEndpoint(settings, family)) as endpoint:
            again = endpoint.by_refresh(issued.grant)
            assert again.grant == issued.grant
            assert again.access_token != issued.access_token
            untold = Issued(again.grant, again.access_token, again.life_s)
            assert set(REQUIRED_SCOPES) <= set(endpoint.scopes(untold))
            endpoint.revoke(issued.grant)
            with pytest.raises(TokenRevokedError, match="invalid, expired or revoked"):
                endpoint.by_refresh(issued.grant)


def test_a_stolen_code_is_worth_nothing_without_the_verifier() -> None:
    """PKCE: and a wrong secret is worth nothing, either."""
    with Sandbox(grants=Grants(client=("an-app", "planted-client-secret"))) as server:
        settings = HubSpotSettings(base_url=server.base_url)
        endpoint = TokenEndpoint(settings, OAuthFamily.V2026_03)
        for app, verifier in ((APP, "x" * 64), (App("an-app", "other-secret"), None)):
            with Consent(settings, app.client_id, 0) as consent:
                consent_by_hand(consent)
                code = consent.wait(30)
                with pytest.raises(TokenRevokedError) as caught:
                    endpoint.by_code(
                        app, code, verifier=verifier or consent.verifier,
                        redirect_uri=consent.redirect_uri,
                    )  # fmt: skip
            assert "secret" not in str(caught.value).replace("client secret", "")
            assert code not in str(caught.value)
        endpoint.close()


def test_tokens_are_refreshed_at_three_quarters_of_their_life_by_one_thread() -> None:
    """Before that nobody is asked; then eight threads ask once."""
    with signing_in() as (server, endpoint, issued):
        place, clock = Place(issued.grant.to_secret()), Clock()
        tokens = AccountTokens(place.load, place.save, endpoint, clock=clock)
        first = tokens.get()
        clock.now_s += LIFE_S * 0.74
        assert tokens.get() == first
        assert server.grants.refreshes == 1
        clock.now_s += LIFE_S * 0.02
        with ThreadPoolExecutor(8) as pool:
            gate = threading.Barrier(8)

            def get(_: int) -> str:
                gate.wait(5)
                return tokens.get()

            fresh = set(pool.map(get, range(8)))
        assert len(fresh) == 1
        assert first not in fresh
        assert server.grants.refreshes == 2
        assert place.saved == []


def test_the_newest_refresh_token_is_always_stored() -> None:
    """Also with the next refresh, where the keyring was locked at first."""
    with signing_in(Grants(rotates=True)) as (server, endpoint, issued):
        place, clock = Place(issued.grant.to_secret()), Clock()
        tokens = AccountTokens(place.load, place.save, endpoint, clock=clock)
        tokens.get()
        assert len(place.saved) == 1
        place.is_locked = True
        clock.now_s += LIFE_S
        tokens.get()
        place.is_locked = False
        clock.now_s += LIFE_S
        tokens.get()
        assert len(place.saved) == 2
        assert server.grants.refreshes == 3
        stored = grant_of(place.secret)
        assert stored is not None
        assert endpoint.by_refresh(stored).access_token


def test_a_revoked_sign_in_is_asked_for_once_until_another_is_stored() -> None:
    """Pause, tell, wait for a new login; never a loop."""
    with signing_in() as (server, endpoint, issued):
        place, clock = Place(issued.grant.to_secret()), Clock()
        tokens = AccountTokens(place.load, place.save, endpoint, clock=clock)
        destination = HubSpotDestination(HubSpotSettings(base_url=server.base_url), tokens)
        with contextlib.closing(destination):
            body = destination.build_body(row())
            assert isinstance(destination.send(row(), body), Delivered)
            server.grants.revoke_all()
            answers = [destination.send(row(), body) for _ in range(20)]
            assert all(isinstance(answer, AuthNeeded) for answer in answers)
            assert "tracker login --oauth" in str(answers[-1])
            asked = _token_requests(server)
            assert [destination.send(row(), body) for _ in range(5)]
            assert _token_requests(server) == asked
            # A person logs in anew, in another process.
            with Consent(HubSpotSettings(base_url=server.base_url), "an-app", 0) as consent:
                consent_by_hand(consent)
                again = endpoint.by_code(
                    APP, consent.wait(30), verifier=consent.verifier,
                    redirect_uri=consent.redirect_uri,
                )  # fmt: skip
            place.secret = again.grant.to_secret()
            assert isinstance(destination.send(row(), body), Delivered)


def test_another_process_that_rotated_the_token_is_followed() -> None:
    """Its newer refresh token is taken from the store."""
    with signing_in(Grants(rotates=True)) as (_, endpoint, issued):
        place, clock = Place(issued.grant.to_secret()), Clock()
        ours = AccountTokens(place.load, place.save, endpoint, clock=clock)
        theirs = AccountTokens(place.load, place.save, endpoint, clock=clock)
        ours.get()
        theirs.get()
        clock.now_s += LIFE_S
        assert ours.get()


def test_a_token_that_cannot_be_had_just_now_is_waited_for() -> None:
    """Offline is no reason to log in again; an old token serves while it lives."""
    with signing_in() as (server, endpoint, issued):
        place, clock = Place(issued.grant.to_secret()), Clock()
        tokens = AccountTokens(place.load, place.save, endpoint, clock=clock)
        first = tokens.get()
        server.stop()
        clock.now_s += LIFE_S * 0.9
        assert tokens.get() == first
        clock.now_s += LIFE_S * 0.2
        with pytest.raises(TokenDelayedError):
            tokens.get()
        destination = HubSpotDestination(HubSpotSettings(base_url="http://127.0.0.1:9"), tokens)
        with contextlib.closing(destination):
            outcome = destination.send(row(), b"{}")
        assert isinstance(outcome, RetryLater)
        assert not outcome.counts_as_attempt


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", NotLoggedInError),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", NotLoggedInError),
        (b'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{"access_token": 123}', NotLoggedInError),
        (b"HTTP/1.1 400 No\r\nContent-Length: 2\r\n\r\n{}", AuthError),
        (b"HTTP/1.1 302 Go\r\nLocation: https://x/\r\nContent-Length: 0\r\n\r\n", AuthError),
        (b"HTTP/1.1 500 No\r\nContent-Length: 5\r\n\r\n<h1>!", TokenDelayedError),
        (b"HTTP/1.1 429 No\r\nContent-Length: 2\r\n\r\n{}", TokenDelayedError),
        (b"", TokenDelayedError),
    ],
)
def test_a_hostile_token_endpoint_gives_a_clear_error(raw: bytes, error: type[Exception]) -> None:
    """And none of them repeats a secret."""
    grant = Grant(APP, "planted-refresh-token")
    with serving(answering(raw)) as server:
        settings = HubSpotSettings(base_url=server.base_url)
        with (
            contextlib.closing(TokenEndpoint(settings, OAuthFamily.V3)) as endpoint,
            pytest.raises(error) as caught,
        ):
            endpoint.by_refresh(grant)
    assert "planted" not in f"{caught.value} {getattr(caught.value, 'hint', '')}"


def test_an_echo_of_secrets_is_not_passed_on() -> None:
    """Whatever the server says."""
    said = b"planted-refresh-token planted-client-secret"
    body = b'{"error":"invalid_grant","error_description":"%b"}' % said
    raw = b"HTTP/1.1 400 No\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    with serving(answering(raw)) as server:
        settings = HubSpotSettings(base_url=server.base_url)
        with (
            contextlib.closing(TokenEndpoint(settings, OAuthFamily.V3)) as endpoint,
            pytest.raises(TokenRevokedError) as caught,
        ):
            endpoint.by_refresh(Grant(APP, "planted-refresh-token"))
    assert "planted" not in str(caught.value)


def test_a_grant_survives_its_secret_and_shows_none() -> None:
    """As one text that a keyring keeps."""
    grant = Grant(APP, "planted-refresh-token")
    assert grant_of(grant.to_secret()) == grant
    assert grant_of("pat-na1-plain") is None
    assert "planted" not in repr(grant)


@pytest.mark.parametrize(
    "secret", ["{", "{}", '{"client_id":1}', '{"client_id":"a","client_secret":"b c"}', "{" * 9999]
)
def test_a_secret_that_is_neither_is_refused(secret: str) -> None:
    """With the cure, and without what it held."""
    with pytest.raises(NotLoggedInError) as caught:
        grant_of(secret)
    assert "tracker login" in caught.value.hint
    assert caught.value.__context__ is None


@pytest.mark.parametrize("text", ["", "two words", 'a"b', "back\\slash", "x" * 513, "näh"])
def test_what_is_no_client_id_or_secret_is_refused(text: str) -> None:
    """It is not repeated."""
    for client_id, secret in ((text, "secret"), ("id", text)):
        with pytest.raises(SettingsError) as caught:
            App(client_id, secret)
        assert not text or text not in str(caught.value)


def _token_requests(server: Sandbox) -> int:
    return server.grants.asked


def test_the_address_of_a_stand_in_is_its_own() -> None:
    """So that one setting is enough to try it all."""
    with Consent(HubSpotSettings(base_url="http://127.0.0.1:8123"), "a", 0) as consent:
        assert consent.address.startswith("http://127.0.0.1:8123/oauth/authorize?")
        assert parse_qs(urlsplit(consent.address).query)["client_id"] == ["a"]
