"""The page that asks a person, and the way back: an address out, a code in.

Knows: ``state`` and PKCE (RFC 7636, S256), and that HubSpot sends people back to
``http://localhost:PORT/`` only: addresses in digits are refused there.
Must never know: browsers, tokens or keyrings. The listener binds loopback, answers one path, and
never repeats or logs what it was sent.
"""

import errno
import secrets
import socket
import threading
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from authlib.common.security import generate_token
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from tracker.hubspot.answers import clean_text
from tracker.hubspot.api import (
    APP_URL,
    AUTHORIZE_PATH,
    SCOPE_READ_CONTACTS,
    SCOPE_WRITE,
    SCOPE_WRITE_CONTACTS,
)
from tracker.hubspot.settings import HubSpotSettings
from tracker.model.errors import AuthError, SettingsError
from tracker.model.phrases import phrase

DEFAULT_PORT = 47_624
"""The redirect's port unless another is named; the app's page must list the same one."""

REQUIRED_SCOPES = ("media_bridge.read", SCOPE_WRITE)
OPTIONAL_SCOPES = (SCOPE_READ_CONTACTS, SCOPE_WRITE_CONTACTS)

VERIFIER_CHARS = 64
SOCKET_TIMEOUT_S = 10.0

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Media Bridge Tracker</title></head>
<body style="font: 18px/1.6 system-ui, sans-serif; margin: 4rem"><p>{text}</p></body></html>
"""
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Connection": "close",
}


class Consent:
    """One question to a person, and its answer; a context that listens for the way back.

    ``port`` 0 picks a free one. Raise SettingsError for a port that is taken.
    """

    def __init__(self, settings: HubSpotSettings, client_id: str, port: int) -> None:
        self._state = generate_token(48)
        self.verifier = generate_token(VERIFIER_CHARS)
        self._answered = threading.Event()
        self._code: str | None = None
        self._error = ""
        self._servers = _listeners(port, self._take)
        self.port = int(self._servers[0].server_address[1])
        self.redirect_uri = f"http://localhost:{self.port}/"
        # The stand-in has its own page; HubSpot's lies on another host than its API.
        page = settings.base_url.rstrip("/") if settings.is_loopback else APP_URL
        address: str = prepare_grant_uri(
            page + AUTHORIZE_PATH,
            client_id,
            "code",
            redirect_uri=self.redirect_uri,
            scope=" ".join(REQUIRED_SCOPES),
            state=self._state,
            optional_scope=" ".join(OPTIONAL_SCOPES),
            code_challenge=create_s256_code_challenge(self.verifier),
            code_challenge_method="S256",
        )
        # HubSpot wants %20 between scopes; a plus sign of the values themselves is %2B here.
        self.address = address.replace("+", "%20")

    def __enter__(self) -> "Consent":
        for server in self._servers:
            threading.Thread(target=server.serve_forever, name="consent", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def wait(self, timeout_s: float) -> str:
        """Return the code once the person has said yes. Raise AuthError for a no or for silence."""
        if not self._answered.wait(timeout_s):
            raise AuthError(
                phrase("Errors", "Nobody answered HubSpot's page in time."),
                hint=phrase("Errors", "Start `tracker login --oauth` anew."),
            )
        if self._code is None:
            raise AuthError(
                phrase("Errors", "HubSpot did not connect the app ({error}).").format(
                    error=self._error
                ),
                hint=phrase(
                    "Errors",
                    "The person must be a super admin, or may install apps; then log in again.",
                ),
            )
        return self._code

    def _take(self, target: str) -> tuple[int, str]:
        """Judge one request; return the status and what the person is told."""
        parts = urlsplit(target)
        if parts.path != "/":
            return 404, "Nothing is here."
        fields = parse_qs(parts.query, max_num_fields=20)
        states, codes = fields.get("state", [""]), fields.get("code", [])
        # Whoever does not know the state is not the page that we opened: wait on.
        if not secrets.compare_digest(states[0].encode(), self._state.encode()):
            return 400, "This is not the answer that was waited for."
        if self._answered.is_set():
            return 400, "This was answered already."
        if codes and "error" not in fields:
            self._code = codes[0]
        else:
            said = fields.get("error_description") or fields.get("error") or [""]
            self._error = clean_text(said[0], limit=150) or phrase("Errors", "no reason given")
        self._answered.set()
        if self._code is None:
            return 200, "The app was not connected. You may close this window."
        return 200, "The app is connected. You may close this window."


def _listeners(port: int, take: Any) -> list[ThreadingTCPServer]:
    """Listen on both loopback addresses: a browser may take localhost for either."""
    servers: list[ThreadingTCPServer] = []
    try:
        servers.append(_server(socket.AF_INET, "127.0.0.1", port, take))
        try:
            chosen = int(servers[0].server_address[1])
            servers.append(_server(socket.AF_INET6, "::1", chosen, take))
        except OSError as error:
            # Without IPv6 nobody else can listen there either.
            if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                raise
    except (OSError, OverflowError) as error:
        for server in servers:
            server.server_close()
        raise SettingsError(
            phrase(
                "Errors",
                "Port {port} of this machine is taken, so that HubSpot could not answer there.",
            ).format(port=port),
            hint=phrase(
                "Errors",
                "Name another one with --port, and list it as redirect URL on the app's page.",
            ),
        ) from error
    return servers


def _server(family: socket.AddressFamily, host: str, port: int, take: Any) -> ThreadingTCPServer:
    class Handler(BaseHTTPRequestHandler):
        timeout = SOCKET_TIMEOUT_S

        def do_GET(self) -> None:
            is_ours = self.headers.get("Host", "").lower().startswith("localhost:")
            status, text = take(self.path) if is_ours else (403, "This is localhost only.")
            body = _PAGE.format(text=text).encode()
            self.send_response_only(status)
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing: the request's line holds the code."""

    class Server(ThreadingTCPServer):
        address_family = family
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, *args: object) -> None:
            """Say nothing: a traceback would hold the request's line."""

    return Server((host, port), Handler)
