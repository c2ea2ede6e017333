"""The client: sends a row's body once and says what became of it.

Knows: one shared HTTP client, safe for all sending threads; how far a request got; how much of
an answer is worth reading.
Must never know: the queue, backoff, or where the token is kept.
"""

import ssl
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from tracker import __version__
from tracker.hubspot import payloads
from tracker.hubspot.answers import MAX_MESSAGE_CHARS
from tracker.hubspot.api import event_path
from tracker.hubspot.deadline import Deadlines, bind
from tracker.hubspot.outcomes import Exchange, Failure, classify
from tracker.hubspot.settings import HubSpotSettings
from tracker.hubspot.tokens import HeldToken, explain
from tracker.model.delivery import AuthNeeded, DeliveryOutcome, OutboxRow
from tracker.model.errors import AuthError, SettingsError
from tracker.model.events import kind_of

MAX_ANSWER_BYTES = 64 * 1024
MAX_CONNECTIONS = 8
KEEPALIVE_EXPIRY_S = 4.0
"""Below the server's own, so that a connection is not closed under a request (delivery, 3.4)."""


class HubSpotDestination:
    """Sends events to HubSpot; ``send`` may be called by up to eight threads at once.

    Implements ``tracker.model.protocols.Destination``. ``token_source`` is called when no token
    is held and once after a 401; it may block, and raise AuthError. Nothing is sent before the
    first event, not even to check the token. Raise SettingsError for a proxy that cannot be used.
    """

    def __init__(self, settings: HubSpotSettings, token_source: Callable[[], str]) -> None:
        self._settings = settings
        self._token = HeldToken(token_source)
        self._deadlines = Deadlines()
        times = settings.times
        self._client = httpx.Client(
            base_url=settings.base_url,
            transport=_transport(settings, self._deadlines),
            timeout=httpx.Timeout(
                connect=times.connect_s, read=times.read_s, write=times.write_s, pool=times.pool_s
            ),
            headers={
                "User-Agent": f"media-bridge-tracker/{__version__}",
                "Accept": "application/json",
                "Accept-Encoding": "identity",
                "Content-Type": "application/json",
            },
            follow_redirects=False,
            trust_env=False,
        )

    def __repr__(self) -> str:
        return f"<HubSpotDestination {self._settings.family.value} {self._token!r}>"

    def path_for(self, row: OutboxRow) -> str:
        """Return the path that the row's request goes to."""
        return event_path(self._settings.family, kind_of(row.event))

    def build_body(self, row: OutboxRow) -> bytes:
        """Build the request's body from the row's facts. Pure: the same row, the same bytes."""
        return payloads.build_body(row, self._settings)

    def send(self, row: OutboxRow, body: bytes) -> DeliveryOutcome:
        """Send the body and classify what came of it; after a 401, once more with a new token.

        Never raise for the network's sake. A 401 means "not processed", so that the second
        request cannot make a duplicate.
        """
        path = self.path_for(row)
        try:
            token = self._token.get()
        except AuthError as error:
            return AuthNeeded(explain(error, MAX_MESSAGE_CHARS))
        seen = self._exchange(path, body, token)
        if seen.status == 401:
            try:
                token = self._token.renew(token)
            except AuthError as error:
                return AuthNeeded(explain(error, MAX_MESSAGE_CHARS), status=401)
            seen = self._exchange(path, body, token)
        return classify(seen)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _exchange(self, path: str, body: bytes, token: str) -> Exchange:
        progress = _Progress()
        status, headers, answer = None, {}, b""
        failure, detail = None, ""
        with self._deadlines.within(self._settings.times.total_s):
            try:
                with self._client.stream(
                    "POST",
                    path,
                    content=body,
                    headers={"Authorization": f"Bearer {token}"},
                    extensions={"trace": progress.note},
                ) as response:
                    status, headers = response.status_code, dict(response.headers)
                    for chunk in _plain_chunks(response):
                        answer += chunk[: MAX_ANSWER_BYTES - len(answer)]
                        if len(answer) >= MAX_ANSWER_BYTES:
                            break
            except httpx.HTTPError as error:
                failure, detail = _failure_of(error), str(error)
        return Exchange(
            body_started=progress.body_started,
            status=status,
            headers=headers,
            body=answer,
            failure=failure,
            detail=detail,
            secret=token,
        )


class _Progress:
    """How far a request got, learnt from httpx's trace."""

    def __init__(self) -> None:
        self.body_started = False

    def note(self, event: str, info: dict[str, Any]) -> None:
        # A proxy's CONNECT is traced by the same names; it carries no event.
        if event == "http11.send_request_body.started" and info["request"].method == b"POST":
            self.body_started = True


def _plain_chunks(response: httpx.Response) -> Iterator[bytes]:
    # Asked for identity; whoever compresses all the same is not unpacked: it may be a bomb.
    if response.headers.get("Content-Encoding", "identity").strip().lower() == "identity":
        yield from response.iter_raw(8192)


_FAILURES: tuple[tuple[type[httpx.HTTPError], Failure], ...] = (
    (httpx.PoolTimeout, Failure.NO_FREE_CONNECTION),
    (httpx.ConnectError, Failure.NO_CONNECTION),
    (httpx.TimeoutException, Failure.TIMEOUT),
    (httpx.ProxyError, Failure.PROXY),
)


def _failure_of(error: httpx.HTTPError) -> Failure:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Failure.NO_SECURE_CONNECTION
        cause = cause.__cause__ or cause.__context__
    return next((kind for type_, kind in _FAILURES if isinstance(error, type_)), Failure.BROKEN_OFF)


def _transport(settings: HubSpotSettings, deadlines: Deadlines) -> httpx.HTTPTransport:
    trust = httpx.create_ssl_context()
    # The company's own authority is in the system's store, if anywhere.
    trust.load_default_certs()
    transport = httpx.HTTPTransport(
        verify=trust,
        http2=False,
        retries=0,
        proxy=_proxy_for(settings),
        limits=httpx.Limits(
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_CONNECTIONS,
            keepalive_expiry=KEEPALIVE_EXPIRY_S,
        ),
    )
    bind(transport, deadlines)
    return transport


def _proxy_for(settings: HubSpotSettings) -> httpx.Proxy | None:
    """Return the system's proxy for HubSpot; never one for an address of this machine."""
    host = httpx.URL(settings.base_url).host
    if settings.is_loopback or urllib.request.proxy_bypass(host):
        return None
    proxies = urllib.request.getproxies()
    address = proxies.get("https") or proxies.get("all")
    if not address:
        return None
    try:
        url = httpx.URL(address if "://" in address else f"http://{address}")
        if url.scheme in ("http", "https") and url.host:
            return httpx.Proxy(url)
    except (httpx.InvalidURL, ValueError):
        pass
    raise SettingsError(
        "The proxy that this machine sets for https cannot be used.",
        hint="Set HTTPS_PROXY to an http:// proxy, or add HubSpot's host to NO_PROXY.",
    )
