"""One HTTP client for all that is asked of HubSpot: bounded in time, in memory and in trust.

Knows: connections, proxies, certificates; how far a request got; how much of an answer is worth
reading.
Must never know: what a request is for, or what follows from its answer.
"""

import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from tracker import __version__
from tracker.hubspot.deadline import Deadlines, bind
from tracker.hubspot.failures import failure_of
from tracker.hubspot.outcomes import Exchange
from tracker.hubspot.settings import HubSpotSettings
from tracker.model.errors import SettingsError
from tracker.model.phrases import phrase

MAX_ANSWER_BYTES = 64 * 1024
MAX_CONNECTIONS = 8
KEEPALIVE_EXPIRY_S = 4.0
"""Below the server's own, so that a connection is not closed under a request (delivery, 3.4)."""

JSON = "application/json"


class Wire:
    """Sends requests to HubSpot's address, each once; callable by several threads at once.

    Redirects are not followed, nothing is unpacked. Raise SettingsError for a proxy that cannot
    be used.
    """

    def __init__(self, settings: HubSpotSettings) -> None:
        self._times = settings.times
        self._deadlines = Deadlines()
        self._client = httpx.Client(
            base_url=settings.base_url,
            transport=_transport(settings, self._deadlines),
            timeout=httpx.Timeout(
                connect=self._times.connect_s,
                read=self._times.read_s,
                write=self._times.write_s,
                pool=self._times.pool_s,
            ),
            headers={
                "User-Agent": f"media-bridge-tracker/{__version__}",
                "Accept": JSON,
                "Accept-Encoding": "identity",
            },
            follow_redirects=False,
            trust_env=False,
        )

    def exchange(
        self,
        method: str,
        path: str,
        *,
        content: bytes | None = None,
        content_type: str = JSON,
        token: str = "",
        secret: str = "",
        params: Mapping[str, str] | None = None,
    ) -> Exchange:
        """Send one request and return all that was seen of it. Never raise for the network's sake.

        ``token`` is the bearer's, if there is one; neither it nor ``secret`` may be repeated.
        """
        headers = {"Content-Type": content_type} if content is not None else {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        progress = _Progress(method)
        status, answer_headers, answer = None, {}, b""
        failure, detail = None, ""
        with self._deadlines.within(self._times.total_s):
            try:
                with self._client.stream(
                    method,
                    path,
                    content=content,
                    params=params,
                    headers=headers,
                    extensions={"trace": progress.note},
                ) as response:
                    status, answer_headers = response.status_code, dict(response.headers)
                    for chunk in _plain_chunks(response):
                        answer += chunk[: MAX_ANSWER_BYTES - len(answer)]
                        if len(answer) >= MAX_ANSWER_BYTES:
                            break
            except httpx.HTTPError as error:
                failure, detail = failure_of(error)
        return Exchange(
            body_started=progress.body_started,
            status=status,
            headers=answer_headers,
            body=answer,
            failure=failure,
            detail=detail,
            secret=token or secret,
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()


class _Progress:
    """How far a request got, learnt from httpx's trace."""

    def __init__(self, method: str) -> None:
        self.body_started = False
        self._method = method.encode()

    def note(self, event: str, info: dict[str, Any]) -> None:
        # A proxy's CONNECT is traced by the same names; it carries no event.
        if event == "http11.send_request_body.started" and info["request"].method == self._method:
            self.body_started = True


def _plain_chunks(response: httpx.Response) -> Iterator[bytes]:
    # Asked for identity; whoever compresses all the same is not unpacked: it may be a bomb.
    if response.headers.get("Content-Encoding", "identity").strip().lower() == "identity":
        yield from response.iter_raw(8192)


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
        phrase("Errors", "The proxy that this machine sets for https cannot be used."),
        hint=phrase(
            "Errors", "Set HTTPS_PROXY to an http:// proxy, or add HubSpot's host to NO_PROXY."
        ),
    )
