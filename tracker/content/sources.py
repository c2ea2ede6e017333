"""Where content comes from: a folder, a stick that is plugged in, or an https address.

Knows: how a file is read from its middle on, and what a server may answer.
Must never know: which files are wanted, or whether they are right.
"""

import glob
import ipaddress
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import httpx

from tracker.content.manifest import MANIFEST_NAME
from tracker.model.errors import ContentError, SettingsError
from tracker.model.records import dataclass

_CHUNK_BYTES = 256 * 1024
_TIMES = httpx.Timeout(connect=10, read=30, write=10, pool=10)
_GRACE_S = 60.0
_LEAST_BYTES_PER_S = 1_000
"""A server that drips more slowly than this, after a minute, is given up until the next time."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that is being read: ``offset_bytes`` is where the first of ``chunks`` stands."""

    offset_bytes: int
    chunks: Iterator[bytes]


class Source(Protocol):
    """A place that offers content."""

    def read(self, path: str, *, offset_bytes: int = 0) -> AbstractContextManager[Reading]:
        """Open a file by its path in the set, from an offset on if that can be had.

        Raise ContentError if it is not there or cannot be read, also while it is being read.
        """


class FolderSource:
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def read(self, path: str, *, offset_bytes: int = 0) -> Iterator[Reading]:
        """Open a file of the folder; nothing outside of it can be reached, not even by a link."""
        try:
            found = (self._folder / path).resolve(strict=True)
            if not found.is_relative_to(self._folder.resolve()) or not found.is_file():
                raise FileNotFoundError
            with found.open("rb") as file:
                file.seek(offset_bytes)
                yield Reading(offset_bytes, iter(lambda: file.read(_CHUNK_BYTES), b""))
        except OSError as error:
            # A stick that is pulled out fails in the middle.
            reason = error.strerror or "it is not there"
            raise _unreadable(path, str(self._folder), reason) from error


class HttpsSource:
    """A folder of a web server. Plain http is for this machine alone."""

    def __init__(self, address: str) -> None:
        """Take the folder's address. Raise SettingsError for one that is not safe."""
        try:
            url = httpx.URL(address if address.endswith("/") else f"{address}/")
        except (httpx.InvalidURL, ValueError):
            url = httpx.URL()
        is_safe = url.scheme == "https" or (url.scheme == "http" and _is_loopback(url.host))
        if not url.host or not is_safe or url.userinfo or url.query or url.fragment:
            raise SettingsError(
                "The address of new content is not an https address of a folder.",
                hint="Use one like https://example.com/kiosk/, without a name, ? or # in it.",
            )
        self._url = url
        self._client = httpx.Client(
            timeout=_TIMES, follow_redirects=False, trust_env=not _is_loopback(url.host)
        )

    @contextmanager
    def read(self, path: str, *, offset_bytes: int = 0) -> Iterator[Reading]:
        """Ask the server for a file; one that knows no ranges sends it from its start."""
        # Unpacking is nobody's business here: what arrives is what the manifest measured.
        headers = {"Accept-Encoding": "identity"}
        if offset_bytes:
            headers["Range"] = f"bytes={offset_bytes}-"
        try:
            url = self._url.copy_with(raw_path=self._url.raw_path + quote(path).encode())
            with self._client.stream("GET", url, headers=headers) as reply:
                if reply.status_code == 206 and offset_bytes:
                    start = offset_bytes
                elif reply.status_code == 200:
                    start = 0
                else:
                    raise self._refused(path, f"the server answers {reply.status_code}")
                if reply.headers.get("Content-Encoding", "identity") != "identity":
                    raise self._refused(path, "the server packs what must come as it is")
                yield Reading(start, self._in_time(path, reply.iter_raw(_CHUNK_BYTES)))
        except (httpx.HTTPError, httpx.StreamError) as error:
            reason = str(error) or "the connection was lost"
            raise self._refused(path, reason) from error

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _in_time(self, path: str, chunks: Iterator[bytes]) -> Iterator[bytes]:
        began_s, done_bytes = time.monotonic(), 0
        for chunk in chunks:
            done_bytes += len(chunk)
            passed_s = time.monotonic() - began_s
            if passed_s > _GRACE_S and done_bytes < passed_s * _LEAST_BYTES_PER_S:
                raise self._refused(path, "the server is too slow")
            yield chunk

    def _refused(self, path: str, reason: str) -> ContentError:
        return _unreadable(path, self._url.host, reason)


def plugged_in(patterns: Sequence[str]) -> FolderSource | None:
    """Return the first folder that offers content now; ``*`` in a pattern stands for any name."""
    for pattern in patterns:
        for folder in sorted(glob.glob(pattern)):  # noqa: PTH207 - patterns are absolute
            if (Path(folder) / MANIFEST_NAME).is_file():
                return FolderSource(Path(folder))
    return None


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _unreadable(path: str, place: str, reason: str) -> ContentError:
    return ContentError(
        f"{path} cannot be fetched from {place}: {reason}.",
        hint="It is tried again later; what is shown now stays.",
    )
