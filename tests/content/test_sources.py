"""Sources: a folder that cannot be left, a server that may answer anything."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tracker.content import sources
from tracker.content.sources import FolderSource, HttpsSource, Source, plugged_in
from tracker.model.errors import ContentError, SettingsError

DATA = bytes(range(256)) * 40


class Answers(BaseHTTPRequestHandler):
    """A server of one film in several ways."""

    def do_GET(self) -> None:
        """Answer by the path."""
        ranged = self.headers.get("Range")
        start = int(ranged.removeprefix("bytes=").rstrip("-")) if ranged else 0
        match self.path:
            case "/kiosk/a%20film.mp4" if ranged:
                self.reply(206, DATA[start:])
            case "/kiosk/a%20film.mp4" | "/kiosk/deaf.mp4":
                self.reply(200, DATA)
            case "/kiosk/moved.mp4":
                self.reply(302, b"", Location="http://127.0.0.1:9/elsewhere")
            case "/kiosk/packed.mp4":
                self.reply(200, DATA, **{"Content-Encoding": "gzip"})
            case "/kiosk/short.mp4":
                self.reply(200, DATA[:100], **{"Content-Length": str(len(DATA))})
            case _:
                self.reply(404, b"<html>not here</html>")

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        """Send an answer."""
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler] = Answers) -> Iterator[str]:
    """Serve on this machine; give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/kiosk"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server() -> Iterator[HttpsSource]:
    """Give a source that is a server."""
    with serving() as address:
        source = HttpsSource(address)
        yield source
        source.close()


def content(source: Source, path: str, offset_bytes: int = 0) -> tuple[int, bytes]:
    """Read a file to its end."""
    with source.read(path, offset_bytes=offset_bytes) as reading:
        return reading.offset_bytes, b"".join(reading.chunks)


def test_a_server_sends_a_file(server: HttpsSource) -> None:
    """From its start, or from where it broke off."""
    assert content(server, "a film.mp4") == (0, DATA)
    assert content(server, "a film.mp4", 1_000) == (1_000, DATA[1_000:])


def test_a_server_without_ranges_starts_anew(server: HttpsSource) -> None:
    """And the reading says so."""
    assert content(server, "deaf.mp4", 1_000) == (0, DATA)


@pytest.mark.parametrize("path", ["moved.mp4", "packed.mp4", "short.mp4", "none.mp4"])
def test_anything_else_is_refused(server: HttpsSource, path: str) -> None:
    """A redirect leads nowhere, and nothing is unpacked."""
    with pytest.raises(ContentError, match=path):
        content(server, path)


def test_a_server_that_is_away_is_no_traceback() -> None:
    """A sentence that names the host."""
    with serving() as address:
        source = HttpsSource(address)
    with pytest.raises(ContentError, match=r"127\.0\.0\.1"):
        content(source, "a film.mp4")
    source.close()


def test_a_server_that_drips_is_given_up(
    server: HttpsSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bytes come more slowly than any line that is alive."""
    monkeypatch.setattr(sources, "_GRACE_S", 0.0)
    monkeypatch.setattr(sources, "_LEAST_BYTES_PER_S", 10**12)
    with pytest.raises(ContentError, match="too slow"):
        content(server, "a film.mp4")


@pytest.mark.parametrize(
    "address",
    ["http://example.com/kiosk", "ftp://example.com/", "https://a:b@example.com/", "https://",
     "https://example.com/?x=1", "example.com", "", "http://[::1"],
)  # fmt: skip
def test_an_address_that_is_not_safe_is_refused(address: str) -> None:
    """Films and keys travel encrypted, and no password stands in an address."""
    with pytest.raises(SettingsError) as caught:
        HttpsSource(address)
    assert "a:b" not in str(caught.value)


def test_a_folder_gives_a_file(tmp_path: Path) -> None:
    """From an offset, too."""
    (tmp_path / "films").mkdir()
    (tmp_path / "films" / "a.mp4").write_bytes(DATA)
    assert content(FolderSource(tmp_path), "films/a.mp4", 300) == (300, DATA[300:])


def test_no_link_leads_out_of_a_folder(tmp_path: Path) -> None:
    """A stick may hold one; nor is a folder a file."""
    (tmp_path / "secret").write_text("x")
    stick = tmp_path / "stick"
    (stick / "folder").mkdir(parents=True)
    (stick / "link").symlink_to(tmp_path / "secret")
    for path in ("link", "folder", "none"):
        with pytest.raises(ContentError):
            content(FolderSource(stick), path)


def test_a_stick_is_found_when_it_offers_something(tmp_path: Path) -> None:
    """Wherever it is mounted."""
    pattern = str(tmp_path / "*" / "kiosk")
    (tmp_path / "empty" / "kiosk").mkdir(parents=True)
    assert plugged_in([pattern]) is None
    stick = tmp_path / "stick" / "kiosk"
    stick.mkdir(parents=True)
    (stick / "manifest.json").write_bytes(b"{}")
    found = plugged_in([pattern])
    assert found is not None
    assert content(found, "manifest.json") == (0, b"{}")
